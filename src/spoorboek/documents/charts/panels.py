"""Small multiples: more lines than one picture can bear, each in its own small chart with the same axis."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from spoorboek.documents.charts.axis import Axis, find_axis, list_periods
from spoorboek.documents.charts.line_words import write_last
from spoorboek.documents.charts.lines import describe_values, list_line_layers
from spoorboek.documents.charts.paper import GRID, INK, QUIET, describe_sheet, wrap_words, write_unit
from spoorboek.documents.charts.period_axis import describe_periods
from spoorboek.documents.charts.spec import ChartSpec
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.period import Period

_COLUMNS, _WIDTH, _HEIGHT, _NAME_LETTERS = 3, 176, 110, 24


def describe_panels(spec: ChartSpec) -> dict[str, Any]:
    """Return the Vega-Lite description of small charts, three in a row, all on the same two axes."""
    axis, periods = find_axis(spec), list_periods(spec)
    names = [
        wrap_words(f"{series.label}: {write_last(series, spec)}", _NAME_LETTERS) for series in spec.series
    ]
    rows = []
    for start in range(0, len(spec.series), _COLUMNS):
        chosen = range(start, min(start + _COLUMNS, len(spec.series)))
        highest = max(len(names[number]) for number in chosen)
        panels = [
            _describe_panel(
                replace(spec, series=(spec.series[number],)),
                # Names of one row take as many lines, so that its charts stand at one height.
                [""] * (highest - len(names[number])) + names[number],
                axis,
                periods,
                is_first=number == start,
            )
            for number in chosen
        ]
        rows.append({"hconcat": panels, "spacing": 30})
    unit = {"text": write_unit(spec, axis), "anchor": "start", "offset": 14}
    look = {"fontSize": 13, "fontWeight": "normal", "color": QUIET}
    return {
        **describe_sheet(_look_of_axes()),
        "padding": 6,
        "title": {**unit, **look},
        "vconcat": rows,
        "spacing": 24,
    }


def _look_of_axes() -> dict[str, Any]:
    return {
        "labelColor": QUIET,
        "labelFontSize": 12,
        "gridColor": GRID,
        "domainColor": QUIET,
        "labelPadding": 5,
    }


def _describe_panel(
    spec: ChartSpec, name: list[str], axis: Axis, periods: tuple[Period, ...], *, is_first: bool
) -> dict[str, Any]:
    across, upright = _describe_periods(spec, periods), describe_values(spec, axis)
    upright["axis"]["title"] = None
    upright["axis"]["values"] = upright["axis"]["values"][::2]
    upright["axis"]["labels"] = is_first
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "title": {
            "text": name,
            "anchor": "start",
            "frame": "group",
            "fontSize": 13,
            "fontWeight": "bold",
            "color": INK,
            "lineHeight": 16,
            "offset": 10,
        },
        "encoding": {"x": across, "y": upright},
        "layer": list_line_layers(spec, axis, _HEIGHT, _WIDTH / (len(periods) - 0.2)),
    }


def _describe_periods(spec: ChartSpec, periods: tuple[Period, ...]) -> dict[str, Any]:
    """Return the lying axis of all panels, also for a line that begins later or ends earlier."""
    names = [format_period(period) for period in periods]
    across = describe_periods(spec, _WIDTH)
    across["scale"] = {**across["scale"], "domain": names}
    across["axis"]["values"] = [names[0], names[-1]]
    del across["axis"]["labelExpr"]
    return across
