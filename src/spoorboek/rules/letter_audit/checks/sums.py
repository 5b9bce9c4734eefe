"""Do the parts of a whole make up the whole, in the text, in a table, and across the two?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.checks.rest_parts import (
    find_rest,
    is_first_part,
    is_partly,
    may_count_twice,
)
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.parts import is_age, may_make_up
from spoorboek.rules.letter_audit.reading.sums import has_other_reading
from spoorboek.rules.letter_audit.series import plain
from spoorboek.rules.letter_audit.stems import is_same_thing

_KINDS: dict[VerdictCode, FindingKind | None] = {VerdictCode.SUPPORTED_WITH_NOTE: FindingKind.UNIT_DRIFT}
_QUIET: dict[VerdictCode, FindingKind | None] = {VerdictCode.SUPPORTED_WITH_NOTE: None}
"""Kinds of one thing have names of their own: houses and sheds are premises. What follows on "
"reports is told."""


def check_sums(material: Material) -> Found:
    """Put parts with their total to the judge; in a table the row or column of totals."""
    found: list[Asked] = []
    for sentence in material.letter.sentences:
        for word in material.layout.mentions_of(sentence.index):
            if word.kind is MentionKind.TOTAL and (asked := _ask(material, word)):
                found.append(asked)
                break
    found += [asked for one in material.letter.sentences if (asked := _ask_plain(material, one.index))]
    return found


def _ask_plain(material: Material, sentence: int) -> Asked | None:
    """Van de 18 zijn er 11 en 9; drie zaken: twee hier en twee daar; A, dat is N minder dan B."""
    facts = [one for one in material.facts_in(sentence) if is_count(one)]
    said = material.layout.mentions_of(sentence)
    if any(one.kind is MentionKind.TOTAL for one in said) or material.layout.is_table(sentence):
        return None
    if difference := _find_difference(material, sentence, facts):
        return difference
    if any(_is_factor(material, one) for one in facts):
        return None
    if len(facts) < 3 or len({one.period for one in facts if one.period}) > 1:
        return None
    words = material.sentence_words(sentence)
    text = material.letter.text.text
    total, parts = facts[0], facts[1:]
    rest = find_rest(material, sentence)
    parts = parts if rest is None else [*parts, rest]
    lead = material.words(max(0, total.mention.start - 10), total.mention.start)
    gap = text[total.mention.end : parts[0].mention.start]
    if _are_people(total, parts, gap):
        return ask_sum(material, total, parts, words)
    if len(parts) >= 3 and re.search(r"\b(?:bij|in|op|onder) (?:de|alle|deze)$", lead, re.IGNORECASE):
        summed = sum((Decimal(part.value) for part in parts), Decimal(0))
        if abs(summed - total.value) <= total.value * _NEAR and not is_partly(words):
            return ask_sum(material, total, parts, words)
    is_whole = bool(re.search(r"\bvan de$", lead, re.IGNORECASE)) or (":" in gap and len(gap) < 60)
    if not is_whole or any(one.kind is MentionKind.DIRECTION for one in said) or is_partly(words):
        return None
    return ask_sum(material, total, parts, words)


def _are_people(total: Fact, parts: Sequence[Fact], gap: str) -> bool:
    """36 verdachten, 21 meerderjarigen en 18 minderjarigen: people that are people of two kinds."""
    units = [total.unit or "", *((part.unit or "") for part in parts)]
    is_apart = "," in gap and not re.search(r"[.;]", gap)
    return len(parts) == 2 and is_apart and all(_PERSONS.search(unit) for unit in units)


_PERSONS = re.compile(
    r"(?:verdachten|personen|slachtoffers|deelnemers|jongeren|aanhoudingen|meerderjarigen|minderjarigen|mannen|vrouwen|"
    r"jongens|meisjes|volwassenen|kinderen|inwoners|bezoekers|cliënten|leerlingen)$",
    re.IGNORECASE,
)


def ask_sum(material: Material, total: Fact, parts: Sequence[Fact], words: str) -> Asked | None:
    """Return the question whether parts make up their total; None when they are far from it together."""
    summed = sum(Decimal(part.value) for part in parts)
    if not may_make_up(total, parts) or (
        summed != total.value and _is_read_otherwise(material, total, parts)
    ):
        return None
    entry: dict[str, Any] = {
        "claim": "adds_up",
        "words": words,
        "parts": [{"value": plain(part.value)} for part in parts],
        "total": {"value": plain(total.value)},
    }
    return Asked(material.span_of(total.mention, *(one.mention for one in parts)), entry)


def _find_difference(material: Material, sentence: int, facts: Sequence[Fact]) -> Asked | None:
    """N meer or minder beside two numbers: the difference is N."""
    words = material.letter.text.text
    steps = [one for one in facts if _STEP.match(words, one.mention.end)]
    steps += [one for one in facts if _CAME.match(words, one.mention.end) and one not in steps]
    if len(steps) != 1 or _LEVEL.match(words, steps[0].mention.end):
        return None
    places = [
        one.index for one in material.layout.neighbours(sentence) if sentence - 1 <= one.index <= sentence
    ]
    near = [one for place in places for one in material.facts_in(place) if is_count(one)]
    others = [one for one in near if one.mention != steps[0].mention][-2:]
    if len(others) != 2 or others[0].value == others[1].value:
        return None
    low, high = sorted(others, key=lambda one: one.value)
    if steps[0].value * 20 < (high.value - low.value) or steps[0].value > high.value:
        return None
    if is_age(low) or is_age(high) or (low.unit and high.unit and not is_same_thing(low.unit, high.unit)):
        return None
    entry: dict[str, Any] = {
        "claim": "adds_up",
        "words": material.sentence_words(sentence),
        "parts": [{"value": plain(low.value)}, {"value": plain(steps[0].value)}],
        "total": {"value": plain(high.value)},
    }
    return Asked(material.sentence_span(sentence), entry)


_STEP = re.compile(r"\s*(?!liever)(?:\w+\s+)?(?:meer|minder)\b")
_LEVEL = re.compile(r"\s*\w+\s+(?:meer|minder)\s+(?!dan\b|als\b|in\b|per\b|op\b|bij\b)\w+", re.IGNORECASE)
"""Met 40 boetes meer overtredingen dan in 2022: how many there were, not how many more."""
_CAME = re.compile(r"\s*(?:\w+\s+)?bij\s*\(")


def _ask(material: Material, word: Mention) -> Asked | None:
    role = word.detail.get("role")
    total, parts = _find_total(material, word, str(role)), _find_parts(material, word, str(role))
    if role == "total" and total is not None and len(parts) < 2:
        parts = _list_behind(material, total)
    if total is None or len(parts) < 2 or total.mention in [part.mention for part in parts]:
        return None
    summed = sum(Decimal(part.value) for part in parts)
    words = material.sentence_words(word.sentence)
    if _is_other_measure(total, parts) or _is_product(words, total, parts) or not may_make_up(total, parts):
        return None
    if summed != total.value and _is_read_otherwise(material, total, parts):
        return None
    if summed < total.value and (is_partly(words) or (role == "outcome" and summed * 2 < total.value)):
        return None
    entry: dict[str, Any] = {
        "claim": "adds_up",
        "words": words,
        "parts": [_quantity(part, total) for part in parts],
        "total": _quantity(total, total),
    }
    mentions = [total.mention, word, *(part.mention for part in parts)]
    return Asked(material.span_of(*mentions), entry, _KINDS if role == "outcome" else _QUIET)


def _is_read_otherwise(material: Material, total: Fact, parts: Sequence[Fact]) -> bool:
    """Tell whether other numbers of the passage make the total, or whether they tell what came and went."""
    passage = material.passage_of(total)
    if passage is None:
        return False
    if may_count_twice(material, total.mention.sentence):
        return True
    if total.mention.block in {one.opening.fact.mention.block for one in material.told_flows}:
        return True
    whole = next(one for one in passage.counts if one.fact.mention == total.mention)
    return has_other_reading(whole, passage.counts, parts)


def _is_other_measure(total: Fact, parts: Sequence[Fact]) -> bool:
    """Acht boa's en twee toezichthouders, samen 9,2 fte: people make up another number of full days."""
    return (total.unit or "").split()[-1:] in (["fte"], ["fte's"]) and not any(
        (part.unit or "").startswith("fte") for part in parts
    )


def _is_product(words: str, total: Fact, parts: Sequence[Fact]) -> bool:
    """Drie bijeenkomsten met gemiddeld 22 deelnemers, in totaal 66: times, not and."""
    if not re.search(r"\b(?:gemiddeld|elk|ieder|per|keer|maal)\b", words, re.IGNORECASE):
        return False
    product = Decimal(1)
    for part in parts:
        product *= Decimal(part.value)
    return abs(product - Decimal(total.value)) <= Decimal(total.value) / 50 or "gemiddeld" in words.lower()


def _find_total(material: Material, word: Mention, role: str) -> Fact | None:
    own = [one for one in material.facts_in(word.sentence) if is_count(one)]
    before = [one for one in own if one.mention.end <= word.start]
    if role == "total":
        return next((one for one in own if one.mention.start >= word.start), None)
    if before and not is_first_part(material, word, before):
        return before[-1]
    earlier = [one for one in material.layout.neighbours(word.sentence) if one.index < word.sentence]
    known = [one for one in material.facts_in(earlier[-1].index) if is_count(one)] if earlier else []
    return known[-1] if len(known) == 1 else None


def _find_parts(material: Material, word: Mention, role: str) -> list[Fact]:
    own = [one for one in material.facts_in(word.sentence) if is_count(one)]
    if _goes_from_to(material, own) or any(_is_factor(material, one) for one in own):
        return []
    if role == "total":
        own = [one for one in own if one.mention.end <= word.start]
        if not own:
            own = _list_before(material, word.sentence)
    else:
        before = [one for one in own if one.mention.end <= word.start]
        is_part = is_first_part(material, word, before)
        own = own if is_part else [one for one in own if one.mention.start >= word.start]
        own += [rest] if (rest := find_rest(material, word.sentence)) and len(own) > 1 else []
    periods = {one.period for one in own if one.period}
    return own if len(periods) < 2 else []


def _goes_from_to(material: Material, own: Sequence[Fact]) -> bool:
    """Tell whether numbers are laid beside each other in time: what they were before is no part."""
    return any(one.mention.detail.get("role") in ("from", "to") for one in own)


def _list_before(material: Material, sentence: int) -> list[Fact]:
    """Samen zijn dat er: the parts stand in the sentence before."""
    words = material.sentence_words(sentence)
    if not re.match(r"\W*(?:samen|in totaal|bij elkaar|opgeteld|totaal)\b", words, re.IGNORECASE):
        return []
    earlier = [one.index for one in material.layout.neighbours(sentence) if one.index == sentence - 1]
    found = [one for place in earlier for one in material.facts_in(place) if is_count(one)]
    return [] if _goes_from_to(material, found) else found


def _list_behind(material: Material, total: Fact) -> list[Fact]:
    """In totaal 60 controles: 40 hier en 20 daar."""
    own = [one for one in material.facts_in(total.mention.sentence) if is_count(one)]
    following = material.layout.next_in_block(total.mention.sentence)
    behind = [one for one in own if one.mention.start > total.mention.end]
    if following is not None and not behind and (parts := _list_spread(material, following.index, total)):
        return parts
    inside = _INSIDE.search(material.letter.text.text, total.mention.end)
    if inside is not None:
        # "60 in 2023 en 70 in 2024, waarvan 25 ook al in 2023": a part of a part is no part of the whole.
        behind = [one for one in behind if one.mention.start < inside.start()] if len(behind) > 2 else behind
    gap = material.words(total.mention.end, behind[0].mention.start) if behind else ""
    return behind if re.search(r":|\bte weten\b", gap) and len(gap) < 60 else []


def _list_spread(material: Material, place: int, total: Fact) -> list[Fact]:
    """In totaal 74. Op fietspaden 31, op kruispunten 28, op wegen 19: three or more, near the total."""
    parts = [one for one in material.facts_in(place) if is_count(one)]
    said = material.layout.mentions_of(place)
    has_way = any(
        one.kind in (MentionKind.DIRECTION, MentionKind.PERIOD, MentionKind.COMPARATOR) for one in said
    )
    summed = sum((Decimal(one.value) for one in parts), Decimal(0))
    is_near = abs(summed - total.value) <= total.value * _NEAR
    is_spread = _SPREAD.match(material.sentence_words(place)) is not None
    return parts if len(parts) >= 3 and is_near and is_spread and not has_way else []


_NEAR = Decimal("0.15")
_SPREAD = re.compile(r"\W*(?:op|in|bij|aan|langs|over|uit|van|voor|door)\b", re.IGNORECASE)
_TIMES = re.compile(r"\s*(?:keer|maal)\s+(?:zo|meer|vaker|hoger|groter)", re.IGNORECASE)
_INSIDE = re.compile(r",\s*(?:waarvan|van wie|onder wie|waaronder)\b", re.IGNORECASE)


def is_count(fact: Fact) -> bool:
    """Tell whether a number can be a part of a whole: shares, marks and how long it took cannot."""
    if fact.mention.kind not in (MentionKind.NUMBER, MentionKind.AMOUNT) or fact.is_mark or fact.is_share:
        return False
    unit = (fact.unit or "").split()
    return not unit or unit[-1] not in DURATIONS or "uur" in unit[-1] or "uren" in unit[-1]


def _is_factor(material: Material, fact: Fact) -> bool:
    return bool(_TIMES.match(material.letter.text.text, fact.mention.end))


def _quantity(fact: Fact, total: Fact) -> dict[str, Any]:
    unit = fact.unit
    if unit and total.unit and is_same_thing(unit, total.unit):
        unit = total.unit
    return {"value": plain(fact.value)} | ({"unit": unit} if unit else {})
