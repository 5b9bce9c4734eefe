"""Is a change, or a promise that was kept, told from two numbers that count two different things?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.meanings import tags_of
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.known_counts import is_person
from spoorboek.rules.letter_audit.reading.parts import is_age
from spoorboek.rules.letter_audit.reading.same_words import is_covered, list_meanings
from spoorboek.rules.letter_audit.reading.shares import stands_for
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems, stem

_ANYTHING = frozenset(
    "keer maal stuks gevallen zaken incidenten situaties momenten jaar jaren maanden weken procent euro "
    "punten misdrijven registraties minuten seconden plaatsen locaties".split()
)
_CHANGED = re.compile(
    r"\b(?:toename|stijging|groei|uitbreiding|afname|daling|vermindering|krimp|verdubbel\w*|verdrievoudig\w*|"
    r"verviervoudig\w*|gehalveerd|halvering|gegroeid|groeide|gestegen|steeg|gedaald|daalde|toegenomen|"
    r"afgenomen|\w+ (?:keer|maal) zo ?(?:veel|vaak|groot))\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"\W*(?:(?:dat|dit) (?:is|was|betekent|komt neer op|zijn)|daarmee|hiermee|dus|we zien|een)\b",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\b(?:plan|\w+plan|programma|\w+programma|begroting|afspraak|afspraken|afgesproken|doel|\w*doel|beloofd\w*|"
    r"beloven|beloofden|toegezegd|toezegging|norm|streefgetal|opdracht)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:afspraak|afspraken|doel|\w*doel|norm|belofte|toezegging|streefgetal|opdracht)\b[^.;]*"
    r"\b(?:gehaald|behaald|bereikt|voldaan|nagekomen|waargemaakt|overtroffen|zitten|uitgekomen|uit)\b|"
    r"\b(?:boven|voorbij|over|aan) (?:de|het|dat|die|deze|dit|onze) (?:[a-z]+e )?(?:afspraak|\w*doel|norm|"
    r"belofte|toezegging|streefgetal)\b|\bop weg\b",
    re.IGNORECASE,
)
_BACK = 4
_PAIR = 2


def check_two_units(material: Material) -> Found:
    """Find changes from one thing to another, and promises of one thing that another is said to keep."""
    return [*_check_changes(material), *_check_promises(material)]


def _check_changes(material: Material) -> Iterator[Finding]:
    for passage in _list_blocks(material):
        for one, other in pairwise(passage):
            if _are_of_two_times(one, other) and are_two_things(one, other):
                place = _find_conclusion(material, one, other)
                if place is not None:
                    yield _explain(material, place, one, other)


def _list_blocks(material: Material) -> list[list[Fact]]:
    """Return the counts of each paragraph, in order."""
    found: dict[int, list[Fact]] = {}
    for fact in material.facts:
        is_table = material.layout.is_table(fact.mention.sentence)
        if fact.mention.kind is MentionKind.NUMBER and not is_table and not fact.is_mark and not is_age(fact):
            found.setdefault(fact.mention.block, []).append(fact)
    return list(found.values())


def _are_of_two_times(one: Fact, other: Fact) -> bool:
    if other.mention.sentence - one.mention.sentence > 1:
        return False
    if one.period is not None and other.period is not None:
        return not one.period.overlaps(other.period)
    return bool(one.own.when * other.own.when < 0 or (one.period and other.own.when > 0))


def are_two_things(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers name what they count, and name two different things.

    Parameters: ``one`` and ``other``. Errors: none. People are people under any name.
    """
    nouns = [_read_noun(fact) for fact in (one, other)]
    if None in nouns or is_same_thing(nouns[0], nouns[1]):
        return False
    first, second = (stem(noun or "") for noun in nouns)
    if list_meanings(first) & list_meanings(second) or (is_person(first) and is_person(second)):
        return False
    return not is_covered(first, frozenset({second})) and not is_covered(second, frozenset({first}))


def _read_noun(fact: Fact) -> str | None:
    """Return the noun right behind a number; None when it has none, or one that can be anything."""
    words = (fact.unit or "").lower().split()
    if not words or words[-1] in _ANYTHING or words[-1] not in " ".join(fact.own.tail.split()[:4]):
        return None
    if any(tag.startswith("[") for tag in tags_of(words[-1])):
        return None
    return words[-1]


def _find_conclusion(material: Material, one: Fact, other: Fact) -> int | None:
    """Return the sentence that tells a change from the first to the second number; None without one."""
    place = other.mention.sentence
    end = material.sentence_span(place).end
    behind = material.words(other.mention.end, end)
    own = [fact for fact in material.facts_in(place) if fact.mention.start > other.mention.end]
    if _tells_change(behind, own, one, other):
        return place
    lead = material.words(material.sentence_span(one.mention.sentence).start, one.mention.start)
    if one.mention.sentence == place and ":" in lead and _CHANGED.search(lead.split(":")[0]):
        return place
    following = material.layout.next_in_block(place)
    if following is None:
        return None
    words = material.sentence_words(following.index)
    if not _CONCLUDES.match(words):
        return None
    return following.index if _tells_change(words, material.facts_in(following.index), one, other) else None


def _tells_change(words: str, facts: Sequence[Fact], one: Fact, other: Fact) -> bool:
    """Tell whether words tell how the one became the other: by their difference, their ratio, or at all."""
    said = _CHANGED.search(words)
    if said is None:
        return False
    before, after = Decimal(one.value), Decimal(other.value)
    counts = [fact for fact in facts if fact.mention.kind is MentionKind.NUMBER and fact.value > _PAIR]
    shares = [fact for fact in facts if fact.mention.kind is MentionKind.PERCENTAGE]
    if shares:
        return bool(before) and stands_for(shares[0].mention, (after - before) / before * 100)
    if counts:
        factor = " keer " in said[0] or " maal " in said[0]
        return factor or any(fact.value == abs(after - before) for fact in counts)
    return True


def _check_promises(material: Material) -> Iterator[Finding]:
    blocks = _list_blocks(material)
    for sentence in material.letter.sentences:
        words = material.sentence_words(sentence.index)
        own = [one for one in material.facts_in(sentence.index) if _read_noun(one)]
        if not own or not _REACHED.search(words) or material.layout.is_table(sentence.index):
            continue
        block = next((one for one in blocks if one[0].mention.block == sentence.block), [])
        places = range(sentence.index - _BACK, sentence.index)
        before = [one for one in block if one.mention.sentence in places and _read_noun(one)]
        promised = [one for one in before if _PROMISED.search(material.sentence_words(one.mention.sentence))]
        told = [one for one in own if one.mention.kind is MentionKind.NUMBER]
        if not promised or not told:
            continue
        last = promised[-1]
        others = [one for one in [*before, *told] if one.mention.start > last.mention.start]
        if others and all(are_two_things(last, one) for one in others) and _is_named(material, last, told[0]):
            yield _explain(material, sentence.index, last, told[0])


def _is_named(material: Material, promised: Fact, told: Fact) -> bool:
    """Tell whether what is told can be meant to keep the promise: it is near it, or shares a word."""
    low, high = sorted((Decimal(promised.value), Decimal(told.value)))
    words = [list_stems(material.sentence_words(one.mention.sentence)) for one in (promised, told)]
    return high <= _PAIR * low or bool(words[0] & words[1])


def _explain(material: Material, sentence: int, one: Fact, other: Fact) -> Finding:
    first, second = f"{format_number(one.value)} {one.unit}", f"{format_number(other.value)} {other.unit}"
    return material.find(
        FindingKind.UNIT_DRIFT,
        material.span_of(one.mention, other.mention)
        if one.mention.sentence == sentence
        else material.sentence_span(sentence),
        f"{first} is iets anders dan {second}. Vergelijk in één eenheid.",
        severity=Severity.NUMBER,
        computed={"values": [one.value, other.value]},
    )
