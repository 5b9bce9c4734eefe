"""The circles of a scan: around each centre the nearest places, then the next, up to a bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spoorboek.stats.errors import check_exposure
from spoorboek.stats.space.compiled import compiled
from spoorboek.stats.space.errors import PointError, TooLargeError, WindowError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Members = npt.NDArray[np.int32]

EARTH_RADIUS_M = 6_371_009.0
MOST_MEMBERS = 40_000_000
"""Above this the lists of neighbours alone take 160 MB."""
_TIE = 1e-9
"""Distances that differ less than this share are equal: a grid gives them with rounding."""


@dataclass(frozen=True, slots=True)
class Zones:
    """Circles around centres. Circle z of centre i holds ``members[first_member[i]:zone_stop[z]]``."""

    members: Members
    first_member: Ints
    zone_stop: Ints
    first_zone: Ints
    radius: Floats
    """The radius of each circle, in the unit of the coordinates."""
    weights: Floats
    """The weight of each circle per stratum (circle, stratum)."""

    @property
    def centre_count(self) -> int:
        """Return how many centres there are."""
        return len(self.first_zone) - 1

    @property
    def count(self) -> int:
        """Return how many circles there are."""
        return len(self.zone_stop)

    def find_centre(self, zone: int) -> int:
        """Return the centre of circle ``zone``."""
        return int(np.searchsorted(self.first_zone, zone, side="right")) - 1

    def list_members(self, zone: int) -> Members:
        """Return the places in circle ``zone``, nearest first."""
        return self.members[self.first_member[self.find_centre(zone)] : self.zone_stop[zone]]


def check_points(points: npt.ArrayLike) -> Floats:
    """Return ``points`` as an array of coordinates.

    Parameters: ``points`` of shape (places, 2) in metres, or (places, 3) as ``place_on_globe`` gives.

    Raises PointError when the shape is another one, or a coordinate is not finite.
    """
    found = np.ascontiguousarray(points, dtype=np.float64)
    if found.ndim != 2 or found.shape[1] not in (2, 3) or not len(found):
        raise PointError(f"points must be at least one row of 2 or 3 coordinates, got shape {found.shape}")
    bad = np.flatnonzero(~np.isfinite(found).all(axis=1))
    if len(bad):
        raise PointError(f"each point needs coordinates, point {bad[0]} has {found[bad[0]].tolist()}")
    return found


def place_on_globe(latitudes: npt.ArrayLike, longitudes: npt.ArrayLike) -> Floats:
    """Turn degrees into metres on a globe, so that distances between nearby places come out right.

    Parameters: ``latitudes`` from -90 to 90 and ``longitudes`` from -180 to 180, in degrees, equally many.

    Returns coordinates of shape (places, 3); the distance between two is the chord, for 50 km less than
    15 cm shorter than along the ground.

    Raises PointError.

    >>> a, b = place_on_globe([51.8, 51.8], [4.66, 4.67])
    >>> round(float(np.linalg.norm(a - b)))
    688
    """
    lat, lon = np.asarray(latitudes, dtype=np.float64), np.asarray(longitudes, dtype=np.float64)
    if lat.shape != lon.shape or lat.ndim != 1:
        raise PointError(f"as many latitudes as longitudes are needed, got {lat.shape} and {lon.shape}")
    for name, values, bound in (("latitude", lat, 90), ("longitude", lon, 180)):
        bad = np.flatnonzero(~(np.abs(values) <= bound))
        if len(bad):
            raise PointError(
                f"a {name} must lie from -{bound} to {bound}, point {bad[0]} has {values[bad[0]]}"
            )
    lat, lon = np.radians(lat), np.radians(lon)
    flat = np.cos(lat)
    return EARTH_RADIUS_M * np.column_stack([flat * np.cos(lon), flat * np.sin(lon), np.sin(lat)])


@compiled
def measure_square(points: Floats, a: int, b: int) -> float:
    """Return the squared distance between two places."""
    square = 0.0
    for k in range(points.shape[1]):
        square += (points[a, k] - points[b, k]) ** 2
    return square


@compiled
def count_near(points: Floats, order: Ints, radius: float, counts: Ints) -> None:
    """Write how many places lie within ``radius`` of each place; ``order`` sorts them from west to east."""
    for at in range(order.shape[0]):
        for i in range(at, order.shape[0]):
            a, b = order[at], order[i]
            if points[b, 0] - points[a, 0] > radius:
                break
            if measure_square(points, a, b) <= radius * radius:
                counts[a] += 1
                counts[b] += a != b


@compiled
def list_near(points: Floats, order: Ints, radius: float, free: Ints, members: Ints, squares: Floats) -> None:
    """Write the neighbours of each place and their squared distances from its ``free`` line on."""
    for at in range(order.shape[0]):
        for i in range(at, order.shape[0]):
            a, b = order[at], order[i]
            if points[b, 0] - points[a, 0] > radius:
                break
            square = measure_square(points, a, b)
            if square <= radius * radius:
                members[free[a]], squares[free[a]] = b, square
                free[a] += 1
                if a != b:
                    members[free[b]], squares[free[b]] = a, square
                    free[b] += 1


def build_zones(
    points: Floats,
    weights: Floats,
    *,
    max_radius: float | None = None,
    max_share: float = 0.5,
    ties_together: bool = True,
) -> Zones:
    """Build the circles around each place.

    Parameters: ``points`` as ``check_points`` gives; ``weights`` of shape (places, strata), cases or
    inhabitants per place, at least 0; ``max_radius`` in the unit of the points, None for no bound;
    ``max_share`` of the total weight that a circle may hold, above 0 up to 1; ``ties_together`` to add
    places at one distance all at once, as a circle does (False: one by one, as some programs do).

    Returns Zones. A circle that only adds places without weight to a smaller one is left out.

    Raises WindowError and TooLargeError.
    """
    if not 0 < max_share <= 1:
        raise WindowError(f"the largest share of a circle must lie above 0 up to 1, got {max_share}")
    spread = float(np.linalg.norm(np.ptp(points, axis=0)))
    if max_radius is not None:
        check_exposure("max_radius", max_radius)
    radius = (spread if max_radius is None else min(max_radius, spread)) * (1 + _TIE) + 1e-300
    members, squares, first = _list_neighbours(points, radius)
    return _cut_circles(members, np.sqrt(squares), first, weights, max_share, ties_together)


def _list_neighbours(points: Floats, radius: float) -> tuple[Members, Floats, Ints]:
    """Return all neighbours within ``radius``, per centre nearest first."""
    order = np.argsort(points[:, 0], kind="stable").astype(np.int64)
    counts = np.zeros(len(points), np.int64)
    count_near(points, order, radius, counts)
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    if first[-1] > MOST_MEMBERS:
        raise TooLargeError(
            f"{len(points)} places with {first[-1]} neighbours within {radius:g} are too many circles: "
            "put the places in cells, or take a smaller radius"
        )
    members, squares = np.empty(first[-1], np.int64), np.empty(first[-1])
    list_near(points, order, radius, first[:-1].copy(), members, squares)
    centre = np.repeat(np.arange(len(points)), counts)
    sorting = np.lexsort((members, squares, centre))
    return members[sorting].astype(np.int32), squares[sorting], first


def _cut_circles(
    members: Members, distances: Floats, first: Ints, weights: Floats, max_share: float, ties_together: bool
) -> Zones:
    """Keep the circles that hold something new and are not too heavy."""
    counts = np.diff(first)
    centre = np.repeat(np.arange(len(counts)), counts)
    running = np.cumsum(weights[members], axis=0)
    before = np.vstack([np.zeros(weights.shape[1]), running])[first[:-1]]
    inside = running - before[centre]
    heavy = inside.sum(axis=1)
    ends = np.ones(len(members), dtype=bool)
    apart = distances[1:] - distances[:-1] > _TIE * distances[1:]
    ends[:-1] = (centre[1:] != centre[:-1]) | ((distances[1:] > 0) if not ties_together else apart)
    ends &= (heavy <= max_share * weights.sum() * (1 + _TIE)) & (heavy > 0)
    kept = np.flatnonzero(ends)
    new = np.ones(len(kept), dtype=bool)
    new[1:] = (centre[kept[1:]] != centre[kept[:-1]]) | (heavy[kept[1:]] > heavy[kept[:-1]])
    kept = kept[new]
    first_zone = np.searchsorted(centre[kept], np.arange(len(counts) + 1)).astype(np.int64)
    return Zones(members, first, (kept + 1).astype(np.int64), first_zone, distances[kept], inside[kept])
