"""A place chosen on a map that is drawn on the server, without script and without a base map."""

from __future__ import annotations

import re

from tests.web.conftest import PageClient

NEW = "/signalen/nieuw/"
SAID = {"channel": "partner", "received_on": "2025-02-20", "summary": "Verzonnen", "theme": "ondermijning"}


def test_a_point_on_the_map_fills_in_its_neighbourhood_and_keeps_the_rest(page_of: PageClient) -> None:
    client = page_of("kernteamlid")
    page = client.post(NEW, {**SAID, "kaart.x": "80", "kaart.y": "20"})
    form = page.context["form"]
    assert form["area_code"].value().startswith("BU0505")
    assert form["summary"].value() == SAID["summary"]
    assert not form.is_bound
    outside = client.post(NEW, {**SAID, "kaart.x": "1", "kaart.y": "1"})
    assert not outside.context["form"]["area_code"].value()
    picture = client.get(f"/signalen/kaart/{form['area_code'].value()}/")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.content.decode().count("map__area--chosen") == 1


def test_from_the_keyboard_nothing_is_pointed_at(page_of: PageClient) -> None:
    page = page_of("kernteamlid").post(NEW, {**SAID, "kaart.x": "0", "kaart.y": "0"})
    assert page.context["form"]["point"].value() is None


def test_the_map_needs_nothing_from_elsewhere(page_of: PageClient) -> None:
    drawn = page_of("kernteamlid").get("/signalen/kaart/geen/").content.decode()
    assert re.findall(r"https?://[^\"]+", drawn) == ["http://www.w3.org/2000/svg"]
    assert "<script" not in drawn and "style=" not in drawn


def test_an_area_or_a_character_that_no_form_sends_breaks_nothing(page_of: PageClient) -> None:
    client = page_of("kernteamlid")
    for more in ({"area_code": "geen buurt"}, {"summary": "a\0b", "place": "a\0b"}, {"kaart.x": "9" * 5000}):
        assert client.post(NEW, {**SAID, "kaart.y": "1", "kijk": "1", **more}).status_code == 200
