"""How large an area is, from its border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from spoorboek.stats.space.dutch_grid import place_in_grid
from spoorboek.stats.space.errors import PointError


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
