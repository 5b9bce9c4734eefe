"""The tables of a letter as numbers under names, whatever the columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from spoorboek.documents.readers.audit_blocks import AuditTable, AuditText, Cell
from spoorboek.figures.dutch_numbers import decimals_of, parse_number
from spoorboek.figures.errors import NumberError
from spoorboek.rules.letter_audit.stems import list_stems

_TOTAL = re.compile(
    r"\W*(?:eind|sub)?(?:totaal|totalen|total)\b|"
    r"\W*(?:alles )?(?:samen|tezamen|bij elkaar|opgeteld|gezamenlijk|alles|overall|som)\W*$|"
    r"\W*(?:in totaal|(?:de )?(?:hele|gehele|heel de) \w+|(?:gemeente|stad|regio|district) "
    r"(?:als geheel|totaal|breed))\b|"
    r"\W*alle \w+ (?:samen|bij elkaar|opgeteld)\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\W*(?:waarvan|w\.v\.|daarvan|hiervan|subtotaal|saldo|verschil|resultaat|gemiddeld\w*)\b", re.I
)
_NO_SUM = re.compile(
    r"%|percentage|aandeel|gemiddeld|per 1\.?0|verschil|mutatie|index|rapportcijfer|score|\bnr\b|nummer|"
    r"jaar$|norm",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"x\s*€?\s*1\.?000\b|duizend(?:en)? euro|in duizend", re.IGNORECASE)
_UNIT = re.compile(r"(?<=\d)\s+(?:uur|uren|fte|keer|stuks|euro|km|kg|kilo|personen|mensen|x)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, where it stands, and a number or nothing for each column behind the name."""

    label: str
    cells: tuple[Cell, ...]
    values: tuple[int | Decimal | None, ...]
    is_sum: bool = False
    """Its numbers make up those above it, whatever it is called."""

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
        return (self.is_sum or bool(_TOTAL.match(self.label))) and not self.is_inside

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
    grid = Grid(place, names[0] if names else "", tuple(names[1:]), rows)
    if grid.rows[-1].is_total or not _ends_in_sum(grid):
        return grid
    return replace(grid, rows=(*rows[:-1], replace(rows[-1], is_sum=True)))


def _ends_in_sum(grid: Grid) -> bool:
    """Tell whether the last row adds up the others: exactly in some column, or nearly in all."""
    *parts, last = grid.rows
    parts = [row for row in parts if not row.is_inside]
    if len(parts) < _FEWEST - 1 or any(row.is_total for row in parts) or last.is_inside:
        return False
    if any(_PERIOD.search(row.label) for row in grid.rows):
        return False
    found = []
    for place, printed in enumerate(last.values):
        values = [row.values[place] for row in parts if place < len(row.values)]
        known = [one for one in values if one is not None]
        if printed is None or len(known) < len(parts) or not grid.may_add_up(place):
            continue
        summed = sum((Decimal(one) for one in known), Decimal(0))
        found.append((abs(summed - printed), summed))
    is_exact = any(missed == 0 and summed for missed, summed in found) and len(found) > 1
    is_exact = is_exact and all(missed <= summed / 4 for missed, summed in found)
    is_near = len(parts) >= _FEWEST and all(missed <= summed * _NEAR for missed, summed in found)
    return is_exact or (bool(found) and is_near)


_FEWEST = 3
_NEAR = Decimal("0.05")
_PERIOD = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    r"december|kwartaal|halfjaar|week|begin|eind|stand|open|voorraad|bij|af)\b|\b[QK][1-4]\b",
    re.IGNORECASE,
)
"""Rows of moments are no parts of the last one."""


def read_cell(text: str) -> int | Decimal | None:
    """Return the number of a cell; margins in brackets, stars and signs beside it are left out.

    Parameters: ``text``. Errors: none; None when it is no number.

    >>> read_cell("12,4% (10,9-13,9)"), read_cell("n.b.")
    (Decimal('12.4'), None)
    """
    plain = _UNIT.sub("", _BRACKETS.sub("", text.strip())).replace("€", "").strip()
    plain = plain.removesuffix("procent").rstrip("*†‡¹²³⁴⁵% ")
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
