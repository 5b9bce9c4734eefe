"""Whether two counts count the same things or people, also under another name."""

from __future__ import annotations

import re

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.reading.matters import tell_before
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems, stem

_PEOPLE = frozenset(
    stem(word) for word in ("mensen", "personen", "deelnemers", "bezoekers", "aanwezigen", "belangstellenden")
)
_WHO_TOOK_PART = frozenset({"deelnemers", "deelneemsters"})
_TAKES_PART = re.compile(
    r"\b(?:de(?:e)?d(?:en)?|na(?:a)?m(?:en)?)\b.*#.*\b(?:mee|deel)\b|#.*\b(?:meededen|deelnamen)\b"
)
_TIMES = frozenset({"keer", "maal"})
_PARTICLES = ("uit", "aan", "op", "in", "af", "over", "toe", "door")
_ROOT = 5
_SHORTEST = 3


def counts_the_same(material: Material, one: Fact, other: Fact) -> bool:
    """Tell whether two numbers count the same.

    The same word, its end, people under another name at what both sentences name, or a verb and its noun
    (34 keer uitrukte, de 38 uitrukken). Parameters: ``material``; ``one`` and ``other``. Errors: none.
    """
    if not one.unit or not other.unit:
        return False
    first, second = (unit.split()[-1].lower() for unit in (one.unit, other.unit))
    if first in _TIMES or second in _TIMES:
        return _is_verb_of(material, one, other) if first != second else True
    if is_same_thing(first, second):
        return True
    if second in _WHO_TOOK_PART and _TAKES_PART.search(one.own.masked):
        return True
    return {stem(first), stem(second)} <= _PEOPLE and _shares_event(material, one, other)


def _is_verb_of(material: Material, one: Fact, other: Fact) -> bool:
    times, noun = (one, other) if (one.unit or "").split()[-1].lower() in _TIMES else (other, one)
    said = list_stems(material.sentence_words(times.mention.sentence)) | _short_words(times)
    name = stem((noun.unit or "").split()[-1])
    if any(word[:_ROOT] == name[:_ROOT] for word in said if len(word) >= _ROOT):
        return True
    for particle in _PARTICLES:
        root = name.removeprefix(particle)
        if root != name and len(root) >= _SHORTEST and particle in _short_words(times):
            return any(word.startswith(root) for word in said)
    return False


def _short_words(fact: Fact) -> frozenset[str]:
    return frozenset(fact.own.masked.replace(".", " ").replace(",", " ").split())


def _shares_event(material: Material, one: Fact, other: Fact) -> bool:
    units = list_stems(f"{one.unit} {other.unit}")
    said = list_stems(other.own.masked) - WEAK - units
    return bool(said & list_stems(tell_before(material, one)))
