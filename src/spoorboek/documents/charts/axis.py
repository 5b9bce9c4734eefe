"""The two axes of a chart: every period its place, a round top, and room for the words at the lines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.documents.charts.spec import ChartSpec
from spoorboek.figures.period import Period

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
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


@dataclass(frozen=True, slots=True)
class Axis:
    """The upright axis: both ends lie on a tick."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """Return the values with a line and a number, from low to high."""
        return tuple(self.low + self.step * position for position in range(self._count + 1))

    @property
    def _count(self) -> int:
        return int((self.high - self.low) / self.step)


def find_axis(spec: ChartSpec) -> Axis:
    """Return an axis with round ticks around every number and bound of ``spec``.

    It begins at 0 when ``from_zero`` is true; whole numbers get whole ticks.
    """
    numbers = [
        number
        for series in spec.series
        for point in series.points
        for number in (point.value, point.low, point.high)
        if isinstance(number, int | Decimal)
    ]
    values = [Decimal(number) for number in numbers] or [Decimal(0)]
    highest, lowest = max(values), min(values)
    if spec.from_zero:
        highest, lowest = max(highest, Decimal(0)), min(lowest, Decimal(0))
    step = _round_up((highest - lowest or Decimal(1)) / _TICKS)
    if all(isinstance(number, int) for number in numbers):
        step = step if step == int(step) else Decimal(math.ceil(step))
    low = math.floor(lowest / step) * step
    high = math.ceil(highest / step) * step
    return Axis(low, high if high > low else low + step, step)


def _round_up(step: Decimal) -> Decimal:
    """Return the first of 1, 2, 2.5 and 5 times a power of ten that is at least ``step``."""
    power = Decimal(1).scaleb(step.adjusted())
    return next(nice * power for nice in _STEPS if nice * power >= step)


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
