"""What rounded numbers still decide: every value that rounds to what was printed is tried."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from spoorboek.stats.errors import BoundsError, SeriesError, check_level
from spoorboek.stats.interval import Interval, compute_normal_p, compute_normal_quantile
from spoorboek.stats.survey_change import Bounds, check_bounds


class BoxOutcome(Enum):
    """What holds for every value in the rounding box."""

    BEYOND_CHANCE = "beyond chance"
    """Significant in one direction, whatever was rounded away."""
    WITHIN_CHANCE = "within chance"
    """Not significant, whatever was rounded away."""
    UNDECIDED = "undecided"
    """It depends on what was rounded away."""


@dataclass(frozen=True, slots=True)
class RoundedChange:
    """The lowest and highest z of a change between rounded estimates with rounded bounds."""

    before: float
    before_bounds: Bounds
    after: float
    after_bounds: Bounds
    decimals: int
    level: float
    z_lowest: float
    z_highest: float

    @property
    def p_highest(self) -> float:
        """Return the least certain p-value in the box: 1 when the box holds a difference of 0."""
        if self.z_lowest <= 0 <= self.z_highest:
            return 1.0
        return compute_normal_p(min(abs(self.z_lowest), abs(self.z_highest)))

    @property
    def p_lowest(self) -> float:
        """Return the most certain p-value in the box."""
        return compute_normal_p(max(abs(self.z_lowest), abs(self.z_highest)))

    def find_outcome(self, alpha: float = 0.05) -> BoxOutcome:
        """Return what holds in the whole box at level ``alpha``."""
        check_level("alpha", alpha)
        if self.p_highest < alpha:
            return BoxOutcome.BEYOND_CHANCE
        return BoxOutcome.WITHIN_CHANCE if self.p_lowest >= alpha else BoxOutcome.UNDECIDED


@dataclass(frozen=True, slots=True)
class RoundedPercentage:
    """The change in percent between two rounded numbers, as a range."""

    before: float
    after: float
    decimals: int
    lowest: float
    highest: float


def compare_rounded_bounds(
    before: float,
    before_bounds: Bounds,
    after: float,
    after_bounds: Bounds,
    *,
    decimals: int,
    level: float = 0.95,
) -> RoundedChange:
    """Find the lowest and highest z over every change that rounds to the printed numbers.

    Parameters: estimates and their (low, high), all in one unit and rounded to ``decimals``; ``level`` of
    the bounds in (0, 1).

    Returns a RoundedChange. With h half of the last decimal, the difference d lies in ``d +- 2h`` and each
    width in ``width +- 2h`` (not below 0); z is the difference divided by ``sqrt(w1**2 + w2**2) / (2 *
    1.96)``, lowest and highest over these.

    At the edge: a width of 0 gives an infinite z; a difference of exactly one last decimal may be 0, so its
    nearest z is 0 and nothing is decided.

    Raises BoundsError when an estimate lies outside its bounds, SeriesError for decimals that cannot be.

    Source: interval arithmetic over the rounding box, Moore 1966, chapter 3.

    The mark for safety rose from 7.1 to 7.3; margins of 0.1 are invented:

    >>> found = compare_rounded_bounds(7.1, (7.0, 7.2), 7.3, (7.2, 7.4), decimals=1)
    >>> round(found.z_lowest, 2), round(found.z_highest, 1), found.find_outcome().value
    (0.92, 8.3, 'undecided')
    """
    check_bounds("before", before, before_bounds)
    check_bounds("after", after, after_bounds)
    unit = 2 * _compute_half_unit(decimals)
    quantile = compute_normal_quantile(level)
    widths = [bounds[1] - bounds[0] for bounds in (before_bounds, after_bounds)]
    least = math.hypot(*(_cut(width - unit, unit) for width in widths)) / (2 * quantile)
    most = math.hypot(*(width + unit for width in widths)) / (2 * quantile)
    difference = after - before
    lowest, highest = _snap(difference - unit, unit), _snap(difference + unit, unit)
    return RoundedChange(
        before,
        before_bounds,
        after,
        after_bounds,
        decimals,
        level,
        _divide(lowest, most if lowest >= 0 else least),
        _divide(highest, least if highest >= 0 else most),
    )


def compute_rounded_percentage(before: float, after: float, *, decimals: int) -> RoundedPercentage:
    """Return the range of the change in percent between two numbers printed with few decimals.

    Parameters: ``before`` above half of its last decimal and ``after`` at least 0, in one unit;
    ``decimals`` at least 0.

    Returns a RoundedPercentage from ``100 * ((after - h) / (before + h) - 1)`` to ``100 * ((after + h) /
    (before - h) - 1)``, h half of the last decimal.

    Raises BoundsError when ``before`` may have been 0, SeriesError for decimals that cannot be.

    At the edge: an ``after`` that may have been 0 gives a lowest of -100.

    Source: interval arithmetic over the rounding box, Moore 1966, chapter 3.

    >>> found = compute_rounded_percentage(7.1, 7.3, decimals=1)
    >>> round(found.lowest, 1), round(found.highest, 1)
    (1.4, 4.3)
    """
    half = _compute_half_unit(decimals)
    if before <= half or after < 0:
        raise BoundsError(f"a percentage needs numbers above {half}, got {before} and {after}")
    lowest = 100 * (max(after - half, 0.0) / (before + half) - 1)
    highest = 100 * ((after + half) / (before - half) - 1)
    return RoundedPercentage(before, after, decimals, lowest, highest)


def compute_rounding_interval(value: float, *, decimals: int) -> Interval:
    """Return the numbers that are printed as ``value`` with ``decimals``: 7.3 is 7.25 to 7.35.

    Raises SeriesError when ``decimals`` is below 0.

    >>> found = compute_rounding_interval(7.3, decimals=1)
    >>> round(found.low, 2), round(found.high, 2)
    (7.25, 7.35)
    """
    half = _compute_half_unit(decimals)
    return Interval(value - half, value + half)


def _compute_half_unit(decimals: int) -> float:
    if decimals < 0:
        raise SeriesError(f"decimals must be at least 0, got {decimals}")
    return 0.5 * 10.0**-decimals


def _cut(width: float, unit: float) -> float:
    # 0.2 - 0.1 - 0.1 is not 0 in binary; a width far below the last decimal is rounding noise.
    return width if width > unit * 1e-9 else 0.0


def _snap(difference: float, unit: float) -> float:
    # 7.2 - 7.3 + 0.1 is not 0 in binary; without this the sign of a tie would be that of the noise.
    return difference if abs(difference) > unit * 1e-9 else 0.0


def _divide(difference: float, standard_error: float) -> float:
    if standard_error > 0:
        return difference / standard_error
    return math.copysign(math.inf, difference) if difference else 0.0
