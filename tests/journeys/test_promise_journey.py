"""Following a promise to what counted for it, and a printed number to its record in three clicks."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import WIDTHS, Enter, Look, Visit

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PLAN = "integraal-veiligheidsplan-2023-2026"
BELOW = "uitvoeringsplan-ondermijning-2023-2024"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_promise_is_followed_from_the_start_page_to_what_counted_for_it(
    enter: Enter, look: Look, width: int
) -> None:
    page = enter("regisseur")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    told = page.get_by_role("link", name="beloften zijn niet gemeld")
    number = told.inner_text().split()[0]
    told.click()
    expect(page.get_by_role("status").filter(has_text=f"{number} regels")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(int(number))

    page.get_by_role("link", name="Toon alles").click()
    page.get_by_role("link", name="Elk jaar tien bedrijven controleren").click()
    expect(page.get_by_text("ten minste 10 gecontroleerde bedrijven")).to_be_visible()
    expect(page.get_by_role("table", name="Gemeld aan de raad")).to_be_visible()
    page.get_by_role("link", name="22", exact=True).click()
    expect(page.get_by_role("heading", name="Deze regels telden mee")).to_be_visible()
    page.get_by_role("link", name="ICB-2023-0001").click()
    expect(page.get_by_role("heading", name="ICB-2023-0001")).to_be_visible()

    if width != WIDTHS[0]:
        return
    for path in (
        f"/plan/{PLAN}/beloften/?stand=niet-gemeld",
        f"/plan/{PLAN}/toezeggingen/nuisance-letter-2025/",
    ):
        look(page, path)
    look(page, "/afwezig/")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_printed_number_leads_to_the_record_that_was_counted_in_three_clicks(
    enter: Enter, visit: Visit, width: int
) -> None:
    page = enter("regisseur")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/brieven/")
    page.get_by_role("link", name="Uitvoeringsplan ondermijning 2023-2024").first.click()  # the letter itself

    page.locator("article.letter a.figure", has_text="achttien").first.click()  # 1: the passport
    expect(page.locator(".passport__value")).to_contain_text("18")
    order = [heading.inner_text() for heading in page.locator("main h2").all()]
    wanted = ["Door de jaren", "Zo tellen wij", "Bron", "Deze regels telden mee", "Hier staat het in"]
    assert [one for one in order if one in wanted] == wanted
    page.get_by_role("link", name="ICB-2023-0001").click()  # 2: the record
    expect(page.get_by_role("heading", name="ICB-2023-0001")).to_be_visible()

    resident = visit()
    resident.goto(f"/brieven/{BELOW}/")
    resident.locator("article.letter a.figure", has_text="achttien").first.click()
    expect(resident.get_by_text("De regels zelf zijn niet openbaar")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_council_member_reads_what_was_promised_and_what_came_of_it(enter: Enter, width: int) -> None:
    page = enter("raadslid")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    page.get_by_role("link", name="toezegging").first.click()
    expect(page.get_by_role("table", name="Beloofd - verantwoord")).to_be_visible()

    page.goto("/openbaar/")
    page.get_by_role("link", name="Uitvoeringsplan ondermijning 2023-2024").first.click()
    page.locator("article.letter a.figure", has_text="achttien").first.click()
    expect(page.locator(".passport__value")).to_contain_text("18")
    expect(page.get_by_role("heading", name="Zo tellen wij")).to_be_visible()
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="Integraal Veiligheidsplan 2023-2026").first.click()
    page.get_by_role("link", name="Beloofd - verantwoord").first.click()
    expect(page.get_by_role("heading", name="Beloofd - verantwoord", level=1)).to_be_visible()
    assert page.get_by_role("link", name="Schrijven").count() == 0
