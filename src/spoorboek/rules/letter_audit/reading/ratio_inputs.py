"""The numbers from which a ratio can have been made: those of its sentence and of the sentences beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations, permutations

from spoorboek.documents.readers.audit_blocks import BlockKind
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.pairs import is_difference
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.parts import is_age
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.stems import is_same_thing

_COUNTED = (MentionKind.NUMBER, MentionKind.AMOUNT)
_BACK = 2
_WORKED = frozenset({"uur", "uren"})
"""Of these there can be so many, as of things."""
_LASTED = frozenset({"minuten", "minuut", "uur", "uren", "dagen", "werkdagen", "weken", "seconden"})
"""In what is said how long something took; years and months rather say when."""
_MOST = 12
_HUNDRED = Decimal(100)
_GOES_BACK = re.compile(
    r"\W*(?:van|onder|bij) (?:hen|deze|die|dit|dat)\b|\W*(?:daar|hier)(?:van|mee|bij)\b", re.I
)
_TIMES = re.compile(r"\s*(?:keer|maal) zo\b", re.IGNORECASE)


@dataclass(frozen=True)
class Inputs:
    """The numbers around a ratio by their distance; durations are left out unless only they are there."""

    own: tuple[Fact, ...]
    before: tuple[Fact, ...]
    """Of the nearest sentence before it that has numbers, at most two back."""
    earlier: tuple[Fact, ...]
    after: tuple[Fact, ...]
    differences: tuple[Fact, ...] = ()
    """What is told as how much something changed: 15 minder dan in 2023."""

    @property
    def groups(self) -> tuple[tuple[Fact, ...], ...]:
        """Return them as they are given."""
        return self.own, self.before, self.earlier, self.after

    @cached_property
    def all(self) -> tuple[Fact, ...]:
        """Return all of them, in the order of the text; none when there are too many to tell."""
        found = (*self.earlier, *self.before, *self.own, *self.after)
        return found if len(found) <= _MOST else ()


def gather_inputs(material: Material, sentence: int, *without: int) -> Inputs:
    """Return the numbers from which a ratio of a sentence can have been made.

    Parameters: ``material``; ``sentence``, its place; ``without``, where the numbers begin that say the ratio
    itself. Errors: none.
    """
    left_out = set(without)
    places = list(_list_places(material, sentence))
    near = {place: _list_counts(material, place, left_out) for place in places}
    back = [near[place] for place in sorted(near, reverse=True) if place < sentence and near[place]]
    return Inputs(
        tuple(near.get(sentence, ())),
        tuple(back[0]) if back else (),
        tuple(back[1]) if len(back) > 1 else (),
        tuple(near.get(sentence + 1, ())),
        tuple(
            one
            for place in places
            for one in material.facts_in(place)
            if one.mention.kind in _COUNTED and one.value and is_told_difference(material, one)
        ),
    )


def _list_places(material: Material, sentence: int) -> Iterator[int]:
    """Yield the sentences that stand together with one: those of its block, a list with what leads it in."""
    sentences, blocks = material.letter.sentences, material.letter.text.blocks
    own = sentences[sentence].block
    goes_back = bool(_GOES_BACK.match(material.sentence_words(sentence)))
    for place in range(max(0, sentence - _BACK), min(len(sentences), sentence + 2)):
        first, last = sorted((own, sentences[place].block))
        is_list = all(blocks[at].kind is BlockKind.LIST_ITEM for at in range(first + 1, last))
        is_above = place < sentence and (goes_back or blocks[first].kind is BlockKind.LIST_ITEM)
        if first == last or (is_list and (is_above or blocks[last].kind is BlockKind.LIST_ITEM)):
            yield place


def _list_counts(material: Material, sentence: int, left_out: set[int]) -> list[Fact]:
    if material.layout.is_table(sentence):
        return []
    found = [
        one
        for one in material.facts_in(sentence)
        if one.mention.kind in _COUNTED
        and one.mention.start not in left_out
        and one.value
        and not one.is_share
        and not is_age(one)
        and not _TIMES.match(material.letter.text.text, one.mention.end)
        and not is_told_difference(material, one)
    ]
    counts = [one for one in found if (one.unit or "-").split()[-1] not in DURATIONS - _WORKED]
    lasted = [one for one in found if (one.unit or "-").split()[-1] in _LASTED]
    return counts or (found if len(found) >= _PAIR else lasted)


_PAIR = 2


def is_told_difference(material: Material, fact: Fact) -> bool:
    """Tell whether a number is how much something changed or differs: 21 meer dan, nam met 12 toe.

    Parameters: ``material``; ``fact``. Errors: none.
    """
    if fact.mention.detail.get("role") in ("from", "to"):
        return False
    return is_difference(material.letter, fact) or Observation(fact, 0).is_difference


def list_shares_near(material: Material, sentence: int, *without: int) -> list[list[Fact]]:
    """Return the percentages of a sentence, and with them those of the two before it that have any.

    Parameters: ``material``; ``sentence``; ``without``, where the numbers begin that say the ratio itself.
    Errors: none.
    """
    left_out = set(without)
    found: list[list[Fact]] = []
    known: list[Fact] = []
    for place in sorted(_list_places(material, sentence), reverse=True):
        if place > sentence:
            continue
        own = [
            one
            for one in material.facts_in(place)
            if one.is_share and one.mention.unit != "pp" and one.mention.start not in left_out
        ]
        known = [*own, *known]
        found.append(known)
    return found


def may_be_parts(one: Fact, other: Fact) -> bool:
    """Tell whether one number can be a part of another: both counts or both money, not of two times.

    Parameters: ``one`` and ``other``. Errors: none.
    """
    if one.mention.kind is not other.mention.kind or one.value == other.value:
        return False
    return not (one.period and other.period and one.period != other.period)


def counts_like(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers can count the same: the same unit, or one of them says none.

    Parameters: ``one`` and ``other``. Errors: none.
    """
    if one.mention.kind is not other.mention.kind:
        return False
    return not one.unit or not other.unit or is_same_thing(one.unit, other.unit)


def list_part_values(facts: Sequence[Fact]) -> Iterator[Decimal]:
    """Yield every share that numbers can have in one another, in percent.

    Parameters: ``facts``. Errors: none.
    """
    for one, other in permutations(facts, 2):
        if one.mention.kind is other.mention.kind:
            yield Decimal(one.value) / Decimal(other.value) * _HUNDRED


def list_joined_values(facts: Sequence[Fact], *, has_rest: bool) -> Iterator[Decimal]:
    """Yield the shares that two numbers taken together have in a third, and one of them in what both make.

    Parameters: ``facts``; ``has_rest``, whether one of them is told as the rest, so that they make a whole.
    Errors: none.
    """
    for one, two in combinations(facts, 2):
        if one.mention.kind is not two.mention.kind:
            continue
        first, second = Decimal(one.value), Decimal(two.value)
        if has_rest:
            yield from (first / (first + second) * _HUNDRED, second / (first + second) * _HUNDRED)
        for whole in facts:
            if whole not in (one, two) and whole.mention.kind is one.mention.kind:
                yield (first + second) / Decimal(whole.value) * _HUNDRED
                yield abs(first - second) / Decimal(whole.value) * _HUNDRED


def list_change_values(facts: Sequence[Fact], way: int) -> Iterator[Decimal]:
    """Yield by how many percent numbers can have changed into one another, in a direction that is told.

    Parameters: ``facts``; ``way``, 1 up, -1 down, 0 either. Errors: none.
    """
    for one, other in combinations(facts, 2):
        # "Van 400.000 naar 460.000 euro": only one of both says that it is money.
        if one.value == other.value:
            continue
        low, high = sorted((Decimal(one.value), Decimal(other.value)))
        if way >= 0:
            yield (high - low) / low * _HUNDRED
        if way <= 0:
            yield (high - low) / high * _HUNDRED


def list_difference_values(inputs: Inputs) -> Iterator[Decimal]:
    """Yield by how many percent a number changed of which the letter tells how much it differs.

    Parameters: ``inputs``. Errors: none.
    """
    for moved in inputs.differences:
        for one in inputs.all:
            if one.mention.kind is not moved.mention.kind:
                continue
            size, level = abs(Decimal(moved.value)), Decimal(one.value)
            yield from (size / base * _HUNDRED for base in (level, level + size, level - size) if base > 0)
