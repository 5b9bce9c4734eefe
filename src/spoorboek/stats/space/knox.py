"""Knox: are more pairs of cases close in place and in time than either alone would give?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from spoorboek.stats.errors import check_count, check_exposure
from spoorboek.stats.space.errors import PointError
from spoorboek.stats.space.zones import check_points

_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Knox:
    """Pairs of cases by close in place (yes, no) and close in time (yes, no)."""

    distance: float
    span: float
    case_count: int
    statistic: int
    """Pairs close in both."""
    close_in_place: int
    close_in_time: int

    @property
    def pair_count(self) -> int:
        """Return the number of pairs, ``n (n - 1) / 2``."""
        return self.case_count * (self.case_count - 1) // 2

    @property
    def expected(self) -> float:
        """Return (pairs close in place) x (pairs close in time) / pairs."""
        return self.close_in_place * self.close_in_time / self.pair_count

    @property
    def table(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the pairs: rows close in place or not, columns close in time or not."""
        only_place = self.close_in_place - self.statistic
        only_time = self.close_in_time - self.statistic
        rest = self.pair_count - self.statistic - only_place - only_time
        return (self.statistic, only_place), (only_time, rest)

    @property
    def p(self) -> float:
        """Return the chance of this many pairs or more under a Poisson curve: P(X >= x), not P(X > x)."""
        return float(stats.poisson.sf(self.statistic - 1, self.expected)) if self.statistic else 1.0


def count_knox(points: npt.ArrayLike, times: npt.ArrayLike, *, distance: float, span: float) -> Knox:
    """Count the pairs of cases at most ``distance`` and at most ``span`` apart.

    Parameters: ``points`` of the cases (cases, 2); ``times`` of the cases, in the unit of ``span``;
    both bounds above 0 and held by the window.

    Returns a Knox.

    Raises CountError, ExposureError and PointError.

    Source: Knox 1964, Applied Statistics 13(1), 25-29.

    >>> count_knox([[0, 0], [1, 0], [9, 0]], [1, 2, 3], distance=2, span=1).table
    ((1, 0), (1, 1))
    """
    where, on = check_points(points), np.asarray(times, dtype=np.float64)
    if on.shape != (len(where),) or not np.isfinite(on).all():
        raise PointError(f"each case needs a time, got {on.size} for {len(where)} cases")
    check_count("the number of cases", len(where), least=2)
    check_exposure("distance", distance)
    check_exposure("span", span)
    both = place = time = 0
    for start in range(0, len(where), _BLOCK):
        rows = slice(start, start + _BLOCK)
        squares = ((where[rows, None, :] - where[None, :, :]) ** 2).sum(axis=2)
        near, soon = squares <= distance**2, np.abs(on[rows, None] - on[None, :]) <= span
        later = np.arange(len(where))[None, :] > np.arange(start, start + len(near))[:, None]
        place += int((near & later).sum())
        time += int((soon & later).sum())
        both += int((near & soon & later).sum())
    return Knox(distance, span, len(where), both, place, time)
