"""A flat map around the middle of places anywhere on the globe."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from spoorboek.stats.space.errors import PointError
from spoorboek.stats.space.zones import EARTH_RADIUS_M, check_points, place_on_globe

Floats = npt.NDArray[np.float64]

MOST_METRES = 250_000.0
"""Up to this far from the middle distances on the map are within three in ten thousand of the globe's."""


def flatten_degrees(latitudes: npt.ArrayLike, longitudes: npt.ArrayLike) -> Floats:
    """Put places on a flat map in metres, north up, around the middle of all of them.

    Parameters: equally many ``latitudes`` and ``longitudes`` in degrees, at least one, all within 250 km of
    their middle.

    Returns points of shape (places, 2); the distance to the middle is exact on a globe, and between two
    places in a city of 25 km it is right to three in a million.

    Raises PointError.

    Source: Snyder 1987, USGS Professional Paper 1395, chapter 25 (azimuthal equidistant projection).

    >>> a, b = flatten_degrees([40.75, 40.75], [-74.0, -73.99])
    >>> round(float(np.linalg.norm(a - b)))
    842
    """
    globe = check_points(place_on_globe(latitudes, longitudes)) / EARTH_RADIUS_M
    middle = (globe.min(axis=0) + globe.max(axis=0)) / 2
    length = float(np.linalg.norm(middle))
    if length < 0.5:
        raise PointError("places must lie within one region, these lie all around the globe")
    up = middle / length
    flat = float(np.hypot(up[0], up[1]))
    if flat < 1e-3:
        raise PointError("places must not lie around a pole")
    east = np.array([-up[1], up[0], 0.0]) / flat
    north = np.cross(up, east)
    x, y = globe @ east, globe @ north
    sine = np.hypot(x, y)
    angle = np.arctan2(sine, globe @ up)
    if (angle * EARTH_RADIUS_M > MOST_METRES).any():
        raise PointError(f"places must lie within {MOST_METRES:g} metres of their middle")
    stretch = np.where(sine > 0, angle / np.where(sine > 0, sine, 1.0), 1.0) * EARTH_RADIUS_M
    return np.column_stack([x * stretch, y * stretch])
