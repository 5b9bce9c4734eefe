"""The tables of a letter as numbers under names, whatever the columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.documents.readers.audit_blocks import AuditTable, AuditText, Cell
from spoorboek.figures.dutch_numbers import decimals_of, parse_number
from spoorboek.figures.errors import NumberError
from spoorboek.rules.letter_audit.stems import list_stems

_TOTAL = re.compile(r"\W*(?:eind|sub)?(?:totaal|totalen|total)\b|\W*(?:samen|bij elkaar)\W*$", re.IGNORECASE)
_INSIDE = re.compile(
    r"\W*(?:waarvan|w\.v\.|daarvan|hiervan|subtotaal|saldo|verschil|resultaat|gemiddeld\w*)\b", re.I
)
_NO_SUM = re.compile(
    r"%|percentage|aandeel|gemiddeld|per 1\.?0|verschil|mutatie|index|rapportcijfer|score|\bnr\b|nummer|"
    r"jaar$|norm",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"x\s*€?\s*1\.?000\b|duizend(?:en)? euro|in duizend", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, where it stands, and a number or nothing for each column behind the name."""

    label: str
    cells: tuple[Cell, ...]
    values: tuple[int | Decimal | None, ...]

    @property
    def start(self) -> int:
        """Return where the row begins."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Return where the row ends."""
        return self.cells[-1].end

    @property
    def is_total(self) -> bool:
        """Tell whether the row adds up those above it."""
        return bool(_TOTAL.match(self.label)) and not self.is_inside

    @property
    def is_inside(self) -> bool:
        """Tell whether the row is a part of another one, or a difference of two."""
        return bool(_INSIDE.match(self.label))

    @property
    def stems(self) -> frozenset[str]:
        """Return the stems of its name."""
        return list_stems(self.label)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: ``block`` is its place among the blocks; ``columns`` are the names behind the first one."""

    block: int
    corner: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def parts(self) -> tuple[Row, ...]:
        """Return the rows that a total adds up."""
        return tuple(row for row in self.rows if not row.is_total and not row.is_inside)

    @property
    def total(self) -> Row | None:
        """Return the row of totals; None when there is none, or more than one."""
        found = [row for row in self.rows if row.is_total]
        return found[0] if len(found) == 1 else None

    def may_add_up(self, column: int) -> bool:
        """Tell whether the numbers of a column can be added: no shares, marks or differences."""
        name = self.columns[column] if column < len(self.columns) else ""
        cells = [row.cells[column + 1].text for row in self.rows if column + 1 < len(row.cells)]
        return not _NO_SUM.search(name) and not any("%" in cell for cell in cells)

    def scale(self, column: int) -> int:
        """Return what a number of a column must be multiplied with: bedragen x 1.000."""
        names = f"{self.corner} {self.columns[column] if column < len(self.columns) else ''}"
        return 1000 if _THOUSANDS.search(names) else 1

    def column_of(self, place: int) -> list[tuple[Row, int | Decimal]]:
        """Return the numbers of a column with their rows."""
        found = []
        for row in self.rows:
            value = row.values[place] if place < len(row.values) else None
            if value is not None:
                found.append((row, value))
        return found


def list_grids(text: AuditText) -> tuple[Grid, ...]:
    """Return every table of a letter that has numbers.

    Parameters: ``text``. Errors: none.
    """
    return tuple(_read_grids(text))


def _read_grids(text: AuditText) -> Iterator[Grid]:
    for place, block in enumerate(text.blocks):
        if block.table is not None and (grid := _read_grid(place, block.table)) is not None:
            yield grid


def _read_grid(place: int, table: AuditTable) -> Grid | None:
    names = [cell.text for cell in table.header]
    rows = tuple(
        Row(row[0].text, row, tuple(read_cell(cell.text) for cell in row[1:])) for row in table.rows if row
    )
    if not any(value is not None for row in rows for value in row.values):
        return None
    return Grid(place, names[0] if names else "", tuple(names[1:]), rows)


def read_cell(text: str) -> int | Decimal | None:
    """Return the number of a cell; margins in brackets, stars and signs beside it are left out.

    Parameters: ``text``. Errors: none; None when it is no number.

    >>> read_cell("12,4% (10,9-13,9)"), read_cell("n.b.")
    (Decimal('12.4'), None)
    """
    plain = _BRACKETS.sub("", text.strip()).replace("€", "").strip().rstrip("*% ")
    plain = plain.removeprefix("+").replace("−", "-").strip()
    try:
        return parse_number(plain)
    except NumberError:
        return None


def rounding_of(values: Sequence[int | Decimal], scale: int) -> Decimal:
    """Return how far a sum of printed numbers can lie from their printed total, by rounding alone.

    Parameters: ``values``; ``scale``, whether they are thousands. Whole counts are exact. Errors: none.
    """
    digits = max((decimals_of(value) for value in values), default=0)
    if digits == 0 and scale == 1:
        return Decimal(0)
    return Decimal(len(values) + 1) / 2 * Decimal(10) ** -digits
