"""The number before and the number after to which a change is tied."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.pairs import list_pairs
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.ratio_inputs import counts_like
from spoorboek.rules.letter_audit.reading.ratio_words import says
from spoorboek.rules.letter_audit.reading.roles import Role, find_roles
from spoorboek.rules.letter_audit.reading.said_ratios import OF_THEM, Made, SaidRatio

_HUNDRED = Decimal(100)
_PAIR = 2


def tells_before_and_after(material: Material, facts: Sequence[Fact]) -> bool:
    """Tell whether numbers are one before and one after, not a whole and its part.

    Parameters: ``material``; ``facts``. Errors: none.
    """
    is_divided = any(Role.WHOLE in find_roles(one.own) or OF_THEM.search(one.own.masked) for one in facts)
    return not is_divided and bool(list_pairs(material.letter, facts))


def find_before_and_after(said: SaidRatio) -> Made | None:
    """Return the numbers before and after to which a change in percent is tied.

    Parameters: ``said``. Returns None when it is not tied to two numbers. Errors: none.
    """
    inputs = said.inputs
    if not said.measures_change:
        return None
    is_named = says("fragment", said.words)
    near = (*inputs.before, *inputs.own)
    # Sixty percent less. In 2022 there were (er) 150 of them: what comes behind it goes on about the same.
    goes_on = bool(inputs.after) and Observation(inputs.after[0], 0).is_elliptic
    is_one_thing = all(counts_like(inputs.after[0], one) for one in inputs.after[1:])
    behind = inputs.after if goes_on and is_one_thing and not near else ()
    for facts in (inputs.own, near, (*inputs.earlier, *near), behind):
        if len(facts) < _PAIR:
            continue
        if (pair := choose_change(said.material, facts, said.way or 0, is_named=is_named)) is None:
            return None
        before, after = pair
        percentage = (Decimal(after.value) - Decimal(before.value)) / Decimal(before.value) * _HUNDRED
        return Made(percentage, before, after, tuple(facts), is_change=True)
    return None


def tells_tied_change(material: Material, sentence: int) -> bool:
    """Tell whether a sentence tells a change in percent that is tied to the two numbers it is made of.

    Parameters: ``material``; ``sentence``, its place. Errors: none.
    """
    ratios = [SaidRatio(material, one) for one in material.facts_in(sentence) if one.is_ratio]
    return any(one.way is not None and find_before_and_after(one) is not None for one in ratios)


def choose_change(
    material: Material, facts: Sequence[Fact], way: int, *, is_named: bool = False
) -> tuple[Fact, Fact] | None:
    """Return the number before and the number after that a change is about.

    Parameters: ``material``; ``facts``, in the order of the text; ``way``, the direction that is told: it
    tells which came first where nothing else does; ``is_named``, whether it is told with a noun, as
    "een daling van". Returns None when there is not one such pair. Errors: none.
    """
    pairs = list_pairs(material.letter, facts)
    if len(pairs) == 1 and pairs[0].is_same_unit and pairs[0].before.value:
        return pairs[0].before, pairs[0].after
    if len(pairs) > 1 and all(counts_like(facts[0], one) for one in facts):
        return pairs[0].before, pairs[-1].after
    if pairs or len(facts) != _PAIR:
        return None
    one, two = facts
    if one.value == two.value or one.mention.kind is not two.mention.kind:
        return None
    if not counts_like(one, two) and one.mention.sentence != two.mention.sentence:
        return None
    is_divided = any(Role.WHOLE in find_roles(fact.own) for fact in facts) or OF_THEM.search(two.own.masked)
    if is_divided and not is_named:
        return None
    low, high = sorted((one, two), key=lambda fact: fact.value)
    if way:
        return (low, high) if way > 0 else (high, low)
    return one, two
