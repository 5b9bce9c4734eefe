"""What ``faster`` and ``slower`` share."""

from __future__ import annotations

from functools import partial

from spoorboek.figures.values import is_number
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.change import judge_change
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.comparison import Comparison
from spoorboek.rules.claims.phrases import name_change, name_done
from spoorboek.rules.claims.table import judge_direction
from spoorboek.rules.claims.verdict import Finding, VerdictCode


def judge_speed(claim: Claim, found: Comparisons, bench: Bench, *, claimed: int) -> Finding:
    """Judge that something goes faster (``claimed`` 1) or less fast (-1) than it did.

    A rise that goes less fast must still be a rise.
    """
    moving = bench.words.find_direction(claim.words)
    if found.problem is None and moving:
        now = _find_movement(found.all[0])
        if now not in (0, moving):
            numbers = name_change(claim, found.all[0])
            why = f"Dit klopt niet: het is juist {name_done(now)}: {numbers}."
            return Finding(VerdictCode.CONTRADICTED, why)
    judge_one = partial(judge_direction, claim, claimed=claimed, bench=bench)
    return judge_change(claim, found, judge_one, bench, claimed=claimed)


def _find_movement(found: Comparison) -> int:
    value = found.later.value
    return (value > 0) - (value < 0) if is_number(value) else 0
