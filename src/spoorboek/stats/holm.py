"""Holm's correction when several changes are tested in one section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spoorboek.stats.errors import check_level, check_p_values


@dataclass(frozen=True, slots=True)
class HolmAdjustment:
    """P-values, raw and adjusted, in the order in which they were given."""

    raw: tuple[float, ...]
    adjusted: tuple[float, ...]

    def count_rejected(self, alpha: float = 0.05) -> int:
        """Return how many adjusted p-values are below or at ``alpha``."""
        check_level("alpha", alpha)
        return sum(p <= alpha for p in self.adjusted)


def adjust_holm(p_values: Sequence[float]) -> HolmAdjustment:
    """Adjust p-values so that the chance of one false alarm in the whole family stays at the level.

    Parameters: ``p_values`` of one family, each in [0, 1], any number of them.

    Returns a HolmAdjustment; sorted from small to large, ``adjusted(i) = max over j <= i of
    min(1, (m - j) * p(j))`` with j from 0.

    Raises LevelError.

    At the edge: one p-value stays as it is, none gives none, ties get one and the same value.

    Source: Holm 1979, Scandinavian Journal of Statistics 6(2), section 2.

    Three kinds of nuisance, 2024 against 2023:

    >>> [round(p, 3) for p in adjust_holm([0.085, 0.083, 0.035]).adjusted]
    [0.166, 0.166, 0.105]
    """
    check_p_values(p_values)
    total = len(p_values)
    adjusted = [0.0] * total
    highest = 0.0
    for rank, index in enumerate(sorted(range(total), key=lambda i: p_values[i])):
        highest = max(highest, min(1.0, (total - rank) * p_values[index]))
        adjusted[index] = highest
    return HolmAdjustment(tuple(p_values), tuple(adjusted))
