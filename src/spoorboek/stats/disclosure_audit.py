"""The audit of a table with withheld cells: what an outsider could work out."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array

from spoorboek.stats.errors import TableError

Cell = Hashable

_SOLVED, _UNBOUNDED = 0, 3
# HiGHS answers to about this precision; below it two numbers are one.
_PRECISION = 1e-6


@dataclass(frozen=True, slots=True)
class Equation:
    """A published sum: these cells, each times its factor, add up to a number from low to high.

    ``low`` and ``high`` differ when the published number was rounded.
    """

    factors: Mapping[Cell, float]
    low: float
    high: float


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
        return math.floor(self.highest + _PRECISION) <= math.ceil(self.lowest - _PRECISION)

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
    position = {cell: i for i, cell in enumerate(cells)}
    matrix, low, high = _build_system(position, equations)
    bounds = [(limits or {}).get(cell, (0.0, math.inf)) for cell in cells]
    ranges: list[CellRange] = []
    for members, rows in _split(matrix, len(cells)):
        known = Bounds([bounds[i][0] for i in members], [bounds[i][1] for i in members])
        sums = LinearConstraint(matrix[rows][:, members], low[rows], high[rows])
        for index, member in enumerate(members):
            goal = np.zeros(len(members))
            goal[index] = 1.0
            # Adding 0 turns a minus nought into a nought.
            ends = _optimise(goal, sums, known) + 0.0, 0.0 - _optimise(-goal, sums, known)
            ranges.append(CellRange(cells[member], *ends))
    ranges.sort(key=lambda found: position[found.cell])
    return DisclosureAudit(tuple(equations), tuple(ranges))


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


def _build_system(
    position: Mapping[Cell, int], equations: Sequence[Equation]
) -> tuple[csr_array, np.ndarray, np.ndarray]:
    rows, columns, factors = [], [], []
    for row, equation in enumerate(equations):
        for cell, factor in equation.factors.items():
            if cell not in position:
                raise TableError(f"a published sum names {cell!r}, which is no withheld cell")
            rows.append(row)
            columns.append(position[cell])
            factors.append(float(factor))
    shape = (len(equations), len(position))
    matrix = csr_array(coo_array((factors, (rows, columns)), shape=shape))
    low, high = (np.array([getattr(e, end) for e in equations], dtype=float) for end in ("low", "high"))
    return matrix, low, high


def _split(matrix: csr_array, cells_count: int) -> list[tuple[list[int], list[int]]]:
    """Return the groups of cells that no published sum connects, each with its sums."""
    parent = list(range(cells_count))

    def find(cell: int) -> int:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    lines = [matrix.indices[matrix.indptr[r] : matrix.indptr[r + 1]].tolist() for r in range(matrix.shape[0])]
    for line in lines:
        for cell in line[1:]:
            parent[find(cell)] = find(line[0])
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for cell in range(cells_count):
        groups.setdefault(find(cell), ([], []))[0].append(cell)
    for row, line in enumerate(lines):
        if line:
            groups[find(line[0])][1].append(row)
    return list(groups.values())


def _optimise(goal: np.ndarray, constraints: LinearConstraint, bounds: Bounds) -> float:
    # Without integer variables ``milp`` is HiGHS for linear programs, at a third of the cost of ``linprog``.
    found = milp(goal, constraints=constraints, bounds=bounds)
    if found.status == _UNBOUNDED:
        return -math.inf
    if found.status != _SOLVED or found.fun is None:
        raise TableError(f"the published sums contradict each other: {found.message}")
    return float(found.fun)
