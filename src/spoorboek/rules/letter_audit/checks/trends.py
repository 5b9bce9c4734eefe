"""Do words of a trend rest on more than two numbers that chance can explain?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.change_periods import Change
from spoorboek.rules.letter_audit.checks.directions import describe_change, find_strength, list_unused
from spoorboek.rules.letter_audit.checks.flows import list_roles
from spoorboek.rules.letter_audit.checks.table_directions import find_series
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.pairs import UNKNOWN_END, UNKNOWN_START, Pair, list_pairs
from spoorboek.rules.letter_audit.series import Series, plain
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems

_SHOWS = re.compile(
    r"^\W*(?:zo\b|dit blijkt|dat blijkt|dit zien we|bijvoorbeeld|namelijk|in 20\d\d)", re.IGNORECASE
)
_KINDS: dict[VerdictCode, FindingKind | None] = {
    VerdictCode.SUPPORTED_WITH_NOTE: FindingKind.TREND_ON_NOISE,
    VerdictCode.NO_FIGURE: None,
}


def check_trends(material: Material) -> Found:
    """Put words of a trend to the judge with the numbers that the next sentences give for it."""
    found: list[Asked] = []
    for direction in list_unused(material):
        if find_strength(material, direction) != "trend" or direction.detail.get("speed"):
            continue
        if material.layout.is_heading(direction.sentence) or find_series(material, direction):
            continue
        change = _find_numbers(material, direction) or find_cases(material, direction)
        if change is not None:
            found.append(_ask(material, direction, change))
    return [*found, *_check_nouns(material)]


def _check_nouns(material: Material) -> list[Asked]:
    """Put "een zorgwekkende trend" to the judge: two numbers and no word that says which way."""
    found: list[Asked] = []
    for sentence in material.letter.sentences:
        said = material.layout.mentions_of(sentence.index)
        ways = [one for one in said if one.kind is MentionKind.DIRECTION]
        has_way = any(not (one.detail.get("good") or one.detail.get("bad")) for one in ways)
        reading = material.reading(sentence.index)
        noun = reading.find("trend_noun")
        is_said = noun is not None or _EVER.search(reading.words)
        if has_way or not is_said or reading.is_open or material.layout.is_table(sentence.index):
            continue
        if "<negation>" in reading.tags:
            continue
        if material.layout.is_ahead(sentence.index) or material.layout.is_heading(sentence.index):
            continue
        if (pair := _find_pair(material, sentence.index)) is not None:
            found.append(_ask_noun(material, sentence.index, pair.before.value, pair.after.value))
        elif noun is not None and (row := _find_row(material, sentence.index)) is not None:
            found.append(_ask_noun(material, sentence.index, row.values[0][1], row.values[-1][1]))
    return found


def _find_row(material: Material, sentence: int) -> Series | None:
    """Return the only row of years that a sentence without numbers names, of the table right above it."""
    block = material.letter.sentences[sentence].block
    stems = list_stems(material.sentence_words(sentence))
    rows = [one for one in material.series if one.table == block - 1 and len(one.values) > 1]
    named = rows if len(rows) == 1 else [one for one in rows if one.own_stems and one.own_stems <= stems]
    return named[0] if len(named) == 1 and not material.facts_in(sentence) else None


def _find_pair(material: Material, sentence: int) -> Pair | None:
    """Return the only two numbers that a trend is told of: in its sentence, behind it or before it."""
    near = (material.facts_in(sentence), _list_next(material, sentence), _list_before(material, sentence))
    for facts in near:
        pairs = [
            one
            for one in list_pairs(material.letter, facts)
            if one.is_same_unit and one.before.value != one.after.value
        ]
        if pairs:
            is_count = pairs[0].after.mention.kind is MentionKind.NUMBER and not pairs[0].after.is_mark
            return pairs[0] if len(pairs) == 1 and is_count else None
    return None


def _list_next(material: Material, sentence: int) -> Sequence[Fact]:
    """Return the numbers of the next sentence, where a sentence without numbers calls them a trend."""
    following = material.layout.next_in_block(sentence)
    return () if following is None else material.facts_in(following.index)


def _list_before(material: Material, sentence: int) -> Sequence[Fact]:
    """Return the numbers of the sentence before, where one without numbers looks back on them."""
    before = [one.index for one in material.layout.neighbours(sentence) if one.index < sentence]
    return [fact for place in before[-2:] for fact in material.facts_in(place)]


_EVER = re.compile(
    r"\bsteeds (?:beter|vaker|makkelijker|sneller|vlotter|meer)\b[^.;]*\b(?:te vinden|gevonden|bereikt|"
    r"bereikbaar|benut|"
    r"gebruikt|gewaardeerd|ingeschakeld|gemeld|melden|bekend)\b|"
    r"\b(?:weten|weet|vinden|vindt)\b[^.;]*\bsteeds (?:beter|vaker|makkelijker|sneller)\b",
    re.IGNORECASE,
)
"""Steeds beter te vinden: a trend that the numbers behind it must show."""


def _ask_noun(material: Material, sentence: int, before: int | Decimal, after: int | Decimal) -> Asked:
    points = [
        {"period": str(UNKNOWN_START), "value": plain(before)},
        {"period": str(UNKNOWN_END), "value": plain(after)},
    ]
    entry: dict[str, Any] = {
        "claim": "rises" if after > before else "falls",
        "words": "trend",
        "strength": "trend",
        "kind": "count",
        "source_type": "registered",
        "from": str(UNKNOWN_START),
        "to": str(UNKNOWN_END),
        "points": points,
    }
    return Asked(material.sentence_span(sentence), entry, _KINDS)


def _find_numbers(material: Material, direction: Mention) -> Change | None:
    """Return the change that a following sentence of the block gives as its example or its result."""
    neighbours = {one.index: one for one in material.layout.neighbours(direction.sentence)}
    said = list_stems(material.sentence_words(direction.sentence))
    for change in material.changes:
        behind = change.direction.sentence - direction.sentence
        if change.direction.sentence not in neighbours or not 0 <= behind <= 2:
            continue
        words = material.sentence_words(change.direction.sentence)
        is_shown = behind == 0 or (behind == 1 and _SHOWS.search(words)) or _is_about(said, change)
        if is_shown and change.direction.value == direction.value:
            return change
    return None


def find_cases(material: Material, direction: Mention) -> Change | None:
    """Return the new cases of two years in the same block, when the trend is about cases."""
    if not direction.unit:
        return None
    opened = {
        year: fact for role, year, fact in list_roles(material, direction.block) if role == "opened" and year
    }
    near = {
        one.index
        for one in material.layout.neighbours(direction.sentence)
        if one.index <= direction.sentence + 1
    }
    years = sorted(opened)
    if len(years) < 2 or not any(is_same_thing(fact.unit, direction.unit) for fact in opened.values()):
        return None
    before, after = opened[years[-2]], opened[years[-1]]
    if not {before.mention.sentence, after.mention.sentence} & near:
        return None
    return Change(direction, before, after, Period.year(years[-2]), Period.year(years[-1]), is_apart=True)


def _is_about(said: frozenset[str], change: Change) -> bool:
    return bool(list_stems(f"{change.after.unit or ''} {change.before.unit or ''}") & said)


def _ask(material: Material, direction: Mention, change: Change) -> Asked:
    entry: dict[str, Any] = describe_change(material, change) | {
        "strength": "trend",
        "source_type": "registered",
        "words": material.words(direction.start, direction.end),
    }
    return Asked(material.sentence_span(direction.sentence), entry, _KINDS)
