"""How large an area is, where its middle lies and what lies in it, from its border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from spoorboek.rules.hotspots.reports import ReportFileError
from spoorboek.stats.space.dutch_grid import place_in_grid
from spoorboek.stats.space.errors import PointError

Floats = npt.NDArray[np.float64]
Ring = tuple[tuple[float, float], ...]
"""A closed line in metres of the Dutch grid."""


def measure_surface(geometry: Mapping[str, Any]) -> float:
    """Measure the surface within a border, less its holes.

    Parameters: ``geometry`` a GeoJSON Polygon or MultiPolygon in degrees, in the Netherlands.

    Returns square metres; 0 for another shape, and for a border outside the Netherlands. Errors: none.

    Source: the shoelace formula on the Dutch grid.
    """
    if geometry["type"] not in {"Polygon", "MultiPolygon"}:
        return 0.0
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    try:
        return sum(
            _measure_ring(polygon[0]) - sum(map(_measure_ring, polygon[1:]))
            for polygon in polygons
            if polygon
        )
    except PointError:
        return 0.0


def _measure_ring(ring: Sequence[Sequence[float]]) -> float:
    points = place_in_grid([place[1] for place in ring], [place[0] for place in ring])
    x, y = (points - points[0]).T
    return float(abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2)


def list_rings(geometry: Mapping[str, Any]) -> tuple[Ring, ...]:
    """List all lines of a border, outer ones and holes alike, in metres of the Dutch grid.

    Parameters: ``geometry`` a GeoJSON Polygon or MultiPolygon in degrees, in the Netherlands.

    Raises ReportFileError in Dutch for a border that is none, or lies elsewhere.
    """
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    try:
        rings = [ring for polygon in polygons for ring in polygon]
        found = [place_in_grid([one[1] for one in ring], [one[0] for one in ring]) for ring in rings]
    except (PointError, TypeError, IndexError, ValueError) as error:
        raise ReportFileError("Een grens in het bestand is geen vlak in graden in Nederland.") from error
    if any(len(points) < 4 for points in found):
        raise ReportFileError("Een grens in het bestand heeft minder dan drie hoeken.")
    return tuple(tuple((x, y) for x, y in points.tolist()) for points in found)


def find_inside(points: Floats, rings: Sequence[Ring]) -> npt.NDArray[np.bool_]:
    """Tell which points lie within a border: a line from there to the east crosses it an odd number of times.

    Parameters: ``points`` of shape (points, 2); ``rings`` of ``list_rings``, holes included.
    """
    inside = np.zeros(len(points), dtype=bool)
    if not len(points):
        return inside
    every = np.array([corner for ring in rings for corner in ring])
    low, high = every.min(axis=0), every.max(axis=0)
    near = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1))
    x, y = points[near, 0], points[near, 1]
    odd = np.zeros(len(near), dtype=bool)
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if y1 == y2:
                continue
            crosses = (y1 > y) != (y2 > y)
            odd ^= crosses & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    inside[near] = odd
    return inside


def find_centroid(rings: Sequence[Ring]) -> tuple[float, float]:
    """Return the middle of the largest ring of a border.

    Source: the centroid of a polygon, by the shoelace formula.
    """
    best, middle = -1.0, rings[0][0]
    for ring in rings:
        points = np.array(ring)
        x, y = (points - points[0]).T
        cross = x * np.roll(y, -1) - np.roll(x, -1) * y
        double = float(cross.sum())
        if abs(double) > best:
            best = abs(double)
            across = float(((x + np.roll(x, -1)) * cross).sum()) / (3 * double) if double else 0.0
            along = float(((y + np.roll(y, -1)) * cross).sum()) / (3 * double) if double else 0.0
            middle = (ring[0][0] + across, ring[0][1] + along)
    return middle
