"""A map of the neighbourhoods, drawn on the server: no base map, no script, nothing from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from typing import Any

from spoorboek.apps.access.viewer import ANONYMOUS, Viewer
from spoorboek.apps.areas.queries import find_boundaries, list_areas
from spoorboek.figures.area import Area

WIDTH = 320
_MARGIN = 4
_SHADES = 4
"""How many shades there are above that of nothing; the darkest is for where most is."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class MapArea:
    """One neighbourhood: its code, its name, and its borders as rings of longitude and latitude."""

    code: str
    name: str
    rings: tuple[Ring, ...]

    def holds(self, longitude: float, latitude: float) -> bool:
        """Tell whether a point lies inside; a point in a hole lies outside."""
        return sum(_crossings(ring, longitude, latitude) for ring in self.rings) % 2 == 1


@dataclass(frozen=True)
class AreaMap:
    """The neighbourhoods on one sheet of ``WIDTH`` wide, north above."""

    areas: tuple[MapArea, ...]
    west: float
    south: float
    east: float
    north: float
    attribution: str = ""

    @property
    def height(self) -> int:
        """Return the height that keeps the shape of the city."""
        return round((self.north - self.south) * self._scale) + 2 * _MARGIN

    @property
    def _scale(self) -> float:
        return (WIDTH - 2 * _MARGIN) / (self.east - self.west) / self._squeeze

    @property
    def _squeeze(self) -> float:
        # A degree of longitude is shorter than one of latitude this far north.
        return math.cos(math.radians((self.north + self.south) / 2))

    def place_of(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point stands on the sheet, from the left and from above."""
        x = (longitude - self.west) * self._squeeze * self._scale + _MARGIN
        return x, (self.north - latitude) * self._scale + _MARGIN

    def point_at(self, x: float, y: float) -> tuple[float, float]:
        """Return longitude and latitude of a place on the sheet, in six decimals."""
        longitude = (x - _MARGIN) / self._scale / self._squeeze + self.west
        return round(longitude, 6), round(self.north - (y - _MARGIN) / self._scale, 6)

    def find_area(self, longitude: float, latitude: float) -> MapArea | None:
        """Return the neighbourhood in which a point lies."""
        return next((area for area in self.areas if area.holds(longitude, latitude)), None)

    def draw(
        self,
        *,
        counts: Mapping[str, int] | None = None,
        chosen: str = "",
        dot: tuple[float, float] | None = None,
        href: str = "",
        label: str = "",
        is_file: bool = False,
        stands_for: Mapping[str, Area] | None = None,
    ) -> str:
        """Return the sheet as SVG; with ``href`` each neighbourhood leads there, its code at the end.

        ``is_file``: on its own, where no style sheet of the page reaches; then it brings its own colours.
        ``stands_for``: the area whose count a neighbourhood shows in place of its own, its district.
        """
        known, others = counts or {}, stands_for or {}
        most = max(known.values(), default=0)
        shapes = []
        for area in self.areas:
            shown = others.get(area.code, area)
            count = known.get(shown.code, 0)
            shade = math.ceil(_SHADES * count / most) if count else 0
            is_chosen = bool(chosen) and chosen in (area.code, shown.code)
            words = escape(f"{shown.name}: {count}" if counts else shown.name)
            shape = self._draw_area(area, shade, is_chosen, words, is_file)
            leads = escape(href + shown.code) if href and count else ""
            shapes.append(f'<a href="{leads}" aria-label="{words}" lang="nl">{shape}</a>' if leads else shape)
        if dot is not None:
            x, y = self.place_of(*dot)
            fill = ' fill="#d9483f"' if is_file else ""
            shapes.append(f'<circle class="map__dot" cx="{x:.1f}" cy="{y:.1f}" r="5"{fill}/>')
        head = f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {WIDTH} {self.height}"'
        size = f' width="{WIDTH}" height="{self.height}"'
        role = 'role="group"' if href else 'role="img"'
        return f'{head}{size} {role} aria-label="{escape(label)}">{"".join(shapes)}</svg>'

    def _draw_area(self, area: MapArea, shade: int, is_chosen: bool, words: str, is_file: bool) -> str:
        marked = " map__area--chosen" if is_chosen else ""
        looks = ""
        if is_file:
            # Half clear, so that the ground shows through: white by day, nearly black by night.
            clear = 0.55 if is_chosen else 0.12
            looks = f' fill="#4a8fd6" fill-opacity="{clear}" stroke="#76869a" stroke-width="0.6"'
        path = self._paths[area.code]
        return (
            f'<path class="map__area map__area--{shade}{marked}" fill-rule="evenodd" d="{path}"{looks}>'
            f'<title lang="nl">{words}</title></path>'
        )

    @cached_property
    def _paths(self) -> dict[str, str]:
        """The borders as they are drawn, by code: the same on every page, and thousands of points."""
        return {area.code: " ".join(self._draw_ring(ring) for ring in area.rings) for area in self.areas}

    def _draw_ring(self, ring: Ring) -> str:
        spots: list[str] = []
        for longitude, latitude in ring:
            x, y = self.place_of(longitude, latitude)
            spot = f"{x:.1f} {y:.1f}"
            if not spots or spots[-1] != spot:
                spots.append(spot)
        return "M" + "L".join(spots) + "Z"


def read_area_map(viewer: Viewer, areas: Sequence[Area] | None = None) -> AreaMap | None:
    """Return the map of the neighbourhoods of the newest edition, or None when there are no borders.

    ``areas``: those that were read already.
    """
    known = list_areas(viewer, kind="buurt") if areas is None else areas
    found = [area for area in known if area.code.startswith("BU")]
    return _build(tuple((area.code, area.name, area.edition) for area in found)) if found else None


@lru_cache(maxsize=4)
def _build(areas: tuple[tuple[str, str, int], ...]) -> AreaMap | None:
    # Borders are the same for everybody, so they are asked for as by anybody, and one drawing serves all.
    # They never change within an edition; the key holds the edition.
    borders = find_boundaries(ANONYMOUS, [code for code, _, _ in areas])
    drawn = tuple(
        MapArea(code, name, tuple(_rings(borders[code]["geometry"])))
        for code, name, _ in areas
        if code in borders
    )
    points = [point for area in drawn for ring in area.rings for point in ring]
    if not points:
        return None
    longitudes, latitudes = [one[0] for one in points], [one[1] for one in points]
    attribution = next((str(one["attribution"]) for one in borders.values()), "")
    return AreaMap(
        drawn, min(longitudes), min(latitudes), max(longitudes), max(latitudes), attribution=attribution
    )


def _rings(geometry: Mapping[str, Any]) -> Iterable[Ring]:
    parts: Sequence[Any] = geometry.get("coordinates", ())
    polygons = parts if geometry.get("type") == "MultiPolygon" else [parts]
    for polygon in polygons:
        for ring in polygon:
            yield tuple((float(point[0]), float(point[1])) for point in ring)


def _crossings(ring: Ring, longitude: float, latitude: float) -> int:
    found = 0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > latitude) != (y2 > latitude):
            found += longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)
    return found
