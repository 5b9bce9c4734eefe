"""Is a number that the letter tells as known, or that stands in one of its tables, another one?"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.conflicts import explain_conflict, list_narrowing
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.grids import Grid
from spoorboek.rules.letter_audit.model import Finding, MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.matters import tells_apart
from spoorboek.rules.letter_audit.stems import list_stems, stem

_DEFINITE = re.compile(
    r"\b(?:van de|van alle|van onze|de|die|deze|alle|onze|bij de|uit de|in de)\s+$", re.IGNORECASE
)
_ADJECTIVES = re.compile(
    r"((?:\s+[a-zà-ÿ]+e)*?)\s+[\w'’-]+(?:\s+((?:in|van|via|bij|op|uit|over|met) [^.,;]{3,60}))?"
)
_PARTICIPLE = re.compile(r"\w*ge\w+(?:de|te|en)$")
_PLANNED = re.compile(
    r"\b(?:gepland\w*|begroot\w*|verwacht\w*|geraamd\w*|toegezegd\w*|beloofd\w*|beoogd\w*)\b", re.I
)
_SOME_TIME = re.compile(
    r"\b(?:eerder|vorig\w*|daarvoor|ervoor|later|voorgaand\w*|toen|destijds|per)\b", re.IGNORECASE
)
_LARGEST = Decimal("2.5")


def check_known_numbers(material: Material) -> Found:
    """Find counts that were told as another number before, and amounts that a table tells otherwise."""
    return [*_check_definite(material), *_check_amounts(material)]


def _check_definite(material: Material) -> list[Finding]:
    """Find a number told as known ("van de 29 verboden") or with turned digits that is another one.

    Only where the letter told one other number of the same, and nothing says that fewer or others are meant.
    """
    found: list[Finding] = []
    compared = {one.mention.start for change in material.changes for one in (change.before, change.after)}
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in material.facts:
        if not _is_plain_count(material, fact):
            continue
        unit = stem((fact.unit or "").split()[-1])
        earlier = [one for one in told[unit] if _may_be_one(one, fact)]
        values = {one.value for one in earlier}
        if len(values) == 1 and fact.value not in values and fact.mention.start not in compared:
            first = earlier[0]
            ratio = Decimal(max(fact.value, first.value)) / max(
                Decimal(min(fact.value, first.value)), Decimal(1)
            )
            between = material.letter.text.text[first.mention.end : fact.mention.start]
            is_close = (
                ratio <= _LARGEST
                and not tells_apart(material, first, fact)
                and (first.mention.sentence != fact.mention.sentence or ";" in between)
            )
            if is_close and (
                _is_definite(material, first, fact) or _has_turned_digits(material, first, fact)
            ):
                found.append(
                    explain_conflict(material, fact, first.value, fact.period or first.period, first)
                )
        if not _PART_OF.match(material.letter.text.text, fact.mention.end):
            told[unit].append(fact)
    return found


def _is_plain_count(material: Material, fact: Fact) -> bool:
    sentence = fact.mention.sentence
    return (
        fact.mention.kind is MentionKind.NUMBER
        and bool(fact.unit)
        and not (fact.is_mark or fact.is_share)
        and not fact.mention.detail.get("role")
        and fact.value > 1
        and (fact.unit or "").split()[-1] not in DURATIONS
        and not material.layout.is_table(sentence)
        and (not material.layout.is_ahead(sentence) or _is_held(material, fact))
    )


_PART_OF = re.compile(r"\s+van (?:de|onze|deze|die)\b", re.IGNORECASE)
_HELD = re.compile(
    r"[^.;,]{0,30}\b(?:die|dat) (?:wij|we|er) [^.;,]{0,20}\w*(?:den|ten|ben|zijn|hebben)\b", re.IGNORECASE
)


def _is_held(material: Material, fact: Fact) -> bool:
    """De 14 interviews die wij hielden: done, also where the sentence says what is wanted."""
    return bool(_HELD.match(material.letter.text.text, fact.mention.end))


def _may_be_one(one: Fact, other: Fact) -> bool:
    return one.period is None or other.period is None or one.period == other.period


def _is_definite(material: Material, first: Fact, fact: Fact) -> bool:
    text = material.letter.text.text
    if not _DEFINITE.search(text[max(0, fact.mention.start - 12) : fact.mention.start]):
        return False
    words = material.sentence_words(first.mention.sentence)
    if _PLANNED.search(words):
        return False
    match = _ADJECTIVES.match(text, fact.mention.end)
    said = material.sentence_words(fact.mention.sentence)
    if match is None or _list_times(said) != _list_times(words):
        return False
    known = list_stems(words)
    extra = [one for one in match[1].split() if not _PARTICIPLE.match(one) and not list_stems(one) <= known]
    phrase = list_stems(match[2] or "")
    return not extra and (not phrase or bool(phrase & known) or match[2].startswith("in 20"))


def _list_times(words: str) -> frozenset[str]:
    return frozenset(match[0].lower() for match in _SOME_TIME.finditer(words))


def _has_turned_digits(material: Material, first: Fact, fact: Fact) -> bool:
    one, other = str(first.value), str(fact.value)
    if len(one) < 2 or sorted(one) != sorted(other):
        return False
    words = [material.sentence_words(each.mention.sentence) for each in (first, fact)]
    return not any(_SOME_TIME.search(each) for each in words) and list_narrowing(words[0]) == list_narrowing(
        words[1]
    )


def _check_amounts(material: Material) -> list[Finding]:
    """Find an amount in the text that is another one in the row of a table that it names."""
    found: list[Finding] = []
    amounts = [one for one in material.facts if one.mention.kind is MentionKind.AMOUNT]
    for fact in amounts:
        if (
            material.layout.is_table(fact.mention.sentence)
            or fact.mention.low is None
            or fact.mention.high is None
        ):
            continue
        words = material.sentence_words(fact.mention.sentence)
        stems = list_stems(words)
        for grid in material.grids:
            rows = [one for one in grid.rows if one.stems and one.stems <= stems]
            column = _find_column(grid, fact)
            if len(rows) != 1 or column is None or len([one for one in amounts if _is_in(one, fact)]) != 1:
                continue
            value = rows[0].values[column] if column < len(rows[0].values) else None
            if value is not None and _is_other_amount(fact, Decimal(value), grid.scale(column)):
                found.append(explain_conflict(material, fact, value * grid.scale(column), fact.period))
    return found


def _is_in(one: Fact, other: Fact) -> bool:
    return one.mention.sentence == other.mention.sentence


def _find_column(grid: Grid, fact: Fact) -> int | None:
    if len(grid.columns) == 1:
        return 0
    year = str(fact.period.first.year) if fact.period is not None and fact.period.is_one_year else None
    named = [place for place, name in enumerate(grid.columns) if year and year in name]
    return named[0] if len(named) == 1 else None


def _is_other_amount(fact: Fact, value: Decimal, scale: int) -> bool:
    """Tell whether an amount is near that of a table, and not the same by rounding."""
    low, high = Decimal(fact.mention.low or 0), Decimal(fact.mention.high or 0)
    half = Decimal(scale) / 2 if scale > 1 else Decimal(0)
    printed = value * scale
    is_same = printed - half <= high and low <= printed + half
    return not is_same and Decimal(2) * min(printed, low) > max(printed, high)
