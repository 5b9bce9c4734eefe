"""A few lines through the periods, their names at their ends."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from spoorboek.documents.charts.axis import Axis, find_axis, list_periods
from spoorboek.documents.charts.line_words import list_name_layers, list_value_layers, measure_names
from spoorboek.documents.charts.paper import (
    GRID,
    HATCH,
    LETTER_WIDTH,
    QUIET,
    Layer,
    describe_sheet,
    describe_ticks,
    has_numbers,
    list_hatches,
    list_looks,
    make_layer,
    make_row,
    write_unit,
)
from spoorboek.documents.charts.period_axis import describe_periods, find_slot
from spoorboek.documents.charts.spec import ChartPoint, ChartSeries, ChartSpec, PointStatus
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import NON_VALUE_WORDS
from spoorboek.figures.values import NonValue, is_number

_WIDTH, _HEIGHT, _AXIS_ROOM, _LABEL_ROOM = 430, 240, 56, 190
_BREAK_WORDS, _SHORT_BREAK_WORDS, _LOW = "vanaf hier anders geteld", "anders geteld", 160
_WITHHELD = NON_VALUE_WORDS[NonValue.SUPPRESSED]
_WIDEST_HATCH = 34


def describe_lines(spec: ChartSpec) -> dict[str, Any]:
    """Return the Vega-Lite description of lines; it is higher when their names need more room."""
    axis, height = find_axis(spec), max(_HEIGHT, measure_names(spec))
    words = [
        *list_value_layers(spec, axis, height, _WIDTH),
        *list_name_layers(spec, axis, height, _WIDTH),
    ]
    layers = [*list_line_layers(spec, axis, height, find_slot(spec, _WIDTH)), *words]
    return {
        **describe_sheet(_look_of_axes()),
        "width": _WIDTH,
        "height": height,
        "padding": {"left": _AXIS_ROOM, "top": 30, "right": _LABEL_ROOM, "bottom": 44},
        "autosize": {"type": "none"},
        "encoding": {"x": describe_periods(spec, _WIDTH), "y": describe_values(spec, axis)},
        "layer": layers,
    }


def describe_values(spec: ChartSpec, axis: Axis) -> dict[str, Any]:
    """Return the upright axis in Vega-Lite."""
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [float(axis.low), float(axis.high)], "nice": False, "zero": spec.from_zero},
        "axis": {
            "title": write_unit(spec, axis),
            **describe_ticks(axis),
            "ticks": False,
            "domain": False,
            "labels": has_numbers(spec),
        },
    }


def list_line_layers(spec: ChartSpec, axis: Axis, height: int, slot: float) -> list[Layer]:
    """Return all that is drawn of the lines themselves: gaps, bands, lines and points.

    ``slot``: how many pixels lie between two periods.
    """
    layers = [
        *_zero(spec, axis),
        *_gaps(spec, axis, height, slot),
        *_bands(spec),
        *_bridges(spec),
        *_lines(spec),
        *_points(spec),
    ]
    return [layer for layer in layers if layer["data"]["values"]]


def _look_of_axes() -> dict[str, Any]:
    return {
        "labelColor": QUIET,
        "labelFontSize": 13,
        "titleColor": QUIET,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "titleAlign": "left",
        "titleAngle": 0,
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": 4 - _AXIS_ROOM,
        "titleY": -12,
        "gridColor": GRID,
        "domainColor": QUIET,
        "labelPadding": 6,
    }


def _zero(spec: ChartSpec, axis: Axis) -> list[Layer]:
    """Draw where zero is when numbers lie on both sides of it."""
    if not axis.low < 0 < axis.high:
        return []
    rows = [{"value": 0.0, "period": format_period(period)} for period in _ends(spec)]
    return [make_layer({"type": "line", "color": QUIET, "strokeWidth": 1}, rows)]


def _ends(spec: ChartSpec) -> list[Any]:
    periods = list_periods(spec)
    return [periods[0], periods[-1]] if len(periods) > 1 else []


def _segments(spec: ChartSpec, series: ChartSeries) -> list[tuple[ChartPoint, ...]]:
    """Cut a series where no line may lead: a period without a number, and a method break."""
    points = {point.period: point for point in series.points}
    segments: list[list[ChartPoint]] = [[]]
    for period in list_periods(spec):
        point = points.get(period)
        if point is None or not is_number(point.value):
            segments.append([])
        elif point.breaks:
            segments.append([point])
        else:
            segments[-1].append(point)
    return [tuple(segment) for segment in segments if segment]


def _lines(spec: ChartSpec) -> list[Layer]:
    layers = []
    for series, (colour, dash, _) in zip(spec.series, list_looks(spec), strict=False):
        rows = [
            make_row(point, segment=number)
            for number, segment in enumerate(_segments(spec, series))
            for point in segment
        ]
        mark = {"type": "line", "color": colour, "strokeDash": dash, "strokeWidth": 2.5}
        layers.append(make_layer(mark, rows, detail={"field": "segment", "type": "nominal"}))
    return layers


def _bridges(spec: ChartSpec) -> list[Layer]:
    """Join with dots what is measured every few years, so that one sees which points belong together."""
    layers = []
    for series, (colour, _, _) in zip(spec.series, list_looks(spec), strict=False):
        rows = [
            {**make_row(left), "next": format_period(right.period), "to": float(right.value)}
            for left, right in list_bridges(spec, series)
            if is_number(right.value)
        ]
        mark = {"type": "rule", "color": colour, "strokeDash": [1.5, 4.5], "strokeWidth": 1.5}
        layers.append(make_layer(mark, rows, x2={"field": "next"}, y2={"field": "to"}))
    return layers


def list_bridges(spec: ChartSpec, series: ChartSeries) -> list[tuple[ChartPoint, ChartPoint]]:
    """Return neighbouring points with only periods between them for which there is no figure at all."""
    order = list_periods(spec)
    return [
        (left, right)
        for left, right in pairwise(series.points)
        if is_number(left.value)
        and is_number(right.value)
        and not right.breaks
        and order.index(right.period) - order.index(left.period) > 1
    ]


def _bands(spec: ChartSpec) -> list[Layer]:
    """Draw what an estimate may be, as a band behind its line."""
    layers = []
    for series, (colour, _, _) in zip(spec.series, list_looks(spec), strict=False):
        rows = [
            make_row(point, segment=number, low=float(point.low), high=float(point.high))
            for number, segment in enumerate(_segments(spec, series))
            for point in segment
            if point.low is not None and point.high is not None
        ]
        encoding = {
            "y": {"field": "low", "type": "quantitative"},
            "y2": {"field": "high"},
            "detail": {"field": "segment", "type": "nominal"},
        }
        layers.append(make_layer({"type": "area", "color": colour, "opacity": 0.15}, rows, **encoding))
        layers.append(make_layer({"type": "rule", "color": colour, "opacity": 0.5}, rows, **encoding))
    return layers


def _points(spec: ChartSpec) -> list[Layer]:
    """Draw a marker per number; a provisional one is hollow."""
    layers = []
    for series, (colour, _, shape) in zip(spec.series, list_looks(spec), strict=False):
        for status, fill in ((PointStatus.FINAL, colour), (PointStatus.PROVISIONAL, "white")):
            rows = [make_row(p) for p in series.points if is_number(p.value) and p.status is status]
            mark = {"type": "point", "shape": shape, "size": 60, "fill": fill, "stroke": colour, "opacity": 1}
            layers.append(make_layer(mark, rows))
    return layers


def _gaps(spec: ChartSpec, axis: Axis, height: int, slot: float) -> list[Layer]:
    """Say in the picture why a line is broken: no number, or another way of counting from here on."""
    whose: dict[tuple[str, str], set[str]] = {}
    for series, (colour, _, _) in zip(spec.series, list_looks(spec), strict=False):
        for point in series.points:
            if isinstance(point.value, NonValue):
                reason = (format_period(point.period), NON_VALUE_WORDS[point.value])
                whose.setdefault(reason, set()).add(colour)
    rows: list[dict[str, Any]] = []
    for (period, text), colours in sorted(whose.items()):
        # The word has the colour of its line when it is about one of several.
        is_of_one = len(colours) == 1 < len(spec.series)
        before = sum(_measure_word(row["text"]) + 6 for row in rows if row["period"] == period)
        colour = min(colours) if is_of_one else QUIET
        rows.append({"period": period, "text": text, "colour": colour, "foot": height - before})
    hatched = [row for row in rows if row["text"] == _WITHHELD]
    breaks = {point.period for series in spec.series for point in series.points if point.breaks}
    return [
        *_hatch(hatched, axis, height, min(_WIDEST_HATCH, slot - 2)),
        *_say(rows, 0),
        *_mark_breaks([format_period(period) for period in sorted(breaks)], height, slot),
    ]


def _hatch(rows: list[dict[str, Any]], axis: Axis, height: int, width: float) -> list[Layer]:
    strokes = [{"period": row["period"], **stroke} for row in rows for stroke in list_hatches(axis, height)]
    mark = {
        "type": "rule",
        "color": HATCH,
        "strokeWidth": 1.2,
        "xOffset": -width / 2,
        "x2Offset": width / 2,
    }
    place = {"y": {"field": "from", "type": "quantitative"}, "y2": {"field": "to"}}
    # A white strip keeps the word apart from the strokes.
    strip = {"type": "rule", "color": "white", "strokeWidth": 18}
    foot, top = {"value": height - 6}, {"value": height - 6 - 78}
    return [
        make_layer(mark, strokes, x2={"field": "period"}, **place),
        make_layer(strip, rows, y=foot, y2=top),
    ]


def _say(rows: list[dict[str, Any]], offset: float) -> list[Layer]:
    text = {
        "type": "text",
        "angle": 270,
        "align": "left",
        "baseline": "middle",
        "dx": 8,
        "dy": offset,
        "fontSize": 12,
    }
    colour = {"field": "colour", "type": "nominal", "scale": None}
    words = {"field": "text", "type": "nominal"}
    # Words at the same period stand above each other.
    foot = {"field": "foot", "type": "quantitative", "scale": None, "axis": None}
    return [make_layer(text, rows, y=foot, text=words, color=colour)]


def _measure_word(text: str) -> float:
    """Return how high a word stands that is written upright, in pixels."""
    return len(text) * LETTER_WIDTH * 0.84 + 8


def _mark_breaks(periods: list[str], height: int, slot: float) -> list[Layer]:
    """Draw a line before the first period that was counted otherwise, where no line of figures leads."""
    text = _SHORT_BREAK_WORDS if height < _LOW else _BREAK_WORDS
    rows = [{"period": period, "text": text, "colour": QUIET, "foot": height} for period in periods]
    rule = {"type": "rule", "color": QUIET, "strokeDash": [4, 3], "xOffset": -slot / 2}
    strip = {"type": "rule", "color": "white", "strokeWidth": 14, "xOffset": -slot / 2}
    top = height - 4 - _measure_word(text)
    return [
        make_layer(rule, rows, y={"value": 0}, y2={"value": height}),
        make_layer(strip, rows, y={"value": height - 4}, y2={"value": top}),
        *_say(rows, -slot / 2),
    ]
