"""Bands of distance or days, written exactly: a bracket holds its border, a parenthesis does not."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from spoorboek.stats.space.errors import WindowError


@dataclass(frozen=True, slots=True)
class Band:
    """All values between two borders."""

    low: float
    high: float
    holds_low: bool
    holds_high: bool

    def write(self) -> str:
        """Return the band in exact notation, such as ``(100, 200]``."""
        left, right = "[" if self.holds_low else "(", "]" if self.holds_high else ")"
        return f"{left}{self.low:g}, {self.high:g}{right}"


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands that follow each other from 0 on."""

    edges: tuple[float, ...]
    """The upper border of each band, rising."""
    right: bool
    """True when a band holds its upper border, ``(100, 200]``; False for ``[100, 200)``."""

    def list_bands(self) -> tuple[Band, ...]:
        """List the bands; the first begins at 0 and holds it."""
        lows = (0.0, *self.edges[:-1])
        return tuple(
            Band(low, high, not self.right or rank == 0, self.right)
            for rank, (low, high) in enumerate(zip(lows, self.edges, strict=True))
        )

    def list_labels(self) -> tuple[str, ...]:
        """List the bands in exact notation."""
        return tuple(band.write() for band in self.list_bands())


def build_bands(edges: Sequence[float], *, right: bool = False) -> Bands:
    """Build the bands up to each of ``edges``.

    Parameters: ``edges`` rising and above 0 (with ``right`` the first may be 0: the same place alone);
    ``right`` as in Bands.

    Raises WindowError.

    >>> build_bands([0.1, 200, 400]).list_labels()
    ('[0, 0.1)', '[0.1, 200)', '[200, 400)')
    >>> build_bands([0, 100, 200], right=True).list_labels()
    ('[0, 0]', '(0, 100]', '(100, 200]')
    """
    found = tuple(float(edge) for edge in edges)
    rising = all(a < b for a, b in itertools.pairwise(found))
    if not found or not rising or not all(math.isfinite(edge) for edge in found):
        raise WindowError(f"borders of bands must be finite and rise, got {list(edges)}")
    if found[0] < 0 or (found[0] == 0 and not right):
        raise WindowError(f"the first border must be above 0, got {found[0]:g}")
    return Bands(found, right)
