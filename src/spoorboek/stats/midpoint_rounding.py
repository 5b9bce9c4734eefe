"""Midpoint-6 rounding of counts that may show a few people."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.stats.errors import CountError, check_count


@dataclass(frozen=True, slots=True)
class MidpointRounded:
    """A count, the width of its band, and the middle of that band."""

    count: int
    width: int
    rounded: int


def round_to_midpoint(count: int, *, width: int = 6) -> MidpointRounded:
    """Replace a count by the middle of its band, so that counts of 1 to ``width`` look the same.

    Parameters: ``count`` a whole number of at least 0; ``width`` an even number of at least 2.

    Returns a MidpointRounded with ``width * ceil(count / width) - width / 2``, and 0 for 0.

    Raises CountError.

    At the edge: 0 stays 0, and a count on the border of two bands falls in the lower one.

    Source: OpenSAFELY documentation, statistical disclosure control, midpoint 6 rounding.

    Five persons in a programme:

    >>> round_to_midpoint(5).rounded
    3
    """
    check_count("count", count)
    check_count("width", width, least=2)
    if width % 2:
        raise CountError(f"width must be even, got {width}")
    rounded = -(-count // width) * width - width // 2 if count else 0
    return MidpointRounded(count, width, rounded)
