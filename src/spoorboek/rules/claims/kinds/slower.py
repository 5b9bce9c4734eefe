"""``slower``: minder hard."""

from __future__ import annotations

from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.speed import judge_speed
from spoorboek.rules.claims.verdict import Finding


def judge_slower(claim: Claim, found: Comparisons, bench: Bench) -> Finding:
    """Judge that a change went less fast than before."""
    return judge_speed(claim, found, bench, claimed=-1)
