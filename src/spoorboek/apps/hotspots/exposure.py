"""The municipality that reports fall in: how much weight each of its areas has, and how large it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import find_boundaries, list_areas
from spoorboek.apps.indicators.queries import find_figures
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number
from spoorboek.rules.hotspots.surface import measure_surface

INHABITANTS = "inhabitants"
"""The figure that says how many people live in an area, where a source gives it per area."""
EXTENT = 7000.0
"""Where no border is known: the side in metres of a middling town."""
LEAST_AREAS = 2
YEARS_BACK = 3


@dataclass(frozen=True, slots=True)
class Exposure:
    """Weights of the areas, and the side in metres of a square as large as all of them."""

    sizes: tuple[float, ...]
    by_inhabitants: bool
    extent: float

    def tell(self) -> str:
        """Return in Dutch what was counted with."""
        weight = "naar inwoners" if self.by_inhabitants else "elk even zwaar"
        side = format_number(round(self.extent))
        return f"{format_number(len(self.sizes))}, {weight}; samen zo groot als {side} bij {side} meter"


def measure_exposure(viewer: Viewer, *, at: datetime) -> Exposure:
    """Return the weights of the smallest areas that are known: inhabitants, or alike where these are unknown.

    An area in which nobody lives has no weight and is left out.
    """
    areas = list_areas(viewer, kind="buurt") or list_areas(viewer, kind="wijk")
    codes = [area.code for area in areas]
    surface = sum(measure_surface(one["geometry"]) for one in find_boundaries(viewer, codes).values())
    extent = min(200_000.0, max(500.0, math.sqrt(surface))) if surface else EXTENT
    for year in range(at.year, at.year - YEARS_BACK, -1):
        keys = [f"{INHABITANTS}@{Period.year(year)}@{code}" for code in codes]
        values = [figure.value for figure in find_figures(viewer, keys, at=at).values()] if keys else []
        known = [float(value) for value in values if is_number(value)]
        inhabited = tuple(value for value in known if value > 0)
        if len(known) == len(codes) and len(inhabited) >= LEAST_AREAS:
            return Exposure(inhabited, by_inhabitants=True, extent=extent)
    return Exposure((1.0,) * max(LEAST_AREAS, len(codes)), by_inhabitants=False, extent=extent)
