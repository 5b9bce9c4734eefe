"""What is concluded from two numbers: a change, a difference, a factor, or which is more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.reading.counted import (
    Counted,
    is_derived,
)
from spoorboek.rules.letter_audit.reading.measures import (
    are_unlike,
    list_patterns,
    name_noun,
    sort_of,
)
from spoorboek.rules.letter_audit.reading.shares import stands_for
from spoorboek.rules.letter_audit.stems import list_stems

NEXT = 2
_PAIR = 2
_TIMES = (Decimal("0.78"), Decimal("1.3"))
"""How far a ratio in words can be beside the numbers: ruim, bijna."""
_WORD_FACTORS = (
    (re.compile(r"\bverdubbel\w*|\bdubbele?\b", re.IGNORECASE), Decimal(2)),
    (re.compile(r"\b(?:ge)?halve\w+|\bhalvering\b|\bde helft\b", re.IGNORECASE), Decimal("0.5")),
    (re.compile(r"\bverdrievoudig\w*", re.IGNORECASE), Decimal(3)),
    (re.compile(r"\bverviervoudig\w*", re.IGNORECASE), Decimal(4)),
    (re.compile(r"\bvervijfvoudig\w*", re.IGNORECASE), Decimal(5)),
    (re.compile(r"\bvertienvoudig\w*", re.IGNORECASE), Decimal(10)),
)


@dataclass(frozen=True)
class Clause:
    """Words behind two numbers, that can say what comes of them."""

    sentence: int
    words: str
    facts: tuple[Fact, ...]
    start: int
    end: int


def list_clauses(material: Material, one: Counted, other: Counted) -> Iterator[Clause]:
    """Yield the words behind the second number in its sentence, then the next sentences."""
    span = material.sentence_span(other.sentence)
    facts = [each for each in material.facts_in(other.sentence) if each.mention.start > other.start]
    tail = material.words(other.end, span.end)
    lead, colon, _ = material.words(material.sentence_span(one.sentence).start, one.start).rpartition(":")
    if colon and one.sentence == other.sentence:
        # Ons bereik groeide: 430 jongeren in 2022, 1.260 contacten in 2023.
        yield Clause(other.sentence, f"# {lead} dus", (), other.start, other.end)
    if one.sentence != other.sentence:
        # Met 148 deelnemers zitten wij daar ruim boven: what is said can stand before the number too.
        yield Clause(
            other.sentence,
            f"{material.words(span.start, other.start)} # {tail}",
            tuple(facts),
            other.start,
            span.end,
        )
    else:
        yield Clause(other.sentence, f"# {tail}", tuple(facts), other.start, span.end)
    for step in range(1, NEXT + 1):
        place = other.sentence + step
        if place >= len(material.letter.sentences) or material.layout.is_table(place):
            return
        if material.layout.sentence_at(place).block != material.layout.sentence_at(other.sentence).block:
            return
        following = material.sentence_span(place)
        yield Clause(
            place,
            material.sentence_words(place),
            tuple(material.facts_in(place)),
            following.start,
            following.end,
        )
        if step == 1 and any(not is_derived(each) for each in material.facts_in(place)):
            return


TIME = frozenset({"turns", "hours"})


def tells_change(
    material: Material, clause: Clause, one: Counted, other: Counted, before: bool | None
) -> bool:
    """Tell whether a clause says how one number became or compares with another.

    Parameters: ``clause``; the two numbers; ``before``, whether the first is the earlier one, None when the
    letter does not say. Errors: none.
    """
    words = clause.words
    more, less = (bool(list_patterns(name).search(words)) for name in ("more", "less"))
    compared = bool(list_patterns("better").search(words))
    if not (more or less or compared):
        return False
    told = find_relation(clause, one, other)
    if told is not None:
        return told
    sorts = [sort_of(each.noun or "") for each in (one, other)]
    if not one.rate and not one.each and (sorts == [None, None] or (None in sorts and TIME & set(sorts))):
        return False
    if _is_of_another(material, clause, one, other):
        return False
    is_next = clause.sentence != other.sentence
    if not (
        list_patterns("concludes").search(words) or (is_next and clause.facts) or repeats(clause, one, other)
    ):
        return False
    if one.rate or one.each:
        return compared or more or less
    rises = (other.value > one.value) == (before is not False)
    return (more and rises) or (less and not rises) or (compared and not (more or less))


def repeats(clause: Clause, one: Counted, other: Counted) -> bool:
    """Tell whether a clause tells both numbers once more: met 2,4 tegen 19."""
    said = {Decimal(each.value) for each in clause.facts}
    return {one.value, other.value} <= said


def find_relation(clause: Clause, one: Counted, other: Counted) -> bool | None:
    """Tell whether a difference, factor or percentage follows from two numbers; None when none is told."""
    low, high = sorted((one.value, other.value))
    if not low:
        return None
    ratio, change = other.value / one.value, (other.value - one.value) / one.value * 100
    seen = False
    for pattern, factor in _WORD_FACTORS:
        if pattern.search(clause.words):
            seen = True
            if any(_TIMES[0] <= each / factor <= _TIMES[1] for each in (ratio, 1 / ratio)):
                return True
    for fact in clause.facts:
        value = Decimal(fact.value)
        if fact.unit in ("keer", "maal") and value > 1:
            seen = True
            if any(_TIMES[0] <= each / value <= _TIMES[1] for each in (ratio, 1 / ratio)):
                return True
        elif fact.mention.kind in (MentionKind.PERCENTAGE, MentionKind.SHARE):
            seen = True
            if any(
                stands_for(fact.mention, each)
                for each in (change, ratio * 100, 100 / ratio, (1 - 1 / ratio) * 100)
            ):
                return True
        elif (
            fact.mention.kind is MentionKind.NUMBER
            and value > _PAIR
            and value not in (one.value, other.value)
        ):
            seen = True
            if value == high - low:
                return True
    return False if seen else None


def _may_be_difference(fact: Fact, one: Counted, other: Counted) -> bool:
    """Tell whether a number is how much two differ: it is told so, or names nothing else."""
    value = Decimal(fact.value)
    if fact.mention.kind is not MentionKind.NUMBER or value <= _PAIR or value in (one.value, other.value):
        return False
    noun = name_noun(fact.unit, fact.own.tail, fact.own.lead)
    return is_derived(fact) or noun is None or not all(are_unlike(noun, each.noun) for each in (one, other))


def _is_of_another(material: Material, clause: Clause, one: Counted, other: Counted) -> bool:
    """Tell whether a conclusion is about something that is counted, and was not told here."""
    tokens = material.reading(clause.sentence).tokens
    if clause.sentence == other.sentence:
        said = set(re.findall(r"[\w'’-]+", clause.words.partition("#")[2].lower()))
        tokens = tuple(token for token in tokens if token.word in said)
    told = list_stems(f"{material.sentence_words(one.sentence)} {material.sentence_words(other.sentence)}")
    if clause.sentence == other.sentence:
        told = list_stems(
            f"{material.sentence_words(one.sentence)} {clause.words.partition('#')[0]} {other.noun}"
        )
    named = [
        token.word for token in tokens if not token.tags.isdisjoint(("<harm>", "<counted>", "<feeling>"))
    ]
    return bool(named) and not any(
        each == stem_ or (len(each) > 4 and (each in stem_ or stem_ in each))
        for word in named
        for each in list_stems(word)
        for stem_ in told
    )
