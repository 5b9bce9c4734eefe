"""What a letter tells of a promise: the same thing in the same unit, all of it, a reason, or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.meanings import list_tokens
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.pledges import TIMES, Pledge
from spoorboek.rules.letter_audit.sentence_reading import Reading
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems

_FAR = 12
_SHARED = 5
_PARTICIPLE = re.compile(r"\w*(?:ge|be|ver|ont|her)\w{2,}(?:d|t|en)")
_THE = frozenset("de het deze die dat dit alle beide onze elk elke iedere".split())
_PERSONS = frozenset({"<people>", "<somebody>", "<worker>"})
_BESIDE = frozenset({"<attending>", "<spent>", "<handout>"})
_KEPT = 3
_NEXT = 2
"""How many sentences further a bare number can still be about what was promised."""


@dataclass(frozen=True)
class Told:
    """A sentence or a row of a table that can tell what became of a promise."""

    sentence: int
    reading: Reading
    stems: frozenset[str]
    facts: tuple[Fact, ...]
    block: int
    is_row: bool


def list_told(material: Material, pledge: Pledge) -> list[Told]:
    """Return what can tell of a promise: what stands behind it, and before it in its paragraph.

    Parameters: ``material``, ``pledge``. Errors: none.
    """
    behind = material.letter.sentences[pledge.sentence + 1 : pledge.sentence + 1 + _FAR]
    before = [one for one in material.layout.neighbours(pledge.sentence) if one.index < pledge.sentence]
    near = [*before[-_FAR:], *behind]
    return [
        _read(material, one.index)
        for one in near
        if one.index != pledge.sentence and not material.layout.is_heading(one.index)
    ]


def _read(material: Material, sentence: int) -> Told:
    facts = tuple(one for one in material.facts_in(sentence) if one.mention.kind is MentionKind.NUMBER)
    return Told(
        sentence,
        material.reading(sentence),
        list_stems(material.sentence_words(sentence)),
        tuple(one for one in facts if not one.is_mark and not one.is_share),
        material.layout.sentence_at(sentence).block,
        material.layout.is_table(sentence),
    )


def comes_back(pledge: Pledge, told: Sequence[Told], stop: int) -> bool:
    """Tell whether what was promised is told back.

    Parameters: ``pledge``; ``told``, what can tell of it; ``stop``, the sentence of the next promise: until
    there a bare number is about this one. Errors: none.
    """
    return any(_tells(one, pledge, stop) for one in told)


def _tells(told: Told, pledge: Pledge, stop: int) -> bool:
    is_near = pledge.sentence < told.sentence <= min(pledge.sentence + _NEXT, stop)
    is_named = is_about(pledge, told)
    if any(_counts(one, pledge, is_named=is_named, is_near=is_near) for one in told.facts):
        return True
    is_next = told.sentence == pledge.sentence + 1 and not told.is_row
    if told.reading.has("kept") and (is_named or 0 < told.sentence - pledge.sentence <= _KEPT):
        return True
    if is_next and told.reading.has("those_done"):
        return True
    if (is_named or (is_next and pledge.is_alone)) and told.reading.has("not_done_because"):
        return True
    if not is_named:
        return False
    if told.is_row or pledge.fact.value == 1 or told.reading.has("all_of_them"):
        return True
    is_other = pledge.is_alone or bool(told.facts)
    return not is_other and _is_whole(pledge, told) and told.reading.has("done")


def _counts(fact: Fact, pledge: Pledge, *, is_named: bool, is_near: bool) -> bool:
    """Tell whether a number says how many there were of what was promised."""
    unit = (fact.unit or "").split()[-1:]
    if is_bare(fact) or unit[0].lower() in TIMES:
        return is_named or (is_near and pledge.is_alone and not fact.mention.detail.get("table"))
    if is_same_thing(fact.unit, pledge.unit) and not pledge.says_how_often:
        return True
    if unit[0].lower() in DURATIONS:
        return False
    tags, wanted = _tags(unit[0]), _tags(pledge.unit)
    if not wanted.isdisjoint(_PERSONS):
        return is_near and not tags.isdisjoint(_PERSONS)
    return is_named and tags.isdisjoint(_PERSONS | _BESIDE)


def is_bare(fact: Fact) -> bool:
    """Tell whether a number stands without its noun: het werden er elf; er zijn er 35 gehouden."""
    if not fact.unit:
        return True
    if fact.unit.lower() not in fact.own.tail and not fact.mention.detail.get("table"):
        return True
    return any(tag == "<ready>" or tag.endswith(":done>") for tag in _tags(fact.unit.split()[-1]))


def _tags(unit: str) -> frozenset[str]:
    return frozenset().union(*(one.tags for one in list_tokens(unit))) if unit else frozenset()


def is_about(pledge: Pledge, told: Told) -> bool:
    """Tell whether a sentence names what was promised."""
    return is_named(pledge.names, told.stems)


def is_named(names: Collection[str], said: Collection[str]) -> bool:
    """Tell whether words name something by its noun, its verb or the end of a longer name.

    Parameters: ``names`` and ``said``, stems. Errors: none.
    """
    return any(_is_same(one, other) for one in names for other in said)


def _is_same(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHARED and long.endswith(short):
        return True
    # Oefeningen, geoefend; schouwen, geschouwd.
    root = other[2:] if other.startswith("ge") else ""
    return min(len(one), len(root)) >= _SHARED and one[:_SHARED] == root[:_SHARED]


def _is_whole(pledge: Pledge, told: Told) -> bool:
    """Tell whether the promised things are meant as those that were told before: de trainingen."""
    tokens = told.reading.tokens
    for place, token in enumerate(tokens):
        is_the = any(before.word in _THE for before in tokens[max(0, place - 2) : place])
        if is_the and is_named(pledge.names, list_stems(token.word)):
            return True
    return False


def looks_back(material: Material, told: Told, pledge: Pledge) -> bool:
    """Tell whether a sentence tells what was done, of the promise or right behind it."""
    if told.sentence < pledge.sentence:
        # Of another promise of the same plan it was told that it was kept.
        return pledge.is_alone and told.reading.has("kept")
    if told.is_row or material.layout.is_ahead(told.sentence):
        return False
    is_next = told.sentence == pledge.sentence + 1
    own = list_stems(material.sentence_words(pledge.sentence))
    return (is_next or is_about(pledge, told) or bool(own & told.stems)) and is_past(told.reading)


def is_past(reading: Reading) -> bool:
    """Tell whether a sentence is about what was: a past form, or a participle with to have or to be."""
    if reading.has("past") or reading.has("done") or reading.has("by_now"):
        return True
    helped = not reading.tags.isdisjoint({"[zijn]", "[hebben]", "[worden]", "inmiddels"})
    return helped and any(_PARTICIPLE.fullmatch(one.word) for one in reading.tokens)
