"""Areas of an edition."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.figure_store import AT, AUTHOR, COUNCIL, EXAMPLE, MANAGER

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.areas.actions import load_areas
from spoorboek.apps.areas.errors import AreaFileError
from spoorboek.apps.areas.models import Area as AreaRecord
from spoorboek.apps.areas.queries import (
    find_areas,
    find_boundaries,
    get_area,
    get_municipality,
    list_areas,
)
from spoorboek.figures.area import Area

CITY = (EXAMPLE / "areas.geojson").read_bytes()


def a_file(**changes: Any) -> bytes:
    feature = {"properties": {"code": "GM0505", "name": "Dordrecht", "parent": ""}, "geometry": None}
    return json.dumps(
        {"edition": 2023, "source": "CBS", "licence": "CC BY 4.0", "features": [feature]} | changes
    ).encode()


@pytest.mark.django_db
def test_the_city_has_its_districts_and_neighbourhoods_with_borders() -> None:
    assert load_areas(by=MANAGER, at=AT, content=CITY) == 148

    assert get_municipality(COUNCIL) == Area("GM0505", "Dordrecht", 2023)
    assert len(list_areas(COUNCIL, kind="wijk")) == 14
    assert (
        next(area.name for area in list_areas(COUNCIL, parent_code="WK050501")) == "Nieuwe Haven en omgeving"
    )
    border = find_boundaries(COUNCIL, ["BU05050100"])["BU05050100"]
    assert border["geometry"]["type"] in {"Polygon", "MultiPolygon"} and "CC BY 4.0" in border["attribution"]


@pytest.mark.django_db
def test_loading_twice_keeps_one_of_each_and_a_newer_edition_goes_first() -> None:
    for _ in range(2):
        load_areas(by=MANAGER, at=AT, content=a_file())
    load_areas(by=MANAGER, at=AT, content=a_file(edition=2024))

    assert AreaRecord.objects.count() == 2
    assert get_area(AUTHOR, "GM0505").edition == 2024
    assert find_areas(AUTHOR, ["GM0505", "GM9999"]).keys() == {"GM0505"}


@pytest.mark.django_db
def test_an_unknown_area_does_not_exist_and_without_areas_there_is_no_municipality() -> None:
    with pytest.raises(NotFoundError, match="Gebied 'GM0505' bestaat niet"):
        get_area(AUTHOR, "GM0505")
    with pytest.raises(NotFoundError, match="De gemeente bestaat niet"):
        get_municipality(AUTHOR)
    with pytest.raises(NotPermittedError):
        load_areas(by=COUNCIL, at=AT, content=CITY)


GM = {"properties": {"code": "GM0505", "name": "Dordrecht"}, "geometry": None}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "geen leesbare GeoJSON"),
        (b"[" * 100_000, "geen leesbare GeoJSON"),
        (b"[]", "geen lijst 'features'"),
        (a_file(edition="nu"), "geen jaar bij 'edition', maar 'nu'"),
        (a_file(licence=""), "geen bron .* of licentie"),
        (a_file(features=[3]), "Gebied 1 heeft geen gegevens"),
        (a_file(features=[GM, GM]), "Gebied GM0505 staat er twee keer in"),
        (a_file(features=[{"properties": {"code": "X1", "name": "x"}}]), "'X1' is geen gebiedscode"),
        (a_file(features=[{"properties": {"code": "GM0505"}}]), "heeft geen naam"),
        (a_file(features=[GM | {"geometry": {"type": "Point"}}]), "is geen vlak"),
        (
            a_file(features=[{"properties": {"code": "WK050501", "name": "x", "parent": "GM0505"}}]),
            "ligt in GM0505, en dat staat er niet in",
        ),
    ],
)
def test_a_wrong_file_with_areas_gets_its_sentence_and_leaves_nothing(content: bytes, sentence: str) -> None:
    with pytest.raises(AreaFileError, match=sentence):
        load_areas(by=MANAGER, at=AT, content=content)
    assert AreaRecord.objects.count() == 0
