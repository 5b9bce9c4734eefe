"""The tables of a letter as series: one row, its numbers by year, and what it is called."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.documents.readers.audit_blocks import AuditTable, AuditText
from spoorboek.figures.dutch_numbers import parse_number
from spoorboek.figures.errors import NumberError
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.stems import list_stems

_YEAR = re.compile(r"\s*(?:(?:aantal|jaar|in)\s+)?((?:19|20)\d\d)\s*\*{0,2}\s*", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:eind)?totaal\b|\bsamen\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a table with a year above each number."""

    label: str
    table: int
    start: int
    end: int
    values: tuple[tuple[Period, int | Decimal], ...]
    stems: frozenset[str]
    own_stems: frozenset[str]
    """The stems of its label that the other rows of its table do not have."""
    title_stems: frozenset[str]
    """The stems of the corner of the table: what all its rows are."""

    @property
    def is_total(self) -> bool:
        """Tell whether the row adds up the rows above it."""
        return bool(_TOTAL.search(self.label))

    def as_points(self) -> list[dict[str, object]]:
        """Return its numbers as points of ``claim test``, old to new."""
        return [{"period": str(period), "value": plain(value)} for period, value in self.values]


def plain(value: int | Decimal) -> int | str:
    """Return a number as JSON of ``claim test`` takes it, without a float in between."""
    return int(value) if value == int(value) and not _has_digits(value) else str(value)


def _has_digits(value: int | Decimal) -> bool:
    return isinstance(value, Decimal) and int(value.as_tuple().exponent) < 0


def list_series(text: AuditText) -> tuple[Series, ...]:
    """Return every row of every table that has years above its numbers."""
    found: list[Series] = []
    for place, block in enumerate(text.blocks):
        if block.table is not None:
            found += _read_table(place, block.table)
    return tuple(found)


def _read_table(place: int, table: AuditTable) -> list[Series]:
    years = {
        column: Period.year(int(match[1]))
        for column, cell in enumerate(table.header)
        if (match := _YEAR.fullmatch(cell.text))
    }
    if not years:
        return _read_down(place, table)
    labels = [list_stems(row[0].text) if row else frozenset() for row in table.rows]
    shared = {stem for stem, times in Counter(stem for one in labels for stem in one).items() if times > 1}
    title = list_stems(table.header[0].text) if 0 not in years else frozenset()
    found: list[Series] = []
    for row, stems in zip(table.rows, labels, strict=True):
        values = [
            (years[column], number)
            for column, cell in enumerate(row)
            if column in years and (number := _read_cell(cell.text)) is not None
        ]
        if values:
            named = (row[0].text, place, row[0].start, row[-1].end)
            found.append(Series(*named, tuple(values), stems, stems - shared, title))
    return found


def _read_down(place: int, table: AuditTable) -> list[Series]:
    """Read a table with a year at the beginning of each row: its columns are the series."""
    years = [_YEAR.fullmatch(row[0].text) if row else None for row in table.rows]
    if len(years) < 2 or not all(years) or not table.header:
        return []
    found: list[Series] = []
    for column, name in enumerate(table.header[1:], start=1):
        cells = [
            (Period.year(int(year[1])), number)
            for year, row in zip(years, table.rows, strict=True)
            if year and column < len(row) and (number := _read_cell(row[column].text)) is not None
        ]
        stems = list_stems(name.text)
        if cells:
            last = table.rows[-1][-1].end
            found.append(Series(name.text, place, name.start, last, tuple(cells), stems, stems, frozenset()))
    return found


def _read_cell(text: str) -> int | Decimal | None:
    try:
        return parse_number(text.strip().rstrip("*% "))
    except NumberError:
        return None
