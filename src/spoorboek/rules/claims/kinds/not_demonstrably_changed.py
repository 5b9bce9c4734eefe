"""``not_demonstrably_changed``: niet significant veranderd."""

from __future__ import annotations

from functools import partial

from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.change import judge_change
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.comparison import Basis, Comparison
from spoorboek.rules.claims.phrases import name_both, name_noun, name_percentage
from spoorboek.rules.claims.verdict import Finding, VerdictCode

_C = VerdictCode


def judge_not_demonstrably_changed(claim: Claim, found: Comparisons, bench: Bench) -> Finding:
    """Judge that the difference does not exceed chance."""
    return judge_change(claim, found, partial(_judge_one, claim, bench=bench), bench)


def _judge_one(claim: Claim, found: Comparison, bench: Bench) -> Finding:
    agreed = bench.parameters
    numbers = name_both(claim, found) + name_percentage(claim, found, agreed.small_count)
    if found.p is None and found.published is None:
        why = f"Dit is niet te toetsen: {numbers}. Er zijn geen marges gegeven; vraag ze op."
        return Finding(_C.NOT_TESTABLE, why)
    if found.is_beyond_chance(agreed.alpha, hedged=claim.hedged):
        why = f"Dit klopt niet: {numbers} is {name_noun(found.sign)} die groter is dan toeval."
        return Finding(_C.CONTRADICTED, why)
    if found.basis is Basis.ESTIMATE_ROUNDED and found.is_significant_somewhere(agreed.alpha):
        why = f"Dit is niet te toetsen: {numbers}. De cijfers zijn te grof afgerond."
        return Finding(_C.NOT_TESTABLE, why)
    return Finding(_C.SUPPORTED, f"Dit klopt: {numbers}. Zo'n verschil kan toeval zijn.")
