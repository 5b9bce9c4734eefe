"""Does it depend on the year with which is compared whether a row of years rose or fell?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.table_directions import find_series
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.stems import is_same_thing
from spoorboek.rules.letter_audit.told_pairs import find_told_row

_ROW = 3


@dataclass(frozen=True, slots=True)
class Point:
    """A number of one year."""

    period: Period
    value: int | Decimal


def check_turning_rows(material: Material) -> Found:
    """Find "er zijn nu meer" beside three years of which the first and the last but one disagree."""
    found: list[Finding] = []
    for direction in material.letter.mentions:
        if (
            direction.kind is not MentionKind.DIRECTION
            or not direction.value
            or not _is_plain(material, direction)
        ):
            continue
        row = _find_row(material, direction) or _find_told(material, direction)
        row = row or _find_in_table(material, direction)
        if row is None:
            continue
        first, before, last = row[0], row[-2], row[-1]
        way = int(direction.value)
        is_turned = (
            _is_plain_of_last(material, direction, last)
            and (last.value - first.value) * (last.value - before.value) < 0
        )
        if is_turned and _says_one(way, first, before, last):
            found.append(_explain(material, direction, first, before))
    return found


def _is_plain_of_last(material: Material, direction: Mention, last: Point) -> bool:
    """Tell whether a sentence with a year of its own is about the last one of the row."""
    own = [one.period for one in material.facts_in(direction.sentence) if one.period is not None]
    return not own or last.period in own


def _find_told(material: Material, direction: Mention) -> Sequence[Point] | None:
    """Return three or more years that are told further back, where no year is named beside the change."""
    if _names_time(material, direction):
        return None
    row = find_told_row(material.letter, material.layout, material.facts_by_sentence, direction)
    years = {one.period for one in row}
    if len(row) < _ROW or len(years) != len(row) or None in years:
        return None
    return _sort([Point(one.period, one.value) for one in row if one.period is not None])


def _find_in_table(material: Material, direction: Mention) -> Sequence[Point] | None:
    """Return the row of a table of three or more years of which a sentence without a year speaks."""
    if _names_time(material, direction) or material.facts_in(direction.sentence):
        return None
    series = find_series(material, direction)
    if series is None or len(series.values) < _ROW:
        return None
    return _sort([Point(period, value) for period, value in series.values])


def _names_time(material: Material, direction: Mention) -> bool:
    said = material.layout.mentions_of(direction.sentence)
    return any(one.kind is MentionKind.PERIOD for one in said)


def _sort(row: list[Point]) -> list[Point]:
    return sorted(row, key=lambda one: str(one.period))


def _says_one(way: int, first: Point, before: Point, last: Point) -> bool:
    return (last.value - first.value) * way > 0 or (last.value - before.value) * way > 0


def _is_plain(material: Material, direction: Mention) -> bool:
    """Tell whether the sentence names nothing to compare with, and only one way."""
    said = material.layout.mentions_of(direction.sentence)
    ways = [one for one in said if one.kind is MentionKind.DIRECTION]
    is_compared = any(one.kind is MentionKind.COMPARATOR for one in said) or _OVER_ALL.search(
        material.sentence_words(direction.sentence)
    )
    layout = material.layout
    if is_compared or len(ways) > 1 or direction.detail.get("speed") or direction.detail.get("negated"):
        return False
    return not (layout.is_table(direction.sentence) or layout.is_ahead(direction.sentence))


_OVER_ALL = re.compile(
    r"\b(?:hele|gehele|planperiode|sinds|jaar op jaar|elk jaar|ieder jaar|steeds|opnieuw|wederom|verder|"
    r"structure\w+|trend\w*|coronaj\w+)\b",
    re.IGNORECASE,
)


def _find_row(material: Material, direction: Mention) -> Sequence[Point] | None:
    """Return the counts of three or more years in the sentence of a direction and the ones beside it."""
    near = [
        one.index
        for one in material.layout.neighbours(direction.sentence)
        if abs(one.index - direction.sentence) <= 1
    ]
    counts = [
        one
        for place in near
        for one in material.facts_in(place)
        if one.mention.kind is MentionKind.NUMBER and not one.is_mark and not one.mention.detail.get("role")
    ]
    if len([one for one in counts if one.mention.sentence == direction.sentence]) == len(counts) - 1 > 1:
        # "Minder, namelijk 2.705 in 2020 en 2.588 in 2021": those are laid beside the one before.
        return None
    years = [one.period for one in counts]
    if len(counts) < _ROW or not all(year is not None and year.is_one_year for year in years):
        return None
    units = [one.unit for one in counts if one.unit]
    if len(set(years)) != len(counts) or not all(is_same_thing(units[0], unit) for unit in units):
        return None
    return _sort([Point(one.period, one.value) for one in counts if one.period is not None])


def _explain(material: Material, direction: Mention, first: Point, before: Point) -> Finding:
    why = (
        f"Het hangt ervan af waarmee u vergelijkt: {format_number(first.value)} in {first.period} of "
        f"{format_number(before.value)} in {before.period}. Noem het jaar."
    )
    return material.find(FindingKind.MISSING_COMPARATOR, material.sentence_span(direction.sentence), why)
