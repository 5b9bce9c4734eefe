"""How sure it is that numbers are meant as a whole with all of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from spoorboek.rules.letter_audit.reading.part_runs import ANYTHING, closes_list, counts_other
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.roles import Role, is_loose, may_overlap
from spoorboek.rules.letter_audit.reading.sum_words import are_opposites, says

_D = Decimal
_NEARNESS = (
    (_D("0.03"), _D("2.5")),
    (_D("0.06"), _D(2)),
    (_D("0.10"), _D("1.5")),
    (_D("0.15"), _D(1)),
    (_D("0.25"), _D(0)),
    (_D("0.34"), _D(-1)),
)
"""Up to which share of the whole the parts may miss it, and what that weighs: a slip of the pen is small."""
_NEVER = _D(-9)
_PAIR = 2
_SLIP = _D("0.04")


def weigh(whole: Observation, parts: Sequence[Observation], said: str) -> Decimal:
    """Return how much speaks for numbers to be all parts of a whole that stands before them.

    Parameters: ``whole``; ``parts``; ``said``, the words of their sentences and the next one, in small
    letters. Returns a weight; below zero something speaks against it. Errors: none.
    """
    summed = sum((_D(one.fact.value) for one in parts), _D(0))
    words = " ".join(one.words for one in (whole, *parts))
    has_rest = Role.REST in parts[-1].roles
    is_more = summed > whole.fact.value
    if may_overlap(words) if is_more else is_loose(words) and not has_rest:
        return _NEVER
    is_of_it = Role.WHOLE in whole.roles or says("of_it", parts[0].fact.own.lead) or _refers(parts[0])
    found = (
        (has_rest, _D(3)),
        (says("closed", said), _D(2)),
        (_is_laid_out(whole, parts), _D(2)),
        (is_more, _D(1)),
        (is_of_it, _D("1.5") if is_more else _D(1)),
        (Role.TOTAL in whole.roles, _D("0.5")),
        (all(one.sentence == whole.sentence for one in parts), _D("0.5")),
        (len(parts) == _PAIR and are_opposites([one.words for one in parts]), _D("1.5")),
        (len(parts) == _PAIR and is_of_it and _misses(whole, summed) <= _SLIP, _D(1)),
        (len(parts) > _PAIR and closes_list(parts[-1]), _D(1)),
        (len(parts) > _PAIR and _are_alike(parts), _D("0.5")),
        (len(parts) > _PAIR + 1, _D("0.5")),
    )
    told = sum((weight for holds, weight in found if holds), _D(0))
    others = _weigh_units(whole, parts, words)
    return weigh_nearness(whole, summed) + told + (others / 2 if has_rest else others)


def _refers(one: Observation) -> bool:
    return says("of_it", one.fact.own.tail.split(",")[0][:24])


def weigh_total(total: Observation, parts: Sequence[Observation], said: str) -> Decimal:
    """Return how much speaks for numbers to be all parts of a total that stands behind them.

    Parameters: as of ``weigh``.
    """
    summed = sum((_D(one.fact.value) for one in parts), _D(0))
    weight = weigh_nearness(total, summed)
    if may_overlap(said):
        return _NEVER
    periods = {one.fact.period for one in parts if one.fact.period}
    if len(periods) > 1 and total.fact.period in periods:
        return _NEVER
    weight += 3 if Role.TOTAL in total.roles else 0
    weight += _D("0.5") * (len(parts) > _PAIR) + _D("0.5") * closes_list(parts[-1])
    if not any(counts_other(one, total) for one in parts):
        return weight + 1
    return weight - (1 if len({one.fact.unit for one in parts}) == len(parts) else 2)


def weigh_nearness(whole: Observation, summed: Decimal) -> Decimal:
    """Return what it weighs how near parts come to their whole.

    Parameters: ``whole``; ``summed``, its parts together. Errors: none.
    """
    missed = _misses(whole, summed)
    if abs(summed - whole.fact.value) == 1 and missed <= _NEARNESS[-1][0]:
        # Of a few, one more or less is the nearest there is.
        return max(_D(1), next(weight for most, weight in _NEARNESS if missed <= most))
    return next((weight for most, weight in _NEARNESS if missed <= most), _NEVER)


def _misses(whole: Observation, summed: Decimal) -> Decimal:
    return abs(summed - whole.fact.value) / _D(whole.fact.value)


def _is_laid_out(whole: Observation, parts: Sequence[Observation]) -> bool:
    """A colon, a list or words that say that the whole is divided stand between it and its parts."""
    is_list = parts[0].fact.mention.block != whole.fact.mention.block
    is_named = all(one.fact.own.lead.rstrip().endswith(":") for one in parts)
    between = (whole.fact.own.tail, parts[0].fact.own.lead)
    return is_list or is_named or any(says("listed", words) for words in between)


def _are_alike(parts: Sequence[Observation]) -> bool:
    """Tell whether parts are told in one form: bij 33, bij 16, bij 11; 61 keer, 38 keer."""
    before = {one.fact.own.lead.split()[-1:][0] if one.fact.own.lead.split() else "" for one in parts}
    behind = {"keer" if one.fact.unit in ANYTHING else one.fact.unit for one in parts}
    return len(before - {"en"}) == 1 or (len(behind) == 1 and None not in behind)


def _weigh_units(whole: Observation, parts: Sequence[Observation], words: str) -> Decimal:
    others = [one for one in parts if counts_other(one, whole)]
    if not others:
        return _D(0)
    if len(others) * 2 >= len(parts) and says("outcome", words):
        return _D(-3)
    if len(others) * 2 < len(parts):
        return _D("-0.5")
    return _D("-0.5") if len({one.fact.unit for one in parts}) == len(parts) else _D(-2)
