"""A plan in a real browser: typed from nothing, adopted, amended, compared, a milestone delivered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Enter, Look

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PLAN = "/plan/plan-van-de-reis/"
DRAFT = f"{PLAN}concept/"


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("is opgeslagen")


def adopt(page: Page) -> None:
    page.goto(DRAFT)
    page.get_by_role("link", name="Vaststellen").click()
    page.get_by_label("Nummer van het besluit").fill("2026-17")
    page.get_by_role("button", name="Plan vaststellen").click()
    expect(page.get_by_role("status").first).to_contain_text("vastgesteld")


def type_promises(page: Page) -> None:
    page.get_by_role("link", name="Belofte toevoegen").click()
    page.get_by_role("link", name="Aantal").click()
    page.get_by_label("Wat belooft de gemeente?").fill("Minder klachten")
    page.get_by_label("Wat telt u?").fill("klachten")
    page.get_by_label("Hoeveel zijn het er nu?").fill("88")
    page.get_by_label("Hoeveel moeten het er zijn?").press_sequentially("80")
    page.get_by_label("Is dat een minimum?").select_option("at_most")
    # Nothing is sent: it is said while one types.
    expect(page.locator("#waarschuwingen")).to_contain_text("ook toeval het verschil kan maken")
    page.get_by_label("Wie is hiervan de eigenaar?").fill("college")
    save(page)
    page.get_by_role("link", name="Belofte toevoegen").click()
    page.get_by_role("link", name="Mijlpaal").click()
    page.get_by_label("Wat belooft de gemeente?").fill("Een wijkplan")
    page.get_by_label("Wat is er dan klaar?").fill("Het wijkplan")
    page.get_by_label("Waaruit blijkt dat?").fill("Het besluit van het college")
    page.get_by_label("Uiterlijk op").fill("2029-07-01")
    page.get_by_label("Wie is hiervan de eigenaar?").fill("college")
    save(page)


def test_plan_is_typed_adopted_amended_compared_and_a_milestone_delivered(enter: Enter, look: Look) -> None:
    author, reviewer = enter("auteur"), enter("toetser")
    author.goto("/plan/")
    author.get_by_role("link", name="Nieuw plan").click()
    author.get_by_label("Titel van het plan").fill("Plan van de reis")
    author.get_by_label("Eerste dag").fill("2026-01-01")
    author.get_by_label("Laatste dag").fill("2029-12-31")
    author.get_by_role("button", name="Plan beginnen").click()
    author.get_by_role("link", name="Thema toevoegen").click()
    author.get_by_label("Naam van het thema").fill("Veilige wijken")
    author.keyboard.press("Enter")
    expect(author.get_by_role("status").first).to_contain_text("is opgeslagen")
    type_promises(author)
    look(author, DRAFT)
    look(author, f"{DRAFT}beloften/minder-klachten/wijzigen/")
    adopt(reviewer)
    author.goto(PLAN)
    author.get_by_role("link", name="Plan wijzigen").click()
    author.get_by_label("Waarom verandert het plan?").fill("Na de raadsvergadering")
    author.get_by_role("button", name="Nieuwe versie beginnen").click()
    author.get_by_role("link", name="Minder klachten", exact=True).click()
    author.get_by_label("Hoeveel moeten het er zijn?").fill("60")
    save(author)
    author.get_by_role("link", name="Vergelijken met versie 1").click()
    expect(author.get_by_role("region", name="Minder klachten")).to_contain_text("60")
    look(author, f"{PLAN}vergelijken/?van=1&naar=2")
    adopt(reviewer)
    author.goto(f"{PLAN}beloften/een-wijkplan/")
    author.get_by_role("link", name="Mijlpaal opleveren").click()
    author.get_by_role("button", name="Mijlpaal vastleggen").click()
    expect(author.get_by_role("main")).to_contain_text("Mijlpaal bereikt")
