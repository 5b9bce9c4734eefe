"""Whether a number that is told as new says the same as one told before, or than the heading above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.reading.known_counts import (
    find_known_noun,
    list_placed_names,
    list_restrictions,
)
from spoorboek.rules.letter_audit.reading.matters import find_narrowing, read_core, read_matter
from spoorboek.rules.letter_audit.reading.same_counts import counts_the_same
from spoorboek.rules.letter_audit.reading.same_words import is_covered
from spoorboek.rules.letter_audit.reading.told_twice import (
    follows_from,
    has_turned_digits,
    is_near_in_value,
    is_told_or_made,
    known_words,
)
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.stems import list_stems

_SAYS = re.compile(r"^.*\b(?:dat|omdat|doordat|terwijl|hoewel)\b")
_BETWEEN = re.compile(r"\b(?:tussen .* en|per) (?:eind |\d+ )?[a-z]+(?: 20\d\d)?\b")
_CLOSE = Decimal("1.25")
_LEAST_DIGITS = 100
_MOST = 12
_A_COMPOUND = 12
"""Letters of a word that says all of what is counted: steekincidenten."""


def find_same_words(material: Material, fact: Fact, earlier: Sequence[Fact]) -> Fact | None:
    """Return the number before it of which a number that is told as new says the same.

    Parameters: ``material``; ``fact``; ``earlier``, the numbers before it. Returns None when there is none,
    or more than one, or when the letter has the number elsewhere. Errors: none.
    """
    if fact.mention.kind is not MentionKind.NUMBER or not fact.unit or find_known_noun(fact) is not None:
        return None
    if material.layout.is_ahead(fact.mention.sentence):
        return None
    near = [
        one
        for one in earlier
        if _may_be_same(one, fact) and not material.layout.is_ahead(one.mention.sentence)
    ]
    same = [one for one in near if _says_the_same(material, one, fact)]
    if not same or is_told_or_made(material, fact):
        return None
    return same[-1] if len({one.value for one in same}) == 1 else None


def _may_be_same(one: Fact, other: Fact) -> bool:
    if one.mention.kind is not other.mention.kind or one.mention.sentence == other.mention.sentence:
        return False
    if one.period is None or one.period != other.period:
        return False
    return one.value != other.value and is_near_in_value(one.value, other.value)


def _says_the_same(material: Material, one: Fact, other: Fact) -> bool:
    if not counts_the_same(material, one, other):
        return False
    first, second = read_matter(material, one), read_matter(material, other)
    if first.narrowing != second.narrowing or (first.doers and second.doers and first.doers != second.doers):
        return False
    if list_placed_names(material, one) != list_placed_names(material, other) or first.names != second.names:
        return False
    told = list_stems(known_words(material, one))
    place = other.mention.sentence
    back = list_stems(f"{material.sentence_words(place)} {material.layout.heading_words(place)}")
    if not all(is_covered(word, back | WEAK) for word in first.about):
        return False
    said = _read_core(other)
    if has_turned_digits(one.value, other.value) and min(one.value, other.value) >= _LEAST_DIGITS:
        return any(is_covered(word, told) for word in said) or not said
    if any(not is_covered(word, told) for word in second.doers):
        return False
    is_named = bool(said) or len((other.unit or "").split()[-1]) >= _A_COMPOUND
    return is_named and all(is_covered(word, told) for word in said)


def _read_core(fact: Fact) -> frozenset[str]:
    """Return the stems of all that the clause of a number says, without what only leads it in."""
    return read_core(fact) - list_stems(match[0] if (match := _SAYS.match(fact.own.lead)) else "")


def find_other_in_section(material: Material, heading: Fact, section: Sequence[Fact]) -> Fact | None:
    """Return the number under a heading that should be the one in the heading, and is another one.

    Parameters: ``material``; ``heading``, a number in a heading; ``section``, the numbers under it. Errors:
    none; None when the number comes back, or is made of two that do, or when none or more can be meant.
    """
    if heading.mention.kind is not MentionKind.NUMBER or not heading.unit or heading.value <= 1:
        return None
    if any(one.value == heading.value for one in section):
        return None
    same = [one for one in section if _is_of_heading(material, heading, one)]
    turned = [one for one in same if has_turned_digits(one.value, heading.value)]
    if not turned and follows_from(Decimal(heading.value), [Decimal(one.value) for one in section[:_MOST]]):
        return None
    same = turned or same
    return same[0] if len({one.value for one in same}) == 1 else None


def _is_of_heading(material: Material, heading: Fact, one: Fact) -> bool:
    if one.mention.kind is not heading.mention.kind or not one.unit or one.own == heading.own:
        return False
    low, high = sorted((Decimal(one.value), Decimal(heading.value)))
    if high > _CLOSE * low and not has_turned_digits(one.value, heading.value):
        return False
    if one.period and heading.period and not one.period.overlaps(heading.period):
        return False
    told = list_stems(material.sentence_words(heading.mention.sentence))
    said = _BETWEEN.sub(" ", f"{one.own.lead} {one.own.tail.split(',')[0]}")
    if find_narrowing(said) - find_narrowing(heading.own.masked):
        return False
    if find_known_noun(one) and any(not is_covered(word, told) for word in list_restrictions(one)):
        return False
    return counts_the_same(material, heading, one)
