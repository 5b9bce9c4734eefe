"""The trend over five years or more, and whether it hangs on one of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spoorboek.stats.errors import (
    CountError,
    check_count,
    check_exposure,
    check_length,
    check_numbers,
    check_same_length,
)
from spoorboek.stats.interval import compute_normal_p, compute_normal_quantile

_LEAST_YEARS = 5


@dataclass(frozen=True, slots=True)
class YearlyTrend:
    """A weighted straight line through yearly values, with its inputs."""

    years: tuple[float, ...]
    values: tuple[float, ...]
    weights: tuple[float, ...]
    level: float
    slope: float
    """Change of the value per year."""
    chi_square: float
    """One degree of freedom."""
    left_out_slopes: tuple[float, ...]
    """The slope when each year in turn is left out."""

    @property
    def p(self) -> float:
        """Return the two-sided p-value of ``chi_square``."""
        return compute_normal_p(math.sqrt(self.chi_square))

    @property
    def critical_chi_square(self) -> float:
        """Return the value that ``chi_square`` must exceed at ``level``: 9.55 for 99.8%."""
        return compute_normal_quantile(self.level) ** 2

    @property
    def is_significant(self) -> bool:
        """Tell whether ``chi_square`` exceeds its critical value."""
        return self.chi_square > self.critical_chi_square

    @property
    def is_carried_by_all_years(self) -> bool:
        """Tell whether the slope keeps its sign whichever year is left out."""
        return all(slope * self.slope > 0 for slope in self.left_out_slopes)

    @property
    def marker(self) -> str:
        """Return ``increasing``, ``decreasing`` or, when not significant, ``no_change``."""
        if not self.is_significant:
            return "no_change"
        return "increasing" if self.slope > 0 else "decreasing"


def compute_trend_in_shares(
    successes: Sequence[int],
    trials: Sequence[int],
    *,
    years: Sequence[float] | None = None,
    level: float = 0.998,
) -> YearlyTrend:
    """Test whether a share moves along a straight line over the years.

    Parameters: ``successes`` of ``trials`` per year, five years or more; ``years`` their moments, 1, 2, 3
    and so on by default; ``level`` in (0, 1).

    Returns a YearlyTrend of the shares weighted by trials. With pooled share p and x the years:
    ``chi2 = (sum(r*x) - p*sum(n*x))**2 / (p*(1-p) * (sum(n*x**2) - sum(n*x)**2/sum(n)))``.

    Raises SeriesError, CountError and LevelError.

    At the edge: shares that are all equal, all 0 or all 1 give a chi-square of 0 and ``no_change``.

    Source: Armitage 1955, Biometrics 11(3); as used for the trend markers of Fingertips (public health
    profiles of England), with 99.8%.

    Recorded nuisance by young people among all three kinds, 2020 to 2024:

    >>> trend = compute_trend_in_shares([1123, 944, 848, 707, 643], [2940, 2938, 2860, 2774, 2891])
    >>> round(trend.slope, 3), trend.marker, trend.is_carried_by_all_years
    (-0.039, 'decreasing', True)
    """
    moments = _check_years(successes, years)
    check_same_length("successes", successes, "trials", trials)
    for part, whole in zip(successes, trials, strict=True):
        check_count("successes", part)
        check_count("trials", whole, least=1)
        if part > whole:
            raise CountError(f"successes must be at most the {whole} trials, got {part}")
    r, n, x = (np.asarray(series, dtype=float) for series in (successes, trials, moments))
    pooled = r.sum() / n.sum()
    spread = pooled * (1 - pooled) * ((n * x**2).sum() - (n * x).sum() ** 2 / n.sum())
    gap = (r * x).sum() - pooled * (n * x).sum()
    chi_square = float(gap**2 / spread) if spread > 0 else 0.0
    return _build(moments, r / n, n, level, chi_square)


def compute_trend_in_values(
    values: Sequence[float],
    standard_errors: Sequence[float],
    *,
    years: Sequence[float] | None = None,
    level: float = 0.998,
) -> YearlyTrend:
    """Test whether values with known standard errors move along a straight line over the years.

    Parameters: ``values`` in one unit and their standard errors above 0, five years or more; for a count
    the standard error is its square root; ``years`` 1, 2, 3 and so on by default; ``level`` in (0, 1).

    Returns a YearlyTrend with ``w = 1/se**2``, ``slope = S_xy / S_xx`` and ``chi2 = slope**2 * S_xx``,
    S being weighted sums about the weighted means.

    Raises SeriesError, ExposureError and LevelError.

    At the edge: equal values, and years that are all the same, give a slope and a chi-square of 0; a count of
    0 has no standard error of its own and is refused.

    Source: weighted least squares with known variances, Draper and Smith 1998, section 9.2.

    Nuisance by alcohol and drugs, 2020 to 2024:

    >>> counts = [683, 623, 659, 693, 760]
    >>> trend = compute_trend_in_values(counts, [count**0.5 for count in counts])
    >>> round(trend.slope, 1), trend.marker
    (22.1, 'no_change')
    """
    moments = _check_years(values, years)
    check_same_length("values", values, "standard_errors", standard_errors)
    for error in standard_errors:
        check_exposure("standard_error", error)
    check_numbers("values", values)
    y, x = np.asarray(values, dtype=float), np.asarray(moments)
    weights = 1 / np.asarray(standard_errors, dtype=float) ** 2
    slope, spread = _fit(x, y, weights)
    return _build(moments, y, weights, level, slope**2 * spread)


def _check_years(values: Sequence[float], years: Sequence[float] | None) -> tuple[float, ...]:
    check_length("a yearly trend", values, least=_LEAST_YEARS)
    moments = tuple(map(float, years)) if years is not None else tuple(map(float, range(1, len(values) + 1)))
    check_same_length("values", values, "years", moments)
    return moments


def _fit(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """Return the slope of the weighted line and the weighted spread of ``x``."""
    centred = x - np.average(x, weights=weights)
    spread = float((weights * centred**2).sum())
    return (float((weights * centred * y).sum() / spread) if spread > 0 else 0.0), spread


def _build(
    years: tuple[float, ...], values: np.ndarray, weights: np.ndarray, level: float, chi_square: float
) -> YearlyTrend:
    compute_normal_quantile(level)
    x = np.asarray(years)
    slope, _ = _fit(x, values, weights)
    kept = [np.arange(len(x)) != left_out for left_out in range(len(x))]
    without = tuple(_fit(x[keep], values[keep], weights[keep])[0] for keep in kept)
    return YearlyTrend(
        years, tuple(values.tolist()), tuple(weights.tolist()), level, slope, chi_square, without
    )
