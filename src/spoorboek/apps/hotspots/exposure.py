"""The municipality that reports fall in: how much weight each of its areas has, and how large it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import find_boundaries, list_areas
from spoorboek.apps.indicators.queries import find_figures
from spoorboek.figures.area import Area
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number
from spoorboek.rules.hotspots.surface import find_centroid, list_rings, measure_surface
from spoorboek.rules.hotspots.weighed_places import WeighedPlace

INHABITANTS = ("inhabitants", "neighbourhood-inhabitants")
"""Figures that say how many people live in an area; the first that a source gives per area counts."""
EXTENT = 7000.0
"""Where no border is known: the side in metres of a middling town."""
LEAST_AREAS = 2
LEAST_LIVED = 100
"""With fewer inhabitants a rate per inhabitant says nothing of the place."""
KNOWN_LEAST = 0.95
"""Share of the areas of which inhabitants must be known; the rest, such as water, weighs nothing."""
YEARS_BACK = 6
_PROBES = 5
"""So many areas are asked first: most years and figures say nothing about any of them."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """Weights of the areas, and the side in metres of a square as large as all of them."""

    sizes: tuple[float, ...]
    by_inhabitants: bool
    extent: float
    year: int | None = None
    """Of the inhabitants; None where areas weigh alike."""

    def tell(self) -> str:
        """Return in Dutch what was counted with."""
        weight = f"naar inwoners in {self.year}" if self.by_inhabitants else "elk even zwaar"
        side = format_number(round(self.extent))
        return f"{format_number(len(self.sizes))}, {weight}; samen zo groot als {side} bij {side} meter"


def measure_exposure(viewer: Viewer, *, at: datetime) -> Exposure:
    """Return the weights of the smallest areas that are known: inhabitants, or alike where these are unknown.

    An area in which nobody lives has no weight and is left out.
    """
    areas = _list_smallest(viewer)
    codes = [area.code for area in areas]
    surface = sum(measure_surface(one["geometry"]) for one in find_boundaries(viewer, codes).values())
    extent = min(200_000.0, max(500.0, math.sqrt(surface))) if surface else EXTENT
    year, people = _find_inhabitants(viewer, codes, at)
    inhabited = tuple(value for value in people.values() if value > 0)
    if len(inhabited) >= LEAST_AREAS:
        return Exposure(inhabited, by_inhabitants=True, extent=extent, year=year)
    return Exposure((1.0,) * max(LEAST_AREAS, len(codes)), by_inhabitants=False, extent=extent)


def list_own_areas(viewer: Viewer, *, at: datetime) -> tuple[WeighedPlace, ...]:
    """Return the smallest areas with a known border and their inhabitants; empty where these are unknown.

    An area with fewer than a hundred inhabitants counts as one where nobody lives: reports at a harbour or in
    a park are of people from elsewhere, and a rate per inhabitant would say nothing. So does an area of which
    the inhabitants are unknown, such as open water.
    """
    areas = _list_smallest(viewer)
    borders = find_boundaries(viewer, [area.code for area in areas])
    _, people = _find_inhabitants(viewer, [area.code for area in areas], at)
    if not people:
        return ()
    shapes = [(area, list_rings(borders[area.code]["geometry"])) for area in areas if area.code in borders]
    return tuple(
        WeighedPlace(area.name, *find_centroid(rings), _weigh(people.get(area.code, 0.0)), rings=rings)
        for area, rings in shapes
    )


def _weigh(inhabitants: float) -> float:
    return inhabitants if inhabitants >= LEAST_LIVED else 0.0


def _list_smallest(viewer: Viewer) -> list[Area]:
    return list_areas(viewer, kind="buurt") or list_areas(viewer, kind="wijk")


def _find_inhabitants(viewer: Viewer, codes: list[str], at: datetime) -> tuple[int | None, dict[str, float]]:
    """Return the newest year of which inhabitants are known, with these per area; None where none is."""
    for year in range(at.year, at.year - YEARS_BACK, -1):
        for figure in INHABITANTS:
            # A register of people is counted on a day, a table of a statistical office by year.
            for period in (Period(date(year, 1, 1), date(year, 1, 1)), Period.year(year)):
                if not _ask(viewer, f"{figure}@{period}", codes[:_PROBES], at):
                    continue
                people = _ask(viewer, f"{figure}@{period}", codes, at)
                if len(people) >= KNOWN_LEAST * len(codes):
                    return year, people
    return None, {}


def _ask(viewer: Viewer, figure: str, codes: list[str], at: datetime) -> dict[str, float]:
    keys = {f"{figure}@{code}": code for code in codes}
    found = find_figures(viewer, keys, at=at)
    return {keys[key]: float(one.value) for key, one in found.items() if is_number(one.value)}
