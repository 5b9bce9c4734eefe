"""The map of reports as shapes in an SVG that the server draws: areas, reports, groups and links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import ANONYMOUS, Viewer
from spoorboek.apps.areas.queries import find_boundaries, list_areas
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.stats.space.dutch_grid import place_in_grid

WIDTH = 960
LEAST_EXTENT = 800.0
_Ring = tuple[tuple[float, float], ...]
_STEPS = (100, 200, 250, 500, 1000, 2000, 5000, 10_000)


@dataclass(frozen=True, slots=True)
class Ring:
    """One group, with its number on the map and in the table."""

    x: str
    y: str
    radius: str
    number: int
    label_y: str
    metres: str


@dataclass(frozen=True, slots=True)
class Map:
    """What stands on the map, in the units of its own drawing."""

    width: int
    height: int
    areas: Sequence[str]
    dots: SafeString
    """The places with reports, drawn: a template takes long over thousands of them."""
    rings: Sequence[Ring]
    links: Sequence[tuple[str, str, str, str]]
    scale_width: str
    scale_words: str
    metres_per_unit: float
    attribution: str


def draw_map(
    viewer: Viewer, points: Sequence[Sequence[float]], clusters: Iterable[dict[str, Any]], links: Any
) -> Map | None:
    """Return the map around the reports; None when no report has a place."""
    if not points:
        return None
    frame = _Frame.around(points)
    outlines, attribution = _draw_areas(viewer, frame)
    rings = [
        Ring(
            frame.x(one["x"]),
            frame.y(one["y"]),
            _write(max(9.0, one["radius_m"] * frame.scale + 6)),
            number,
            _write(frame.height_of(one["y"]) - max(9.0, one["radius_m"] * frame.scale + 6) - 6),
            _write(max(25.0, one["radius_m"])),
        )
        for number, one in enumerate(clusters, 1)
        if one["x"] is not None
    ]
    # On a phone the drawing is small: few dots may be larger.
    least = 7.0 if len(points) <= 200 else 2.5
    step = max((each for each in _STEPS if each * frame.scale <= WIDTH / 4), default=_STEPS[0])
    return Map(
        width=WIDTH,
        height=frame.height,
        areas=outlines,
        dots=mark_safe("".join(_draw_dot(frame, least, *point) for point in points)),  # noqa: S308 # nosec - numbers only
        rings=rings,
        links=[(frame.x(a), frame.y(b), frame.x(c), frame.y(d)) for a, b, c, d in links],
        scale_width=_write(step * frame.scale),
        scale_words=_("%(count)s meter") % {"count": format_number(step)},
        metres_per_unit=round(1 / frame.scale, 6),
        attribution=attribution,
    )


def _draw_dot(frame: _Frame, least: float, x: float, y: float, count: float) -> str:
    several = f' data-count="{int(count)}"' if int(count) != 1 else ""
    place = f'cx="{frame.x(x)}" cy="{frame.y(y)}" r="{_write(least + 1.5 * count**0.5)}"'
    return f'<circle class="incident-map__dot" {place}{several}/>'


@dataclass(frozen=True, slots=True)
class _Frame:
    """From metres of the Dutch grid to places on the drawing; north is up."""

    west: float
    north: float
    scale: float
    height: int

    @classmethod
    def around(cls, points: Sequence[Sequence[float]]) -> _Frame:
        # A few reports far away must not make the town small: the outermost hundredth is left out.
        across, along = sorted(p[0] for p in points), sorted(p[1] for p in points)
        cut = len(points) // 100
        west, east = across[cut], across[-1 - cut]
        south, north = along[cut], along[-1 - cut]
        room = max(east - west, north - south, LEAST_EXTENT) * 0.05
        extent = max(east - west, LEAST_EXTENT) + 2 * room
        tall = min(max(north - south, LEAST_EXTENT) + 2 * room, extent)
        scale = WIDTH / extent if tall / extent <= 0.8 else WIDTH * 0.8 / tall
        middle = (west + east) / 2
        return cls(middle - WIDTH / scale / 2, (north + south) / 2 + tall / 2, scale, round(tall * scale))

    def x(self, metres: float) -> str:
        return _write((metres - self.west) * self.scale)

    def y(self, metres: float) -> str:
        return _write(self.height_of(metres))

    def height_of(self, metres: float) -> float:
        return (self.north - metres) * self.scale


def _draw_areas(viewer: Viewer, frame: _Frame) -> tuple[list[str], str]:
    """Return the outlines of the smallest areas that are known, and whom to name for them."""
    areas = list_areas(viewer, kind="buurt") or list_areas(viewer, kind="wijk")
    rings, attribution = _place_areas(tuple((area.code, area.edition) for area in areas))
    return [_draw_rings(each, frame) for each in rings if each], attribution


@lru_cache(maxsize=4)
def _place_areas(areas: tuple[tuple[str, int], ...]) -> tuple[tuple[tuple[_Ring, ...], ...], str]:
    # Borders are the same for everybody, so they are asked for as by anybody, and put in the grid once. They
    # never change within an edition; the key holds the edition.
    borders = find_boundaries(ANONYMOUS, [code for code, _edition in areas])
    names = sorted({one["attribution"] for one in borders.values()})
    return tuple(_place_geometry(one["geometry"]) for one in borders.values()), "; ".join(names)


def _place_geometry(geometry: dict[str, Any]) -> tuple[_Ring, ...]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    placed = (
        place_in_grid([place[1] for place in ring], [place[0] for place in ring]).tolist()
        for polygon in polygons
        for ring in polygon
    )
    return tuple(tuple((x, y) for x, y in ring) for ring in placed)


def _draw_rings(rings: Iterable[_Ring], frame: _Frame) -> str:
    return "".join("M" + "L".join(f"{frame.x(x)} {frame.y(y)}" for x, y in ring) + "Z" for ring in rings)


def _write(value: float) -> str:
    return f"{value:.1f}"
