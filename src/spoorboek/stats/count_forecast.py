"""What a count comes to when it goes on at the pace it has, with the margin of chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scipy.special import bdtr, bdtrc, betainc, ndtr, stdtrit

from spoorboek.stats.errors import (
    check_count,
    check_exposure,
    check_length,
    check_level,
    check_same_length,
)

_LEAST_PARTS = 4
"""With fewer parts the scatter between them says nothing."""


@dataclass(frozen=True, slots=True)
class CountForecast:
    """The next count and the values it will lie between, with the inputs.

    ``expected``, ``low`` and ``high`` are of the exposure that is still to come, without what was counted.
    """

    counts: tuple[int, ...]
    exposures: tuple[float, ...]
    next_exposure: float
    level: float
    model: str
    """``poisson`` or ``negative_binomial``."""
    dispersion: float
    """Pearson's phi between the parts, never below 1."""
    expected: float
    low: int
    high: int


def forecast_count(
    counts: Sequence[int], exposures: Sequence[float], *, next_exposure: float, level: float = 0.95
) -> CountForecast:
    """Forecast the next count from what was counted in the parts of a period that lie behind us.

    Parameters: ``counts`` whole numbers of at least 0, one or more parts; ``exposures`` of those parts in
    days, above 0; ``next_exposure`` in the same unit, above 0; ``level`` in (0, 1).

    Returns a CountForecast with ``expected = x * t / s`` (x counted over s, t to come). Poisson: the next
    counts y for which neither tail of ``x | x + y ~ binomial(x + y, s / (s + t))`` is ``(1 - level) / 2`` or
    less, exact and never too narrow. When four parts or more scatter (Pearson's phi above 1), a negative
    binomial with mean ``expected`` and variance ``phi * expected * (1 + t / s)``, its level widened as
    Student's t is wider than the normal, and never narrower than the Poisson.

    Raises SeriesError, CountError, ExposureError and LevelError.

    The pace is taken to stay the same: a season, or a plan for the autumn, is not in it.

    Source: Nelson (1970), "Confidence intervals for the ratio of two Poisson means and Poisson predictor
    intervals", IEEE Transactions on Reliability 19(2); dispersion as in McCullagh and Nelder (1989),
    Generalized Linear Models, section 4.5.

    >>> found = forecast_count([5], [181], next_exposure=184)
    >>> round(found.expected, 1), found.low, found.high
    (5.1, 0, 14)
    """
    check_length("counts", counts, least=1)
    check_same_length("counts", counts, "exposures", exposures)
    for count, exposure in zip(counts, exposures, strict=True):
        check_count("count", count)
        check_exposure("exposure", exposure)
    check_exposure("next_exposure", next_exposure)
    check_level("level", level)
    total, behind = sum(counts), sum(exposures)
    expected = total * next_exposure / behind
    low, high = _find_exact(total, behind / (behind + next_exposure), 1 - level)
    dispersion = _measure_scatter(counts, exposures)
    if dispersion > 1:
        wide_low, wide_high = _find_wide(
            expected, dispersion * (1 + next_exposure / behind), len(counts) - 1, level
        )
        low, high = min(low, wide_low), max(high, wide_high)
    return CountForecast(
        counts=tuple(counts),
        exposures=tuple(exposures),
        next_exposure=next_exposure,
        level=level,
        model="negative_binomial" if dispersion > 1 else "poisson",
        dispersion=dispersion,
        expected=expected,
        low=low,
        high=high,
    )


def _measure_scatter(counts: Sequence[int], exposures: Sequence[float]) -> float:
    total, behind = sum(counts), sum(exposures)
    if len(counts) < _LEAST_PARTS or total == 0:
        return 1.0
    expected = [total * exposure / behind for exposure in exposures]
    squares = ((count - mean) ** 2 / mean for count, mean in zip(counts, expected, strict=True))
    return max(1.0, sum(squares) / (len(counts) - 1))


def _find_exact(total: int, share: float, alpha: float) -> tuple[int, int]:
    """Return the lowest and highest next count that the count so far does not contradict."""
    expected = total * (1 - share) / share

    def is_high_enough(other: int) -> bool:
        # With fewer to come, so many behind us would be strange.
        return total == 0 or float(bdtrc(total - 1, total + other, share)) > alpha / 2

    def is_too_high(other: int) -> bool:
        return float(bdtr(total, total + other, share)) <= alpha / 2

    low = 0 if is_high_enough(0) else _find_first(is_high_enough, 0, math.floor(expected) + 1)
    return low, _find_first(is_too_high, math.floor(expected), math.ceil(expected) + 8) - 1


def _find_wide(expected: float, ratio: float, freedom: int, level: float) -> tuple[int, int]:
    """Return the bounds of a negative binomial with variance ``ratio * expected``, ``ratio`` above 1."""
    tail = float(ndtr(-stdtrit(freedom, (1 + level) / 2)))
    size, chance = expected / (ratio - 1), 1 / ratio

    def is_reached(other: int, share: float) -> bool:
        return float(betainc(size, other + 1, chance)) >= share

    first = math.ceil(expected)
    low = 0 if is_reached(0, tail) else _find_first(lambda other: is_reached(other, tail), 0, first)
    high = _find_first(lambda other: is_reached(other, 1 - tail), -1, first + 8)
    return low, high


def _find_first(holds: Callable[[int], bool], below: int, above: int) -> int:
    """Return the first whole number for which ``holds`` is true; it is false for ``below``."""
    while not holds(above):
        below, above = above, 2 * above
    while above - below > 1:
        middle = (below + above) // 2
        below, above = (below, middle) if holds(middle) else (middle, above)
    return above
