"""All comparisons of one section are weighed together (Holm), because many chances make a chance hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spoorboek.rules.claims.claim import Claim, ClaimKind, Point
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.comparison import Basis, Comparison
from spoorboek.stats.holm import adjust_holm

Prepared = tuple[Claim, Comparisons]
_CHANGES = frozenset(
    {
        ClaimKind.RISES,
        ClaimKind.FALLS,
        ClaimKind.ABOUT_EQUAL,
        ClaimKind.NOT_DEMONSTRABLY_CHANGED,
        ClaimKind.FASTER,
        ClaimKind.SLOWER,
    }
)


def weigh_section(prepared: Sequence[Prepared], alpha: float) -> list[Prepared]:
    """Put the weighed p-values on the testable claims of one section; the others pass unchanged.

    Rounded estimates of which the rounding decides the outcome are not testable.
    """
    places = [place for place, (claim, found) in enumerate(prepared) if _is_testable(claim, found, alpha)]
    raw = [prepared[place][1].p or 0.0 for place in places]
    weighed = list(prepared)
    if raw:
        for place, p_adjusted in zip(places, adjust_holm(raw).adjusted, strict=True):
            claim, found = prepared[place]
            weighed[place] = (claim, found.adjust(p_adjusted, len(raw)))
    return weighed


def name_comparisons(prepared: Sequence[Prepared]) -> list[Prepared]:
    """Mark every comparison that another claim of the section gives: there both stand side by side."""
    given = [_list_given(claim, found) for claim, found in prepared]
    return [
        (claim, replace(found, others=tuple(_mark(one, given, place) for one in found.others)))
        for place, (claim, found) in enumerate(prepared)
    ]


def _list_given(claim: Claim, found: Comparisons) -> list[tuple[Point, Point]]:
    if found.stated is not None and found.stated.label is None and found.stated.trend is None:
        return [(found.stated.earlier, found.stated.later)]
    if claim.claim is ClaimKind.STATES:
        return [(one, other) for one in claim.points for other in claim.points if one is not other]
    return []


def _mark(other: Comparison, given: Sequence[Sequence[tuple[Point, Point]]], place: int) -> Comparison:
    for nr, pairs in enumerate(given):
        if nr != place and any(_is_same(other, earlier, later) for earlier, later in pairs):
            return replace(other, is_named=True)
    return other


def _is_same(other: Comparison, earlier: Point, later: Point) -> bool:
    return all(
        (one.period, one.value, one.unit, one.definition) == (two.period, two.value, two.unit, two.definition)
        for one, two in ((other.earlier, earlier), (other.later, later))
    )


def _is_testable(claim: Claim, found: Comparisons, alpha: float) -> bool:
    """Tell whether a claim is one of change that has a test; areas beside each other are no change."""
    if found.problem is not None or found.p is None or claim.claim not in _CHANGES:
        return False
    rounded = any(one.basis is Basis.ESTIMATE_ROUNDED for one in found.all)
    return found.p < alpha or not rounded
