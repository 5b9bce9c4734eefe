"""The drawing beside a list: neighbourhoods, or districts where no more is known of most."""

from __future__ import annotations

import re

from django.test import RequestFactory

from spoorboek.figures.area import Area
from spoorboek.web.area_map import AreaMap, MapArea
from spoorboek.web.list_map import ListMap, draw_list_map

SQUARE = ((4.6, 51.8), (4.7, 51.8), (4.7, 51.9), (4.6, 51.8))
CODES = ("BU05050101", "BU05050102", "BU05050201")
SHEET = AreaMap(tuple(MapArea(code, code, (SQUARE,)) for code in CODES), 4.6, 51.8, 4.7, 51.9)
AREAS = [
    *(Area(code, f"Wijk {code[-2:]}", 2023) for code in ("WK050501", "WK050502")),
    *(Area(code, code, 2023) for code in CODES),
]


def draw(address: str = "/", **by_area: int) -> ListMap:
    """Return the map beside a list with these counts."""
    drawn = draw_list_map(RequestFactory().get(address), SHEET, AREAS, by_area)
    assert drawn is not None
    return drawn


def shades(drawn: ListMap) -> list[str]:
    """Return the shade of each neighbourhood, in their order."""
    return re.findall(r"map__area--(\d)", drawn.drawing)


def test_where_districts_are_known_each_neighbourhood_shows_its_district() -> None:
    drawn = draw(WK050501=6, WK050502=1, BU05050102=2)
    assert drawn.is_by_district and drawn.shows_districts
    assert shades(drawn) == ["4", "4", "1"]
    assert drawn.drawing.count('href="?gebied=WK050501" aria-label="Wijk 01: 8"') == 2
    assert [(one.name, one.count) for one in drawn.districts] == [("Wijk 01", 8), ("Wijk 02", 1)]


def test_where_neighbourhoods_are_known_the_darkest_is_where_most_is() -> None:
    drawn = draw(BU05050101=40, BU05050102=10, WK050502=1)
    assert not drawn.is_by_district and shades(drawn) == ["4", "1", "0"]
    assert "gebied=BU05050102" in drawn.drawing and "gebied=BU05050201" not in drawn.drawing


def test_chosen_district_is_marked_in_all_of_its_neighbourhoods() -> None:
    assert draw("/?gebied=WK050501", WK050501=3, WK050502=3).drawing.count("map__area--chosen") == 2


def test_what_has_no_place_below_the_city_is_counted_beside_the_map() -> None:
    assert draw(WK050501=3, GM0505=2).elsewhere_count == 2
