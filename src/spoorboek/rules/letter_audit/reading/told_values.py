"""Whether a number can be another one told wrong, or is made of numbers that stand near it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.persons import is_person
from spoorboek.rules.letter_audit.reading.same_words import is_said
from spoorboek.rules.letter_audit.stems import is_same_thing, stem

_NEAR, _NEAR_KNOWN = Decimal("1.6"), Decimal(2)
_MOST_COUNTS = 12
_LARGE = 100
"""From here on a number that stands in the letter twice is no chance."""
ANYTHING = frozenset({"keer", "maal", "stuks", "incidenten", "gevallen", "situaties", "zaken"})
"""Units that leave to the verb what is counted: rukte uit voor 318 incidenten."""


def has_turned_digits(one: int | Decimal, other: int | Decimal) -> bool:
    """Tell whether two digits of a number have changed places in another one, as by a slip of the pen.

    Parameters: ``one`` and ``other``. Errors: none.
    """
    first, second = (re.sub(r"\D|0+$", "", str(value)) for value in (one, other))
    turned = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    return len(first) == len(second) and len(turned) == 2 and turned[0] == turned[1][::-1]


def is_near_in_value(one: int | Decimal, other: int | Decimal, *, is_known: bool = False) -> bool:
    """Tell whether two numbers are so near that the second can be the first, told wrong.

    Parameters: ``one`` and ``other``; ``is_known``, whether the second is told as known: then it may be
    further off. Errors: none.
    """
    low, high = sorted((Decimal(one), Decimal(other)))
    return has_turned_digits(one, other) or high <= (_NEAR_KNOWN if is_known else _NEAR) * low


def is_told_or_made(material: Material, fact: Fact) -> bool:
    """Tell whether the letter has the same number elsewhere, or it follows from some that stand before it.

    Parameters: ``material``; ``fact``. Errors: none. Only numbers that can count the same are looked at.
    """
    if fact.value >= _LARGE and any(one.value == fact.value and one is not fact for one in material.facts):
        return True
    alike = [one for one in material.facts if one is not fact and _may_count_alike(one, fact)]
    if any(one.value == fact.value for one in alike):
        return True
    block = fact.mention.block
    before = [
        Decimal(one.value)
        for one in alike
        if block - 2 <= one.mention.block <= block
        and one.mention.start < fact.mention.start
        and _has_kind_of(one, fact)
        and not _is_part_of(material, one, fact)
    ][-_MOST_COUNTS:]
    return follows_from(Decimal(fact.value), before)


def _may_count_alike(one: Fact, other: Fact) -> bool:
    if one.mention.kind is not other.mention.kind:
        return False
    units = [(each.unit or "").split()[-1:] for each in (one, other)]
    if not all(units) or any(unit[0].lower() in ANYTHING for unit in units):
        return True
    first, second = units[0][0].lower(), units[1][0].lower()
    if (first in DURATIONS) != (second in DURATIONS):
        return False
    stems = (stem(first), stem(second))
    return (
        is_same_thing(first, second) or is_said(stems[1], frozenset(stems[:1])) or all(map(is_person, stems))
    )


def _is_part_of(material: Material, one: Fact, whole: Fact) -> bool:
    """Bij 3 van de 17 drugslabs: the 17 do not follow from the 3."""
    between = material.words(one.mention.end, whole.mention.start)
    return one.mention.sentence == whole.mention.sentence and bool(_OF_WHOLE.search(f" {between}"))


_OF_WHOLE = re.compile(r" van (?:de|alle|onze|deze|die)$")


def _has_kind_of(one: Fact, other: Fact) -> bool:
    """Veertien vaste camera's en twee mobiele: the 16 vaste camera's are of one of the two kinds."""
    kinds = [_read_kind(each) for each in (one, other)]
    return not all(kinds) or kinds[0] == kinds[1]


def _read_kind(fact: Fact) -> str:
    """Return the words between a number and what it counts: vaste; of "twee mobiele" that word."""
    unit = (fact.unit or "").lower()
    words = fact.own.tail.split(unit)[0].strip() if unit and unit in fact.own.tail else ""
    match = _ADJECTIVE.match(words)
    return match[0] if match else ""


_ADJECTIVE = re.compile(r"[a-zà-ÿ]{3,}e$")


def follows_from(value: Decimal, others: Sequence[Decimal]) -> bool:
    """Tell whether a number is the sum or difference of two others, or the sum of three.

    Parameters: ``value``; ``others``. Errors: none. A whole and one of its parts are not added up.
    """
    for one, other in combinations(others, 2):
        if value == abs(one - other):
            return True
        if value == one + other and abs(one - other) not in others:
            return True
    return any(sum(chosen) == value for chosen in combinations(others, 3))


def divides(material: Material, whole: Fact, part: Fact) -> bool:
    """Tell whether a number makes another one together with one to three that stand beside it.

    Parameters: ``material``; ``whole``; ``part``, told behind it. Errors: none.
    """
    place = part.mention.sentence
    beside = [
        Decimal(one.value)
        for at in (place, place + 1)
        for one in material.facts_in(at)
        if one is not part and one is not whole and one.mention.kind is part.mention.kind
    ][:_MOST_COUNTS]
    rest = Decimal(whole.value) - Decimal(part.value)
    return rest > 0 and any(
        sum(chosen) == rest for size in (1, 2, 3) for chosen in combinations(beside, size)
    )
