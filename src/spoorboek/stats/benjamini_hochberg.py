"""The correction of Benjamini and Hochberg, for lists that screen many areas or series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spoorboek.stats.errors import check_level, check_p_values


@dataclass(frozen=True, slots=True)
class FalseDiscovery:
    """P-values, raw and adjusted, in the order in which they were given."""

    raw: tuple[float, ...]
    adjusted: tuple[float, ...]

    def count_rejected(self, alpha: float = 0.05) -> int:
        """Return how many adjusted p-values are below or at ``alpha``."""
        check_level("alpha", alpha)
        return sum(p <= alpha for p in self.adjusted)


def adjust_benjamini_hochberg(p_values: Sequence[float]) -> FalseDiscovery:
    """Adjust p-values so that the expected share of false alarms among the alarms stays at the level.

    Parameters: ``p_values`` each in [0, 1], any number of them.

    Returns a FalseDiscovery; sorted from small to large, ``adjusted(i) = min over j >= i of
    min(1, m / j * p(j))`` with j from 1.

    Raises LevelError.

    At the edge: one p-value stays as it is, none gives none, ties get one and the same value.

    Source: Benjamini and Hochberg 1995, JRSS B 57(1), section 2.

    >>> [round(p, 4) for p in adjust_benjamini_hochberg([0.085, 0.083, 0.035]).adjusted]
    [0.085, 0.085, 0.085]
    """
    check_p_values(p_values)
    total = len(p_values)
    adjusted = [1.0] * total
    lowest = 1.0
    order = sorted(range(total), key=lambda i: p_values[i], reverse=True)
    for rank, index in zip(range(total, 0, -1), order, strict=True):
        lowest = min(lowest, total / rank * p_values[index])
        adjusted[index] = lowest
    return FalseDiscovery(tuple(p_values), tuple(adjusted))
