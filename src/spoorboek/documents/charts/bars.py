"""One period, some numbers beside each other: a bar each, its name above it and its number at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from spoorboek.documents.charts.axis import Axis, find_axis
from spoorboek.documents.charts.paper import (
    HATCH,
    INK,
    QUIET,
    SHEET_WIDTH,
    Layer,
    describe_sheet,
    make_layer,
    wrap_words,
    write_number,
)
from spoorboek.documents.charts.spec import ChartPoint, ChartSeries, ChartSpec, PointStatus
from spoorboek.figures.dutch_numbers import NON_VALUE_WORDS
from spoorboek.figures.values import NonValue, is_number

_LEFT, _NUMBER_ROOM, _STEP, _BAR, _LINE_HEIGHT = 4, 150, 50, 18, 16
_WIDTH = SHEET_WIDTH - _LEFT - _NUMBER_ROOM
_NAME_LETTERS = 84
_HATCHED = 0.16
"""How long the hatched bar of a withheld number is, as a share of the width: always the same."""


def describe_bars(spec: ChartSpec) -> dict[str, Any]:
    """Return the Vega-Lite description of bars, in the order of ``spec``; they always begin at zero."""
    axis = find_axis(replace(spec, from_zero=True))
    rows = [_make_row(series, spec, axis) for series in spec.series]
    highest = max(len(row["lines"]) for row in rows)
    for row in rows:
        row["lines"] = [""] * (highest - len(row["lines"])) + row["lines"]
    down = (highest - 1) * _LINE_HEIGHT / 2
    layers = [
        *_bars(rows, spec, _BAR / 2 + down),
        *_hatches(rows, axis, _BAR / 2 + down),
        *_margins(rows, _BAR / 2 + down),
        *_words(rows, spec, down),
    ]
    return {
        **describe_sheet({}),
        "width": _WIDTH,
        "height": len(rows) * (_STEP + 2 * down),
        "padding": {"left": _LEFT, "top": 26, "right": _NUMBER_ROOM, "bottom": 8},
        "autosize": {"type": "none"},
        "encoding": {
            "x": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [float(axis.low), float(axis.high)], "nice": False},
                "axis": None,
            },
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": None,
                "scale": {"domain": [row["name"] for row in rows], "type": "band", "padding": 0},
                "axis": None,
            },
        },
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def _make_row(series: ChartSeries, spec: ChartSpec, axis: Axis) -> dict[str, Any]:
    point = series.points[0]
    value = float(point.value) if is_number(point.value) else None
    row: dict[str, Any] = {"name": series.label, "value": value, "zero": 0.0}
    row["lines"] = wrap_words(series.label, _NAME_LETTERS)
    row["text"] = _write_number(point, spec)
    row["hatched"] = point.value is NonValue.SUPPRESSED
    row["provisional"] = point.status is PointStatus.PROVISIONAL
    row["end"] = max(value or 0.0, 0.0)
    if point.low is not None and point.high is not None:
        row |= {"low": float(point.low), "high": float(point.high)}
        row["end"] = max(row["end"], row["high"])
    elif row["hatched"]:
        row["end"] = _HATCHED * float(axis.high - axis.low)
    return row


def _write_number(point: ChartPoint, spec: ChartSpec) -> str:
    if isinstance(point.value, NonValue):
        return NON_VALUE_WORDS[point.value]
    provisional = " (voorlopig)" if point.status is PointStatus.PROVISIONAL else ""
    return write_number(point.value, spec) + provisional


def _bars(rows: list[dict[str, Any]], spec: ChartSpec, down: float) -> list[Layer]:
    """Draw the bars; that of a provisional number is hollow, and a short line stands where zero is."""
    known = [row for row in rows if row["value"] is not None]
    look = {"type": "bar", "size": _BAR, "yOffset": down}
    final = {**look, "color": spec.accent}
    hollow = {**look, "fill": "white", "stroke": spec.accent, "strokeWidth": 1.5}
    zero = {"type": "tick", "size": _BAR + 8, "thickness": 1, "color": QUIET, "yOffset": down}
    return [
        make_layer(final, [row for row in known if not row["provisional"]], x2={"field": "zero"}),
        make_layer(hollow, [row for row in known if row["provisional"]], x2={"field": "zero"}),
        make_layer(zero, rows, x={"field": "zero", "type": "quantitative"}),
    ]


def _hatches(rows: list[dict[str, Any]], axis: Axis, down: float) -> list[Layer]:
    """Draw slanting strokes where a number is withheld, always over the same length."""
    step = float(axis.high - axis.low) * _HATCHED / 12
    strokes = [
        {"name": row["name"], "from": number * step, "to": (number + 1) * step}
        for row in rows
        if row["hatched"]
        for number in range(12)
    ]
    mark = {"type": "rule", "color": HATCH, "strokeWidth": 1.5, "yOffset": down + 9, "y2Offset": down - 9}
    place = {"x": {"field": "from", "type": "quantitative"}, "x2": {"field": "to"}, "y2": {"field": "name"}}
    return [make_layer(mark, strokes, **place)]


def _margins(rows: list[dict[str, Any]], down: float) -> list[Layer]:
    """Draw between what an estimate may lie, as a line with two feet over the end of its bar."""
    known = [row for row in rows if "low" in row]
    line = {"type": "rule", "color": INK, "strokeWidth": 1.5, "yOffset": down}
    # A white edge keeps the line visible on its own bar.
    edge = {**line, "color": "white", "strokeWidth": 5}
    foot = {"type": "tick", "size": 10, "thickness": 1.5, "color": INK, "yOffset": down}
    low, high = ({"field": each, "type": "quantitative"} for each in ("low", "high"))
    return [
        make_layer(edge, known, x=low, x2={"field": "high"}),
        make_layer(line, known, x=low, x2={"field": "high"}),
        make_layer(foot, known, x=low),
        make_layer(foot, known, x=high),
    ]


def _words(rows: list[dict[str, Any]], spec: ChartSpec, down: float) -> list[Layer]:
    text = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 13, "color": INK}
    words = {"field": "lines", "type": "nominal"}
    number = {"field": "text", "type": "nominal"}
    end = {"field": "end", "type": "quantitative"}
    unit = {**text, "color": QUIET, "text": spec.unit[:1].upper() + spec.unit[1:]}
    return [
        make_layer(unit, [{}], x={"value": 0}, y={"value": -12}),
        make_layer({**text, "dy": -12 - down, "lineHeight": _LINE_HEIGHT}, rows, x={"value": 0}, text=words),
        make_layer({**text, "dy": _BAR / 2 + down, "dx": 8, "fontWeight": "bold"}, rows, x=end, text=number),
    ]
