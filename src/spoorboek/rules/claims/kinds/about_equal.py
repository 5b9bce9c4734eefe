"""``about_equal``: ongeveer gelijk, stabiel."""

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


def judge_about_equal(claim: Claim, found: Comparisons, bench: Bench) -> Finding:
    """Judge that a figure stayed about equal: the interval of change lies inside the agreed margin."""
    return judge_change(claim, found, partial(judge_equality, claim, bench=bench), bench)


def judge_equality(claim: Claim, found: Comparison, bench: Bench) -> Finding:
    """Judge one comparison on staying about equal; what has no test is judged on its numbers."""
    margin = bench.parameters.about_equal_margin
    numbers = name_both(claim, found) + name_percentage(claim, found, bench.parameters.small_count)
    if found.basis in (Basis.OPERATIONAL, Basis.UNTESTED):
        return _judge_numbers(found, numbers, margin)
    undecided = found.basis is Basis.ESTIMATE_ROUNDED and not found.is_beyond_chance(bench.parameters.alpha)
    if (found.p is None and found.published is None) or undecided:
        why = f"Dit is niet te toetsen: {numbers}. Vraag de marges van deze enquête op, met meer decimalen."
        return Finding(_C.NOT_TESTABLE, why)
    beyond = found.is_beyond_chance(bench.parameters.alpha, hedged=claim.hedged)
    inside = _is_inside(found, margin)
    if inside and not beyond:
        return Finding(_C.SUPPORTED, f"Dit klopt: {numbers}. De verandering blijft binnen {margin:g}%.")
    if inside:
        why = f"Dit klopt: {numbers}. De verandering is klein (binnen {margin:g}%), maar groter dan toeval."
        return Finding(_C.SUPPORTED_WITH_NOTE, why)
    if beyond and (found.percentage is None or abs(found.percentage) > margin):
        why = f"Dit klopt niet: {numbers} is {name_noun(found.sign)} die groter is dan toeval."
        return Finding(_C.CONTRADICTED, why)
    why = f"Dit is niet aangetoond: {numbers}. Het verschil kan ook groter zijn dan {margin:g}%."
    return Finding(_C.NOT_DEMONSTRABLE, why)


def _judge_numbers(found: Comparison, numbers: str, margin: float) -> Finding:
    inside = found.sign == 0 or (found.percentage is not None and abs(found.percentage) <= margin)
    if not inside:
        return Finding(_C.CONTRADICTED, f"Dit klopt niet: {numbers} verschilt meer dan {margin:g}%.")
    if found.basis is Basis.OPERATIONAL:
        return Finding(_C.SUPPORTED, f"Dit klopt: {numbers}.")
    why = f"Dit klopt: {numbers}. Of het verschil toeval is, is niet te toetsen."
    return Finding(_C.SUPPORTED_WITH_NOTE, why)


def _is_inside(found: Comparison, margin: float) -> bool:
    """A test that the source published comes without an interval; then the change itself is looked at."""
    if found.interval is not None:
        return -margin <= found.interval[0] and found.interval[1] <= margin
    return found.published is not None and found.percentage is not None and abs(found.percentage) <= margin
