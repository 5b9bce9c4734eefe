"""Is something told as two proofs, while one of them is made of the other?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from spoorboek.rules.claims.own_words import OwnWords, find_own_words
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.lexicon import compile_words
from spoorboek.rules.letter_audit.model import MentionKind

_JOINS = re.compile(r"\b(?:ook|bevestig\w*|beide|eveneens|onafhankelijk|los van elkaar)\b", re.IGNORECASE)
"""Words with which a sentence goes on from the one before as a second proof."""
_CONCLUDES = re.compile(
    r"\b(?:bevestig\w*|wijzen|wijst|bewijs\w*|voor(?:uit|uitgang)|achteruitgang|knapt)\b", re.IGNORECASE
)
_WORDS = Path(__file__).parent.parent / "words" / "dependent_sources.yaml"


def check_evidence(material: Material) -> Found:
    """Put sentences that conclude from two sources of which one uses the other to the judge."""
    found: list[Asked] = []
    day = material.letter.dated_on
    known = _load(find_own_words(day.first if day else None))
    for sentence in material.letter.sentences:
        said = list(material.layout.mentions_of(sentence.index))
        words = material.sentence_words(sentence.index)
        confirms = material.reading(sentence.index).has("confirms")
        if _JOINS.search(words) or confirms:
            near = [
                one for one in material.layout.neighbours(sentence.index) if one.index == sentence.index - 1
            ]
            said += [mention for one in near for mention in material.layout.mentions_of(one.index)]
            words = " ".join([*(material.sentence_words(one.index) for one in near), words])
        named = [(whole, parts) for whole, parts in known.items() if parts["words"].search(words)]
        is_told = any(one.kind is MentionKind.DIRECTION for one in said)
        is_told = is_told or confirms or _CONCLUDES.search(words) is not None
        if not named or not is_told or material.layout.is_table(sentence.index):
            continue
        if material.reading(sentence.index).has("warned"):
            continue
        for whole, parts in named:
            used = [name for name, pattern in parts["uses"].items() if pattern.search(words)]
            if used and (not parts["confirmed"] or confirms):
                found.append(_ask(material, sentence.index, f"de {whole}", used))
                break
    return [*found, *_check_told(material)]


def _check_told(material: Material) -> list[Asked]:
    """Find a second proof of which the letter says itself that it is made of the first."""
    found: list[Asked] = []
    known: set[int] = set()
    for sentence in material.letter.sentences:
        reading = material.reading(sentence.index)
        if not reading.has("confirms") or material.layout.is_table(sentence.index):
            continue
        near = [
            one.index
            for one in material.layout.neighbours(sentence.index)
            if abs(one.index - sentence.index) <= _NEAR
        ]
        if known & set(near):
            continue
        if any(material.reading(place).has("warned") for place in near):
            continue
        told = [(place, said) for place in near if (said := material.reading(place).find("derived"))]
        if told:
            known.add(sentence.index)
            place, said = told[0]
            words = material.reading(place).tokens[said.first : said.last + 1]
            used = next((one.word for one in words if one.tags & _MADE_OF), "dezelfde cijfers")
            found.append(_ask(material, sentence.index, "de andere bron", [used]))
    return found


_NEAR = 2
_MADE_OF = frozenset({"<register>", "<counted>"})


def _ask(material: Material, sentence: int, whole: str, used: list[str]) -> Asked:
    entry: dict[str, Any] = {
        "claim": "uses_term",
        "words": "gemeten",
        "term": "gemeten",
        "source_type": "registered",
        "strength": "trend",
        "evidence": [],
        "depends_on": [f"{name} (in {whole})" for name in used],
    }
    return Asked(material.sentence_span(sentence), entry)


@lru_cache(maxsize=8)
def _load(own: OwnWords | None) -> Mapping[str, Any]:
    raw = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    named = own.dependents if own else {}
    theirs = {
        whole: {
            "words": compile_words(one.words, re.IGNORECASE),
            "confirmed": False,
            "uses": {name: compile_words(words, re.IGNORECASE) for name, words in one.uses.items()},
        }
        for whole, one in named.items()
    }
    return theirs | {
        whole: {
            "words": re.compile(parts["words"], re.IGNORECASE),
            "confirmed": bool(parts.get("confirmed")),
            "uses": {name: re.compile(words, re.IGNORECASE) for name, words in parts["uses"].items()},
        }
        for whole, parts in raw.items()
    }
