"""The map beside a list: how many of what the list finds lie where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoorboek.figures.area import Area
from spoorboek.web.area_map import AreaMap
from spoorboek.web.register_filters import areas_within


@dataclass(frozen=True, slots=True)
class District:
    """One district with how many lie in it, its neighbourhoods included, and the list of those."""

    name: str
    count: int
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ListMap:
    """The drawing, the districts in words, and how many have no place below the city.

    ``is_by_district``: of most no more than the district is known; then that is what the drawing shows.
    """

    drawing: str
    attribution: str
    districts: tuple[District, ...]
    elsewhere_count: int
    is_by_district: bool

    @property
    def shows_districts(self) -> bool:
        """Tell whether the districts stand open: the drawing shows them, or one is chosen."""
        return self.is_by_district or any(one.is_chosen for one in self.districts)


def draw_list_map(
    request: HttpRequest, sheet: AreaMap | None, areas: Sequence[Area], by_area: Mapping[str, int]
) -> ListMap | None:
    """Draw how many there are where; an area narrows the list and leaves the other filters."""
    if sheet is None or not by_area:
        return None
    question = request.GET.copy()
    for name in ("gebied", "pagina", "samen"):
        question.pop(name, None)
    href = f"?{question.urlencode()}&gebied=" if question else "?gebied="
    chosen = request.GET.get("gebied", "")
    below = [area.code for area in areas if area.is_below_municipality]
    in_district = {
        area.code: sum(by_area.get(code, 0) for code in areas_within(area.code, below))
        for area in areas
        if area.code.startswith("WK")
    }
    coarse = sum(count for code, count in by_area.items() if code in in_district)
    is_by_district = 2 * coarse > sum(by_area.get(code, 0) for code in below)
    drawing = sheet.draw(
        counts=in_district if is_by_district else by_area,
        chosen=chosen,
        href=href,
        label=_("Kaart"),
        stands_for=_districts_of(areas) if is_by_district else None,
    )
    return ListMap(
        drawing=drawing,
        attribution=sheet.attribution,
        districts=tuple(
            District(area.name, in_district[area.code], href + area.code, area.code == chosen)
            for area in areas
            if in_district.get(area.code)
        ),
        elsewhere_count=sum(by_area.values()) - sum(by_area.get(code, 0) for code in below),
        is_by_district=is_by_district,
    )


def _districts_of(areas: Sequence[Area]) -> dict[str, Area]:
    """Return the district of each neighbourhood, by its code."""
    codes = [area.code for area in areas]
    return {
        code: area
        for area in areas
        if area.code.startswith("WK")
        for code in areas_within(area.code, codes)
        if code != area.code
    }
