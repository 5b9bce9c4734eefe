"""Two figures beside each other: the difference, its interval, and whether chance may have done it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from spoorboek.figures.definition import Kind, SourceType
from spoorboek.figures.values import NonValue, Number
from spoorboek.rules.claims.claim import Claim, ClaimKind, Point, Strength
from spoorboek.stats.interval import compute_normal_p
from spoorboek.stats.rounding_box import compare_rounded_bounds
from spoorboek.stats.survey_change import compare_bounds
from spoorboek.stats.two_counts import compare_counts


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

    @property
    def difference(self) -> Number:
        """Return the later value minus the earlier one."""
        return self.after - self.before

    @property
    def sign(self) -> int:
        """Return 1 for a rise, -1 for a fall, 0 for no change, per year when periods differ in length."""
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
    bare = Comparison(
        role,
        earlier,
        later,
        choose_basis(claim, earlier, later),
        before,
        after,
        percentage=float((after - expected) / expected * 100) if before else None,
        scale=scale,
        published=find_published_test(claim),
    )
    if bare.published is not None and bare.basis is Basis.ESTIMATE:
        return replace(bare, test="published")
    if bare.basis is Basis.FULL_COUNT:
        return _test_counts(bare, claim)
    if bare.basis in (Basis.ESTIMATE, Basis.ESTIMATE_ROUNDED):
        return _test_bounds(bare)
    return bare


def choose_basis(claim: Claim, earlier: Point, later: Point) -> Basis:
    """Return what the comparison of two points of this claim rests on."""
    both = (earlier, later)
    if claim.kind is Kind.AMOUNT or claim.source_type is SourceType.MODELLED:
        return Basis.UNTESTED
    if claim.kind is Kind.COUNT and claim.source_type is not SourceType.SELF_REPORTED:
        return Basis.OPERATIONAL if _is_what_we_did(claim) else Basis.FULL_COUNT
    is_survey = claim.source_type is SourceType.SELF_REPORTED or claim.kind is Kind.MARK
    if is_survey and find_published_test(claim) is not None:
        return Basis.ESTIMATE
    if all(point.low is not None for point in both):
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
    found = compare_counts(int(bare.before), int(bare.after), after_exposure=bare.scale)
    p = found.p
    if claim.dispersion is not None and claim.dispersion > 1:
        p = max(p, compute_normal_p(found.z / claim.dispersion**0.5))
    return replace(
        bare,
        percentage=found.percentage,
        interval=(found.percentage_interval.low, found.percentage_interval.high),
        p=p,
        breaks_at_dispersion=found.breaks_at_dispersion,
        test="two_counts",
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
    decimals = min(point.decimals for point in _both(bare) if point.decimals is not None)
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
