"""Is something told as two proofs, while one of them is made of the other?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from spoorboek.rules.claims.own_words import OwnWords, find_own_words
from spoorboek.rules.letter_audit.asking import Asked, Found, Material, Span
from spoorboek.rules.letter_audit.lexicon import compile_words
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.reading.word_lists import compile_list, has_word

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
        confirms = confirms or has_word("evidence", "double", words)
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
        if _is_denied(material, sentence.index):
            continue
        for whole, parts in named:
            used = [name for name, pattern in parts["uses"].items() if pattern.search(words)]
            if used and (not parts["confirmed"] or confirms):
                found.append(_ask(material, sentence.index, f"de {whole}", used))
                break
    return _keep_first(material, [*found, *_check_told(material)])


def _keep_first(material: Material, found: Sequence[Asked]) -> list[Asked]:
    """Of one pair of sources told in sentences right behind each other the clearest is remarked."""
    kept: list[Asked] = []
    for one in sorted(found, key=lambda each: each.span.start):
        if kept and one.span.start < kept[-1].span.end:
            continue
        is_near = kept and len(_STOP.findall(material.words(kept[-1].span.end - 2, one.span.start))) <= _NEAR
        if is_near and _weigh(material, one) > _weigh(material, kept[-1]):
            kept[-1] = one
        elif not is_near:
            kept.append(one)
    return kept


_STOP = re.compile(r"[.!?]\s")


def _weigh(material: Material, one: Asked) -> int:
    return len(_PROOF.findall(material.words(one.span.start, one.span.end)))


def _check_told(material: Material) -> list[Asked]:
    """Find a second proof of which the letter says itself that it is made of the first."""
    found: list[Asked] = []
    for sentence in material.letter.sentences:
        words = material.sentence_words(sentence.index)
        is_double = has_word("evidence", "double", words) or material.reading(sentence.index).has("confirms")
        if material.layout.is_table(sentence.index) or not is_double:
            continue
        near = [
            one.index
            for one in material.layout.neighbours(sentence.index)
            if abs(one.index - sentence.index) <= _NEAR
        ]
        if any(_is_denied(material, place) for place in near):
            continue
        made = next((place for place in near if _is_derived(material, place)), None)
        if made is None or not _are_two(material, near):
            continue
        if made == sentence.index and not _is_proof(material, made):
            continue
        said = material.reading(made)
        used = next((one.word for one in said.tokens if one.tags & _MADE_OF), "dezelfde cijfers")
        asked = _ask(material, sentence.index, "de andere bron", [used])
        made_span = material.sentence_span(made)
        whole = Span(min(asked.span.start, made_span.start), max(asked.span.end, made_span.end))
        found.append(replace(asked, span=whole))
    return found


def _is_denied(material: Material, place: int) -> bool:
    words = material.sentence_words(place)
    return material.reading(place).has("warned") or _NO_PROOF.search(words) is not None


_NO_PROOF = re.compile(r"\b(?:geen (?!twijfel)|niet\b)", re.IGNORECASE)


def _is_derived(material: Material, place: int) -> bool:
    """Tell whether a sentence says that a source is made of one that was named: die lijst, onze cijfers."""
    words = material.sentence_words(place)
    if material.reading(place).has("derived"):
        return True
    made = _list("derives").search(words) if has_word("evidence", "derives", words) else None
    return made is not None and any(
        _list("sources").match(words, one.end() + 1)
        for one in _OF_WHICH.finditer(words)
        if min(abs(one.end() - made.end()), abs(made.start() - one.end())) < _CLOSE
    )


_OF_WHICH = re.compile(
    r"\b(?:die|dat|deze|dit|diezelfde|dezelfde|datzelfde|onze|ons|eigen|hun|haar|waarvan|waarvoor|"
    r"het|de)\b",
    re.IGNORECASE,
)


def _are_two(material: Material, near: Sequence[int]) -> bool:
    """Tell whether at least two sources are named."""
    named = {
        one[0].lower() for place in near for one in _list("sources").finditer(material.sentence_words(place))
    }
    return len(named) > 1


def _is_proof(material: Material, place: int) -> bool:
    """Tell whether a sentence that tells of what a source is made also tells it as proof."""
    return (
        material.reading(place).has("confirms") or _PROOF.search(material.sentence_words(place)) is not None
    )


_PROOF = re.compile(
    r"\b(?:bevestig\w*|tweede|dubbel\w*|losse|onafhankelijk\w*|zelfstandig\w*|bewijs\w*|steunt|staaft|zowel|"
    r"(?:drie|twee) ?(?:maal|keer))\b",
    re.IGNORECASE,
)


def _list(name: str) -> re.Pattern[str]:
    return compile_list("evidence", name)


_NEAR = 2
_CLOSE = 40
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
