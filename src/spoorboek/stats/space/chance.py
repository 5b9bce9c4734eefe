"""How often chance alone does as much: ranks among replications, and the tail beyond them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spoorboek.stats.errors import check_exposure, check_length

EULER = 0.5772156649015329


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of a statistic this large where nothing clusters."""

    p: float
    """From the ranks: never below 1 / (replications + 1)."""
    at_least_as_large: int
    replications: int
    stopped_early: bool
    settled_p: float | None
    """As ``p``, but replications that are exactly as large are settled by lot; None when stopped.

    With few cases many replications tie with the data and ``p`` is larger than it need be: then fewer than
    5% of towns without a pattern have ``p`` up to 0.05. With this one 5% have. It is for checking the size
    of the test; whether a cluster is told goes by ``p``, which does not change with the lot.
    """
    tail_p: float | None
    """From a Gumbel curve through all maxima: an extrapolation, meant for small p; None when stopped."""

    @property
    def is_extrapolated(self) -> bool:
        """Tell whether the tail says less than ranks can: no replication came near."""
        return self.tail_p is not None and self.at_least_as_large == 0

    @property
    def best_p(self) -> float:
        """Return the extrapolated chance where ranks cannot tell, else the chance from the ranks."""
        return self.tail_p if self.tail_p is not None and self.is_extrapolated else self.p

    def compute_recurrence(self, interval_days: float) -> float:
        """Return once in how many days chance gives this much, if one looks every ``interval_days``."""
        check_exposure("interval_days", interval_days)
        return interval_days / self.best_p


def rank_statistic(
    statistic: float,
    maxima: npt.NDArray[np.float64],
    *,
    stop_after: int | None = None,
    lot: float = 0.5,
) -> Chance:
    """Rank a statistic among the maxima of replications.

    Parameters: ``statistic`` at least 0; ``maxima`` of the replications in the order of their streams;
    ``stop_after`` as the replications were run; ``lot`` from 0 up to 1, drawn for the ties.

    Returns a Chance: ``p = (1 + number at least as large) / (replications + 1)``, or, once ``stop_after``
    were at least as large, ``stop_after`` divided by the replications until then; ``settled_p`` is
    ``(1 + number larger + floor(lot (number equal + 1))) / (replications + 1)``.

    Raises SeriesError when there are no maxima.

    Source: Dwass 1957; Besag and Clifford 1991, Biometrika 78(2); Dufour 2006, Journal of Econometrics
    133(2), for ties; Abrams, Kulldorff and Kleinman 2010.

    >>> rank_statistic(3.0, np.array([1.0, 2.0, 3.0, 1.5])).p
    0.4
    """
    check_length("maxima", maxima.tolist(), least=1)
    larger = maxima >= statistic
    if stop_after is not None and int(larger.sum()) >= stop_after:
        until = int(np.flatnonzero(np.cumsum(larger) >= stop_after)[0]) + 1
        return Chance(stop_after / until, stop_after, until, True, None, None)
    count, runs, equal = int(larger.sum()), len(maxima), int((maxima == statistic).sum())
    settled = (1 + count - equal + int(lot * (equal + 1))) / (runs + 1)
    tail = compute_gumbel_tail(statistic, maxima)
    return Chance((1 + count) / (runs + 1), count, runs, False, settled, tail)


def compute_gumbel_tail(statistic: float, maxima: npt.NDArray[np.float64]) -> float | None:
    """Return the chance beyond ``statistic`` under a Gumbel curve with the mean and spread of ``maxima``.

    Returns None when there are fewer than two maxima or they do not differ.

    Source: Abrams, Kulldorff and Kleinman 2010, Int J Health Geographics 9:61 (moments).
    """
    if len(maxima) < 2 or float(np.ptp(maxima)) <= 1e-9 * float(maxima.max()):
        return None
    scale = float(maxima.std(ddof=1)) * math.sqrt(6) / math.pi
    centre = float(maxima.mean()) - EULER * scale
    # Far below all maxima the inner power would be too large for a number; the chance is 1 there.
    return -math.expm1(-math.exp(min(50.0, -(statistic - centre) / scale)))
