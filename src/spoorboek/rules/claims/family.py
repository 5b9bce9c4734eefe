"""All comparisons of one section are weighed together (Holm), because many chances make a chance hit."""

from __future__ import annotations

from collections.abc import Sequence

from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.comparison import Basis
from spoorboek.stats.holm import adjust_holm

Prepared = tuple[Claim, Comparisons]


def weigh_section(prepared: Sequence[Prepared], alpha: float) -> list[Prepared]:
    """Put the weighed p-values on the testable claims of one section; the others pass unchanged.

    Rounded estimates of which the rounding decides the outcome are not testable.
    """
    places = [place for place, (_, found) in enumerate(prepared) if _is_testable(found, alpha)]
    raw = [prepared[place][1].p or 0.0 for place in places]
    weighed = list(prepared)
    if raw:
        for place, p_adjusted in zip(places, adjust_holm(raw).adjusted, strict=True):
            claim, found = prepared[place]
            weighed[place] = (claim, found.adjust(p_adjusted, len(raw)))
    return weighed


def _is_testable(found: Comparisons, alpha: float) -> bool:
    if found.problem is not None or found.p is None:
        return False
    rounded = any(one.basis is Basis.ESTIMATE_ROUNDED for one in found.all)
    return found.p < alpha or not rounded
