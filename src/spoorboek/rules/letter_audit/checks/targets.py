"""Does a letter say that a target was met without the numbers that show it?"""

from __future__ import annotations

from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.facts import NUMERIC, Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.pairs import UNKNOWN_END
from spoorboek.rules.letter_audit.series import plain

_PROMISED = (
    *("doel", "norm", "streef", "afspraak", "afgesproken", "belofte", "beloofd", "gepland", "toegezegd"),
    *(
        "ambitie",
        "voornemen",
        "voorgenomen",
        "taakstelling",
        "minimaal",
        "minstens",
        "ten minste",
        "hooguit",
        "maximaal",
    ),
)


def check_targets(material: Material) -> Found:
    """Find targets that are met or missed without a number; with both numbers the judge decides."""
    found: list[Asked | Finding] = []
    for word in material.letter.mentions:
        if word.kind is not MentionKind.TARGET or word.detail.get("met") is None:
            continue
        numbers = _list_numbers(material, word)
        if not numbers:
            found.append(_explain(material, word))
        elif (asked := _ask(material, word, numbers)) is not None:
            found.append(asked)
    return found


def _list_numbers(material: Material, word: Mention) -> list[Fact]:
    near = [one.index for one in material.layout.neighbours(word.sentence)]
    places = [one for one in near if abs(one - word.sentence) <= 1]
    facts = [fact for place in places for fact in material.facts_in(place)]
    return [fact for fact in facts if fact.mention.kind in NUMERIC]


def _explain(material: Material, word: Mention) -> Finding:
    said = "gehaald" if word.detail.get("met") else "niet gehaald"
    why = f"Er staat dat een doel is {said}, zonder getal. Noem wat is beloofd en wat het werd."
    return material.find(FindingKind.TARGET_WITHOUT_NUMBER, material.sentence_span(word.sentence), why)


def _ask(material: Material, word: Mention, numbers: list[Fact]) -> Asked | None:
    """With a result and a target in the sentence: the target is the number beside its word."""
    own = [one for one in numbers if one.mention.sentence == word.sentence]
    if len(own) == 1:
        # "Dat doel is bereikt: het werden er 48": what was promised stands in the sentence before.
        before = [one for one in numbers if one.mention.sentence == word.sentence - 1]
        own = [*before, *own] if len(before) == 1 and _is_target(material, before[0]) else own
    if len(own) != 2 or own[0].mention.kind is not own[1].mention.kind:
        return None
    target = next((one for one in own if _is_target(material, one)), None)
    if target is None:
        return None
    result = next(one for one in own if one is not target)
    period = str(result.period or target.period or UNKNOWN_END)
    entry: dict[str, Any] = {
        "claim": "target_met" if word.detail.get("met") else "target_missed",
        "words": material.sentence_words(word.sentence),
        "kind": "rate" if target.mention.kind is MentionKind.PERCENTAGE else "count",
        "source_type": "operational",
        "points": [{"period": period, "value": plain(result.value)}],
        "target": {"value": plain(target.value), "period": period, "direction": _direction(material, target)},
    }
    kinds: dict[VerdictCode, FindingKind | None] = {VerdictCode.SUPPORTED: None}
    return Asked(material.span_of(word, target.mention, result.mention), entry, kinds)


def _is_target(material: Material, fact: Fact) -> bool:
    before = material.words(max(0, fact.mention.start - 45), fact.mention.start).lower()
    return any(word in before for word in _PROMISED)


def _direction(material: Material, fact: Fact) -> str:
    before = material.words(max(0, fact.mention.start - 30), fact.mention.start).lower()
    is_most = fact.mention.detail.get("at_most") or any(
        word in before for word in ("hooguit", "maximaal", "hoogste")
    )
    return "at_most" if is_most else "at_least"
