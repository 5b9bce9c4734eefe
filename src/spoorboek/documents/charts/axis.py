"""The two axes of a chart: every period its place, a round top, and room for the words at the lines."""

from __future__ import annotations

import math
from decimal import Decimal

from spoorboek.documents.charts.spec import ChartSpec
from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number

_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 5


def list_periods(spec: ChartSpec) -> tuple[Period, ...]:
    """Return the periods on the axis in order.

    When all are calendar years, a year without a figure keeps its place, so that distance is time.
    """
    periods = sorted({point.period for series in spec.series for point in series.points})
    if all(len(str(period)) == len("2024") for period in periods):
        first, last = periods[0].first.year, periods[-1].first.year
        return tuple(Period.year(year) for year in range(first, last + 1))
    return tuple(periods)


def find_range(spec: ChartSpec) -> tuple[float, float, float]:
    """Return the lowest and highest value of the axis and the step between its ticks."""
    values = [
        float(number)
        for series in spec.series
        for point in series.points
        for number in (point.value, point.low, point.high)
        if isinstance(number, int | Decimal)
    ]
    highest, lowest = max(values, default=1.0), min(values, default=0.0)
    bottom = min(0.0, lowest) if spec.from_zero else lowest
    step = _round_up((highest - bottom or abs(highest) or 1.0) / _TICKS)
    return math.floor(bottom / step) * step, math.ceil(highest / step) * step or step, step


def _round_up(step: float) -> float:
    """Return the first of 1, 2, 2.5 and 5 times a power of ten that is at least ``step``."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(nice * power for nice in _STEPS if nice * power >= step * (1 - 1e-9))


def spread(wanted: list[float], heights: list[float], lowest: float, highest: float) -> list[float]:
    """Return places near ``wanted`` where labels of ``heights`` do not overlap (pixels, downward).

    They are pushed down in order, and back up together where the last would leave the chart.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    places = list(wanted)
    edge = lowest
    for index in order:
        places[index] = max(wanted[index] - heights[index] / 2, edge)
        edge = places[index] + heights[index]
    edge = highest
    for index in reversed(order):
        places[index] = min(places[index], edge - heights[index])
        edge = places[index]
    return [place + height / 2 for place, height in zip(places, heights, strict=True)]


def has_numbers(spec: ChartSpec) -> bool:
    """Tell whether there is any number to draw."""
    return any(is_number(point.value) for series in spec.series for point in series.points)
