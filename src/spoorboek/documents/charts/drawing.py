"""The picture: Vega-Lite as plain dicts, drawn without a browser and without the network."""

from __future__ import annotations

import json
import textwrap
from typing import Any

import vl_convert

from spoorboek.documents.charts.axis import Axis, find_axis, list_periods, spread
from spoorboek.documents.charts.picture import clean_svg, register_house_font
from spoorboek.documents.charts.spec import ChartPoint, ChartSeries, ChartSpec, PointStatus
from spoorboek.documents.fonts import FONT_FAMILY
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import NON_VALUE_WORDS, decimals_of, format_number
from spoorboek.figures.values import NonValue, Number, is_number

Layer = dict[str, Any]

WIDTH, HEIGHT, AXIS_ROOM, LABEL_ROOM = 430, 240, 56, 190
_LABEL_LETTERS, _LINE_HEIGHT, _LABEL_GAP = 24, 16, 6
_INK, _QUIET, _GRID = "#1a1a1a", "#55606b", "#dfe4e8"
_OTHER_LOOKS = (
    ("#a8470c", [7, 3], "square"),
    ("#39700a", [2, 3], "triangle-up"),
    ("#7d2a8a", [9, 3, 2, 3], "diamond"),
)
"""Colour, dash and marker after the first line; each colour has a contrast of more than 5 to 1 with white."""
_BREAK_WORDS = "vanaf hier anders geteld"
_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""]}


def _list_looks(spec: ChartSpec) -> list[tuple[str, list[int], str]]:
    return [(spec.accent, [1, 0], "circle"), *_OTHER_LOOKS]


def draw_svg(spec: ChartSpec) -> str:
    """Return the picture of ``spec`` as SVG with shapes and text only; the title is not in it."""
    register_house_font()
    svg = vl_convert.vegalite_to_svg(
        json.dumps(build_vega_lite(spec)), vl_version="6.1", allowed_base_urls=[], format_locale=_LOCALE
    )
    return clean_svg(svg)


def build_vega_lite(spec: ChartSpec) -> dict[str, Any]:
    """Return the Vega-Lite description of the chart."""
    axis = find_axis(spec)
    labels = [format_period(period) for period in list_periods(spec)]
    layers = [*_gaps(spec), *_bands(spec), *_lines(spec), *_points(spec), *_values(spec), *_names(spec)]
    shared = {
        "x": {
            "field": "period",
            "type": "ordinal",
            "scale": {"domain": labels, "type": "point", "padding": 0.4},
            "axis": {"title": None, "labelAngle": 0, "ticks": False, "grid": False},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "scale": {"domain": [float(axis.low), float(axis.high)], "nice": False, "zero": spec.from_zero},
            "axis": {
                "title": _write_unit(spec, axis),
                "values": [float(tick) for tick in axis.ticks],
                "format": f",.{_count_decimals(axis)}f",
                "ticks": False,
                "domain": False,
            },
        },
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": HEIGHT,
        "padding": {"left": AXIS_ROOM, "top": 30, "right": LABEL_ROOM, "bottom": 30},
        "autosize": {"type": "none"},
        "config": _config(),
        "encoding": shared,
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def _config() -> dict[str, Any]:
    axis = {
        "labelColor": _QUIET,
        "labelFontSize": 13,
        "titleColor": _QUIET,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "titleAlign": "left",
        "titleAngle": 0,
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": 4 - AXIS_ROOM,
        "titleY": -12,
        "gridColor": _GRID,
        "domainColor": _QUIET,
        "labelPadding": 6,
    }
    return {"font": FONT_FAMILY, "background": "white", "view": {"stroke": None}, "axis": axis}


def _write_unit(spec: ChartSpec, axis: Axis) -> str:
    unit = spec.unit[:1].upper() + spec.unit[1:]
    if axis.low <= 0:
        return unit
    return f"{unit}; de as begint bij {format_number(axis.low, _count_decimals(axis))}"


def _count_decimals(axis: Axis) -> int:
    return max(decimals_of(tick.normalize()) for tick in axis.ticks)


def _row(point: ChartPoint, **more: Any) -> dict[str, Any]:
    number = float(point.value) if is_number(point.value) else None
    return {"period": format_period(point.period), "value": number, **more}


def _layer(mark: Layer, rows: list[dict[str, Any]], **encoding: Any) -> Layer:
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


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
    for series, (colour, dash, _) in zip(spec.series, _list_looks(spec), strict=False):
        rows = [
            _row(point, segment=number)
            for number, segment in enumerate(_segments(spec, series))
            for point in segment
        ]
        mark = {"type": "line", "color": colour, "strokeDash": dash, "strokeWidth": 2.5}
        layers.append(_layer(mark, rows, detail={"field": "segment", "type": "nominal"}))
    return layers


def _bands(spec: ChartSpec) -> list[Layer]:
    """Draw what an estimate may be, as a band behind its line."""
    layers = []
    for series, (colour, _, _) in zip(spec.series, _list_looks(spec), strict=False):
        rows = [
            _row(point, segment=number, low=float(point.low), high=float(point.high))
            for number, segment in enumerate(_segments(spec, series))
            for point in segment
            if point.low is not None and point.high is not None
        ]
        encoding = {
            "y": {"field": "low", "type": "quantitative"},
            "y2": {"field": "high"},
            "detail": {"field": "segment", "type": "nominal"},
        }
        layers.append(_layer({"type": "area", "color": colour, "opacity": 0.15}, rows, **encoding))
        layers.append(_layer({"type": "rule", "color": colour, "opacity": 0.5}, rows, **encoding))
    return layers


def _points(spec: ChartSpec) -> list[Layer]:
    """Draw a marker per number; a provisional one is hollow."""
    layers = []
    for series, (colour, _, shape) in zip(spec.series, _list_looks(spec), strict=False):
        for status, fill in ((PointStatus.FINAL, colour), (PointStatus.PROVISIONAL, "white")):
            rows = [_row(p) for p in series.points if is_number(p.value) and p.status is status]
            mark = {"type": "point", "shape": shape, "size": 60, "fill": fill, "stroke": colour, "opacity": 1}
            layers.append(_layer(mark, rows))
    return layers


def _values(spec: ChartSpec) -> list[Layer]:
    """Print each number above its point when there is room: one line, and no band around it."""
    points = spec.series[0].points
    if len(spec.series) > 1 or any(point.low is not None for point in points):
        return []
    known = [(point, point.value) for point in points if is_number(point.value)]
    rows = [_row(point, text=_write(value, spec)) for point, value in known[:-1]]
    mark = {"type": "text", "dy": -13, "fontSize": 12, "color": _INK}
    return [_layer(mark, rows, text={"field": "text", "type": "nominal"})]


def _names(spec: ChartSpec) -> list[Layer]:
    """Print the name of each line at its end, with its last number, where no two touch."""
    axis = find_axis(spec)
    ends: list[tuple[list[str], float, str]] = []
    for series, (colour, _, _) in zip(spec.series, _list_looks(spec), strict=False):
        known = [p.value for p in series.points if is_number(p.value)]
        if known:
            lines = textwrap.wrap(f"{series.label}: {_write(known[-1], spec)}", _LABEL_LETTERS)
            place = HEIGHT * (1 - float((known[-1] - axis.low) / (axis.high - axis.low)))
            ends.append((lines, place, colour))
    heights = [float(len(lines) * _LINE_HEIGHT + _LABEL_GAP) for lines, _, _ in ends]
    places = spread([place for _, place, _ in ends], heights, -10, HEIGHT + 10)
    return [_name_layer(lines, place, colour) for (lines, _, colour), place in zip(ends, places, strict=True)]


def _name_layer(lines: list[str], place: float, colour: str) -> Layer:
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
    return _layer(mark, [{}], x={"value": WIDTH + 2}, y={"value": place})


def _gaps(spec: ChartSpec) -> list[Layer]:
    """Say in the picture why a line is broken: no number, or another way of counting from here on."""
    points = [point for series in spec.series for point in series.points]
    reasons = {
        (point.period, NON_VALUE_WORDS[point.value]) for point in points if isinstance(point.value, NonValue)
    }
    reasons |= {(point.period, _BREAK_WORDS) for point in points if point.breaks}
    rows = [{"period": format_period(period), "text": text} for period, text in sorted(reasons)]
    hatched = [row for row in rows if row["text"] == NON_VALUE_WORDS[NonValue.SUPPRESSED]]
    hatch = {"type": "rule", "color": _GRID, "strokeWidth": 34, "strokeDash": [1.5, 4.5]}
    text = {
        "type": "text",
        "angle": 270,
        "align": "left",
        "dx": 8,
        "dy": -14,
        "fontSize": 12,
        "color": _QUIET,
    }
    return [
        _layer(hatch, hatched, y={"value": 0}, y2={"value": HEIGHT}),
        _layer(text, rows, y={"value": HEIGHT}, text={"field": "text", "type": "nominal"}),
    ]


def _write(value: Number, spec: ChartSpec) -> str:
    return format_number(value, decimals_of(value) if spec.decimals is None else spec.decimals)
