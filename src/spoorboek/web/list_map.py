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
    """The drawing of the neighbourhoods, the districts in words, and how many have no place below the city.

    Of much no more than the district is known, which a map of neighbourhoods cannot show.
    """

    drawing: str
    attribution: str
    districts: tuple[District, ...]
    elsewhere_count: int
    has_neighbourhoods: bool

    @property
    def shows_districts(self) -> bool:
        """Tell whether the districts stand open: one is chosen, or the drawing has nothing to choose."""
        return not self.has_neighbourhoods or any(one.is_chosen for one in self.districts)


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
    districts = []
    for area in areas:
        if area.code.startswith("WK"):
            count = sum(by_area.get(code, 0) for code in areas_within(area.code, below))
            if count:
                districts.append(District(area.name, count, href + area.code, area.code == chosen))
    return ListMap(
        drawing=sheet.draw(counts=by_area, chosen=chosen, href=href, label=_("Kaart")),
        attribution=sheet.attribution,
        districts=tuple(districts),
        elsewhere_count=sum(by_area.values()) - sum(by_area.get(code, 0) for code in below),
        has_neighbourhoods=any(code.startswith("BU") for code in by_area),
    )
