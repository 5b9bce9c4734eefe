"""The table of verdicts: strength of the words against what the numbers rest on."""

from __future__ import annotations

from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.area_funnel import AreaFunnel
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim, Strength
from spoorboek.rules.claims.comparison import Basis, Comparison
from spoorboek.rules.claims.phrases import name_both, name_change, name_done, name_noun, name_percentage
from spoorboek.rules.claims.verdict import Finding, VerdictCode

_C = VerdictCode
_BARE = (Basis.ESTIMATE_ROUNDED, Basis.ESTIMATE_WITHOUT_MARGINS)


def judge_direction(claim: Claim, found: Comparison, claimed: int, bench: Bench) -> Finding:
    """Judge a claim of rising (``claimed`` 1) or falling (-1) on two points.

    Returns one finding without a better sentence: the caller knows the other comparators.
    """
    in_direction = found.sign == claimed
    beyond = found.is_beyond_chance(bench.parameters.alpha, hedged=claim.hedged)
    if found.basis in _BARE:
        return _judge_bare_estimate(claim, found, in_direction and beyond, bench)
    if found.basis is Basis.ESTIMATE:
        return _judge_estimate(claim, found, in_direction, beyond, bench)
    if not in_direction:
        return Finding(_C.CONTRADICTED, _say_no(claim, found, bench))
    if found.basis is Basis.OPERATIONAL:
        return Finding(_C.SUPPORTED, f"Dit klopt: {_numbers(claim, found, bench)}.")
    if found.basis is Basis.UNTESTED:
        why = f"Dit klopt: {_numbers(claim, found, bench)}. Of het verschil toeval is, is niet te toetsen."
        return Finding(_C.SUPPORTED_WITH_NOTE, why)
    return _judge_full_count(claim, found, beyond, bench)


def _judge_full_count(claim: Claim, found: Comparison, beyond: bool, bench: Bench) -> Finding:
    numbers = _numbers(claim, found, bench)
    if found.trend is not None:
        return _judge_line(found, numbers, beyond)
    if found.funnel is not None:
        numbers = f"{numbers}. {_tell_limits(claim, found.funnel, beyond=beyond)}"
    if not beyond:
        chance = _say_chance(claim, found, bench)
        if claim.strength is Strength.PLAIN:
            return Finding(_C.SUPPORTED_WITH_NOTE, f"Dit klopt: {numbers}. {chance}")
        return Finding(_C.NOT_DEMONSTRABLE, f"Dit is niet aangetoond: {numbers}. {chance}")
    if _is_too_small(claim, found, bench):
        size = f"{bench.parameters.firm_size:g}"
        why = (
            f"Het is {name_done(found.sign)}, maar niet zo sterk als er staat: {numbers}. "
            f"Zulke woorden vragen een verandering van {size}% of meer."
        )
        return Finding(_C.NOT_DEMONSTRABLE, why)
    return Finding(_C.SUPPORTED, f"Dit klopt: {numbers}. Het verschil is groter dan toeval.")


def _judge_line(found: Comparison, numbers: str, beyond: bool) -> Finding:
    """Judge words of a trend on the line through all years, in its own direction."""
    years = len(found.trend.years) if found.trend is not None else 0
    way = {1: "stijgt", -1: "daalt", 0: "loopt vlak"}[found.sign]
    if beyond:
        why = f"Dit klopt: {numbers}. De lijn over {years} jaren {way}, ook als er een jaar wegvalt."
        return Finding(_C.SUPPORTED, why)
    if found.trend is not None and found.trend.is_significant and not found.trend.is_carried_by_all_years:
        why = f"De lijn over {years} jaren {way}, maar dat hangt op één jaar"
    else:
        why = f"De lijn over {years} jaren {way} niet meer dan bij toeval past"
    return Finding(_C.NOT_DEMONSTRABLE, f"Dit is niet aangetoond: {numbers}. {why}.")


def _tell_limits(claim: Claim, funnel: AreaFunnel, *, beyond: bool) -> str:
    limits, level = (funnel.near, "95%") if claim.hedged else (funnel.far, "99,8%")
    low, high = (format_number(Decimal(f"{bound:.1f}")) for bound in (limits.low, limits.high))
    where = "buiten" if beyond else "binnen"
    return (
        f"Dat ligt {where} de grenzen van {level} ({low} tot {high}), spreiding tussen gebieden meegerekend"
    )


def _is_too_small(claim: Claim, found: Comparison, bench: Bench) -> bool:
    if claim.strength is not Strength.FIRM or not bench.words.needs_size(claim.words):
        return False
    return found.percentage is not None and abs(found.percentage) < bench.parameters.firm_size


def _judge_estimate(
    claim: Claim, found: Comparison, in_direction: bool, beyond: bool, bench: Bench
) -> Finding:
    numbers = _numbers(claim, found, bench)
    if found.trend is not None and in_direction:
        return _judge_line(found, numbers, beyond)
    if in_direction and beyond:
        return Finding(_C.SUPPORTED, f"Dit klopt: {numbers}. Het verschil is groter dan de marge.")
    if beyond:
        return Finding(_C.CONTRADICTED, _say_no(claim, found, bench))
    why = f"Dit is niet aangetoond: {numbers}. Het verschil valt binnen de marge van de enquête."
    return Finding(_C.NOT_DEMONSTRABLE, why)


def _judge_bare_estimate(claim: Claim, found: Comparison, decided: bool, bench: Bench) -> Finding:
    numbers = _numbers(claim, found, bench)
    if decided:
        why = f"Dit klopt: {numbers}. Ook met de afronding is het verschil groter dan de marge."
        return Finding(_C.SUPPORTED, why)
    if found.basis is Basis.ESTIMATE_WITHOUT_MARGINS:
        why = f"Dit is niet te toetsen: {numbers}. Marges van deze enquête zijn niet gegeven; vraag ze op."
    else:
        why = f"Dit is niet te toetsen: {numbers}. De cijfers zijn te grof afgerond; vraag meer decimalen op."
    return Finding(_C.NOT_TESTABLE, why)


def _numbers(claim: Claim, found: Comparison, bench: Bench) -> str:
    if found.sign == 0:
        return name_both(claim, found)
    return name_change(claim, found) + name_percentage(claim, found, bench.parameters.small_count)


def _say_no(claim: Claim, found: Comparison, bench: Bench) -> str:
    numbers = _numbers(claim, found, bench)
    if found.label is not None:
        return f"Dit klopt niet: {numbers}."
    if found.trend is not None:
        return (
            f"Dit klopt niet: {numbers}. De lijn over {len(found.trend.years)} jaren wijst niet die kant op."
        )
    return f"Dit klopt niet: {numbers} is {name_noun(found.sign)}."


def _say_chance(claim: Claim, found: Comparison, bench: Bench) -> str:
    if found.p is not None and found.p < bench.parameters.alpha and not claim.hedged:
        return "Naast de andere vergelijkingen in dit stuk kan zo'n verschil ook toeval zijn."
    return "Zo'n verschil kan ook toeval zijn."
