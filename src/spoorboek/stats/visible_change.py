"""The smallest change of a count that would stand out from chance."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from spoorboek.stats.errors import check_count, check_exposure, check_level
from spoorboek.stats.exact_binomial import compare_with_share


@dataclass(frozen=True, slots=True)
class VisibleChange:
    """What the next count must be to stand out, with its inputs.

    ``low`` is None when even 0 would not stand out.
    """

    count: int
    exposure: float
    next_exposure: float
    alpha: float
    low: int | None
    high: int

    def hides(self, value: float) -> bool:
        """Tell whether ``value``, a target say, lies where a change could not be told from chance."""
        return (self.low is None or value > self.low) and value < self.high


def find_visible_change(
    count: int, *, exposure: float = 1.0, next_exposure: float = 1.0, alpha: float = 0.05
) -> VisibleChange:
    """Find the nearest next counts, below and above, that differ from ``count`` beyond chance.

    Parameters: ``count`` a whole number of at least 0; exposures above 0, in one unit; ``alpha`` in (0, 1).

    Returns a VisibleChange: ``low`` is the highest next count such that it and all lower ones give
    p < alpha in the exact test, ``high`` the lowest such that it and all higher ones do.

    Raises CountError, ExposureError and LevelError.

    At the edge: from 0 nothing lower stands out (None) and 6 is the first that does; up to 5 even 0 does
    not.

    Source: inversion of the exact conditional test of ``spoorboek.stats.two_counts``.

    >>> found = find_visible_change(88)
    >>> found.low, found.high, found.hides(80)
    (62, 118, True)
    """
    check_count("count", count)
    check_exposure("exposure", exposure)
    check_exposure("next_exposure", next_exposure)
    check_level("alpha", alpha)
    share = next_exposure / (exposure + next_exposure)

    def stands_out(other: int) -> bool:
        total = count + other
        return total > 0 and compare_with_share(other, total, share).p < alpha

    expected = count * next_exposure / exposure
    # Near the border the minimum-likelihood p may go up and down by one outcome when exposures differ.
    window = 3 + math.ceil(3 * max(next_exposure / exposure, exposure / next_exposure))
    low = _find_low(stands_out, math.floor(expected), window)
    high = _find_high(stands_out, math.ceil(expected), window)
    return VisibleChange(count, exposure, next_exposure, alpha, low, high)


def _find_low(stands_out: Callable[[int], bool], start: int, window: int) -> int | None:
    """Bisect between 0 and ``start``, then check that all counts in the window below stand out too."""
    inside, outside = -1, start
    while outside - inside > 1:
        middle = (inside + outside) // 2
        if stands_out(middle):
            inside = middle
        else:
            outside = middle
    for other in range(max(0, inside - window), inside + 1):
        if not stands_out(other):
            inside = other - 1
            break
    return inside if inside >= 0 else None


def _find_high(stands_out: Callable[[int], bool], start: int, window: int) -> int:
    """Double until a count stands out, bisect, then check the window above."""
    outside, inside = start, 2 * start + 8
    while not stands_out(inside):
        outside, inside = inside, 2 * inside
    while inside - outside > 1:
        middle = (inside + outside) // 2
        if stands_out(middle):
            inside = middle
        else:
            outside = middle
    for other in range(inside + window, inside - 1, -1):
        if not stands_out(other):
            return other + 1
    return inside
