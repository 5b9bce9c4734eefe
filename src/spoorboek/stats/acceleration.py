"""Whether a count grows faster or slower than it did before."""

from __future__ import annotations

import math
from dataclasses import dataclass

from spoorboek.stats.errors import SeriesError, check_count, check_exposure
from spoorboek.stats.interval import NormalDifference, compute_normal_quantile

Counts = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Acceleration(NormalDifference):
    """Two changes of counts, as logarithms of their ratio per step, and their difference."""

    earlier: Counts
    later: Counts
    earlier_steps: float
    later_steps: float
    shares_middle: bool
    level: float
    variance: float
    """That of the difference of the two growths, by the delta method."""

    @property
    def earlier_growth(self) -> float:
        """Return ``log(last / first) / steps`` of the earlier change."""
        return math.log(self.earlier[1] / self.earlier[0]) / self.earlier_steps

    @property
    def later_growth(self) -> float:
        """Return ``log(last / first) / steps`` of the later change."""
        return math.log(self.later[1] / self.later[0]) / self.later_steps

    @property
    def difference(self) -> float:
        """Return ``later_growth - earlier_growth``, above 0 when it goes faster upward."""
        return self.later_growth - self.earlier_growth

    @property
    def standard_error(self) -> float:
        """Return the standard error of the difference, ``sqrt(variance)``."""
        return math.sqrt(self.variance)


def compute_acceleration(first: int, middle: int, last: int, *, level: float = 0.95) -> Acceleration:
    """Compare the change from ``middle`` to ``last`` with the change from ``first`` to ``middle``.

    Parameters: three counts of at least 1 over periods of equal length and distance; ``level`` in (0, 1).

    Returns an Acceleration with ``difference = log(last/middle) - log(middle/first)`` and by the delta
    method ``se = sqrt(1/first + 4/middle + 1/last)``.

    Raises CountError for a count below 1 and LevelError.

    Source: delta method for log counts, Agresti 2002, section 3.1.

    Reports on misunderstood behaviour, 2022 to 2024:

    >>> found = compute_acceleration(1353, 1374, 1488)
    >>> round(found.z, 2), round(found.p, 2)
    (0.98, 0.33)
    """
    return compare_growth((first, middle), (middle, last), shares_middle=True, level=level)


def compare_growth(
    earlier: Counts,
    later: Counts,
    *,
    shares_middle: bool,
    earlier_steps: float = 1.0,
    later_steps: float = 1.0,
    level: float = 0.95,
) -> Acceleration:
    """Compare a change with an earlier one that may span another number of steps.

    Parameters: ``earlier`` and ``later`` the (first, last) counts of each change, at least 1; the number of
    steps (years) that each spans, above 0; ``shares_middle`` when the last count of the earlier change is
    itself the first of the later one; ``level`` in (0, 1).

    Returns an Acceleration with growth per step ``log(last/first) / steps``; each count adds ``(weight in
    the difference)**2 / count`` to the variance, a shared count with the sum of its two weights.

    Raises CountError for a count below 1, ExposureError for steps, SeriesError when a middle that is said
    to be shared is not one count, and LevelError.

    At the edge: equal growth gives z = 0 and p = 1; a count of 0 has no logarithm and CountError.

    Source: delta method for log counts, Agresti 2002, section 3.1.

    The rise of 2024 against the yearly rise from 2019 to 2021:

    >>> found = compare_growth((931, 1371), (1374, 1488), shares_middle=False, earlier_steps=2)
    >>> round(found.difference, 3), found.is_significant()
    (-0.114, True)
    """
    for name, counts in (("earlier", earlier), ("later", later)):
        check_count(f"the first count of {name}", counts[0], least=1)
        check_count(f"the last count of {name}", counts[1], least=1)
    check_exposure("earlier_steps", earlier_steps)
    check_exposure("later_steps", later_steps)
    if shares_middle and earlier[1] != later[0]:
        raise SeriesError(f"a shared middle must be one count, got {earlier[1]} and {later[0]}")
    compute_normal_quantile(level)
    before, after = 1 / earlier_steps, 1 / later_steps
    variance = before**2 / earlier[0] + after**2 / later[1]
    if shares_middle:
        variance += (before + after) ** 2 / later[0]
    else:
        variance += before**2 / earlier[1] + after**2 / later[0]
    return Acceleration(earlier, later, earlier_steps, later_steps, shares_middle, level, variance)
