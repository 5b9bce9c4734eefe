"""The words in a chart of lines: numbers at points and names at ends, where no two touch."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from spoorboek.documents.charts.axis import Axis, list_periods, spread
from spoorboek.documents.charts.paper import (
    INK,
    QUIET,
    Layer,
    list_looks,
    make_layer,
    make_row,
    wrap_words,
    write_number,
)
from spoorboek.documents.charts.period_axis import find_slot
from spoorboek.documents.charts.spec import ChartPoint, ChartSeries, ChartSpec, PointStatus
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import NON_VALUE_WORDS
from spoorboek.figures.values import NonValue, Number, is_number

_LABEL_LETTERS, _LINE_HEIGHT, _LABEL_GAP, _OVERHANG = 24, 16, 6, 10
_DIGIT_WIDTH = 6.9

Known = list[tuple[ChartPoint, Number]]


def measure_names(spec: ChartSpec) -> int:
    """Return how high all names at the ends are together, without what may stick out."""
    lines = [len(_write_name(series, spec)) for series in spec.series]
    return sum(_measure(count) for count in lines) - 2 * _OVERHANG


def list_value_layers(spec: ChartSpec, axis: Axis, height: int, width: int) -> list[Layer]:
    """Return each number beside its point when there is room: one line, and no band around it.

    Where not all fit beside each other the first, the highest and the lowest stay.
    """
    points = spec.series[0].points
    if len(spec.series) > 1 or any(point.low is not None for point in points):
        return []
    known = [(point, point.value) for point in points if is_number(point.value)]
    last = list_periods(spec)[-1]
    shown = _choose_shown(
        spec, known, find_slot(spec, width), last == known[-1][0].period if known else False
    )
    steep = (axis.high - axis.low) / 10
    rooms: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for point, value in shown:
        row = make_row(point, text=write_number(value, spec))
        rooms.setdefault(_find_room(point, known, steep), []).append(row)
    words = {"field": "text", "type": "nominal"}
    look = {"type": "text", "fontSize": 12, "color": INK}
    return [
        make_layer({**look, "dx": aside, "dy": down}, rows, text=words)
        for (aside, down), rows in sorted(rooms.items())
    ]


def _choose_shown(spec: ChartSpec, known: Known, slot: float, has_name_at_last: bool) -> Known:
    """Return the points that get their number; the last has it in the name at its end."""
    rest = known[:-1] if has_name_at_last else known
    if not rest:
        return []
    widths = {point.period: len(write_number(value, spec)) * _DIGIT_WIDTH + 6 for point, value in rest}
    if all((widths[one.period] + widths[two.period]) / 2 <= slot for (one, _), (two, _) in pairwise(rest)):
        return rest
    order = list_periods(spec)
    kept: Known = []
    for candidate in (max(rest, key=_number), min(rest, key=_number), rest[0]):
        far = all(
            abs(order.index(candidate[0].period) - order.index(other.period)) * slot >= widths[other.period]
            for other, _ in kept
        )
        if candidate not in kept and far:
            kept.append(candidate)
    return kept


def _number(pair: tuple[ChartPoint, Number]) -> Number:
    return pair[1]


def _find_room(point: ChartPoint, known: Known, steep: Number) -> tuple[int, int]:
    """Return how far aside and down of its point a number touches no line: below it in a dip.

    On a slope of more than ``steep`` per period it stands above, and away from the line that rises.
    """
    place = next(index for index, (each, _) in enumerate(known) if each is point)
    value = known[place][1]
    before = known[place - 1][1] - value if place else 0
    after = known[place + 1][1] - value if place + 1 < len(known) else 0
    if max(before, after) > 0 and min(before, after) >= 0:
        return 0, 15
    if after > steep and before < 0:
        return -14, -11
    if before > steep and after < 0:
        return 14, -11
    return 0, -13


def list_name_layers(spec: ChartSpec, axis: Axis, height: int, width: int) -> list[Layer]:
    """Return the name of each line at its end, with its last number, where no two touch."""
    ends: list[tuple[list[str], float, str]] = []
    for series, (colour, _, _) in zip(spec.series, list_looks(spec), strict=False):
        known = [point.value for point in series.points if is_number(point.value)]
        place = float((known[-1] - axis.low) / (axis.high - axis.low)) if known else 0.5
        ends.append((_write_name(series, spec), height * (1 - place), colour if known else QUIET))
    heights = [float(_measure(len(lines))) for lines, _, _ in ends]
    places = spread([place for _, place, _ in ends], heights, -_OVERHANG, height + _OVERHANG)
    return [
        _draw_name(lines, place, colour, width)
        for (lines, _, colour), place in zip(ends, places, strict=True)
    ]


def write_last(series: ChartSeries, spec: ChartSpec) -> str:
    """Return the last number of a line, with its year when that is not the last on the axis."""
    known = [(point, point.value) for point in series.points if is_number(point.value)]
    if not known:
        # A spec without points is refused, so there is a reason to name.
        return next(NON_VALUE_WORDS[p.value] for p in series.points if isinstance(p.value, NonValue))
    point, value = known[-1]
    remarks = []
    if point.period != list_periods(spec)[-1]:
        remarks.append(format_period(point.period))
    if point.status is PointStatus.PROVISIONAL:
        remarks.append("voorlopig")
    return write_number(value, spec) + (f" ({', '.join(remarks)})" if remarks else "")


def _write_name(series: ChartSeries, spec: ChartSpec) -> list[str]:
    return wrap_words(f"{series.label}: {write_last(series, spec)}", _LABEL_LETTERS)


def _measure(lines: int) -> int:
    return lines * _LINE_HEIGHT + _LABEL_GAP


def _draw_name(lines: list[str], place: float, colour: str, width: int) -> Layer:
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "fontSize": 13,
        "fontWeight": "bold",
        "color": colour,
        "lineHeight": _LINE_HEIGHT,
        "dy": -(len(lines) - 1) * _LINE_HEIGHT / 2,
        "text": lines,
    }
    return make_layer(mark, [{}], x={"value": width + 2}, y={"value": place})
