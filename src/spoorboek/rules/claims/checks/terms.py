"""Do the words fit the kind of source?"""

from __future__ import annotations

from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.phrases import name_source
from spoorboek.rules.claims.verdict import Finding, VerdictCode


def check_terms(claim: Claim, bench: Bench) -> list[Finding]:
    """Find a term in the claim (given, or heard in its words) that does not fit its source type."""
    source_type = claim.source_type
    if source_type is None:
        return []
    kinds = {kind.value: kind for kind in type(source_type)}
    if claim.term in kinds and kinds[claim.term] is not source_type:
        return [_explain(claim, bench, bench.words.write_instead[kinds[claim.term]])]
    heard = bench.words.find_terms(f"{claim.term or ''} {claim.words}")
    return [_explain(claim, bench, term.name) for term in heard if source_type not in term.fits][:1]


def _explain(claim: Claim, bench: Bench, word: str) -> Finding:
    if claim.source_type is None:
        raise ValueError(f"claim {claim.claim_id} has no source type to explain")
    fitting = bench.words.write_instead[claim.source_type]
    why = f"Het woord '{word}' past niet: dit cijfer {name_source(claim.source_type)}. Schrijf '{fitting}'."
    better = f"Schrijf '{fitting}' in plaats van '{word}'."
    return Finding(VerdictCode.WRONG_TERM, why, better, {"term": word, "fitting_term": fitting})
