"""``higher_than``: hoger dan landelijk."""

from __future__ import annotations

from functools import partial

from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.change import judge_change
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.table import judge_direction
from spoorboek.rules.claims.verdict import Finding


def judge_higher_than(claim: Claim, found: Comparisons, bench: Bench) -> Finding:
    """Judge that our figure is higher than that of the reference, by the table of verdicts."""
    judge_one = partial(judge_direction, claim, claimed=1, bench=bench)
    return judge_change(claim, found, judge_one, bench, claimed=1)
