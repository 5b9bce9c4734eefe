"""``target_met``: doel behaald."""

from __future__ import annotations

from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.target import judge_target
from spoorboek.rules.claims.verdict import Finding


def judge_target_met(claim: Claim, found: Comparisons, bench: Bench) -> list[Finding]:
    """Judge that a promised number was reached, in its own unit and period."""
    return judge_target(claim, is_met_claimed=True)
