"""The tables of a letter as series: one row, its numbers by year, and what it is called."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.documents.readers.audit_blocks import AuditTable, AuditText
from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.grids import read_cell
from spoorboek.rules.letter_audit.stems import list_stems

_YEAR = re.compile(
    r"\s*(?:(?:aantal|jaar|in)\s+)?((?:19|20)\d\d)\s*(?:\*{0,2}|\(?(?:voorlopig|v)\)?)\s*", re.IGNORECASE
)
_UP_TO = re.compile(
    rf"\s*((?:19|20)\d\d)\s*\(?(?:t/m|tot en met|tot)\s+({'|'.join(MONTHS)})\)?\s*", re.IGNORECASE
)
_MONTH = re.compile(rf"\s*({'|'.join(MONTHS)})\s*((?:19|20)\d\d)?\s*", re.IGNORECASE)
_QUARTER = re.compile(
    r"\s*(?:(?:Q|K|kwartaal )([1-4])|(eerste|tweede|derde|vierde) kwartaal|([1-4])e kwartaal)\s*((?:19|"
    r"20)\d\d)?\s*",
    re.IGNORECASE,
)
_HALF_YEAR = re.compile(
    r"\s*(1e|2e|eerste|tweede|h1|h2)\s*(?:half\s?jaar|halve jaar|helft)?\s*(?:van )?((?:19|20)\d\d)?\s*", re.I
)
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NTH = ("eerste", "tweede", "derde", "vierde")
UNNAMED_YEAR = 1901
"""Stands in for the year of months or quarters that a table does not name; it is never printed."""
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


def list_years(table: AuditTable | None) -> dict[int, Period]:
    """Return the columns that are a year, a part of one, a quarter or a month, with that period."""
    if table is None:
        return {}
    named = _ANY_YEAR.search(table.header[0].text) if table.header else None
    found: dict[int, Period] = {}
    for column, cell in enumerate(table.header):
        period = read_period(cell.text, int(named[1]) if named and column else None)
        if period is not None and (column or len(table.header) > 1):
            found[column] = period
    return found


def read_period(name: str, year: int | None = None) -> Period | None:
    """Return the period that a name of a row or column is: 2024, 2024 (t/m september), Q1, maart."""
    if match := _YEAR.fullmatch(name):
        return Period.year(int(match[1]))
    if match := _UP_TO.fullmatch(name):
        month = [one.lower() for one in MONTHS].index(match[2].lower()) + 1
        return (
            Period.parse(f"{match[1]}-01..{match[1]}-{month:02}")
            if month < 12
            else Period.year(int(match[1]))
        )
    if match := _MONTH.fullmatch(name):
        month = [one.lower() for one in MONTHS].index(match[1].lower()) + 1
        return Period.parse(f"{int(match[2] or year or UNNAMED_YEAR):04}-{month:02}")
    if match := _HALF_YEAR.fullmatch(name):
        first = 1 if match[1].lower() in ("1e", "eerste", "h1") else 7
        when = int(match[2] or year or UNNAMED_YEAR)
        return Period.parse(f"{when:04}-{first:02}..{when:04}-{first + 5:02}")
    if match := _QUARTER.fullmatch(name):
        nth = int(match[1] or match[3] or 0) or _NTH.index(match[2].lower()) + 1
        when = int(match[4] or year or UNNAMED_YEAR)
        return Period.parse(f"{when:04}-{3 * nth - 2:02}..{when:04}-{3 * nth:02}")
    return None


def _read_table(place: int, table: AuditTable) -> list[Series]:
    years = list_years(table)
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
            if column in years and (number := read_cell(cell.text)) is not None
        ]
        if values:
            named = (row[0].text, place, row[0].start, row[-1].end)
            found.append(Series(*named, tuple(values), stems, stems - shared, title))
    return found


def _read_down(place: int, table: AuditTable) -> list[Series]:
    """Read a table with a year at the beginning of each row: its columns are the series."""
    named = _ANY_YEAR.search(table.header[0].text) if table.header else None
    year = int(named[1]) if named else None
    years = [read_period(row[0].text, year) if row else None for row in table.rows]
    if len(years) < 2 or not all(years) or not table.header:
        return []
    found: list[Series] = []
    for column, name in enumerate(table.header[1:], start=1):
        cells = [
            (period, number)
            for period, row in zip(years, table.rows, strict=True)
            if period and column < len(row) and (number := read_cell(row[column].text)) is not None
        ]
        stems = list_stems(name.text)
        if cells:
            last = table.rows[-1][-1].end
            found.append(Series(name.text, place, name.start, last, tuple(cells), stems, stems, frozenset()))
    return found
