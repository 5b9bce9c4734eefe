"""Is something told as two proofs, while one of them is made of the other?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from spoorboek.rules.letter_audit.asking import Asked, Found, Material
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
    for sentence in material.letter.sentences:
        said = list(material.layout.mentions_of(sentence.index))
        words = material.sentence_words(sentence.index)
        if _JOINS.search(words):
            near = [
                one for one in material.layout.neighbours(sentence.index) if one.index == sentence.index - 1
            ]
            said += [mention for one in near for mention in material.layout.mentions_of(one.index)]
            words = " ".join([*(material.sentence_words(one.index) for one in near), words])
        named = [(whole, parts) for whole, parts in _load().items() if parts["words"].search(words)]
        is_told = any(one.kind is MentionKind.DIRECTION for one in said) or _CONCLUDES.search(words)
        if not named or not is_told or material.layout.is_table(sentence.index):
            continue
        for whole, parts in named:
            used = [name for name, pattern in parts["uses"].items() if pattern.search(words)]
            if used:
                found.append(_ask(material, sentence.index, f"de {whole}", used))
                break
    return [*found, *_check_told(material)]


_DERIVED = re.compile(
    r"\b(?:haalt|halen|put|putten|ontleent|ontlenen|ontleend|afgeleid|samengesteld|opgebouwd|gebaseerd|"
    r"overgenomen|"
    r"gebruikt|gebruiken|berekend|bestaat|verwerkt|neemt)\b[^.;]*\b(?:uit|aan|van|op|in|over)\b[^.;]*|"
    r"\b(?:waarin|waarbij|in|daarin|hierin|op basis waarvan|waarvoor)\b[^.;]*\b(?:mee(?:weeg|wegen|tel|"
    r"telt|tellen|genomen|"
    r"gewogen|geteld|gerekend)\w*|wegen\b[^.;]*\bmee|weegt\b[^.;]*\bmee|gaan\b[^.;]*\bmee|"
    r"gaat\b[^.;]*\bmee|tellen\b[^.;]*\bmee|"
    r"telt\b[^.;]*\bmee|bouwsteen|bouwstenen|ingredi[ëe]nt\w*|onderdeel|invoer|opgenomen|verwerkt|"
    r"zijn verwerkt|"
    r"zitten|schuilen|meelopen|gebruikt worden|worden gebruikt)\b[^.;]*|"
    r"\b(?:bouwstenen?|ingredi[ëe]nt\w*|invoer|grondstof|onderdeel|bestanddeel|bestanddelen) (?:van|"
    r"voor)\b[^.;]*|"
    r"\b(?:uit|aan|op)\b[^.;]{3,60}\b(?:haalt|halen|put|putten|ontleent|baseert|gebaseerd|neemt|berekent)\b|"
    r"\b(?:uit|op|van) (?:dezelfde|diezelfde)\b[^.;]*",
    re.IGNORECASE,
)
_SAME_SOURCE = re.compile(
    r"\b(?:die|de)?zelfde (?:\w+)|\bpolitie(?:registratie|cijfers|data|gegevens)?\w*|"
    r"\bveiligheidsmonitor\b|\baangiften\b|\bgeregistreerde \w+|\b\w*(?:misdaad|criminaliteits|aangifte|"
    r"overlast|meldings)cijfers\b|"
    r"\bmisdrijven\b|\b(?:deze|die) (?:\w+ )?(?:cijfers|gegevens|meldingen|registraties|aantallen|data)\b|"
    r"\b(?:cijfers|gegevens|registraties) van (?:de )?politie\b|\bregistratie\w*",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(
    r"\b(?:bevestig\w*|ondersteun\w* elkaar|ondersteunt dit|ondersteunen dit|onderstreep\w*|"
    r"versterken elkaar|"
    r"(?:rust|leunt|berust|steunt) op (?:twee|drie|meerdere)|(?:twee|drie|meerdere) (?:pijlers|bronnen|"
    r"bewijzen|metingen)|"
    r"los van elkaar|onafhankelijk\w*|(?:twee|drie|beide) (?:afzonderlijke|aparte|losse|verschillende|"
    r"zelfstandige) \w+|"
    r"(?:extra|meer) (?:gewicht|zekerheid|steun|bewijs)|dubbel (?:bewijs|bevestigd)|op zichzelf staand\w*|"
    r"zowel\b[^.;]*\bals\b|niet alleen\b[^.;]*\b(?:maar )?ook\b|twee keer|staaft|staven|onderbouw\w*|"
    r"zelfde beeld|dit beeld|ons beeld|eenzelfde beeld)\b",
    re.IGNORECASE,
)


def _check_told(material: Material) -> list[Asked]:
    """Find a second proof of which the letter says itself that it is made of the first."""
    found: list[Asked] = []
    named = {one.sentence for one in material.letter.mentions if one.kind is MentionKind.SOURCE}
    for sentence in material.letter.sentences:
        if not {sentence.index, sentence.index + 1} & named:
            continue
        words = material.sentence_words(sentence.index)
        if not _CONFIRMS.search(words) or material.layout.is_table(sentence.index):
            continue
        near = [
            one for one in material.layout.neighbours(sentence.index) if 0 <= one.index - sentence.index <= 1
        ]
        told = [material.sentence_words(one.index) for one in near]
        made = next((match for one in told if (match := _DERIVED.search(one))), None)
        if made is None or not (source := _SAME_SOURCE.search(made[0])):
            continue
        if not _names_source(material, [one.index for one in near]):
            continue
        found.append(_ask(material, sentence.index, "de andere bron", [source[0].strip()]))
    return found


def _names_source(material: Material, places: list[int]) -> bool:
    said = [one for place in places for one in material.layout.mentions_of(place)]
    return any(one.kind is MentionKind.SOURCE for one in said)


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


@cache
def _load() -> Mapping[str, Any]:
    raw = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return {
        whole: {
            "words": re.compile(parts["words"], re.IGNORECASE),
            "uses": {name: re.compile(words, re.IGNORECASE) for name, words in parts["uses"].items()},
        }
        for whole, parts in raw.items()
    }
