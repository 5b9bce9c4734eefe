"""Secondary suppression: the fewest further cells to withhold, so that no small count can be worked out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from spoorboek.stats.cell_attack import Attack, GuardedSum, SumCell
from spoorboek.stats.cell_ranges import Cell, Equation
from spoorboek.stats.errors import TableError

_TIE = 0.9
_MOST_ROUNDS = 200
_MOST_CUTS = 12
"""Conditions per round; with those of a few targets most others are met too."""
_INFEASIBLE = 2


class UnprotectableError(TableError):
    """Whatever is withheld, something can be worked out. ``names`` are the cells of which that holds."""

    def __init__(self, names: Sequence[Cell]) -> None:
        super().__init__(f"nothing that may be withheld protects {list(names)!r}")
        self.names = tuple(names)


@dataclass(frozen=True, slots=True)
class Suppression:
    """Which cells are withheld. ``least_count`` is proven: no safe choice withholds fewer.

    ``withheld`` holds the small cells and the further ones, in the order of the cells.
    """

    cells: tuple[SumCell, ...]
    withheld: tuple[Cell, ...]
    least_count: int
    rounds: int

    @property
    def published_share(self) -> float:
        """Return the published cells as a share of what the best choice could publish, 1 at best."""
        most = len(self.cells) - self.least_count
        return (len(self.cells) - len(self.withheld)) / most if most else 1.0


def suppress_cells(
    cells: Sequence[SumCell],
    *,
    sums: Sequence[tuple[Cell, Sequence[Cell]]] = (),
    facts: Sequence[Equation] = (),
    guarded: Sequence[GuardedSum] = (),
) -> Suppression:
    """Withhold every small cell and as few others as possible.

    Parameters: ``cells`` of one table with totals; ``sums`` each total with its parts, by name (they only
    make it faster; a sum with a cell that is not in the table is passed over); ``facts`` all sums known from
    elsewhere, over the same atoms; ``guarded`` what earlier publications withheld (what
    the facts alone give away is left out: it cannot be guarded any more).

    Returns a Suppression: the choice x of the integer program ``min sum(x)`` under which the range of every
    small cell and every guarded sum is at least as wide as asked, also among whole numbers. Conditions are
    added until none is broken: each comes from the dual prices of the range that was too narrow. Among equal
    numbers of cells small ones go before totals. The same cells in another order give the same answer.

    Raises UnprotectableError when nothing helps, TableError when facts contradict each other.

    Source: Fischetti and Salazar 2001, Solving the cell suppression problem on tabular data with linear
    constraints, Management Science 47(7), sections 3 and 4.

    >>> cells = [SumCell("stad", ("n", "z", "w"), 40), SumCell("n", ("n",), 3, width=3),
    ...          SumCell("z", ("z",), 12), SumCell("w", ("w",), 25)]
    >>> suppress_cells(cells, sums=[("stad", ["n", "z", "w"])]).withheld
    ('n', 'z')
    """
    if not cells:
        return Suppression((), (), 0, 0)
    ordered = sorted(cells, key=lambda cell: (cell.value, len(cell.atoms), repr(cell.name)))
    attack = Attack(ordered, facts, _leave_out_lost(ordered, facts, guarded))
    master = _Master(ordered, sums)
    for rounds in range(1, _MOST_ROUNDS + 1):
        chosen = master.choose()
        if chosen is None:
            everything = np.array([cell.may_withhold or cell.width > 0 for cell in ordered])
            raise UnprotectableError([attack.names[place] for place in attack.find_open(everything)])
        found = attack.find_open(chosen)
        if not found:
            withheld = {cell.name for cell, out in zip(ordered, chosen, strict=True) if out}
            names = tuple(cell.name for cell in cells if cell.name in withheld)
            return Suppression(tuple(cells), names, master.least_count, rounds)
        cuts = [cut for target in found[:_MOST_CUTS] if (cut := attack.cut(chosen, target)) is not None]
        master.add(cuts or [(1.0 - chosen, 1.0)])
    raise TableError(f"no safe choice of cells was found in {_MOST_ROUNDS} rounds")


def _leave_out_lost(
    cells: Sequence[SumCell], facts: Sequence[Equation], guarded: Sequence[GuardedSum]
) -> list[GuardedSum]:
    """Leave out what the facts give away whatever this table does: it cannot be guarded any more."""
    if not guarded:
        return []
    alone = Attack([replace(cell, width=0.0) for cell in cells], facts, guarded)
    lost = set(alone.find_open(np.ones(len(cells), dtype=bool)))
    return [each for place, each in enumerate(guarded) if place not in lost]


class _Master:
    """The integer program over which cells to withhold, with the conditions known so far."""

    def __init__(self, cells: Sequence[SumCell], sums: Sequence[tuple[Cell, Sequence[Cell]]]) -> None:
        self._cells = cells
        count = len(cells)
        # Fewer cells first; among equals cells of few atoms and low values, which come first in the order.
        self._costs = 1.0 + _TIE / count * np.arange(count) / count
        small = np.array([cell.width > 0 for cell in cells])
        free = np.array([cell.may_withhold for cell in cells])
        self._bounds = Bounds(small.astype(float), (small | free).astype(float))
        self._rows: list[np.ndarray] = []
        self._least: list[float] = []
        self.least_count = 0
        self._forbid_single_cells(sums)

    def add(self, cuts: Sequence[tuple[np.ndarray, float]]) -> None:
        """Add conditions ``factors @ chosen >= least``, each scaled to 1 on the right."""
        for factors, least in cuts:
            self._rows.append(factors / least)
            self._least.append(1.0 - 1e-7)

    def choose(self) -> np.ndarray | None:
        """Return the cheapest choice that meets all conditions; None when there is none."""
        conditions = LinearConstraint(np.array(self._rows), np.array(self._least)) if self._rows else None
        found = milp(
            self._costs,
            constraints=conditions,
            bounds=self._bounds,
            integrality=np.ones(len(self._cells), dtype=np.int64),
            options={"mip_rel_gap": 0.0},
        )
        if found.status == _INFEASIBLE:
            return None
        if found.x is None:
            raise TableError(f"the choice of cells could not be made: {found.message}")
        self.least_count = max(self.least_count, math.ceil(found.mip_dual_bound - _TIE - 1e-6))
        chosen: np.ndarray = found.x > 0.5
        return chosen

    def _forbid_single_cells(self, sums: Sequence[tuple[Cell, Sequence[Cell]]]) -> None:
        """A single withheld cell in a sum follows from the others: it needs company."""
        position = {cell.name: place for place, cell in enumerate(self._cells)}
        for total, parts in sums:
            if not {total, *parts} <= position.keys():
                continue
            members = [position[name] for name in (total, *parts)]
            for place in members:
                row = np.zeros(len(self._cells))
                row[members] = 1.0
                row[place] = -1.0
                small = self._cells[place].width > 0
                self._rows.append(np.where(row > 0, row, 0.0) if small else row)
                self._least.append(1.0 if small else 0.0)
