"""``uses_term``: geregistreerd, ervaren, gemeten."""

from __future__ import annotations

from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.entry_values import show
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.phrases import name_source
from spoorboek.rules.claims.verdict import Finding, VerdictCode


def judge_uses_term(claim: Claim, found: Comparisons, bench: Bench) -> Finding:
    """Judge that a term has a source behind it; whether it fits is looked at for every claim.

    Raises ClaimError when the word is no term of the list.
    """
    if claim.source_type is None:
        why = "Bij dit woord hoort geen bron. Koppel het cijfer, dan is te zien welk woord past."
        return Finding(VerdictCode.NO_FIGURE, why)
    text = claim.term or claim.words
    if not bench.words.find_terms(text) and text not in {kind.value for kind in type(claim.source_type)}:
        known = ", ".join(term.name for term in bench.words.terms)
        raise ClaimError(f"term moet een van deze woorden bevatten: {known}; niet {show(text)}")
    return Finding(VerdictCode.SUPPORTED, f"Het woord past: dit cijfer {name_source(claim.source_type)}.")
