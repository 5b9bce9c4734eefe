"""What an outsider can work out from published sums, and which cells would stop it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array, vstack

from spoorboek.stats.cell_ranges import Cell, Equation
from spoorboek.stats.errors import TableError

_ROOM = 1000.0
"""How far a withheld cell may rise in the eyes of an outsider: far more than any width asked for."""
_PRECISION = 1e-6
_CEILING = 1e6
"""No piece is larger in the eyes of an outsider; without a ceiling some programs have no end."""
_SWEEPS = 12


@dataclass(frozen=True, slots=True)
class SumCell:
    """A cell that may be published: a sum of atoms with its value.

    ``width`` is how far apart the lowest and highest value that fit must at least lie when it is withheld
    because it is small; 0 when it is not small. ``may_withhold`` is false for what is published anyhow.
    """

    name: Cell
    atoms: tuple[Cell, ...]
    value: int
    width: float = 0.0
    may_withhold: bool = True


@dataclass(frozen=True, slots=True)
class GuardedSum:
    """Something withheld before that must stay so: a sum of atoms and the width of its range."""

    name: Cell
    factors: Mapping[Cell, float]
    width: float


class Attack:
    """Cells, what is known beside them, and what must not be worked out.

    Row i of the system is cell i, then come the facts; columns are atoms, each at least 0.

    A part of 3 beside one of 12 under a published total of 15: withheld alone it follows from the others.

    >>> cells = [SumCell("all", ("a", "b"), 15), SumCell("a", ("a",), 3, width=3), SumCell("b", ("b",), 12)]
    >>> attack = Attack(cells, [], [])
    >>> [attack.find_open(np.array([False, True, other])) for other in (False, True)]
    [[0], []]
    """

    def __init__(
        self, cells: Sequence[SumCell], facts: Sequence[Equation], guarded: Sequence[GuardedSum]
    ) -> None:
        named = [atom for cell in cells for atom in cell.atoms]
        named += [atom for fact in facts for atom in fact.factors]
        named += [atom for each in guarded for atom in each.factors]
        self.position = {atom: place for place, atom in enumerate(dict.fromkeys(named))}
        rows: list[Mapping[Cell, float]] = [dict.fromkeys(cell.atoms, 1.0) for cell in cells]
        self.system = self._as_rows([*rows, *(fact.factors for fact in facts)])
        self.cells_count = len(cells)
        self.values = np.array([float(cell.value) for cell in cells])
        self._fact_low = np.array([fact.low for fact in facts], dtype=float)
        self._fact_high = np.array([fact.high for fact in facts], dtype=float)
        small = [place for place, cell in enumerate(cells) if cell.width > 0]
        self.targets = self._as_rows([*(rows[place] for place in small), *(g.factors for g in guarded)])
        self.names = [*(cells[place].name for place in small), *(each.name for each in guarded)]
        self.widths = [*(cells[place].width for place in small), *(each.width for each in guarded)]

    def find_open(self, withheld: np.ndarray) -> list[int]:
        """Return the targets whose range among whole numbers is too narrow when these cells are withheld."""
        published = np.flatnonzero(~withheld)
        known = np.concatenate([published, np.arange(self.cells_count, self.system.shape[0])]).astype(int)
        values = self.values[published]
        low = np.concatenate([values, self._fact_low])
        high = np.concatenate([values, self._fact_high])
        return _Reduced(self.system[known], low, high).find_narrow(self.targets, np.array(self.widths))

    def cut(self, withheld: np.ndarray, target: int) -> tuple[np.ndarray, float] | None:
        """Return a condition that every safe choice of withheld cells meets and this one does not.

        The condition is ``factors @ chosen >= least``. It adds the dual prices of the lowest and the highest
        value of the target: by how much the range widens, at most, with each cell that is withheld.
        Returns None when only whole numbers make the range too narrow: prices know no whole numbers.
        """
        chosen = withheld.astype(float)
        low = np.concatenate([self.values * (1 - chosen), self._fact_low])
        high = np.concatenate([self.values + _ROOM * chosen, self._fact_high])
        goal = _row(self.targets, target)
        factors, base = np.zeros(self.cells_count), 0.0
        for sign in (1.0, -1.0):
            up, down, best = self._price(sign * goal, low, high)
            factors += up[: self.cells_count] * _ROOM + down[: self.cells_count] * self.values
            base += best
        least = self.widths[target] - (base - float(factors @ chosen))
        if least <= _PRECISION:
            return None
        return np.minimum(factors, least), least

    def _price(
        self, goal: np.ndarray, low: np.ndarray, high: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, float]:
        """Maximise ``goal``; return the price of each upper and each lower bound, and the maximum."""
        from_above, from_below = np.isfinite(high), np.isfinite(low)
        matrix = vstack([self.system[from_above], -self.system[from_below]], format="csr")
        found = linprog(
            -goal, A_ub=matrix, b_ub=np.concatenate([high[from_above], -low[from_below]]), method="highs"
        )
        if found.status != 0:
            raise TableError(f"the published sums contradict each other: {found.message}")
        prices = -found.ineqlin.marginals
        up, down = np.zeros(len(high)), np.zeros(len(low))
        up[from_above] = prices[: from_above.sum()]
        down[from_below] = prices[from_above.sum() :]
        return up, down, float(goal @ found.x)

    def _as_rows(self, forms: Iterable[Mapping[Cell, float]]) -> csr_array:
        listed = list(forms)
        entries = [(row, self.position[a], f) for row, form in enumerate(listed) for a, f in form.items()]
        rows, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (len(listed), len(self.position))
        return csr_array(coo_array((np.array(factors, dtype=float), (rows, columns)), shape=shape))


class _Reduced:
    """The system without what is published piece by piece, and values that are found to fit it."""

    def __init__(self, known: csr_array, low: np.ndarray, high: np.ndarray) -> None:
        fixed = np.full(known.shape[1], np.nan)
        for row in np.flatnonzero((np.diff(known.indptr) == 1) & (low == high)):
            place = known.indptr[row]
            fixed[known.indices[place]] = low[row] / known.data[place]
        self.free = np.isnan(fixed)
        shift = known @ np.where(self.free, 0.0, fixed)
        matrix = csr_array(known[:, self.free])
        kept = np.diff(matrix.indptr) > 0
        self._sums = LinearConstraint(matrix[kept], (low - shift)[kept], (high - shift)[kept])

    def find_narrow(self, targets: csr_array, widths: np.ndarray) -> list[int]:
        """Return the targets of which no two fitting whole values lie as far apart as asked."""
        goals = csr_array(targets[:, self.free])
        seen = _Seen(goals, widths)
        if not self.free.any():
            return seen.list_narrow()
        # A few mixed goals settle most targets at once; the cosine is a fixed mix of signs.
        left = len(widths) + 1
        for sweep in range(_SWEEPS):
            narrow = seen.list_narrow()
            if not narrow:
                return []
            if sweep > _SWEEPS // 3 and len(narrow) == left:
                break
            left = len(narrow)
            mix = np.cos((sweep + 1) * np.arange(len(narrow))) @ goals[narrow]
            for sign in (1.0, -1.0):
                seen.note(self._solve(sign * mix, whole=False))
        found = []
        for place in seen.list_narrow():
            goal = _row(goals, place)
            for sign in (1.0, -1.0):
                if not seen.note(self._solve(sign * goal, whole=False)):
                    seen.note(self._solve(sign * goal, whole=True))
            if seen.is_narrow(place):
                found.append(place)
        return found

    def _solve(self, goal: np.ndarray, *, whole: bool) -> np.ndarray:
        integrality = np.ones(len(goal), dtype=np.int64) if whole else None
        found = milp(goal, constraints=self._sums, bounds=Bounds(0, _CEILING), integrality=integrality)
        if found.x is None:
            raise TableError(f"the published sums contradict each other: {found.message}")
        point: np.ndarray = found.x
        return point


class _Seen:
    """The lowest and highest whole value of each target that is known to fit."""

    def __init__(self, goals: csr_array, widths: np.ndarray) -> None:
        self._goals, self._widths = goals, widths
        self._low = np.full(goals.shape[0], math.inf)
        self._high = np.full(goals.shape[0], -math.inf)

    def note(self, point: np.ndarray) -> bool:
        """Take in values that fit when all are whole; tell whether they were."""
        if np.abs(point - np.round(point)).max() > _PRECISION:
            return False
        values = self._goals @ np.round(point)
        self._low, self._high = np.minimum(self._low, values), np.maximum(self._high, values)
        return True

    def is_narrow(self, place: int) -> bool:
        return bool(self._high[place] - self._low[place] < self._widths[place] - _PRECISION)

    def list_narrow(self) -> list[int]:
        return [place for place in range(len(self._widths)) if self.is_narrow(place)]


def _row(matrix: csr_array, place: int) -> np.ndarray:
    dense: np.ndarray = matrix[[place]].toarray()[0]
    return dense
