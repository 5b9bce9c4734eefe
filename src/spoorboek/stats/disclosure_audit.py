"""The audit of a table with withheld cells: what an outsider could work out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spoorboek.stats.cell_ranges import PRECISION, Cell, Equation, KnownSums
from spoorboek.stats.errors import TableError

__all__ = ["Cell", "CellRange", "DisclosureAudit", "Equation", "audit_cells", "audit_sums", "audit_table"]


@dataclass(frozen=True, slots=True)
class CellRange:
    """The lowest and highest value of a withheld cell that fit everything published."""

    cell: Cell
    lowest: float
    highest: float

    @property
    def is_recovered(self) -> bool:
        """Tell whether only one whole number fits."""
        if math.isinf(self.width):
            return False
        return math.floor(self.highest + PRECISION) <= math.ceil(self.lowest - PRECISION)

    @property
    def width(self) -> float:
        """Return ``highest - lowest``; infinite when nothing bounds the cell."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True)
class DisclosureAudit:
    """The range of every withheld cell, with the published sums that gave it."""

    equations: tuple[Equation, ...]
    ranges: tuple[CellRange, ...]

    def find_recovered(self) -> tuple[CellRange, ...]:
        """Return the withheld cells of which an outsider knows the value."""
        return tuple(found for found in self.ranges if found.is_recovered)

    def get_range(self, cell: Cell) -> CellRange:
        """Return the range of one cell. Raises TableError when it was not withheld."""
        for found in self.ranges:
            if found.cell == cell:
                return found
        raise TableError(f"the audit holds no withheld cell {cell!r}")


def audit_cells(
    cells: Sequence[Cell],
    equations: Sequence[Equation],
    *,
    limits: Mapping[Cell, tuple[float, float]] | None = None,
) -> DisclosureAudit:
    """Find for every withheld cell the lowest and highest value that fit all published sums.

    Parameters: ``cells`` the withheld cells, without doubles; ``equations`` every sum published at any
    time, over withheld cells only (published cells moved to the other side); ``limits`` what outsiders
    know of a cell beforehand, (0, infinity) when nothing is given.

    Returns a DisclosureAudit with, per cell, the minimum and maximum of two linear programs.

    Raises TableError for doubles, unknown cells, or sums that contradict each other.

    Source: Willenborg and de Waal 2001, Elements of Statistical Disclosure Control, section 7.3.

    Ten police reports: closures for soft and hard drugs withheld, their sum of 6 published:

    >>> found = audit_cells(["soft", "hard"], [Equation({"soft": 1, "hard": 1}, 6, 6)])
    >>> found.get_range("soft").lowest, found.get_range("soft").highest
    (0.0, 6.0)
    """
    if len(set(cells)) != len(cells):
        raise TableError("each withheld cell must be named once")
    named = set(cells)
    for equation in equations:
        for cell in equation.factors:
            if cell not in named:
                raise TableError(f"a published sum names {cell!r}, which is no withheld cell")
    return audit_sums({cell: {cell: 1.0} for cell in cells}, equations, limits=limits)


def audit_sums(
    sums: Mapping[Cell, Mapping[Cell, float]],
    equations: Sequence[Equation],
    *,
    limits: Mapping[Cell, tuple[float, float]] | None = None,
    whole: bool = False,
) -> DisclosureAudit:
    """Find for every withheld sum of pieces the lowest and highest value that fit all published sums.

    Parameters: ``sums`` the withheld ones by name, each as its pieces with their factors; ``equations`` every
    sum published at any time, over the same pieces; ``limits`` what outsiders know of a piece beforehand, (0,
    infinity) when nothing is given; ``whole`` when outsiders know that each piece is a whole number, which
    takes two integer programs instead of two linear ones.

    Returns a DisclosureAudit with a range per withheld sum, in the order given.

    Raises TableError when published sums contradict each other.

    Source: as ``audit_cells``.

    Two pieces of a neighbourhood that was split; the old border gave 9 and the new one 4:

    >>> old, new = Equation({"a": 1, "b": 1}, 9, 9), Equation({"a": 1}, 4, 4)
    >>> audit_sums({"b": {"b": 1}}, [old, new]).find_recovered()[0].lowest
    5.0
    """
    named = [cell for form in sums.values() for cell in form]
    named += [cell for equation in equations for cell in equation.factors]
    system = KnownSums(list(dict.fromkeys(named)), equations, limits or {}, whole=whole)
    ranges = tuple(CellRange(name, *system.find_range(form)) for name, form in sums.items())
    return DisclosureAudit(tuple(equations), ranges)


def audit_table(values: Sequence[Sequence[float]], withheld: Sequence[tuple[int, int]]) -> DisclosureAudit:
    """Audit a table of rows and columns whose row, column and grand totals are all published.

    Parameters: ``values`` the true counts without totals, rows of equal length; ``withheld`` (row, column)
    of each withheld cell, from 0.

    Returns the DisclosureAudit of ``audit_cells``, cells named (row, column).

    Raises TableError for rows of unequal length or a withheld cell outside the table.

    Source: as ``audit_cells``.

    >>> found = audit_table([[4, 2, 4], [1, 1, 2]], [(0, 0), (0, 1), (1, 0), (1, 1)])
    >>> found.get_range((0, 1)).lowest, found.get_range((0, 1)).highest, found.find_recovered()
    (1.0, 3.0, ())
    """
    height, width = len(values), len(values[0]) if values else 0
    if any(len(row) != width for row in values):
        raise TableError(f"rows must be equally long, got {[len(row) for row in values]}")
    for row, column in withheld:
        if not (0 <= row < height and 0 <= column < width):
            raise TableError(f"a withheld cell must lie in the table, got row {row}, column {column}")
    lines = [[cell for cell in withheld if cell[0] == row] for row in range(height)]
    lines += [[cell for cell in withheld if cell[1] == column] for column in range(width)]
    equations = []
    for line in lines:
        if line:
            total = float(sum(values[row][column] for row, column in line))
            equations.append(Equation(dict.fromkeys(line, 1.0), total, total))
    return audit_cells(withheld, equations)
