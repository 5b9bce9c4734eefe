"""What all pictures share: the size of the sheet, the looks, and small helpers for Vega-Lite."""

from __future__ import annotations

import json
import textwrap
from typing import Any

from spoorboek.documents.charts.axis import Axis
from spoorboek.documents.charts.spec import ChartPoint, ChartSpec
from spoorboek.documents.fonts import FONT_FAMILY
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import decimals_of, format_number
from spoorboek.figures.values import Number, is_number

Layer = dict[str, Any]

SHEET_WIDTH = 676
INK, QUIET, GRID, HATCH = "#1a1a1a", "#55606b", "#dfe4e8", "#a3adb7"
LETTER_WIDTH = 7.2
"""About how wide a letter of the house font is at 13 pixels; a bold one is a tenth wider."""
_OTHER_LOOKS = (
    ("#a8470c", [7, 3], "square"),
    ("#39700a", [2, 3], "triangle-up"),
    ("#7d2a8a", [9, 3, 2, 3], "diamond"),
)
"""Colour, dash and marker after the first line; each colour has a contrast of more than 5 to 1 with white."""
_LARGE = ((10**9, "in miljarden"), (10**6, "in miljoenen"))
_HATCH_STEP, _HATCH_RISE = 9, 10


def list_looks(spec: ChartSpec) -> list[tuple[str, list[int], str]]:
    """Return colour, dash and marker of each line."""
    return [(spec.accent, [1, 0], "circle"), *_OTHER_LOOKS]


def describe_sheet(config: dict[str, Any]) -> dict[str, Any]:
    """Return what every description begins with; ``config`` is the look of the axes."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"font": FONT_FAMILY, "background": "white", "view": {"stroke": None}, "axis": config},
    }


def make_layer(mark: Layer, rows: list[dict[str, Any]], **encoding: Any) -> Layer:
    """Return a layer with its own rows."""
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def make_row(point: ChartPoint, **more: Any) -> dict[str, Any]:
    """Return the row of a point: its period in words and its number, or none."""
    number = float(point.value) if is_number(point.value) else None
    return {"period": format_period(point.period), "value": number, **more}


def write_number(value: Number, spec: ChartSpec) -> str:
    """Return a number as it is printed in the picture."""
    return format_number(value, decimals_of(value) if spec.decimals is None else spec.decimals)


def wrap_words(text: str, letters: int) -> list[str]:
    """Return ``text`` in lines of at most ``letters``; a longer word is cut with a hyphen."""
    words: list[str] = []
    for word in text.split():
        while len(word) > letters:
            words.append(f"{word[: letters - 1]}-")
            word = word[letters - 1 :]
        words.append(word)
    return textwrap.wrap(" ".join(words), letters, break_on_hyphens=False) or [""]


def write_unit(spec: ChartSpec, axis: Axis) -> str:
    """Return the words above the upright axis: the unit, in what measure, and where it begins."""
    words = [spec.unit[:1].upper() + spec.unit[1:]]
    large = _find_large(axis)
    if large is not None:
        words.append(f", {large[1]}")
    if axis.low > 0:
        words.append(f"; de as begint bij {format_number(axis.low, _count_decimals(axis))}")
    return "".join(words)


def describe_ticks(axis: Axis) -> dict[str, Any]:
    """Return the ticks of the upright axis in Vega-Lite; very large numbers count in millions."""
    large = _find_large(axis)
    ticks = [(tick / (large[0] if large else 1)).normalize() for tick in axis.ticks]
    decimals = max(map(decimals_of, ticks))
    # Our own words for each tick: the formats of Vega depend on a locale that not every thread of it knows.
    words = json.dumps([format_number(tick, decimals) for tick in ticks])
    place = f"round((datum.value - ({float(axis.low)})) / {float(axis.step)})"
    return {"values": [float(tick) for tick in axis.ticks], "labelExpr": f"{words}[{place}]"}


def has_numbers(spec: ChartSpec) -> bool:
    """Tell whether there is any number to draw; an axis without one would invent a measure."""
    return any(is_number(point.value) for series in spec.series for point in series.points)


def _find_large(axis: Axis) -> tuple[int, str] | None:
    top = max(abs(axis.low), abs(axis.high))
    return next(((size, words) for size, words in _LARGE if top >= size), None)


def _count_decimals(axis: Axis) -> int:
    return max(decimals_of(tick.normalize()) for tick in axis.ticks)


def list_hatches(axis: Axis, height: int) -> list[dict[str, float]]:
    """Return begin and end of the slanting strokes that fill a column, in the measure of the axis."""

    def measure(pixels: float) -> float:
        return float(axis.high) - pixels / height * float(axis.high - axis.low)

    tops = range(0, height - _HATCH_RISE + 1, _HATCH_STEP)
    return [{"from": measure(top + _HATCH_RISE), "to": measure(top)} for top in tops]
