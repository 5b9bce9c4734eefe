"""Two figures beside each other: the difference, its interval, and whether chance may have done it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from spoorboek.figures.definition import Kind, SourceType
from spoorboek.figures.dutch_numbers import decimals_of
from spoorboek.figures.values import NonValue, Number
from spoorboek.rules.claims.area_funnel import AreaFunnel
from spoorboek.rules.claims.claim import Claim, ClaimKind, Point, Strength
from spoorboek.rules.claims.scatter import (
    compute_breaking_dispersion,
    compute_change,
    fit_months,
    widen,
)
from spoorboek.stats.interval import compute_normal_p
from spoorboek.stats.rounding_box import compare_rounded_bounds
from spoorboek.stats.survey_change import compare_bounds
from spoorboek.stats.two_counts import TwoCounts, compare_counts
from spoorboek.stats.yearly_trend import YearlyTrend


class Role(Enum):
    """As what the earlier figure stands beside the later one."""

    STATED = "stated"
    BASELINE = "baseline"
    PREVIOUS = "previous"
    REFERENCE = "reference"


class Basis(Enum):
    """What the numbers rest on; it chooses the row of the table of verdicts."""

    FULL_COUNT = "full_count"
    OPERATIONAL = "operational"
    ESTIMATE = "estimate"
    ESTIMATE_ROUNDED = "estimate_rounded"
    ESTIMATE_WITHOUT_MARGINS = "estimate_without_margins"
    UNTESTED = "untested"
    """Modelled scores, amounts and derived numbers without margins: no test exists."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two points and what was computed from them.

    ``percentage`` and ``interval`` (95%) are changes in percent; ``p`` is two-sided, ``p_adjusted`` the
    same after weighing all comparisons of the section (Holm).
    """

    role: Role
    earlier: Point
    later: Point
    basis: Basis
    before: Number
    after: Number
    percentage: float | None = None
    interval: tuple[float, float] | None = None
    p: float | None = None
    p_adjusted: float | None = None
    z_range: tuple[float, float] | None = None
    breaks_at_dispersion: float | None = None
    test: str | None = None
    scale: float = 1.0
    """Length of the later period divided by that of the earlier one, when both are whole years."""
    published: bool | None = None
    """Whether the source itself calls the difference significant; None when it does not say."""
    label: str | None = None
    """What to print when this is not one figure in two periods: a growth, or another area."""
    dispersion: float | None = None
    """Variance divided by mean as the months of the series show it."""
    trend: YearlyTrend | None = None
    """The line through the years, when words of a trend are tested on it."""
    ends: Comparison | None = None
    """Of a trend: its first and last year as two figures, for the better sentence."""
    funnel: AreaFunnel | None = None
    """Where our area lies beside several others."""
    is_steady: bool = False
    """True when both points move within the limits of a process without a signal: words of a trend fail."""
    is_named: bool = False
    """True when another claim of the section gives this comparison: then both stand side by side."""

    @property
    def difference(self) -> Number:
        """Return the later value minus the earlier one."""
        return self.after - self.before

    @property
    def sign(self) -> int:
        """Return 1 for a rise, -1 for a fall, 0 for no change; per year, or along the line of a trend."""
        if self.trend is not None:
            return (self.trend.slope > 0) - (self.trend.slope < 0)
        change = Decimal(self.after) - Decimal(self.before) * Decimal(self.scale)
        return (change > 0) - (change < 0)

    @property
    def smallest(self) -> Number:
        """Return the smaller of the two values."""
        return min(self.before, self.after)

    def is_beyond_chance(self, alpha: float, *, hedged: bool = False) -> bool:
        """Tell whether the difference exceeds chance; hedged words are not weighed against the section.

        A test that the source itself published goes before ours.
        """
        if self.published is not None:
            return self.published
        if self.trend is not None and not (self.trend.is_significant and self.trend.is_carried_by_all_years):
            return False
        if self.is_steady:
            return False
        if self.funnel is not None:
            return self.funnel.is_outside(hedged=hedged)
        p = self.p if hedged or self.p_adjusted is None else self.p_adjusted
        return p is not None and p < alpha

    def is_significant_somewhere(self, alpha: float) -> bool:
        """Tell whether some value that rounds to what was given would exceed chance."""
        return self.z_range is not None and any(compute_normal_p(z) < alpha for z in self.z_range)


def compare_points(claim: Claim, role: Role, earlier: Point, later: Point) -> Comparison | None:
    """Compare two points by the test that fits the claim; None when one of them has no number.

    ``later`` against ``earlier``; a published test outcome among the evidence goes before our own.
    """
    before, after = earlier.value, later.value
    if isinstance(before, NonValue) or isinstance(after, NonValue):
        return None
    scale = _compute_scale(claim, earlier, later)
    expected = Decimal(before) * Decimal(scale)
    basis = choose_basis(claim, earlier, later)
    bare = Comparison(
        role,
        earlier,
        later,
        basis,
        before,
        after,
        percentage=float((after - expected) / expected * 100) if before else None,
        scale=scale,
        # Only of an estimate: what a source says of a sample says nothing about a full count.
        published=find_published_test(claim) if basis is Basis.ESTIMATE else None,
    )
    if bare.published is not None and bare.basis is Basis.ESTIMATE:
        return replace(bare, test="published")
    if bare.basis is Basis.FULL_COUNT:
        return _test_months(_test_counts(bare, claim), claim)
    if bare.basis in (Basis.ESTIMATE, Basis.ESTIMATE_ROUNDED):
        return _test_bounds(bare)
    return bare


def choose_basis(claim: Claim, earlier: Point, later: Point) -> Basis:
    """Return what the comparison of two points of this claim rests on."""
    both = (earlier, later)
    if claim.kind is Kind.AMOUNT or claim.source_type is SourceType.MODELLED:
        return Basis.UNTESTED
    has_bounds = all(point.low is not None for point in both)
    # Bounds come with an estimate: a count with bounds, of which nobody says that it is full, is none.
    is_estimate = claim.source_type is SourceType.SELF_REPORTED or (claim.source_type is None and has_bounds)
    if claim.kind is Kind.COUNT and not is_estimate:
        return Basis.OPERATIONAL if _is_what_we_did(claim) else Basis.FULL_COUNT
    is_survey = claim.source_type is SourceType.SELF_REPORTED or claim.kind is Kind.MARK
    if is_survey and find_published_test(claim) is not None:
        return Basis.ESTIMATE
    if has_bounds:
        rounded = any(point.decimals is not None for point in both)
        return Basis.ESTIMATE_ROUNDED if rounded else Basis.ESTIMATE
    return Basis.ESTIMATE_WITHOUT_MARGINS if is_survey else Basis.UNTESTED


def find_published_test(claim: Claim) -> bool | None:
    """Return what the source itself says about significance, from the evidence; None when nothing."""
    for one in claim.evidence:
        details = one.details or {}
        if details.get("kind") == "published_test" and isinstance(details.get("significant"), bool):
            return bool(details["significant"])
    return None


def _compute_scale(claim: Claim, earlier: Point, later: Point) -> float:
    """Years are years, leap day or not; only another number of years changes what adds up over time."""
    if claim.kind not in (Kind.COUNT, Kind.AMOUNT) or not earlier.period.is_whole_years:
        return 1.0
    return len(later.period.years()) / len(earlier.period.years())


def _is_what_we_did(claim: Claim) -> bool:
    """A plain statement about our own list or work is not tested; a conclusion from it is."""
    return (
        claim.source_type is SourceType.OPERATIONAL
        and claim.strength is Strength.PLAIN
        and claim.claim is not ClaimKind.NOT_DEMONSTRABLY_CHANGED
    )


def _test_counts(bare: Comparison, claim: Claim) -> Comparison:
    found = _compare_counts(int(bare.before), int(bare.after), bare.scale)
    p, interval = found.p, (found.percentage_interval.low, found.percentage_interval.high)
    if claim.dispersion is not None and claim.dispersion > 1:
        p = max(p, compute_normal_p(found.z / claim.dispersion**0.5))
        interval = widen(interval, found.percentage, claim.dispersion)
    return replace(
        bare,
        percentage=found.percentage,
        interval=interval,
        p=p,
        breaks_at_dispersion=found.breaks_at_dispersion,
        test="two_counts",
    )


@lru_cache(maxsize=4096)
def _compare_counts(before: int, after: int, scale: float) -> TwoCounts:
    """The search for what flips a verdict meets the same counts many times."""
    return compare_counts(before, after, after_exposure=scale)


def _test_months(found: Comparison, claim: Claim) -> Comparison:
    """Let the months of two years decide, where they are known: they show how much counts scatter."""
    fitted = fit_months(claim, found.earlier.period, found.later.period)
    if fitted is None:
        return found
    # The dispersion that was given may know of shocks that two years of months cannot show.
    p, interval = compute_change(fitted)
    return replace(
        found,
        interval=interval,
        p=max(p, found.p or 0.0) if claim.dispersion is not None else p,
        dispersion=fitted.dispersion,
        breaks_at_dispersion=compute_breaking_dispersion(fitted),
        test="monthly_series",
    )


def _test_bounds(bare: Comparison) -> Comparison:
    before, after = float(bare.before), float(bare.after)
    bounds = [(float(point.low or 0), float(point.high or 0)) for point in _both(bare)]
    change = compare_bounds(before, bounds[0], after, bounds[1])
    interval = None
    if before:
        low, high = sorted(bound / before * 100 for bound in (change.interval.low, change.interval.high))
        interval = (low, high)
    if bare.basis is Basis.ESTIMATE:
        return replace(
            bare, interval=interval, p=change.p, z_range=(change.z, change.z), test="survey_change"
        )
    decimals = min(_count_decimals(point) for point in _both(bare) if point.decimals is not None)
    box = compare_rounded_bounds(before, bounds[0], after, bounds[1], decimals=decimals)
    return replace(
        bare,
        interval=interval,
        p=box.p_highest,
        z_range=(box.z_lowest, box.z_highest),
        test="survey_change_rounded",
    )


def _both(comparison: Comparison) -> tuple[Point, Point]:
    return comparison.earlier, comparison.later


def _count_decimals(point: Point) -> int:
    """Whoever gives more digits than the source is said to give has not rounded there."""
    numbers = [one for one in (point.value, point.low, point.high) if one is not None]
    given = max(decimals_of(one) for one in numbers if not isinstance(one, NonValue))
    return max(given, point.decimals or 0)
