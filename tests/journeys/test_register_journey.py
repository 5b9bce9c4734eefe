"""Looking at registers and correcting a registration, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Enter, Look

pytestmark = [pytest.mark.journey, pytest.mark.slow]

DAY = "/registraties/controledagen/ICD-2023-0001/"
PAGES = ["/registraties/", "/registraties/controledagen/", DAY, f"{DAY}verbeteren/", f"{DAY}intrekken/"]


@pytest.mark.parametrize("path", [*PAGES, "/registraties/controledagen/nieuw/"])
def test_pages_of_a_register_are_accessible(enter: Enter, look: Look, path: str) -> None:
    look(enter("inspecteur"), path)


def test_business_is_corrected_and_what_stood_there_stays(enter: Enter) -> None:
    page = enter("inspecteur")
    page.goto(DAY)
    page.get_by_role("region", name="gecontroleerde bedrijven").get_by_role("link").first.click()
    page.get_by_role("link", name="Verbeteren").click()
    page.get_by_label("Bevinding").select_option("other")
    page.get_by_label("Waarom verbetert u dit?").fill("verkeerd overgenomen")
    page.get_by_role("button", name="Verbetering bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("bewaard")
    corrections = page.get_by_role("region", name="Wat er is verbeterd")
    expect(corrections).to_contain_text("verkeerd overgenomen")
    expect(corrections).to_contain_text("geen bijzonderheden")


def test_what_is_refused_stands_at_its_field(enter: Enter) -> None:
    page = enter("inspecteur")
    page.goto("/registraties/controledagen/nieuw/")
    page.get_by_label("Gehouden op").fill("2199-01-01")
    page.get_by_label("Branche").select_option("mixed")
    page.get_by_role("button", name="Opschrijven").click()
    expect(page.get_by_role("alert")).to_contain_text("ligt in de toekomst")
    expect(page.get_by_label("Gehouden op")).to_have_attribute("aria-invalid", "true")


def test_signals_are_shown_after_saying_what_for(enter: Enter, look: Look) -> None:
    page = enter("regisseur")
    page.goto("/registraties/signalen/")
    _say_what_for(page)
    expect(page.get_by_role("region", name="Signalen")).to_be_visible()
    expect(page.get_by_text("U bekijkt dit voor: casusoverleg")).to_be_visible()
    look(page, "/registraties/signalen/")
    look(page, "/registraties/signalen/?periode=april+2023")


def _say_what_for(page: Page) -> None:
    page.get_by_label("Waarvoor bekijkt u deze gegevens?").fill("casusoverleg voorbereiden")
    page.get_by_role("button", name="Verder").click()
