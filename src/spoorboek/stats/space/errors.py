"""The errors of this folder. Messages are sentences with the offending value."""

from __future__ import annotations

from spoorboek.stats.errors import StatsError


class SpaceError(StatsError):
    """Places and times from which no cluster can be found."""


class PointError(SpaceError):
    """Coordinates that are no places: not finite, of the wrong shape, or swapped."""


class WindowError(SpaceError):
    """A radius, a length or another bound of the window that does not fit the data."""


class TooLargeError(SpaceError):
    """More circles than fit in memory: coarser cells or a smaller radius are needed."""


class ClockError(SpaceError):
    """A moment or an interval that the clock on the wall cannot show."""
