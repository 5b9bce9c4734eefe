"""Does a sentence tell a row and a year of a table with another number than the table has?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.told_twice import explain_conflict
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.matters import Matter, is_part, is_told, read_matter
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NO_COUNT = re.compile(r"%|percentage|aandeel|gemiddeld|x\s*€?\s*1\.?000|index|cijfer|score|verschil", re.I)
_PARTICIPLE = re.compile(r"(?:uit|op|af|in|aan|toe)ge(\w{4})")
"""Uitgeschreven boetes, and the sentence has: schreven 3.386 boetes uit."""
_LARGEST = Decimal("2.5")
_PART_OF_WORD = 4
_JOINT = 3
"""Letters with which the parts of a compound are joined, at most."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number of a table under the name of its row and a period."""

    table: int
    label: str
    stems: frozenset[str]
    own: frozenset[str]
    """The stems that the other rows do not have."""
    period: Period
    value: int | Decimal


def check_table_conflicts(material: Material) -> Found:
    """Find a count that the row of a table that its own words name has otherwise, over the same year."""
    cells = [one for one in _list_cells(material) if one.own]
    found: list[Finding] = []
    for fact in material.facts if cells else ():
        if not _may_be_told(material, fact):
            continue
        matter = read_matter(material, fact)
        here = [one for one in cells if one.period == fact.period]
        named = [one for one in here if _is_named(material, fact, matter, one)]
        most = max((len(one.stems) for one in named), default=0)
        best = [one for one in named if len(one.stems) == most]
        if len(best) != 1 or best[0].value == fact.value or not _is_near_in_value(best[0], fact):
            continue
        others = {one.value for one in here if one.table == best[0].table}
        if fact.value not in others and _is_only_about(material, fact, matter, best[0]):
            found.append(explain_conflict(material, fact, best[0].value, fact.period))
    return found


def _list_cells(material: Material) -> Iterator[_Cell]:
    tables = {one.table for one in material.series}
    for line in material.series:
        if not line.is_total and not _NO_COUNT.search(line.label):
            for period, number in line.values:
                yield _Cell(line.table, line.label, line.stems, line.own_stems, period, number)
    for grid in material.grids:
        if grid.block in tables or len(grid.columns) != 1 or not grid.may_add_up(0) or grid.scale(0) != 1:
            continue
        shared = [one.stems for one in grid.parts]
        for row in grid.parts:
            named = {match[1] for match in _YEAR.finditer(f"{row.label} {grid.columns[0]} {grid.corner}")}
            if len(named) != 1 or row.values[:1] in ((), (None,)):
                continue
            own = frozenset(stem for stem in row.stems if sum(stem in one for one in shared) == 1)
            value = row.values[0]
            if value is not None:
                yield _Cell(grid.block, row.label, row.stems, own, Period.year(int(named.pop())), value)


def _may_be_told(material: Material, fact: Fact) -> bool:
    mention, layout = fact.mention, material.layout
    if mention.kind is not MentionKind.NUMBER or fact.is_mark or fact.is_share or fact.value <= 1:
        return False
    if fact.period is None or not fact.period.is_one_year or mention.detail.get("role"):
        return False
    if (fact.unit or "-").split()[-1] in DURATIONS or layout.is_table(mention.sentence):
        return False
    return not layout.is_ahead(mention.sentence) and not Observation(fact, 0).is_difference


def _is_named(material: Material, fact: Fact, matter: Matter, cell: _Cell) -> bool:
    """Tell whether the own words of a number name a row: its own words there, what rows share anywhere."""
    said = list_stems(matter.words) | list_stems(fact.unit or "")
    near = said | list_stems(material.sentence_words(fact.mention.sentence))
    if not all(_is_said(one, said, cell.stems) for one in cell.own):
        return False
    if not all(_is_said(one, near, cell.stems) for one in cell.stems):
        return False
    return _counts_row(material, fact, cell)


def _is_said(stem: str, said: frozenset[str], row: frozenset[str]) -> bool:
    if stem in said:
        return True
    if len(stem) >= _PART_OF_WORD and any(
        stem in one and sum(other in one for other in row if len(other) >= _PART_OF_WORD) > 1 for one in said
    ):
        return True
    done = _PARTICIPLE.match(stem)
    if done and any(one.startswith(done[1]) for one in said):
        return True
    parts = [one for one in said if len(one) >= _PART_OF_WORD and one in stem]
    return len(parts) > 1 and sum(map(len, parts)) >= len(stem) - _JOINT


def _counts_row(material: Material, fact: Fact, cell: _Cell) -> bool:
    """Tell whether what is counted is what the row is called, or what the table is said to be about."""
    units = list_stems(fact.unit or _find_unit(material, fact))
    if any(
        is_same_thing(unit, one) or _is_said(one, units, cell.stems) for unit in units for one in cell.stems
    ):
        return True
    blocks = material.letter.text.blocks
    grid = next(one for one in material.grids if one.block == cell.table)
    around = [blocks[at] for at in (cell.table - 1, cell.table + 1) if 0 <= at < len(blocks)]
    text = material.letter.text.text
    first = [text[one.start : one.end].split(". ")[0] for one in around]
    first = [
        one for one, block in zip(first, around, strict=True) if fact.mention.start > block.start + len(one)
    ]
    return any(is_told(unit, list_stems(" ".join([grid.corner, *grid.columns, *first]))) for unit in units)


def _find_unit(material: Material, fact: Fact) -> str:
    """Return what the number before it in its sentence counts: 234 boetes voor afval en 51 voor poep."""
    before = [
        one for one in material.facts_in(fact.mention.sentence) if one.mention.start < fact.mention.start
    ]
    return next((one.unit for one in reversed(before) if one.unit), "")


def _is_near_in_value(cell: _Cell, fact: Fact) -> bool:
    low, high = sorted((Decimal(cell.value), Decimal(fact.value)))
    return sorted(str(cell.value)) == sorted(str(fact.value)) or high <= _LARGEST * low


def _is_only_about(material: Material, fact: Fact, matter: Matter, cell: _Cell) -> bool:
    """Tell whether nothing in its own words says that a part of the row, or another one, is meant."""
    narrowed = {one for one in matter.narrowing if one not in cell.label.lower()}
    before = material.letter.text.text[: material.sentence_span(fact.mention.sentence).start]
    if narrowed or is_part(matter) or any(one not in before for one in matter.names):
        return False
    known = cell.stems | WEAK | list_stems(fact.unit or "") | list_stems(_read_place(material, cell))
    return all(is_told(one, known) or _is_said(one, known, frozenset({one})) for one in matter.about)


def _read_place(material: Material, cell: _Cell) -> str:
    """Return what stands right above a table: its heading or its title."""
    blocks, text = material.letter.text.blocks, material.letter.text.text
    above = blocks[cell.table - 1] if cell.table else None
    return "" if above is None else text[above.start : above.end]
