"""How much counts scatter: as the months of a series show it, or as somebody knows it."""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import lru_cache

from scipy.special import stdtr

from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.known_points import list_months
from spoorboek.stats.errors import StatsError
from spoorboek.stats.monthly_series import MonthlyChange, fit_quasi_poisson

_YEAR = 12
_LEAST_MONTHS = 24


def fit_months(claim: Claim, earlier: Period, later: Period) -> MonthlyChange | None:
    """Estimate the change between two years from the months of the series; None where they do not say.

    Every complete year of the series counts for the scatter. The negative binomial is not asked: with two
    years of months and a factor per month its likelihood finds a change in one of five series without one.
    """
    months = {point.period: point.value for point in list_months(claim)}
    if len(months) < _LEAST_MONTHS:
        return None
    if not (_is_year(earlier) and _is_year(later) and earlier.first.month == later.first.month):
        return None
    years = [year for year in _list_years(later, months) if all(month in months for month in year.months())]
    if earlier not in years or later not in years:
        return None
    # The model compares its first year with its last, so those two get the outermost labels.
    labels = {year: place for place, year in enumerate(years, start=1)} | {earlier: 0, later: len(years) + 1}
    counts = tuple(_count(months[month]) for year in years for month in year.months())
    names = tuple(labels[year] for year in years for _ in year.months())
    calendar = tuple(month.first.month for year in years for month in year.months())
    return _fit(counts, names, calendar)


def compute_change(fitted: MonthlyChange) -> tuple[float, tuple[float, float]]:
    """Return p and the interval of change in percent, never surer than independent months would be.

    Months that scatter less than chance are luck or smoothing; Poisson is the bound (dispersion 1).
    """
    error = fitted.standard_error * max(1.0, fitted.dispersion**-0.5)
    half = error * (fitted.interval.high - fitted.effect) / fitted.standard_error
    bounds = (100 * math.expm1(fitted.effect - half), 100 * math.expm1(fitted.effect + half))
    return float(2 * stdtr(fitted.degrees_of_freedom, -abs(fitted.effect / error))), bounds


def compute_breaking_dispersion(fitted: MonthlyChange) -> float:
    """Return the dispersion of the months at which their change would no longer exceed chance."""
    margin = (fitted.interval.high - fitted.effect) / fitted.standard_error
    return (fitted.effect / (fitted.poisson_standard_error * margin)) ** 2


def widen(interval: tuple[float, float], percentage: float | None, dispersion: float) -> tuple[float, float]:
    """Return an interval of change in percent for counts that scatter ``dispersion`` times as much.

    On the scale of logarithms the bounds move away by its square root; beside a count of 0, where there is
    no middle, the bound itself moves by ``dispersion``.
    """
    low, high = (1 + bound / 100 for bound in interval)
    middle = None if percentage is None else 1 + percentage / 100
    if not middle:
        return 100 * (low / dispersion - 1), 100 * (high * dispersion - 1)
    factor = dispersion**0.5
    return 100 * (middle * (low / middle) ** factor - 1), 100 * (middle * (high / middle) ** factor - 1)


@lru_cache(maxsize=512)
def _fit(counts: tuple[int, ...], years: tuple[int, ...], months: tuple[int, ...]) -> MonthlyChange | None:
    try:
        return fit_quasi_poisson(counts, years, months)
    except StatsError:
        # Months that follow year and season exactly, or a year of zeros: the yearly counts decide.
        return None


def _list_years(later: Period, months: Collection[Period]) -> list[Period]:
    """Return the years of the series that begin in the month in which ``later`` begins, old to new."""
    first, last = min(months), max(months)
    years = []
    for year in range(first.first.year - 1, last.last.year + 1):
        begin = later.first.replace(year=year)
        end = later.last.replace(year=year + later.last.year - later.first.year, day=1)
        years.append(Period.parse(f"{begin:%Y-%m}..{end:%Y-%m}"))
    return years


def _is_year(period: Period) -> bool:
    return period.is_whole_months and len(period.months()) == _YEAR


def _count(value: object) -> int:
    return 0 if isinstance(value, NonValue) else int(str(value))
