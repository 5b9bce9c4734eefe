"""A small map drawn by the server: an area inside its surroundings. It loads nothing from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spoorboek.web.tables import Words

_WIDTH, _MARGIN = 480, 16
Ring = Sequence[tuple[float, float]]
"""Pairs of longitude and latitude."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One closed line on the map. ``kind``: ``around`` or ``area``."""

    path: str
    kind: str
    name: Words


@dataclass(frozen=True, slots=True)
class AreaMap:
    """A map with its size and whom to name for the borders."""

    width: int
    height: int
    shapes: Sequence[Shape]
    caption: Words
    attribution: str = ""


def draw_map(
    around: Mapping[str, Any] | None, area: Iterable[Ring], *, name: Words, caption: Words, attribution: str
) -> AreaMap | None:
    """Return a map of an area inside the border ``around`` (GeoJSON), or None without any point."""
    rings = [("around", name, ring) for ring in list_rings(around)]
    rings += [("area", name, ring) for ring in area]
    points = [point for _, _, ring in rings for point in ring]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    # A degree of longitude is shorter than one of latitude, by the cosine of where we are.
    narrow = math.cos(math.radians((south + north) / 2))
    inner = _WIDTH - 2 * _MARGIN
    scale = inner / max((east - west) * narrow, (north - south), 1e-6)
    height = round((north - south) * scale) + 2 * _MARGIN

    def place(point: tuple[float, float]) -> str:
        x = _MARGIN + (point[0] - west) * narrow * scale
        y = _MARGIN + (north - point[1]) * scale
        return f"{x:.1f} {y:.1f}"

    shapes = [Shape(f"M{' L'.join(place(p) for p in ring)} Z", kind, called) for kind, called, ring in rings]
    return AreaMap(_WIDTH, height, shapes, caption, attribution)


def list_rings(geometry: Mapping[str, Any] | None) -> Iterator[Ring]:
    """Yield the outer and inner lines of a GeoJSON polygon or multipolygon."""
    if geometry is None:
        return
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            yield [(float(point[0]), float(point[1])) for point in ring]
