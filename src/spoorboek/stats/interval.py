"""An interval with its level, and what belongs to it when chance follows the normal distribution."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass

from scipy.special import ndtr, ndtri

from spoorboek.stats.errors import BoundsError, check_level


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from ``low`` to ``high``, both inside, at a stated ``level``.

    ``low`` may be minus infinity and ``high`` infinity. Raises BoundsError when ``low`` is above ``high``
    or one of them is no number.

    >>> Interval(-12.0, 59.0).contains(0)
    True
    """

    low: float
    high: float
    level: float = 0.95

    def __post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise BoundsError(f"an interval must run from low to high, got {self.low} to {self.high}")
        check_level("level", self.level)

    @property
    def width(self) -> float:
        """Return ``high - low``, in the unit of the bounds."""
        return self.high - self.low

    def contains(self, value: float) -> bool:
        """Tell whether ``value`` lies inside, borders included."""
        return self.low <= value <= self.high

    def lies_inside(self, low: float, high: float) -> bool:
        """Tell whether the whole interval lies between ``low`` and ``high``, borders included."""
        return low <= self.low and self.high <= high

    def overlaps(self, other: Interval) -> bool:
        """Tell whether the two share a number. This is not a test of difference."""
        return self.low <= other.high and other.low <= self.high


def compute_normal_quantile(level: float) -> float:
    """Return the two-sided normal quantile of ``level``: 1.959964 for 0.95.

    Raises LevelError when ``level`` lies outside (0, 1).

    >>> round(compute_normal_quantile(0.95), 6)
    1.959964
    """
    check_level("level", level)
    return float(ndtri((1 + level) / 2))


def compute_normal_p(z: float) -> float:
    """Return the two-sided p-value of a standard normal ``z``, ``2 * (1 - Phi(|z|))``.

    >>> round(compute_normal_p(1.959964), 6)
    0.05
    """
    return float(2 * ndtr(-abs(z)))


class NormalDifference(ABC):
    """A difference that is tested against none by its standard error."""

    __slots__ = ()

    level: float

    @property
    @abstractmethod
    def difference(self) -> float:
        """Return the difference, in the unit of what is compared."""

    @property
    @abstractmethod
    def standard_error(self) -> float:
        """Return the standard error of the difference, above 0, in the same unit."""

    @property
    def z(self) -> float:
        """Return ``difference / standard_error``, with the sign of the difference."""
        return self.difference / self.standard_error

    @property
    def p(self) -> float:
        """Return the two-sided normal p-value of ``z``."""
        return compute_normal_p(self.z)

    @property
    def interval(self) -> Interval:
        """Return the interval of the difference, ``difference +- quantile * standard_error``."""
        half = compute_normal_quantile(self.level) * self.standard_error
        return Interval(self.difference - half, self.difference + half, self.level)

    def is_significant(self, alpha: float = 0.05) -> bool:
        """Tell whether ``p`` is below ``alpha``."""
        return self.p < alpha
