"""``causes``: heeft ertoe geleid, dankzij."""

from __future__ import annotations

from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.verdict import Finding, VerdictCode

_BETTER = "Dit kan hebben bijgedragen; of het de oorzaak is, is niet onderzocht."


def judge_causes(claim: Claim, found: Comparisons, bench: Bench) -> Finding:
    """Judge that one thing led to another: an evaluation with a comparison area shows it, or it is hedged."""
    compared = claim.reference is not None and bool(claim.reference.points)
    if any(one.is_evaluation and (one.has_comparison_area or compared) for one in claim.evidence):
        return Finding(VerdictCode.SUPPORTED, "Een evaluatie met een vergelijkingsgebied laat dit zien.")
    if claim.hedged:
        return Finding(VerdictCode.SUPPORTED, "Er staat dat het mogelijk zo is, en niet dat het zo is.")
    why = (
        "Er staat dat het een het ander veroorzaakte. Daarvoor is een evaluatie met een "
        "vergelijkingsgebied nodig. Schrijf dat het mogelijk heeft bijgedragen."
    )
    return Finding(VerdictCode.CAUSAL_UNSUPPORTED, why, _BETTER)
