"""The desks in a real browser: an inspection on a phone without JavaScript, and a measure at a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Enter, Look, Visit, World

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PHONE = {"width": 390, "height": 800}
SMALLEST_TARGET = 44


def on_a_phone(enter: Enter, visit: Visit, world: World, username: str) -> Page:
    enter(username)
    page = visit(java_script_enabled=False, viewport=PHONE)
    page.context.add_cookies(world.cookies[username])
    return page


def test_inspector_works_one_handed_on_a_phone_without_javascript(
    enter: Enter, visit: Visit, world: World
) -> None:
    page = on_a_phone(enter, visit, world, "inspecteur")
    page.goto("/controles/nieuw/")
    page.get_by_label("Dag").fill("2025-02-18")
    page.get_by_label("Branche").select_option("retail")
    page.get_by_role("button", name="Dag beginnen").click()
    page.get_by_label("Organisatie").fill("gemeente")
    page.get_by_label("Grondslag").fill("Algemene wet bestuursrecht, artikel 5:11")
    page.get_by_label("Doel").fill("vergunningen")
    page.get_by_role("button", name="Deelnemer toevoegen").click()
    page.get_by_role("link", name="Adres of bedrijf toevoegen").click()
    page.get_by_label("Bedrijf of woning").fill("Woning 1")
    page.get_by_label("Dit is een woning").check()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("alert")).to_contain_text("toestemming")
    page.get_by_label("Machtiging tot binnentreden").check()
    page.get_by_label("kenmerk van de machtiging").fill("MB-2025-1")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_label("gemeente", exact=True).check()
    page.get_by_label("Brandgevaar").check()
    page.get_by_role("button", name="Bevinding bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("bewaard")
    expect(page.get_by_role("region", name="Bevindingen")).to_contain_text("Brandgevaar")
    for target in page.locator("main div:has(> label > input[type=radio]), main button").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST_TARGET
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_lawyer_takes_the_measure_that_the_table_proposes(enter: Enter, look: Look) -> None:
    page = enter("jurist")
    page.goto("/rapportages/nieuw/")
    page.get_by_label("Ontvangen op").fill("2025-02-03")
    page.get_by_label("Onderwerp").select_option("drugs")
    page.get_by_label("Soort drugs").select_option("hard")
    page.get_by_label("Soort plek").select_option("dwelling")
    page.get_by_role("textbox", name="Pand").fill("Pand 99")
    page.get_by_label("Overtreden voorschrift").fill("Opiumwet, artikel 2")
    page.get_by_role("button", name="Opschrijven").click()
    expect(page.get_by_role("region", name="Voorstel uit de tabel")).to_contain_text("Sluiting, 3 maanden")
    report = page.url
    page.get_by_role("link", name="Maatregel nemen").click()
    page.get_by_label("Besluit genomen op").fill("2025-02-20")
    for question in ("Geschiktheid", "Noodzaak", "Evenwichtigheid"):
        page.get_by_label(question).fill("verzonnen")
    page.get_by_label("Zienswijze gevraagd op").fill("2025-02-05")
    page.get_by_role("button", name="Maatregel opschrijven").click()
    page.get_by_role("link", name="Bekendmaken").click()
    page.get_by_label("Bekendgemaakt op").fill("2025-02-21")
    page.get_by_role("button", name="Bekendmaken").click()
    expect(page.get_by_role("region", name="Termijnen")).to_contain_text("4 april 2025")
    for path in (report, page.url, "/maatregelen/"):
        look(page, path)
