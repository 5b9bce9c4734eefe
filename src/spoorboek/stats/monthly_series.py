"""The change of a year against the year before in a monthly series, allowing for season and scatter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import digamma, stdtr, stdtrit

from spoorboek.stats.errors import SeriesError, check_count, check_length, check_level, check_same_length
from spoorboek.stats.interval import Interval, compute_normal_p, compute_normal_quantile
from spoorboek.stats.log_linear import fit_log_linear

_LEAST_MONTHS = 24
# Logarithm of 1 / theta below which the negative binomial is a Poisson in all but name.
_POISSON_BORDER = -14.0
_NO_SCATTER = 1e-9


@dataclass(frozen=True, slots=True)
class MonthlyChange:
    """The effect of a later year in a monthly series, by one model, with its inputs."""

    counts: tuple[int, ...]
    years: tuple[int, ...]
    months: tuple[int, ...] | None
    """None when season was left out of the model."""
    level: float
    model: str
    """``quasi_poisson`` or ``negative_binomial``."""
    effect: float
    """Logarithm of the ratio of the last year to the first."""
    standard_error: float
    poisson_standard_error: float
    dispersion: float
    """Pearson's phi for quasi-Poisson, theta for the negative binomial."""
    degrees_of_freedom: float
    p: float
    interval: Interval
    """Of ``effect``."""

    @property
    def ratio(self) -> float:
        """Return the last year divided by the first, season allowed for."""
        return math.exp(self.effect)

    @property
    def percentage(self) -> float:
        """Return the change in percent, ``100 * (ratio - 1)``."""
        return 100 * math.expm1(self.effect)

    @property
    def percentage_interval(self) -> Interval:
        """Return the interval of the change in percent."""
        low, high = (100 * math.expm1(bound) for bound in (self.interval.low, self.interval.high))
        return Interval(low, high, self.level)

    @property
    def poisson_p(self) -> float:
        """Return the normal p-value that trusts the Poisson variance, the optimistic bound."""
        return compute_normal_p(self.effect / self.poisson_standard_error)


def fit_quasi_poisson(
    counts: Sequence[int], years: Sequence[int], months: Sequence[int] | None, *, level: float = 0.95
) -> MonthlyChange:
    """Estimate the change of the last year against the first with month as a factor.

    Parameters: ``counts`` per month, 24 or more, each with its year and its month (1 to 12; None leaves
    season out of ``log(mean) = year + month``); ``level`` in (0, 1).

    Returns a MonthlyChange with ``phi = sum((y - mu)**2 / mu) / df``, ``se = sqrt(phi) * se_poisson`` and t
    with ``df = n - parameters``. Phi below 1 is used as it is.

    Raises SeriesError for short or unequal series, a single year, a design that cannot be estimated or
    months without any scatter, CountError and LevelError.

    At the edge: a calendar month that is 0 in every year tells nothing of year or scatter and is left out (R
    keeps it, with a coefficient near minus infinity and one degree of freedom more per year after the first).

    Source: McCullagh and Nelder 1989, chapter 6; R's ``glm(..., family = quasipoisson)``.

    Invented months of nuisance, of which each year has the same season:

    >>> season = [50, 61, 70, 66, 75, 80, 71, 69, 62, 58, 49, 44]
    >>> later = [41, 50, 55, 62, 71, 66, 58, 60, 57, 50, 39, 34]
    >>> found = fit_quasi_poisson(season + later, [2023] * 12 + [2024] * 12, [*range(1, 13)] * 2)
    >>> round(found.percentage), found.p < 0.01
    (-15, True)
    """
    y, design, position = _build_design(counts, years, months, level)
    fitted = fit_log_linear(y, design)
    freedom = float(len(y) - design.shape[1])
    dispersion = float(((y - fitted.means) ** 2 / fitted.means).sum() / freedom)
    if dispersion < _NO_SCATTER:
        raise SeriesError("the months follow year and season exactly, so they show no scatter to test with")
    poisson_error = float(fitted.standard_errors[position])
    effect, error = float(fitted.coefficients[position]), poisson_error * math.sqrt(dispersion)
    p = float(2 * stdtr(freedom, -abs(effect / error)))
    half = float(stdtrit(freedom, (1 + level) / 2)) * error
    return MonthlyChange(
        tuple(counts),
        tuple(years),
        None if months is None else tuple(months),
        level,
        "quasi_poisson",
        effect,
        error,
        poisson_error,
        dispersion,
        freedom,
        p,
        Interval(effect - half, effect + half, level),
    )


def fit_negative_binomial(
    counts: Sequence[int], years: Sequence[int], months: Sequence[int] | None, *, level: float = 0.95
) -> MonthlyChange:
    """Estimate the same change where incidents come in clusters, with a negative binomial variance.

    Parameters: as ``fit_quasi_poisson``.

    Returns a MonthlyChange with variance ``mu + mu**2 / theta``, theta by maximum likelihood, and normal p.
    Where the counts scatter no more than chance theta is infinite and the Poisson model is returned.

    Raises SeriesError, CountError and LevelError.

    At the edge: as ``fit_quasi_poisson``; equal months are no scatter, so the Poisson model is returned.

    Source: Venables and Ripley 2002, section 7.4; R's ``MASS::glm.nb``.

    >>> season = [50, 61, 70, 66, 75, 80, 71, 69, 62, 58, 49, 44]
    >>> later = [41, 50, 55, 62, 71, 66, 58, 60, 57, 50, 39, 34]
    >>> found = fit_negative_binomial(season + later, [2023] * 12 + [2024] * 12, [*range(1, 13)] * 2)
    >>> round(found.percentage)
    -15
    """
    y, design, position = _build_design(counts, years, months, level)
    alpha = _find_alpha(y, design)
    poisson = fit_log_linear(y, design)
    fitted = poisson if alpha is None else fit_log_linear(y, design, alpha=alpha)
    theta = math.inf if alpha is None else 1 / alpha
    effect, error = float(fitted.coefficients[position]), float(fitted.standard_errors[position])
    poisson_error = float(poisson.standard_errors[position])
    half = compute_normal_quantile(level) * error
    return MonthlyChange(
        tuple(counts),
        tuple(years),
        None if months is None else tuple(months),
        level,
        "negative_binomial",
        effect,
        error,
        poisson_error,
        theta,
        math.inf,
        compute_normal_p(effect / error),
        Interval(effect - half, effect + half, level),
    )


def _build_design(
    counts: Sequence[int], years: Sequence[int], months: Sequence[int] | None, level: float
) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the counts, the design matrix and the column of the last year."""
    check_level("level", level)
    check_length("a monthly series", counts, least=_LEAST_MONTHS)
    check_same_length("counts", counts, "years", years)
    calendar = () if months is None else tuple(months)
    if months is not None:
        check_same_length("counts", counts, "months", calendar)
    for count in counts:
        check_count("a monthly count", count)
    if not set(calendar) <= set(range(1, 13)):
        raise SeriesError(f"months must be 1 to 12, got {sorted(set(calendar))}")
    distinct = sorted(set(years))
    if len(distinct) < 2:
        raise SeriesError(f"a change needs two years or more, got {distinct}")
    for year in distinct:
        if not any(count for count, own in zip(counts, years, strict=True) if own == year):
            raise SeriesError(f"a year with only zeros has no ratio, got {year}")
    telling = {month for count, month in zip(counts, calendar, strict=False) if count}
    kept = [place for place in range(len(counts)) if not calendar or calendar[place] in telling]
    labels, own = [calendar[place] for place in kept if calendar], [years[place] for place in kept]
    columns = [np.ones(len(kept))]
    columns += [np.equal(labels, month).astype(float) for month in sorted(telling)[1:] if labels]
    columns += [np.equal(own, year).astype(float) for year in distinct[1:]]
    design = np.column_stack(columns)
    if np.linalg.matrix_rank(design) < design.shape[1] or len(kept) <= design.shape[1]:
        raise SeriesError("year and month cannot be told apart in this series")
    return np.asarray([counts[place] for place in kept], dtype=float), design, design.shape[1] - 1


def _find_alpha(y: np.ndarray, design: np.ndarray) -> float | None:
    """Return the ``1 / theta`` of highest likelihood, or None when that is at the Poisson border."""

    def loss(log_alpha: float) -> float:
        return -fit_log_linear(y, design, alpha=math.exp(log_alpha)).log_likelihood

    def slope(log_alpha: float) -> float:
        theta, mu = math.exp(-log_alpha), fit_log_linear(y, design, alpha=math.exp(log_alpha)).means
        parts = digamma(y + theta) - digamma(theta) + np.log(theta / (theta + mu))
        return float((parts + 1 - (y + theta) / (mu + theta)).sum())

    found = float(minimize_scalar(loss, bounds=(-16.0, 4.0), method="bounded").x)
    if found < _POISSON_BORDER:
        return None
    # The likelihood is flat at its top; its slope crosses zero sharply.
    near, far = found - 0.01, found + 0.01
    crosses = slope(near) * slope(far) < 0
    return math.exp(float(brentq(slope, near, far, xtol=1e-12)) if crosses else found)
