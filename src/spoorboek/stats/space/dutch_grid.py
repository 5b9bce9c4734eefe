"""The Dutch national grid (RD) in metres and degrees on the globe, into each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from spoorboek.stats.space.errors import PointError

Floats = npt.NDArray[np.float64]

_LATITUDE, _LONGITUDE, _X, _Y = 52.15517440, 5.38720621, 155_000.0, 463_000.0
_TO_X = (
    *((0, 1, 190094.945), (1, 1, -11832.228), (2, 1, -114.221), (0, 3, -32.391), (1, 0, -0.705)),
    *((3, 1, -2.340), (1, 3, -0.608), (0, 2, -0.008), (2, 3, 0.148)),
)
_TO_Y = (
    *((1, 0, 309056.544), (0, 2, 3638.893), (2, 0, 73.077), (1, 2, -157.984), (3, 0, 59.788)),
    *((0, 1, 0.433), (2, 2, -6.439), (1, 1, -0.032), (0, 4, 0.092), (1, 4, -0.054)),
)
_TO_LATITUDE = (
    *((0, 1, 3235.65389), (2, 0, -32.58297), (0, 2, -0.24750), (2, 1, -0.84978), (0, 3, -0.06550)),
    *((2, 2, -0.01709), (1, 0, -0.00738), (4, 0, 0.00530), (2, 3, -0.00039), (4, 1, 0.00033)),
    (1, 1, -0.00012),
)
_TO_LONGITUDE = (
    *((1, 0, 5260.52916), (1, 1, 105.94684), (1, 2, 2.45656), (3, 0, -0.81885), (1, 3, 0.05594)),
    *((3, 1, -0.05607), (0, 1, 0.01199), (3, 2, -0.00256), (1, 4, 0.00128), (0, 2, 0.00022)),
    *((2, 0, -0.00022), (5, 0, 0.00026)),
)

DEGREES = (50.5, 53.8, 3.0, 7.5)
"""South, north, west and east of the Netherlands: beyond it the formulas do not hold."""
METRES = (-7_000.0, 300_000.0, 289_000.0, 629_000.0)
"""Least and largest x, then y, of the national grid."""


def place_in_grid(latitudes: npt.ArrayLike, longitudes: npt.ArrayLike) -> Floats:
    """Turn degrees (ETRS89, WGS84) into metres of the Dutch grid.

    Parameters: equally many ``latitudes`` and ``longitudes`` in degrees, in the Netherlands.

    Returns points of shape (places, 2), within 0.3 metre of the official transformation.

    Raises PointError for a place outside the Netherlands.

    Source: Schreutelkamp and Strang van Hees 2001, Geodesia 43(2), 64-69.

    >>> place_in_grid([52.37453253], [4.88352559]).round().tolist()
    [[120701.0, 487526.0]]
    """
    lat, lon = np.asarray(latitudes, dtype=np.float64), np.asarray(longitudes, dtype=np.float64)
    if lat.shape != lon.shape or lat.ndim != 1:
        raise PointError(f"as many latitudes as longitudes are needed, got {lat.shape} and {lon.shape}")
    south, north, west, east = DEGREES
    outside = np.flatnonzero(~((lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)))
    if len(outside):
        found = (float(lat[outside[0]]), float(lon[outside[0]]))
        raise PointError(f"each point must lie in the Netherlands, point {outside[0]} is {found}")
    up, right = 0.36 * (lat - _LATITUDE), 0.36 * (lon - _LONGITUDE)
    return np.column_stack([_X + _add_up(_TO_X, up, right), _Y + _add_up(_TO_Y, up, right)])


def place_in_degrees(points: npt.ArrayLike) -> Floats:
    """Turn metres of the Dutch grid into degrees (ETRS89, WGS84).

    Parameters: ``points`` of shape (places, 2).

    Returns latitude and longitude, shape (places, 2).

    Source: Schreutelkamp and Strang van Hees 2001, Geodesia 43(2), 64-69.

    >>> place_in_degrees([[155000, 463000]]).round(5).tolist()
    [[52.15517, 5.38721]]
    """
    found = np.asarray(points, dtype=np.float64)
    right, up = (found[:, 0] - _X) * 1e-5, (found[:, 1] - _Y) * 1e-5
    return np.column_stack(
        [
            _LATITUDE + _add_up(_TO_LATITUDE, right, up) / 3600,
            _LONGITUDE + _add_up(_TO_LONGITUDE, right, up) / 3600,
        ]
    )


def _add_up(terms: tuple[tuple[int, int, float], ...], first: Floats, second: Floats) -> Floats:
    total = np.zeros_like(first)
    for p, q, weight in terms:
        total += weight * first**p * second**q
    return total
