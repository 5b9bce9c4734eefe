"""Which cell of a table a number in the text tells again, by what both are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from spoorboek.documents.readers.audit_blocks import BlockKind
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.grids import Grid, Row
from spoorboek.rules.letter_audit.reading.known_counts import (
    find_known_noun,
    list_placed_names,
    list_restrictions,
)
from spoorboek.rules.letter_audit.reading.matters import DOERS, find_narrowing, read_matter
from spoorboek.rules.letter_audit.reading.same_words import is_covered
from spoorboek.rules.letter_audit.reading.telling import Measure, Telling
from spoorboek.rules.letter_audit.reading.told_values import has_turned_digits, is_near_in_value
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.series import list_years, read_period
from spoorboek.rules.letter_audit.stems import list_stems, stem

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NO_COUNT = re.compile(
    r"%|percentage|aandeel|gemiddeld|x\s*€?\s*1\.?000|index|cijfer|score|verschil|\bper\b|norm|doel|gepland|"
    r"begroot|afspraak|afgesproken|streef",
    re.IGNORECASE,
)
_COUNTED = list_stems("aantal aantallen totaal samen alle gedaan werkelijk gerealiseerd")
_WHOLE = re.compile(r"\b(?:in totaal|totaal|totale|alle|samen)\b")
_FAR = 3
"""Blocks between a table and what is told of all its rows together."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table under the names of its row and column; ``period`` is that of one of them."""

    grid: Grid
    row: Row
    column: int
    value: int | Decimal
    period: Period | None

    @property
    def name(self) -> str:
        """Return what its row and column are called."""
        return f"{self.row.label} {self.grid.columns[self.column]} {self.grid.corner}"


def find_told_cell(material: Material, fact: Fact) -> Cell | None:
    """Return the cell that a number of the text tells again with another value.

    Parameters: ``material``; ``fact``, a count in the text. Returns None when no cell or more than one can
    be meant, when a cell has the number, or when it is made of two or three cells. Errors: none.
    """
    found: list[Cell] = []
    if not material.grids or not _may_be_told(material, fact):
        return None
    for grid in material.grids:
        cells = list_cells(material, grid)
        if any(fact.value in (one.value, *_list_made(one, cells)) for one in cells):
            return None
        near = [one for one in cells if is_near_in_value(one.value, fact.value) and _is_of_time(one, fact)]
        found += _choose(material, fact, near, cells) if near else []
    return found[0] if len({one.value for one in found}) == 1 else None


def _may_be_told(material: Material, fact: Fact) -> bool:
    """Tell whether a number can stand in a table as a count; hours can, how many weeks it took cannot."""
    telling = Telling(material, fact)
    is_hours = telling.measure is Measure.DURATION and telling.unit in ("uur", "uren")
    return is_hours or telling.measure is Measure.COUNT


def list_cells(material: Material, grid: Grid) -> list[Cell]:
    """Return the counts of a table: no shares, averages, aims or differences.

    Parameters: ``material``; ``grid``. Errors: none.
    """
    years = list_years(material.letter.text.blocks[grid.block].table)
    named = _YEAR.findall(f"{grid.corner} {known_above(material, grid)}")
    whole = Period.year(int(named[0])) if len(set(named)) == 1 else None
    return [
        Cell(grid, row, place, value, years.get(place + 1) or _read_year(f"{row.label} {name}") or whole)
        for row in grid.rows
        if not row.is_inside and not _NO_COUNT.search(row.label)
        for place, (name, value) in enumerate(zip(grid.columns, row.values, strict=False))
        if value is not None
        and grid.may_add_up(place)
        and grid.scale(place) == 1
        and not _NO_COUNT.search(name)
    ]


def _read_year(name: str) -> Period | None:
    named = set(_YEAR.findall(name))
    return read_period(name) or (Period.year(int(named.pop())) if len(named) == 1 else None)


def known_above(material: Material, grid: Grid) -> str:
    """Return what leads in a table: the paragraph or title right above it.

    Parameters: ``material``; ``grid``. Errors: none.
    """
    blocks = material.letter.text.blocks
    above = blocks[grid.block - 1] if grid.block else None
    if above is None or above.kind is BlockKind.TABLE:
        return ""
    return material.letter.text.text[above.start : above.end]


def _list_made(cell: Cell, cells: Sequence[Cell]) -> Iterator[Decimal]:
    """Yield what a cell makes with one or two others of its row or column, added or taken away."""
    beside = [
        Decimal(one.value)
        for one in cells
        if one is not cell and (one.column == cell.column or one.row is cell.row)
    ]
    own = Decimal(cell.value)
    yield from (sign for one in beside for sign in (own + one, abs(own - one)))
    yield from (own + sum(pair) for pair in combinations(beside[:8], 2))


def _is_of_time(cell: Cell, fact: Fact) -> bool:
    if cell.period is None:
        return True
    if fact.period is None:
        return True
    return cell.period == fact.period


def _choose(material: Material, fact: Fact, near: Sequence[Cell], cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells whose row and column the words of a number name, the fullest names only."""
    said = list_stems(material.sentence_words(fact.mention.sentence)) | list_stems(fact.unit or "")
    columns = _list_columns(fact, cells, said)
    near = [one for one in near if one.column in columns]
    named = [one for one in near if _names_row(one, said)]
    if not named and not any(_names_row(one, said) for one in cells):
        named = [one for one in near if one.row.is_total and _is_told_as_whole(material, fact, one)]
    turned = [one for one in named if has_turned_digits(one.value, fact.value)]
    periods = {one.period for one in cells if one.column in columns}
    if fact.period is None and len(periods) > 1:
        named = turned
    most = max((len(_read_names(one.row)) for one in named), default=0)
    best = [one for one in named if len(_read_names(one.row)) == most]
    return [one for one in best if _is_only_about(material, fact, one)]


def _is_told_as_whole(material: Material, fact: Fact, cell: Cell) -> bool:
    """Tell whether a number counts what all rows of a table count together."""
    if abs(fact.mention.block - cell.grid.block) > _FAR:
        return False
    is_whole = find_known_noun(fact) or _WHOLE.search(fact.own.lead)
    return bool(is_whole) or has_turned_digits(cell.value, fact.value)


def _list_columns(fact: Fact, cells: Sequence[Cell], said: frozenset[str]) -> set[int]:
    """Return the columns that can be meant: those of a period, else the only one or the one that is named."""
    columns = {one.column: one for one in cells}
    if len(columns) == 1 or any(_YEAR.search(one.grid.columns[place]) for place, one in columns.items()):
        return set(columns)
    names = {place: list_stems(one.grid.columns[place]) - WEAK for place, one in columns.items()}
    return {place for place, own in names.items() if own and all(is_covered(word, said) for word in own)}


def _read_names(row: Row) -> frozenset[str]:
    return row.stems - WEAK - _COUNTED


def _names_row(cell: Cell, said: frozenset[str]) -> bool:
    names = _read_names(cell.row)
    return bool(names) and all(is_covered(word, said) for word in names)


def _is_only_about(material: Material, fact: Fact, cell: Cell) -> bool:
    """Tell whether nothing in the words of a number narrows the cell, and what it counts is told there."""
    context = " ".join(
        [cell.name, known_above(material, cell.grid), material.layout.heading_words(fact.mention.sentence)]
    )
    told = list_stems(context)
    matter = read_matter(material, fact)
    is_known = find_known_noun(fact) is not None
    narrowed = matter.narrowing if not is_known else find_narrowing(fact.own.tail.split(",")[0])
    if any(one not in context.lower() for one in narrowed):
        return False
    about = list_restrictions(fact) if is_known else matter.about
    is_turned = has_turned_digits(cell.value, fact.value)
    if not is_turned and not all(is_covered(word, told | WEAK) for word in about):
        return False
    if any(not is_covered(stem(match[0]), told) for match in DOERS.finditer(fact.own.masked) if not is_known):
        return False
    names = list_placed_names(material, fact)
    return all(is_covered(stem(name), told) for name in names) and _counts_cell(fact, told)


def _counts_cell(fact: Fact, told: frozenset[str]) -> bool:
    unit = (fact.unit or "keer").split()[-1].lower()
    return (
        unit in ("keer", "maal", "stuks")
        or (unit == "uur" and is_covered("uren", told))
        or is_covered(stem(unit), told)
    )
