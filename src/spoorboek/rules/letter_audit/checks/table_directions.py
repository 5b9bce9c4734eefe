"""Do words of change without numbers say what the tables of the same letter say?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from spoorboek.figures.definition import SourceType
from spoorboek.figures.dutch_numbers import decimals_of
from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.checks.directions import (
    find_strength,
    list_unused,
    name_claim,
)
from spoorboek.rules.letter_audit.checks.told_rows import find_only_row, find_told_row
from spoorboek.rules.letter_audit.facts import find_source_type
from spoorboek.rules.letter_audit.model import FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.own_doing import is_our_doing
from spoorboek.rules.letter_audit.reading.same_words import has_form
from spoorboek.rules.letter_audit.series import Series
from spoorboek.rules.letter_audit.stems import list_stems
from spoorboek.rules.letter_audit.told_pairs import CUT, list_compared

_AND = re.compile(r"\ben\b")
_EACH = re.compile(r"\b(?:elk|ieder) jaar\b|\bjaar (?:op|na) jaar\b", re.IGNORECASE)
_ALL_YEARS = re.compile(
    r"\b(?:al|reeds|nu) (?:\w+ )?ja(?:ar|ren)\b|\bjaar op rij\b|\bover alle jaren\b", re.IGNORECASE
)
_BARE = re.compile(r"\W*(?:het|dit|dat) (?:aantal|totaal|cijfer)\b", re.IGNORECASE)
_SPEEDS = {1: "faster", -1: "slower"}
_QUIET: Mapping[VerdictCode, FindingKind | None] = {VerdictCode.NO_FIGURE: None}
_HEADING: Mapping[VerdictCode, FindingKind | None] = {
    VerdictCode.NO_FIGURE: None,
    VerdictCode.CONTRADICTED: FindingKind.UNSUPPORTED_HEADLINE,
    VerdictCode.NOT_DEMONSTRABLE: FindingKind.UNSUPPORTED_HEADLINE,
}


def check_table_directions(material: Material) -> Found:
    """Put directions that are about one row of a table to the judge, with the numbers of that row."""
    found: list[Asked] = []
    for direction in list_unused(material):
        series = find_series(material, direction)
        if series is not None and len(series.values) > 1:
            found.append(_ask(material, direction, series))
            if (other := _find_same_for(material, direction)) is not None:
                found.append(_ask(material, *other))
    return found


def _find_same_for(material: Material, direction: Mention) -> tuple[Mention, Series] | None:
    """In A nam het af. In B was dat ook het geval: the same is said of another row."""
    following = material.layout.next_in_block(direction.sentence)
    if following is None or not _ALSO.search(material.sentence_words(following.index)):
        return None
    rows = [one for one in material.series if one.own_stems]
    row = _match(rows, list_stems(material.sentence_words(following.index)))
    row = row or _find_named(rows, list_stems(material.sentence_words(following.index)))
    span = material.sentence_span(following.index)
    again = replace(direction, sentence=following.index, start=span.start, end=span.end)
    return None if row is None else (again, row)


def _find_named(rows: Sequence[Series], stems: frozenset[str]) -> Series | None:
    hit = [one for one in rows if one.own_stems <= stems]
    return hit[0] if len(hit) == 1 else None


_ALSO = re.compile(
    r"\bdat (?:ook|eveneens) het geval|\b(?:hetzelfde|dat) geldt (?:ook )?voor\b|"
    r"\bgeldt (?:dat|hetzelfde) ook\b|"
    r"\bis (?:hetzelfde|dezelfde (?:lijn|beweging|ontwikkeling)) te zien\b",
    re.IGNORECASE,
)


def find_series(material: Material, direction: Mention) -> Series | None:
    """Return the row that a direction is about: by the words of its sentence, else of the one before."""
    if _is_told_by_people(material, direction):
        return None
    if told := find_told_row(material, direction):
        return told
    rows = [one for one in material.series if one.own_stems]
    if not rows:
        return None
    neighbours = [one.index for one in material.layout.neighbours(direction.sentence)]
    places = [one for one in neighbours if direction.sentence - 1 <= one <= direction.sentence]
    for place in reversed(places):
        words = (
            find_clause(material, direction)
            if place == direction.sentence
            else material.sentence_words(place)
        )
        if row := _match(rows, list_stems(words)):
            return row
        whole = material.sentence_words(direction.sentence)
        way = int(direction.value or 0)
        said = material.layout.mentions_of(direction.sentence)
        is_only = len([one for one in said if one.kind is MentionKind.DIRECTION]) == 1
        row = _find_contrary(rows, whole, way, is_only=False)
        row = row or (_find_contrary(rows, words, way, is_only=True) if is_only else None)
        if place == direction.sentence and row is not None:
            return row
        if not direction.detail.get("speed"):
            break
    # "Het aantal" under a table of one row is what that row counts.
    is_bare = _BARE.match(material.sentence_words(direction.sentence))
    return rows[0] if is_bare and len(rows) == 1 else find_only_row(material, direction)


def find_clause(material: Material, direction: Mention) -> str:
    """Return the part of a sentence that a direction stands in, between commas and words like but."""
    return material.words(*find_clause_span(material, direction))


def find_clause_span(material: Material, direction: Mention) -> tuple[int, int]:
    """Return where the part of a sentence begins and ends that a direction stands in.

    "En" parts it as well where another direction stands behind or before it.
    """
    span = material.sentence_span(direction.sentence)
    text = material.letter.text.text
    said = material.layout.mentions_of(direction.sentence)
    ways = [one for one in said if one.kind is MentionKind.DIRECTION and one.start != direction.start]
    before = [match.end() for match in CUT.finditer(text, span.start, direction.start)]
    before += [
        match.end()
        for match in _AND.finditer(text, span.start, direction.start)
        if any(one.end <= match.start() for one in ways)
    ]
    cuts = [found.start()] if (found := CUT.search(text, direction.end, span.end)) else []
    cuts += [
        match.start()
        for match in _AND.finditer(text, direction.end, span.end)
        if any(one.start >= match.end() for one in ways)
    ]
    return max(before, default=span.start), min(cuts, default=span.end)


def _find_contrary(rows: Sequence[Series], words: str, way: int, *, is_only: bool) -> Series | None:
    """Zowel A als B daalde: of the rows that are named together one that went the other way.

    ``is_only``: no other word of change stands in the sentence, so that "A en B" are said to do the same.
    """
    stems = list_stems(words)
    if not (_TOGETHER.search(words) or (is_only and " en " in words)) or _BUT.search(words) or not way:
        return None
    named = [one for one in rows if one.own_stems and one.own_stems <= stems and len(one.values) > 1]
    wrong = [one for one in named if (one.values[-1][1] - one.values[0][1]) * way < 0]
    return wrong[0] if len(named) > 1 and wrong else None


_TOGETHER = re.compile(
    r"\b(?:zowel|beide|net als|net zoals|evenals|alsmede|alsook|samen met|allebei|alle (?:drie|vier|"
    r"wijken|buurten)|"
    r"en ook|als ook|overal)\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:maar|terwijl|in tegenstelling|anders dan|behalve|uitgezonderd|daarentegen|juist|niet|geen|"
    r"toe en|af en)\b",
    re.IGNORECASE,
)


def _match(rows: Sequence[Series], stems: frozenset[str]) -> Series | None:
    """A row is meant when most words that only it has are said, and no other row is meant as well."""
    hit = [
        one
        for one in rows
        if sum(has_form(own, stems) for own in one.own_stems) * 2 > len(one.own_stems)
        and (one.own_stems == one.stems or (one.stems - one.own_stems | one.title_stems) & stems)
    ]
    return hit[0] if len(hit) == 1 else None


def _is_told_by_people(material: Material, direction: Mention) -> bool:
    """What people say in a survey is another thing than what a table of registrations counts."""
    if find_source_type(material.layout, direction.sentence) is SourceType.SELF_REPORTED:
        return True
    said = material.layout.mentions_of(direction.sentence)
    return any(one.kind is MentionKind.TERM and one.detail.get("term") == "ervaren" for one in said)


def _ask(material: Material, direction: Mention, series: Series) -> Asked:
    own = _find_own_period(material, direction, [period for period, _ in series.values])
    if own:
        # Each of two directions has a year of its own: the other year is no other way to compare.
        known = [(period, value) for period, value in series.values if str(period) in own.values()]
        series = replace(series, values=tuple(known))
    speed = int(direction.detail.get("speed") or 0)
    entry: dict[str, Any] = {
        "claim": _SPEEDS[speed] if speed else name_claim(material, direction),
        "words": material.words(direction.start, direction.end),
        "strength": find_strength(material, direction),
        "hedged": bool(direction.detail.get("hedged")),
        "kind": "rate" if any(decimals_of(value) for _, value in series.values) else "count",
        "source_type": "operational" if _is_our_row(series) else "registered",
        "points": series.as_points(),
        **_periods(material, direction, series),
        **({} if speed else _find_broken_step(material, direction, series)),
        **material.plan,
    }
    is_heading = material.layout.is_heading(direction.sentence)
    return Asked(material.sentence_span(direction.sentence), entry, _HEADING if is_heading else _QUIET)


def _is_our_row(series: Series) -> bool:
    return any(is_our_doing(word) for word in series.label.split())


def _find_broken_step(material: Material, direction: Mention, series: Series) -> dict[str, str]:
    """Each year means each step: return the first one that goes another way, to be judged."""
    if not _EACH.search(material.sentence_words(direction.sentence)) or not direction.value:
        return {}
    for (start, before), (end, after) in zip(series.values, series.values[1:], strict=False):
        if (after - before) * direction.value <= 0:
            return {"from": str(start), "to": str(end), "strength": "plain"}
    return {}


_A_YEAR_BEFORE = re.compile(r"\b(?:een|het|vorig) jaar (?:eerder|ervoor|daarvoor)\b|\bvorig jaar\b", re.I)


def _find_own_period(material: Material, direction: Mention, known: Sequence[Period]) -> dict[str, str]:
    """Return the year that the clause of a direction compares the last one with: lager dan in 2022."""
    start, end = find_clause_span(material, direction)
    said = material.layout.mentions_of(direction.sentence)
    ways = [one for one in said if one.kind is MentionKind.DIRECTION]
    if len(ways) < 2 or direction.detail.get("speed"):
        return {}
    here = {one.period for one in said if start <= one.start < end and one.period in known}
    named = [one for one in here if one is not None]
    if len(named) == 1 and named[0] != known[-1]:
        return {"from": str(named[0]), "to": str(known[-1])}
    if not here and _A_YEAR_BEFORE.search(material.words(start, end)):
        return {"from": str(known[-2]), "to": str(known[-1])}
    return {}


def _periods(material: Material, direction: Mention, series: Series) -> dict[str, str]:
    """Return the years that the sentence names, when the table has them."""
    known = [period for period, _ in series.values]
    compared = list_compared(material.letter, material.layout, direction)
    bases = sorted(period for period in compared if period in known)
    said = material.layout.mentions_of(direction.sentence)
    told = {one.period for one in said if one.kind is MentionKind.PERIOD and one.period in known}
    named = sorted(period for period in told if period is not None)
    if bases and not direction.detail.get("speed"):
        last = named[-1] if named and named[-1] not in bases else known[-1]
        return {"from": str(bases[0]), "to": str(last)} if last != bases[0] else {}
    if not named and len(known) > 2 and _ALL_YEARS.search(material.sentence_words(direction.sentence)):
        return {"from": str(known[0]), "to": str(known[-1])}
    if len(named) > 1 and not direction.detail.get("speed"):
        return {"from": str(named[0]), "to": str(named[-1])}
    return {"to": str(named[-1])} if named and named[-1] != known[0] else {}
