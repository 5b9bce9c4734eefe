"""The change of a survey estimate, from what its source publishes about its precision."""

from __future__ import annotations

import math
from dataclasses import dataclass

from spoorboek.stats.errors import BoundsError, check_exposure
from spoorboek.stats.interval import NormalDifference, compute_normal_quantile

Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SurveyChange(NormalDifference):
    """Two estimates of independent surveys and what their standard errors say about the change."""

    before: float
    after: float
    before_standard_error: float
    after_standard_error: float
    level: float

    @property
    def difference(self) -> float:
        """Return ``after - before``, in the unit of the estimates."""
        return self.after - self.before

    @property
    def standard_error(self) -> float:
        """Return the standard error of the difference, ``sqrt(se_before**2 + se_after**2)``."""
        return math.hypot(self.before_standard_error, self.after_standard_error)

    @property
    def estimates_overlap(self) -> bool:
        """Tell whether the two intervals overlap. Shown beside the test; it is not the test."""
        reach = self.before_standard_error + self.after_standard_error
        return abs(self.difference) <= compute_normal_quantile(self.level) * reach


def compare_estimates(
    before: float,
    after: float,
    *,
    before_standard_error: float,
    after_standard_error: float,
    level: float = 0.95,
) -> SurveyChange:
    """Compare two estimates of independent surveys by their standard errors.

    Parameters: ``before`` and ``after`` in one unit; standard errors above 0 in that unit; ``level`` of the
    interval in (0, 1).

    Returns a SurveyChange with ``z = (after - before) / sqrt(se_before**2 + se_after**2)``.

    Raises ExposureError for a standard error that is not above 0 and LevelError.

    At the edge: equal estimates give z = 0 and p = 1; an estimate without error is refused.

    Source: U.S. Census Bureau, Understanding and Using ACS Data 2020, chapter 7.

    The mark for neighbourhood safety, 7.1 and 7.3, with invented standard errors:

    >>> found = compare_estimates(7.1, 7.3, before_standard_error=0.05, after_standard_error=0.05)
    >>> round(found.z, 2), found.is_significant()
    (2.83, True)
    """
    check_exposure("before_standard_error", before_standard_error)
    check_exposure("after_standard_error", after_standard_error)
    compute_normal_quantile(level)
    return SurveyChange(before, after, before_standard_error, after_standard_error, level)


def compare_bounds(
    before: float, before_bounds: Bounds, after: float, after_bounds: Bounds, *, level: float = 0.95
) -> SurveyChange:
    """Compare two estimates of independent surveys by their published bounds.

    Parameters: estimates and their (low, high), all in one unit; ``level`` of the bounds in (0, 1).

    Returns a SurveyChange with ``se = (high - low) / (2 * 1.96)`` each, 1.96 the quantile of ``level``.

    Raises BoundsError when an estimate lies outside its bounds or bounds have no width, and LevelError.

    At the edge: an estimate may lie on its bound; bounds need not lie evenly around it, only their width
    counts; equal estimates give p = 1.

    Source: Statistics Netherlands publishes 95% bounds with the Veiligheidsmonitor; Altman and Bland 2011,
    BMJ 343:d2090.

    >>> found = compare_bounds(25.0, (23.0, 27.0), 28.2, (26.2, 30.2))
    >>> round(found.z, 2), found.estimates_overlap, found.is_significant()
    (2.22, True, True)
    """
    check_bounds("before", before, before_bounds)
    check_bounds("after", after, after_bounds)
    quantile = compute_normal_quantile(level)
    errors = [(high - low) / (2 * quantile) for low, high in (before_bounds, after_bounds)]
    return SurveyChange(before, after, errors[0], errors[1], level)


def compare_margins(
    before: float, before_margin: float, after: float, after_margin: float, *, factor: float
) -> SurveyChange:
    """Compare two estimates of independent surveys by their published margins.

    Parameters: estimates and margins in one unit, margins above 0; ``factor`` by which the source multiplied
    the standard error (1.96 for 95%, 1.645 for the 90% of the U.S. Census Bureau).

    Returns a SurveyChange with ``se = margin / factor``; its own interval is at 95%.

    Raises ExposureError for a margin or factor that is not above 0.

    At the edge: equal estimates give z = 0 and p = 1.

    Source: U.S. Census Bureau, Understanding and Using ACS Data 2020, chapter 7.

    >>> round(compare_margins(7.1, 0.1, 7.3, 0.1, factor=1.96).z, 2)
    2.77
    """
    check_exposure("factor", factor)
    check_exposure("before_margin", before_margin)
    check_exposure("after_margin", after_margin)
    return SurveyChange(before, after, before_margin / factor, after_margin / factor, 0.95)


def check_bounds(name: str, value: float, bounds: Bounds) -> None:
    """Raise BoundsError unless ``bounds`` have width and hold ``value``."""
    low, high = bounds
    if not low < high:
        raise BoundsError(f"the bounds of {name} must run from low to high, got {low} to {high}")
    if not low <= value <= high:
        raise BoundsError(f"{name} must lie inside its bounds {low} to {high}, got {value}")
