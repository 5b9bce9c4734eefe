"""The lowest and highest value that fit published sums, exactly, with as few linear programs as needed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, diags_array
from scipy.sparse.csgraph import connected_components

from spoorboek.stats.errors import TableError

Cell = Any
"""Whatever names a cell or a piece of one: anything that can be a key."""

PRECISION = 1e-6
"""HiGHS answers to about this precision; below it two numbers are one."""

_SOLVED, _UNBOUNDED = 0, 3
_HUGE = 1e15
_KEPT_POINTS = 200


@dataclass(frozen=True, slots=True)
class Equation:
    """A published sum: these cells, each times its factor, add up to a number from low to high.

    ``low`` and ``high`` differ when the published number was rounded.
    """

    factors: Mapping[Cell, float]
    low: float
    high: float


class KnownSums:
    """Pieces with everything that was published about them.

    Raises TableError when published sums contradict each other.

    >>> known = KnownSums(["a", "b"], [Equation({"a": 1, "b": 1}, 9, 9)], {"b": (2.0, 4.0)})
    >>> known.find_range({"a": 1.0})
    (5.0, 7.0)
    """

    def __init__(
        self,
        pieces: Sequence[Cell],
        equations: Sequence[Equation],
        limits: Mapping[Cell, tuple[float, float]],
        *,
        whole: bool = False,
    ) -> None:
        self._position = {piece: place for place, piece in enumerate(pieces)}
        bounds = np.array([limits.get(piece, (0.0, math.inf)) for piece in pieces]).reshape(-1, 2)
        matrix, low, high = _build_system(self._position, equations)
        _settle(bounds, matrix, low, high)
        _check_known(bounds, matrix, low, high)
        self._parts = _split(matrix, low, high, bounds, whole)

    def find_range(self, form: Mapping[Cell, float]) -> tuple[float, float]:
        """Return the lowest and highest value of a sum of pieces, each times its factor."""
        goal = np.zeros(len(self._position))
        for piece, factor in form.items():
            goal[self._position[piece]] = factor
        touched = [part for part in self._parts if goal[part.pieces].any()]
        # Adding 0 turns a minus nought into a nought.
        lowest = sum(part.find_least(goal[part.pieces]) for part in touched) + 0.0
        highest = 0.0 - sum(part.find_least(-goal[part.pieces]) for part in touched)
        return lowest, highest


@dataclass(slots=True)
class _Part:
    """Pieces that published sums connect, with those sums. ``points`` are values found to fit, one a row."""

    pieces: np.ndarray
    matrix: csr_array
    low: np.ndarray
    high: np.ndarray
    bounds: np.ndarray
    whole: bool
    points: list[np.ndarray] = field(default_factory=list)

    def find_least(self, goal: np.ndarray) -> float:
        """Minimise a goal. When a known point reaches what the bounds allow at best, that is the answer."""
        wanted = np.flatnonzero(goal)
        ends = self.bounds[wanted, np.where(goal[wanted] > 0, 0, 1)]
        best = float(goal[wanted] @ ends)
        if not self.matrix.shape[0]:
            return best
        if math.isfinite(best) and any(float(goal @ point) <= best + PRECISION for point in self.points):
            return best
        return self._optimise(goal)

    def _optimise(self, goal: np.ndarray) -> float:
        # Without whole variables ``milp`` solves a linear program, at a third of the cost of ``linprog``.
        found = milp(
            goal,
            constraints=LinearConstraint(self.matrix, self.low, self.high),
            bounds=Bounds(*self.bounds.T),
            integrality=np.ones(len(goal), dtype=np.int64) if self.whole else None,
        )
        if found.status == _UNBOUNDED:
            return -math.inf
        if found.status != _SOLVED or found.fun is None or found.x is None:
            raise TableError(f"the published sums contradict each other: {found.message}")
        if len(self.points) < _KEPT_POINTS:
            self.points.append(found.x)
        return float(found.fun)


def label_parts(matrix: csr_array) -> tuple[int, np.ndarray]:
    """Return how many parts a system falls into, and the part of each column, then of each row."""
    entries = matrix.tocoo()
    width, size = matrix.shape[1], sum(matrix.shape)
    ones = np.ones(len(entries.data))
    graph = csr_array(coo_array((ones, (entries.col, entries.row + width)), shape=(size, size)))
    count, labels = connected_components(graph, directed=False)
    return int(count), labels


def _build_system(
    position: Mapping[Cell, int], equations: Sequence[Equation]
) -> tuple[csr_array, np.ndarray, np.ndarray]:
    rows, columns, factors = [], [], []
    for row, equation in enumerate(equations):
        for cell, factor in equation.factors.items():
            rows.append(row)
            columns.append(position[cell])
            factors.append(float(factor))
    shape = (len(equations), len(position))
    matrix = csr_array(coo_array((factors, (rows, columns)), shape=shape))
    low, high = (np.array([getattr(e, end) for e in equations], dtype=float) for end in ("low", "high"))
    return matrix, low, high


def _settle(bounds: np.ndarray, matrix: csr_array, low: np.ndarray, high: np.ndarray) -> None:
    """Narrow the bounds of each piece that was published by itself."""
    for row in np.flatnonzero(np.diff(matrix.indptr) == 1):
        place = matrix.indptr[row]
        piece, ends = matrix.indices[place], sorted((low[row], high[row]) / matrix.data[place])
        bounds[piece] = max(bounds[piece, 0], ends[0]), min(bounds[piece, 1], ends[1])
        if bounds[piece, 0] > bounds[piece, 1] + PRECISION:
            raise TableError("the published sums contradict each other: one number was published as two")
        bounds[piece, 0] = min(bounds[piece])


def _check_known(bounds: np.ndarray, matrix: csr_array, low: np.ndarray, high: np.ndarray) -> None:
    """Raise TableError when the lowest or highest values of all pieces cannot give a published sum."""
    rising, falling = matrix.maximum(0), matrix.minimum(0)
    most_each = np.minimum(bounds[:, 1], _HUGE)
    least = rising @ bounds[:, 0] + falling @ most_each
    most = rising @ most_each + falling @ bounds[:, 0]
    if (least > high + PRECISION).any() or (most < low - PRECISION).any():
        raise TableError("the published sums contradict each other: the parts do not fit their total")


def _split(
    matrix: csr_array, low: np.ndarray, high: np.ndarray, bounds: np.ndarray, whole: bool
) -> list[_Part]:
    """Return the parts that no published sum connects; a piece that is known connects nothing."""
    is_open = bounds[:, 0] < bounds[:, 1]
    shift = matrix @ np.where(is_open, 0.0, bounds[:, 0])
    reduced = csr_array(matrix @ diags_array(is_open.astype(float)))
    reduced.eliminate_zeros()
    count, both = label_parts(reduced)
    labels, of_row = both[: matrix.shape[1]], both[matrix.shape[1] :]
    by_piece, by_row = np.argsort(labels, kind="stable"), np.argsort(of_row, kind="stable")
    piece_ends = np.searchsorted(labels[by_piece], np.arange(count + 1))
    row_ends = np.searchsorted(of_row[by_row], np.arange(count + 1))
    parts = []
    for part in range(count):
        pieces = by_piece[piece_ends[part] : piece_ends[part + 1]]
        rows = by_row[row_ends[part] : row_ends[part + 1]]
        if len(pieces):
            inner = csr_array(reduced[rows][:, pieces])
            ends = low[rows] - shift[rows], high[rows] - shift[rows]
            parts.append(_Part(pieces, inner, *ends, _tighten(inner, ends[1], bounds[pieces]), whole))
    return parts


def _tighten(matrix: csr_array, high: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Lower the highest value of each piece to what a sum without minus signs leaves for it."""
    found = bounds.copy()
    for row in range(matrix.shape[0]):
        span = slice(matrix.indptr[row], matrix.indptr[row + 1])
        pieces, factors = matrix.indices[span], matrix.data[span]
        if len(pieces) and (factors > 0).all():
            room = high[row] - factors @ bounds[pieces, 0]
            found[pieces, 1] = np.minimum(found[pieces, 1], bounds[pieces, 0] + max(room, 0.0) / factors)
    return found
