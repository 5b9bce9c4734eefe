"""Does a letter say that a target was met without the numbers that show it?"""

from __future__ import annotations

import re
from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.facts import NUMERIC, Fact
from spoorboek.rules.letter_audit.meanings import tags_of
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.other_units import has_other_unit
from spoorboek.rules.letter_audit.pairs import UNKNOWN_END
from spoorboek.rules.letter_audit.series import plain
from spoorboek.rules.letter_audit.stems import list_stems

_PROMISED = tuple(
    "doel|norm|streef|afspraak|afgesproken|belofte|beloofd|gepland|toegezegd|ambitie|voornemen|voorgenomen|"
    "taakstelling|minimaal|minstens|ten minste|hooguit|maximaal|begroot|begroting|raming|zouden|zou |"
    "toezegging|verbond|verplicht|wilden|wilde |mocht|mochten|plan|voorzien".split("|")
)


def check_targets(material: Material) -> Found:
    """Find targets that are met or missed without a number; with both numbers the judge decides."""
    found: list[Asked | Finding] = []
    for word in material.letter.mentions:
        if word.kind is not MentionKind.TARGET or word.detail.get("met") is None:
            continue
        if material.layout.is_heading(word.sentence) and _has_numbers_below(material, word.sentence):
            continue
        if _NO_TARGET.match(word.quote) or material.layout.is_table(word.sentence):
            continue
        if material.reading(word.sentence).has("defines") or _is_told_next(material, word):
            continue
        own = _list_own(material, word)
        if not own and _has_table_above(material, word.sentence):
            continue
        if not own and not (_refers_back(material, word) and _list_before(material, word)):
            found.append(_explain(material, word))
            continue
        pair = _find_pair(material, word, own)
        asked = None if pair is None else _ask(material, word, *pair)
        if asked is not None:
            found.append(asked)
    known = {one.sentence for one in material.letter.mentions if _is_met(one)}
    return [*found, *_list_told(material, known)]


def _is_told_next(material: Material, word: Mention) -> bool:
    """Doel 3 is niet gehaald. Afgesproken waren er 60, het werden er 44: both numbers follow."""
    following = material.layout.next_in_block(word.sentence)
    if following is None or material.facts_in(word.sentence):
        return False
    told = [one for one in material.facts_in(following.index) if one.mention.kind in NUMERIC]
    return len(told) > 1 and _tells_agreed(material, following.index)


def _is_met(one: Mention) -> bool:
    return one.kind is MentionKind.TARGET and one.detail.get("met") is not None


def _tells_agreed(material: Material, sentence: int) -> bool:
    """Op schema: 5 van de 15 geplande controles zijn gedaan."""
    return not material.reading(sentence).tags.isdisjoint(("<agreed>", "<target>"))


def _has_numbers_below(material: Material, sentence: int) -> bool:
    """Tell whether a heading is followed by numbers, which its own check weighs."""
    heading = material.layout.heading_of(sentence)
    return any(material.layout.heading_of(one.mention.sentence) == heading for one in material.facts)


def _has_table_above(material: Material, sentence: int) -> bool:
    """Tell whether a table of what was agreed and what was done stands above in the same section."""
    block, section = material.layout.sentence_at(sentence).block, material.layout.section_of(sentence)
    for place in range(sentence - 1, max(-1, sentence - _FAR), -1):
        if material.layout.section_of(place) != section:
            return False
        if material.layout.is_table(place) and material.reading(place).has("done_column"):
            return material.layout.sentence_at(place).block < block
    return False


def _list_told(material: Material, known: set[int]) -> list[Finding]:
    """Return sentences that say in other words that what was agreed was done."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        reading, layout = material.reading(sentence.index), material.layout
        if sentence.index in known or not reading.has("target_met") or layout.is_table(sentence.index):
            continue
        near = [
            one.index for one in layout.neighbours(sentence.index) if 0 <= sentence.index - one.index <= 1
        ]
        if reading.is_open or any(map(material.facts_in, near)):
            continue
        following = layout.next_in_block(sentence.index)
        if following and material.facts_in(following.index) and _tells_agreed(material, following.index):
            continue
        why = "Er staat dat is gedaan wat was afgesproken, zonder getal. Noem wat is beloofd en wat het werd."
        span = material.sentence_span(sentence.index)
        found.append(material.find(FindingKind.TARGET_WITHOUT_NUMBER, span, why))
    return found


_NO_TARGET = re.compile(r"doel(?:groep|wit|punt|matig|treffend|einde)", re.IGNORECASE)
_COUNTS_TARGETS = re.compile(
    r"\b(?:doel\w*|afsprak\w*|afspraak|norm\w*|ambities?|streefwaarden?|toezegging\w*|beloft\w*|"
    r"indicatoren|kpi'?s?)$"
)
_BACK = re.compile(
    r"\b(?:dat|die|dit|deze|daarmee|hiermee|daaraan|hieraan|dus|zo|ermee|zodat|het werden|ons|onze|het) ",
    re.IGNORECASE,
)


def _list_own(material: Material, word: Mention) -> list[Fact]:
    """Return the numbers of a sentence about a target; "alle drie de doelen" counts no results."""
    return [
        one
        for one in material.facts_in(word.sentence)
        if one.mention.kind in NUMERIC and not _is_of_targets(material, one)
    ]


def _is_of_targets(material: Material, fact: Fact) -> bool:
    behind = material.words(fact.mention.end, fact.mention.end + 24)
    first = re.match(r"(?:van )?(?:de |onze |het )?(\w+)", behind)
    return bool(_COUNTS_TARGETS.search(fact.unit or "") or (first and _COUNTS_TARGETS.search(first[1])))


def _refers_back(material: Material, word: Mention) -> bool:
    """Tell whether a sentence goes on about what stands before it; else its target is another one."""
    if _names_other(material, word):
        return False
    words = material.sentence_words(word.sentence)
    # "Doel gehaald." names nothing: it is about what stands right before it.
    return (
        len(words.split()) <= _SHORT
        or bool(_BACK.search(words))
        or any(
            list_stems(one.unit) & list_stems(material.sentence_words(word.sentence))
            for one in _list_before(material, word)
            if one.unit
        )
    )


_SHORT, _FAR = 3, 30


def _names_other(material: Material, word: Mention) -> bool:
    """Het doel voor de reactietijd: a target of something that the sentences before do not speak of."""
    named = _OF_WHAT.search(material.sentence_words(word.sentence))
    if named is None:
        return False
    places = [one.mention.sentence for one in _list_before(material, word)]
    said = [stem for place in places for stem in list_stems(material.sentence_words(place))]
    return not any(
        one == other or (len(other) > 4 and other in one) for one in list_stems(named[1]) for other in said
    )


_OF_WHAT = re.compile(
    r"\b(?:doel|doelstelling|norm|streefwaarde|streefcijfer|ambitie|afspraak|target) "
    r"(?:voor|van|over|inzake) (?:de|het|onze|deze) (\w+)",
    re.IGNORECASE,
)


def _list_before(material: Material, word: Mention) -> list[Fact]:
    near = [one.index for one in material.layout.neighbours(word.sentence)]
    places = [one for one in near if 0 < word.sentence - one <= 2]
    return [
        fact
        for place in places
        for fact in material.facts_in(place)
        if fact.mention.kind in NUMERIC and not _is_of_targets(material, fact)
    ]


def _find_pair(material: Material, word: Mention, own: list[Fact]) -> tuple[Fact, Fact] | None:
    """Return the target and the result: both in the sentence, or one or both in those before it."""
    before = [one for one in _list_before(material, word) if _is_told(one)]
    own = [one for one in own if _is_told(one) and (len(own) == 1 or not _is_spent(one))]
    if len(own) == 2:
        said = own
    elif len(own) == 1 and before and _refers_back(material, word):
        if _SET.search(material.words(max(0, own[0].mention.start - 20), own[0].mention.start)):
            # "Het plan vraagt minimaal 88 procent; de norm is gehaald": what is asked stands here.
            same = [one for one in before if one.mention.kind is own[0].mention.kind]
            return (own[0], same[-1]) if same else None
        near = [one for one in before if _is_target(material, one)] or before[-1:]
        if len(before) > 1 and not _is_target(material, near[-1]):
            return None
        if not _is_target(material, near[-1]) and _is_target(material, own[0]):
            return own[0], near[-1]
        return near[-1], own[0]
    elif not own and len(before) == 2:
        said = before
    else:
        return None
    if said[0].mention.kind is not said[1].mention.kind:
        return None
    target = next((one for one in said if _is_target(material, one)), None)
    if target is None:
        return None
    return target, next(one for one in said if one is not target)


_SET = re.compile(
    r"\b(?:minimaal|minstens|ten minste|tenminste|op zijn minst|maximaal|hooguit|ten hoogste|hoogstens|"
    r"niet meer dan|niet minder dan)(?: de)?$",
    re.IGNORECASE,
)


def _is_spent(fact: Fact) -> bool:
    """Over drie avonden: in how long, no result."""
    return bool(fact.unit) and "<spent>" in tags_of((fact.unit or "").split()[-1].lower())


def _is_told(fact: Fact) -> bool:
    return fact.mention.detail.get("role") not in ("from", "by", "difference")


def _explain(material: Material, word: Mention) -> Finding:
    said = "gehaald" if word.detail.get("met") else "niet gehaald"
    why = f"Er staat dat een doel is {said}, zonder getal. Noem wat is beloofd en wat het werd."
    return material.find(FindingKind.TARGET_WITHOUT_NUMBER, material.sentence_span(word.sentence), why)


def _ask(material: Material, word: Mention, target: Fact, result: Fact) -> Asked | Finding | None:
    if target.mention.kind is not result.mention.kind:
        return None
    if has_other_unit(target, result):
        why = (
            f"Beloofd zijn {target.mention.quote.strip()} {target.unit}, geteld zijn "
            f"{result.mention.quote.strip()} {result.unit}. Tel wat is beloofd."
        )
        return _find_drift(material, word, target, result, why)
    if _is_per_other_time(material, target, result):
        why = "Het ene getal is per keer en het andere over het geheel. Gebruik voor beide dezelfde maat."
        return _find_drift(material, word, target, result, why)
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


_SHORTER = frozenset({"minuten", "seconden", "dagen", "werkdagen", "weken", "maanden"})
"""Of these less is better: how long something may take."""
_PER = re.compile(r"\bper (?:avond|dag|week|maand|kwartaal|keer|editie|wedstrijd|dagdeel)\b", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:over (?:het|de) (?:hele|gehele)|het hele (?:weekend|jaar|seizoen)|in totaal|bij elkaar|"
    r"alle \w+ samen)\b",
    re.IGNORECASE,
)


def _is_per_other_time(material: Material, target: Fact, result: Fact) -> bool:
    first, second = (material.sentence_words(one.mention.sentence) for one in (target, result))
    return bool(_PER.search(first) and _OVER.search(second) and not _PER.search(second))


def _find_drift(material: Material, word: Mention, target: Fact, result: Fact, why: str) -> Finding:
    span = material.span_of(word, target.mention, result.mention)
    values = [target.value, result.value]
    return material.find(FindingKind.UNIT_DRIFT, span, why, computed={"values": values})


def _is_target(material: Material, fact: Fact) -> bool:
    start = max(material.sentence_span(fact.mention.sentence).start, fact.mention.start - 45)
    before = material.words(start, fact.mention.start).lower()
    return any(word in before for word in _PROMISED)


def _direction(material: Material, fact: Fact) -> str:
    before = material.words(max(0, fact.mention.start - 30), fact.mention.start).lower()
    if (fact.unit or "").split()[-1:] and (fact.unit or "").split()[-1] in _SHORTER:
        return "at_most"
    is_most = fact.mention.detail.get("at_most") or any(
        word in before
        for word in ("hooguit", "maximaal", "hoogste", "niet meer dan", "niet hoger dan", "niet boven")
    )
    return "at_most" if is_most else "at_least"
