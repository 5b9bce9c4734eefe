"""Whether two numbers are the same count told twice: in two sentences, or in a heading and a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.known_counts import (
    find_known_noun,
    is_person,
    list_placed_names,
    list_restrictions,
    read_phrase,
)
from spoorboek.rules.letter_audit.reading.matters import DOERS, Matter, find_narrowing, read_matter
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.same_counts import counts_the_same
from spoorboek.rules.letter_audit.reading.same_words import begins_with_end, is_covered
from spoorboek.rules.letter_audit.stems import list_stems, stem

_KINDS = frozenset({MentionKind.NUMBER, MentionKind.AMOUNT})
_NEW_STATE = re.compile(
    r"\b(?:nu|inmiddels|thans|tegenwoordig|momenteel|later|toen|destijds|vorige?|eerder\w*|aanvankelijk|"
    r"oorspronkelijk|voorheen|intussen|daarna|uiteindelijk|volgend\w*|gemiddelde)\b"
)
_MAY_BE_LEFT_OUT = re.compile(
    r"janua|febru|maart|april|mei|juni|juli|augus|septe|oktob|novem|decem|zomer|winte|sinds|vanaf|per|tot|"
    r"alleen|kwart|eerst|maand"
)
_A_PART = re.compile(r"\b(?:bij|in|na|tijdens|aan|onder|gemiddeld|gemiddelde|(?<!uit )voor) #")
"""Bij 31 controles: some of them, not all."""
_POINTS_BACK = re.compile(r"\b(?:deze|die|dit|dat|dezelfde)\b")
_NEAR = Decimal("1.6")
_CLOSE = Decimal("1.25")
_BACK = 3
_ANYTHING = frozenset({"keer", "maal", "stuks", "incidenten", "gevallen", "situaties", "zaken"})
"""Units that leave to the verb what is counted: rukte uit voor 318 incidenten."""
_MOST_COUNTS = 12


def may_be_told_again(material: Material, fact: Fact) -> bool:
    """Tell whether a number counts things or money, and is no change, mark, wish or how long it took.

    Parameters: ``material``; ``fact``. Errors: none.
    """
    mention = fact.mention
    if mention.kind not in _KINDS or fact.is_mark or fact.is_share or fact.value <= 1:
        return False
    if mention.detail.get("role") or mention.detail.get("about") or mention.detail.get("table"):
        return False
    if (fact.unit or "-").split()[-1] in DURATIONS or material.layout.is_table(mention.sentence):
        return False
    return not Observation(fact, 0).is_difference


def has_turned_digits(one: int | Decimal, other: int | Decimal) -> bool:
    """Tell whether two digits of a number have changed places in another one, as by a slip of the pen.

    Parameters: ``one`` and ``other``. Errors: none.
    """
    first, second = (re.sub(r"\D|0+$", "", str(value)) for value in (one, other))
    turned = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    return len(first) == len(second) and len(turned) == 2 and turned[0] == turned[1][::-1]


def is_near_in_value(one: int | Decimal, other: int | Decimal) -> bool:
    """Tell whether two numbers are so near that the second can be the first, told wrong.

    Parameters: ``one`` and ``other``. Errors: none.
    """
    low, high = sorted((Decimal(one), Decimal(other)))
    return has_turned_digits(one, other) or high <= _NEAR * low


def is_told_or_made(material: Material, fact: Fact) -> bool:
    """Tell whether the letter has the same number elsewhere, or it follows from two that stand before it.

    Parameters: ``material``; ``fact``. Errors: none.
    """
    if any(one.value == fact.value and one is not fact for one in material.facts):
        return True
    block = fact.mention.block
    before = [
        Decimal(one.value)
        for one in material.facts
        if block - 2 <= one.mention.block <= block
        and one.mention.start < fact.mention.start
        and one.mention.kind is fact.mention.kind
        and (one.unit or "-").split()[-1] not in DURATIONS
    ][-_MOST_COUNTS:]
    return follows_from(Decimal(fact.value), before)


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


def find_told_before(material: Material, fact: Fact, earlier: Sequence[Fact]) -> Fact | None:
    """Return the number that was told before and that a number told as known should be.

    Parameters: ``material``; ``fact``; ``earlier``, the numbers before it. Returns None when it is told as
    new, when no number or more than one can be meant, or when it is that number. Errors: none.
    """
    noun = find_known_noun(fact)
    if noun is None or is_told_or_made(material, fact):
        return None
    ranked = [(_rank_sameness(material, one, fact, noun), one) for one in earlier]
    best = max((rank for rank, _ in ranked), default=0)
    same = [one for rank, one in ranked if rank == best > 0]
    return same[-1] if len({one.value for one in same}) == 1 else None


def _rank_sameness(material: Material, one: Fact, other: Fact, noun: str) -> int:
    """Return how surely a number told as known, with its noun, is one told before: 0 when it is not."""
    if one.mention.kind is not other.mention.kind or one.mention.sentence == other.mention.sentence:
        return 0
    if not is_near_in_value(one.value, other.value) or not _is_of_one_time(one, other):
        return 0
    first = read_matter(material, one)
    is_part = one.mention.kind is MentionKind.NUMBER and _A_PART.search(first.words)
    told = list_stems(known_words(material, one))
    if is_part or not all(is_covered(word, told) for word in list_restrictions(other)):
        return 0
    if _are_apart(material, one, first, other):
        return 0
    return _rank_noun(material, one, other, noun, told) * (
        2 if has_turned_digits(one.value, other.value) else 1
    )


def known_words(material: Material, fact: Fact) -> str:
    """Return the sentence of a number with those just before it in its paragraph and the heading above it.

    Parameters: ``material``; ``fact``. Errors: none.
    """
    place, layout = fact.mention.sentence, material.layout
    near = [one.index for one in layout.neighbours(place) if place - _BACK <= one.index <= place]
    lead = layout.lead_in(place)
    words = [layout.heading_words(place), *(material.sentence_words(at) for at in near)]
    return " ".join([*words, material.sentence_words(lead.index)] if lead else words)


def _is_of_one_time(one: Fact, other: Fact) -> bool:
    first, second = one.period, other.period
    if first is None or second is None:
        return True
    if other.mention.detail.get("period_from") == "after" and str(second.last.year) not in read_phrase(other):
        # "Van de 412 zaken loopt een deel door in 2025": the year is not that of the 412.
        return True
    return first.overlaps(second) and (
        first.is_one_year == second.is_one_year or first.contains(second) or second.contains(first)
    )


def _are_apart(material: Material, one: Fact, first: Matter, other: Fact) -> bool:
    """Tell whether the words around two numbers name two matters, doers or states."""
    second, phrase = read_matter(material, other), read_phrase(other)
    extra = {word for word in find_narrowing(phrase) if not re.search(rf"\b{word}", first.words)}
    own = find_narrowing(DOERS.sub(" ", first.words)) & first.narrowing
    left_out = {word for word in own if not re.search(rf"\b{word}", second.words)}
    if any(not _MAY_BE_LEFT_OUT.match(word) for word in left_out | extra):
        return True
    if extra and not _POINTS_BACK.search(phrase):
        return True
    doers = {stem(match[0]) for match in DOERS.finditer(phrase)}
    if doers and not all(is_covered(word, list_stems(known_words(material, one))) for word in doers):
        return True
    if bool(_NEW_STATE.search(other.own.lead)) != bool(_NEW_STATE.search(first.words)):
        return True
    known = known_words(material, one)
    names = list_placed_names(material, other) | {name for name in second.names if name.lower() in phrase}
    return any(name not in known for name in names)


def _rank_noun(material: Material, one: Fact, other: Fact, noun: str, told: frozenset[str]) -> int:
    """Return how surely what is told as known is what the first number counts."""
    clause = list_stems(material.sentence_words(one.mention.sentence))
    if noun != (other.unit or "-").split()[-1].lower():
        return 3 if is_covered(stem(noun), clause) and (one.unit or "") == other.unit else 0
    unit = (one.unit or "").split()[-1:]
    if unit and counts_the_same(material, one, other):
        is_kind = len(noun) > len(unit[0]) and stem(noun).endswith(stem(unit[0]))
        return 0 if is_kind and not is_covered(stem(noun), told) else 3
    if not unit:
        return 1 if is_covered(stem(noun), told) else 0
    if unit[0] in _ANYTHING or begins_with_end(stem(noun), stem(unit[0])):
        return 2 if is_covered(stem(noun), clause) else 0
    are_people = is_person(stem(unit[0])) and is_person(stem(noun))
    low, high = sorted((one.value, other.value))
    return 2 if are_people and list_restrictions(other) and high <= _CLOSE * low else 0
