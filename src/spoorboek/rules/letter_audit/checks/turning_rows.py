"""Does it depend on the year with which is compared whether a row of years rose or fell?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.stems import is_same_thing

_ROW = 3


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
        row = _find_row(material, direction)
        if row is None:
            continue
        first, before, last = row[0], row[-2], row[-1]
        way = int(direction.value)
        is_turned = (last.value - first.value) * (last.value - before.value) < 0
        if is_turned and _says_one(way, first, before, last):
            found.append(_explain(material, direction, first, before))
    return found


def _says_one(way: int, first: Fact, before: Fact, last: Fact) -> bool:
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


def _find_row(material: Material, direction: Mention) -> Sequence[Fact] | None:
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
    return sorted(counts, key=lambda one: str(one.period))


def _explain(material: Material, direction: Mention, first: Fact, before: Fact) -> Finding:
    why = (
        f"Het hangt ervan af waarmee u vergelijkt: {format_number(first.value)} in {first.period} of "
        f"{format_number(before.value)} in {before.period}. Noem het jaar."
    )
    return material.find(FindingKind.MISSING_COMPARATOR, material.sentence_span(direction.sentence), why)
