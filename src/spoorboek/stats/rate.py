"""A rate: a count with its exposure, and the uncertainty of counts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import gammaincinv

from spoorboek.stats.errors import check_count, check_exposure, check_level
from spoorboek.stats.interval import Interval, compute_normal_quantile


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with four intervals, all in the unit of ``factor`` per exposure, and its inputs."""

    count: int
    exposure: float
    factor: float
    level: float
    rate: float
    exact: Interval
    byar: Interval
    score: Interval
    jeffreys: Interval


def compute_rate(count: int, exposure: float, *, factor: float = 1.0, level: float = 0.95) -> Rate:
    """Return a rate with its exact, Byar, score and Jeffreys intervals.

    Parameters: ``count`` a whole number of at least 0; ``exposure`` above 0 (inhabitants, days);
    ``factor`` above 0, 1000 for a rate per thousand; ``level`` in (0, 1).

    Returns a Rate with ``rate = factor * count / exposure``. Exact: gamma quantiles of ``count`` and
    ``count + 1`` (Garwood). Byar: ``x * (1 - 1/(9x) -+ z/(3*sqrt(x)))**3``, ``x + 1`` for the upper bound.
    Score: ``x + z**2/2 -+ z*sqrt(x + z**2/4)``. Jeffreys: gamma quantiles of ``count + 1/2``.

    Raises CountError, ExposureError and LevelError.

    At the edge: a count of 0 gives low bounds of 0 (Jeffreys stays just above it) and an exact high bound of
    3.69 at 95%.

    Source: Garwood 1936; Breslow and Day 1987, eq. 2.13 (Byar); Barker 2002, The American Statistician 56.

    Recorded crimes in 2024 per 1000 inhabitants, with a rounded population of 122,000:

    >>> found = compute_rate(6074, 122_000, factor=1000)
    >>> round(found.rate, 1), round(found.exact.low, 1), round(found.exact.high, 1)
    (49.8, 48.5, 51.1)
    """
    check_count("count", count)
    check_exposure("exposure", exposure)
    check_exposure("factor", factor)
    per = factor / exposure
    intervals = (
        Interval(low * per, high * per, level)
        for low, high in (
            compute_exact_count_bounds(count, level),
            _compute_byar_bounds(count, level),
            _compute_score_bounds(count, level),
            _compute_gamma_bounds(count + 0.5, count + 0.5, level),
        )
    )
    exact, byar, score, jeffreys = intervals
    return Rate(count, exposure, factor, level, count * per, exact, byar, score, jeffreys)


def compute_exact_count_bounds(count: float, level: float) -> tuple[float, float]:
    """Return the exact Poisson bounds of a count (or of an expected number), Garwood 1936.

    >>> [round(bound, 1) for bound in compute_exact_count_bounds(104, 0.95)]
    [85.0, 126.0]
    """
    return _compute_gamma_bounds(count, count + 1, level)


def _compute_gamma_bounds(low_shape: float, high_shape: float, level: float) -> tuple[float, float]:
    check_level("level", level)
    tail = (1 - level) / 2
    low = float(gammaincinv(low_shape, tail)) if low_shape > 0 else 0.0
    return low, float(gammaincinv(high_shape, 1 - tail))


def _compute_byar_bounds(count: int, level: float) -> tuple[float, float]:
    z = compute_normal_quantile(level)
    more = count + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    if count == 0:
        return 0.0, high
    return max(0.0, count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3), high


def _compute_score_bounds(count: int, level: float) -> tuple[float, float]:
    z = compute_normal_quantile(level)
    middle, spread = count + z**2 / 2, z * math.sqrt(count + z**2 / 4)
    return (middle - spread if count else 0.0), middle + spread
