"""The XmR chart: is a process stable, and can it be relied on to meet its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from spoorboek.stats.errors import SeriesError, check_exposure, check_length, check_numbers
from spoorboek.stats.interval import Interval

# Mean range of two normal draws in standard deviations: 2 / sqrt(pi), to the digits of the printed tables.
D2 = 1.128
WHEELER = 2.66
_SHIFT_RUN = 7


class Assurance(Enum):
    """Whether the process, left as it is, will meet the target."""

    ALWAYS = "always"
    """The whole band of the process lies on the right side of the target."""
    NEVER = "never"
    """The whole band lies on the wrong side."""
    HIT_OR_MISS = "hit or miss"
    """The target lies inside the band: meeting it is chance."""


@dataclass(frozen=True, slots=True)
class ProcessChart:
    """A series with its mean, mean moving range and natural process limits."""

    values: tuple[float, ...]
    scale: float
    mean: float
    moving_range_mean: float
    low: float
    high: float

    @property
    def points_outside(self) -> tuple[int, ...]:
        """Return the positions, from 0, of the values outside the limits; a value on a limit is inside."""
        dust = self._dust
        return tuple(i for i, v in enumerate(self.values) if not self.low - dust <= v <= self.high + dust)

    @property
    def _dust(self) -> float:
        # A mean of equal decimals may differ from them in its last binary digit.
        return 1e-12 * max(map(abs, self.values))

    @property
    def shifts(self) -> tuple[Interval, ...]:
        """Return runs of seven or more values on one side of the mean, as positions from 0.

        A value on the mean ends a run.
        """
        dust = self._dust
        sides = [(v > self.mean + dust) - (v < self.mean - dust) for v in self.values]
        found: list[Interval] = []
        start = 0
        for i in range(1, len(sides) + 1):
            if i == len(sides) or sides[i] != sides[start]:
                if sides[start] != 0 and i - start >= _SHIFT_RUN:
                    found.append(Interval(start, i - 1))
                start = i
        return tuple(found)

    @property
    def is_stable(self) -> bool:
        """Tell whether no value lies outside the limits and no run lies on one side."""
        return not self.points_outside and not self.shifts

    def assure(self, target: float, *, direction: str) -> Assurance:
        """Return whether the process meets ``target``; ``direction`` is ``at_most`` or ``at_least``.

        A target on the limit itself is always met. Raises SeriesError for another direction.
        """
        if direction not in ("at_most", "at_least"):
            raise SeriesError(f"direction must be at_most or at_least, got {direction!r}")
        if self.low <= target <= self.high and self.low < self.high:
            at_border = self.high if direction == "at_most" else self.low
            return Assurance.ALWAYS if target == at_border else Assurance.HIT_OR_MISS
        dust = self._dust
        right = self.high <= target + dust if direction == "at_most" else self.low >= target - dust
        return Assurance.ALWAYS if right else Assurance.NEVER


def compute_process_chart(values: Sequence[float], *, scale: float = 3 / D2) -> ProcessChart:
    """Compute the limits within which a stable process moves.

    Parameters: ``values`` in the order of time, two or more (twelve or more to trust it); ``scale`` the
    number of mean moving ranges from the mean to a limit: ``3 / 1.128``, or 2.66 as Wheeler rounds it.

    Returns a ProcessChart with ``limits = mean -+ scale * mean(|x(i) - x(i-1)|)``, in the unit of values.

    Raises SeriesError for fewer than two values or one that is no number, and ExposureError for a scale
    that is not above 0.

    At the edge: equal values give limits on the mean and no signal; limits of counts may lie below 0.

    Source: NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2.

    Nuisance by alcohol and drugs, 2019 to 2024:

    >>> chart = compute_process_chart([543, 683, 623, 659, 693, 760])
    >>> round(chart.mean, 1), round(chart.high, 1), chart.is_stable
    (660.2, 839.4, True)
    """
    check_length("values", values, least=2)
    check_exposure("scale", scale)
    check_numbers("values", values)
    series = np.asarray(values, dtype=float)
    mean, ranges = float(series.mean()), float(np.abs(np.diff(series)).mean())
    reach = scale * ranges
    return ProcessChart(tuple(map(float, values)), scale, mean, ranges, mean - reach, mean + reach)
