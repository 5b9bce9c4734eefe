"""Is a number higher or lower than that of the country, as the words beside both say?"""

from __future__ import annotations

import re

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.layout import AREA
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind

_HIGHER = re.compile(r"\b(?:boven|hoger dan|meer dan|vaker dan|meer voor)\b", re.IGNORECASE)
_LOWER = re.compile(r"\b(?:onder|beneden|lager dan|minder dan|minder voor)\b", re.IGNORECASE)


def check_levels(material: Material) -> Found:
    """Find sentences that say above or below the country while their two numbers say otherwise."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        facts = [one for one in material.facts_in(sentence.index) if one.mention.kind in _KINDS]
        if not _is_level(facts):
            continue
        words = material.letter.words_of(sentence)
        area = AREA.search(words)
        higher, lower = bool(_HIGHER.search(words)), bool(_LOWER.search(words))
        if area is None or higher == lower:
            continue
        place = sentence.start + area.start()
        own, other = sorted(facts, key=lambda one: -abs(one.mention.start - place))
        if own.value == other.value or (own.value > other.value) != higher:
            found.append(_explain(material, own, other, "hoger" if higher else "lager"))
    return found


_VAGUE = re.compile(
    r"\b(?:(?:boven|onder|beneden) (?:het )?gemiddelde?|bovengemiddelde?|benedengemiddelde?|"
    r"(?:relatief|verhoudingsgewijs|opvallend|uitzonderlijk) (?:hoge?|hoog|lage?|laag|veel|weinig)|"
    r"(?:hoger|lager|meer|minder|beter|slechter|veiliger|onveiliger|vaker) dan "
    r"(?:gemiddeld|elders|normaal|gebruikelijk|gewoonlijk)|op een (?:hoog|laag) (?:niveau|peil)|"
    r"(?:is|was|blijft) (?:erg |zeer |vrij |te )?(?:hoog|laag)(?=[:,.(]| met\b)|"
    r"(?:scoort|scoren|scoorde|presteert|presteren|doet het|doen het)(?: \w+){0,4}? (?:slechter|beter|"
    r"hoger|lager|goed|slecht))\b",
    re.IGNORECASE,
)
_THAN_NOTHING = re.compile(r"\bdan (?:gemiddeld|elders|normaal|gebruikelijk|gewoonlijk)\b", re.IGNORECASE)
_WITH_WHAT = re.compile(
    r"\b(?:dan|vergeleken|vergelijking|opzichte|tegenover|tegen|gemeten naar|in \w+ regio|"
    r"van de (?:gemeente|stad|regio|wijk\w*|"
    r"\w*gemeenten))\b|\b(?:landelijk|regionaal|stedelijk|stads|gemeentelijk|provinciaal)\w*",
    re.IGNORECASE,
)


def check_vague_levels(material: Material) -> Found:
    """Find a number that is called high, low, or above an average that nobody names."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        facts = [one for one in material.facts_in(sentence.index) if one.mention.kind in _KINDS]
        if len(facts) > 1 or material.layout.is_table(sentence.index):
            continue
        is_vague = material.reading(sentence.index).has("vague_level")
        if not facts and not is_vague:
            continue
        is_vague = is_vague or material.reading(sentence.index).has("called_high")
        words = material.sentence_words(sentence.index)
        match = _VAGUE.search(words)
        following = material.layout.next_in_block(sentence.index)
        near = words if following is None else f"{words} {material.sentence_words(following.index)}"
        plain = _THAN_NOTHING.sub("", near)
        if not (match or is_vague) or _WITH_WHAT.search(plain):
            continue
        said = words if match is None else match[0]
        why = f"Er staat '{said}', maar niet vergeleken waarmee. Noem dat gemiddelde of dat andere getal."
        found.append(
            material.find(FindingKind.MISSING_COMPARATOR, material.sentence_span(sentence.index), why)
        )
    return found


_KINDS = frozenset({MentionKind.NUMBER, MentionKind.PERCENTAGE})


def _is_level(facts: list[Fact]) -> bool:
    """Two numbers of one kind and one moment."""
    if len(facts) != 2 or facts[0].mention.kind is not facts[1].mention.kind:
        return False
    return facts[0].period == facts[1].period and not any(one.mention.detail.get("role") for one in facts)


def _explain(material: Material, own: Fact, other: Fact, said: str) -> Finding:
    first, second = (format_number(one.value) for one in (own, other))
    why = f"Er staat {said}, maar {first} is niet {said} dan {second}. Kijk welk woord of getal niet klopt."
    return material.find(
        FindingKind.CONTRADICTED_DIRECTION,
        material.sentence_span(own.mention.sentence),
        why,
        severity=Severity.CONCLUSION,
        computed={"values": [own.value, other.value]},
    )
