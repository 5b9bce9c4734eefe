"""Whether a p-value in a report fits the rounded test result printed beside it."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import stdtr

from spoorboek.stats.errors import SeriesError, check_exposure, check_p_values
from spoorboek.stats.interval import Interval


@dataclass(frozen=True, slots=True)
class ReportedTest:
    """A printed t with its decimals, and the p-values that agree with it."""

    t: float
    decimals: int
    degrees_of_freedom: float
    p: float
    """For t exactly as printed."""
    p_range: Interval
    """For every t that rounds to the printed one."""

    def accepts(self, p: float, *, decimals: int) -> bool:
        """Tell whether a printed ``p`` with ``decimals`` can belong to this t."""
        check_p_values([p])
        half = 0.5 * 10.0**-decimals
        return self.p_range.low - half <= p <= self.p_range.high + half


def check_reported_t(t: float, degrees_of_freedom: float, *, decimals: int) -> ReportedTest:
    """Return the two-sided p-values that fit a printed t.

    Parameters: ``t`` as printed with ``decimals`` (at least 0); ``degrees_of_freedom`` above 0.

    Returns a ReportedTest with p at ``|t| + h`` and ``|t| - h`` (not below 0), h half of the last decimal.

    Raises ExposureError and SeriesError.

    At the edge: a printed t that may have been 0 accepts p-values up to 1.

    Source: the rounding rule of R's statcheck, Nuijten et al. 2016, Behavior Research Methods 48(4).

    >>> found = check_reported_t(2.2, 28, decimals=1)
    >>> round(found.p_range.low, 3), round(found.p_range.high, 3), found.accepts(0.04, decimals=2)
    (0.032, 0.04, True)
    """
    check_exposure("degrees_of_freedom", degrees_of_freedom)
    if decimals < 0:
        raise SeriesError(f"decimals must be at least 0, got {decimals}")
    half = 0.5 * 10.0**-decimals

    def compute_p(value: float) -> float:
        return float(2 * stdtr(degrees_of_freedom, -max(0.0, value)))

    accepted = Interval(compute_p(abs(t) + half), compute_p(abs(t) - half))
    return ReportedTest(t, decimals, degrees_of_freedom, compute_p(abs(t)), accepted)
