"""Beside several areas: what was to be expected here, and how far chance and spread reach from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.figures.definition import Kind
from spoorboek.figures.values import is_number
from spoorboek.rules.claims.claim import Claim, Point
from spoorboek.stats.funnel import (
    FunnelLimits,
    OverDispersion,
    compute_funnel_limits,
    estimate_over_dispersion,
)
from spoorboek.stats.interval import compute_normal_p


@dataclass(frozen=True, slots=True)
class AreaFunnel:
    """Our own area beside the others: its count, what was expected, and the limits around that."""

    areas: int
    """How many other areas there are."""
    observed: int
    expected: Decimal
    """What our area would count if it were like all others together."""
    has_sizes: bool
    """False when no sizes are known and all areas are taken to be equally large."""
    near: FunnelLimits
    """95%, in counts."""
    far: FunnelLimits
    """99.8%, in counts."""
    spread: OverDispersion

    @property
    def p(self) -> float:
        """Return the two-sided p-value, spread between areas allowed for."""
        return compute_normal_p(self.spread.compute_z(self.observed, float(self.expected)))

    def is_outside(self, *, hedged: bool = False) -> bool:
        """Tell whether our area lies outside the limits: 99.8%, or 95% for words that hold back."""
        limits = self.near if hedged else self.far
        return not limits.low <= self.observed <= limits.high


def list_areas(own: Point, others: Sequence[Point]) -> list[Point]:
    """Return the other areas in the period of ``own``: each once, and never our own area itself."""
    alike = [point for point in others if point.period == own.period]
    if own.area is not None:
        alike = [point for point in alike if point.area != own.area]
    named = {point.area: point for point in alike if point.area is not None}
    return [*(point for point in alike if point.area is None), *named.values()]


def lay_funnel(claim: Claim, own: Point, areas: Sequence[Point]) -> AreaFunnel | None:
    """Lay our count beside those of two or more areas; None when there are no counts behind the figures.

    Counts are the values of a count, or the numerators of shares and rates. Sizes are the denominators;
    when one is absent all areas count as equally large. None also when the others counted nothing at all.
    """
    counted = [_count(claim, point) for point in areas]
    observed = _count(claim, own)
    counts = [count for count in counted if count is not None]
    if observed is None or len(counts) < len(areas):
        return None
    has_sizes = all(point.denominator for point in (own, *areas))
    if not has_sizes and claim.kind is not Kind.COUNT:
        return None
    sizes = [Decimal(point.denominator or 1) if has_sizes else Decimal(1) for point in areas]
    size = Decimal(own.denominator or 1) if has_sizes else Decimal(1)
    if not sum(counts) or min(size, *sizes) <= 0:
        return None
    rate = Decimal(sum(counts)) / sum(sizes)
    spread = estimate_over_dispersion(counts, [float(rate * one) for one in sizes])
    expected = rate * size
    near, far = (_compute_limits(float(expected), spread, level) for level in (0.95, 0.998))
    return AreaFunnel(len(areas), observed, expected, has_sizes, near, far, spread)


def _count(claim: Claim, point: Point) -> int | None:
    number = point.value if claim.kind is Kind.COUNT else point.numerator
    return int(number) if number is not None and is_number(number) and number == int(number) else None


def _compute_limits(expected: float, spread: OverDispersion, level: float) -> FunnelLimits:
    """Exact limits for chance alone, moved outwards where areas scatter more than chance."""
    exact = compute_funnel_limits(expected, level=level)
    wide = spread.compute_limits(expected, level=level) if spread.between_variance else exact
    low, high = min(exact.low, wide.low) * expected, max(exact.high, wide.high) * expected
    return FunnelLimits(expected, level, low, high)
