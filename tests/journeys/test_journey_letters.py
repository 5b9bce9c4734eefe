"""A letter from its first word to a PDF that anybody can check, and from a number to the record behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.journeys.conftest import Enter, Visit
from tests.web.letter_texts import FIELDS, short_letter

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PLAN = "integraal-veiligheidsplan-2023-2026"
BELOW = "uitvoeringsplan-ondermijning-2023-2024"
DRAFT = "/brieven/eerste-concept-evaluatie/"
PUBLISHED = f"/brieven/{BELOW}/"


def test_changed_record_changes_the_letter_and_is_found_in_three_clicks(enter: Enter) -> None:
    writer, keeper = enter("auteur"), enter("regisseur")
    begin_letter(writer, "tel-de-bedrijven")
    expect(number_in(writer)).to_have_text("18")

    keeper.goto("/registraties/gecontroleerde-bedrijven/nieuw/")
    keeper.get_by_label("Controledag").fill("ICD-2023-0001")
    keeper.get_by_label("Bedrijf", exact=True).fill("Bedrijf 99")
    keeper.get_by_label("Branche").select_option("retail")
    keeper.get_by_label("Bevinding").select_option("none")
    keeper.get_by_role("button", name="Opschrijven").click()
    said = keeper.get_by_role("status").filter(has_text="Opgeschreven").inner_text()
    number = re.search(r"ICB-[\d-]+\d", said)
    assert number is not None

    keeper.goto("/brieven/tel-de-bedrijven/")
    expect(number_in(keeper)).to_have_text("19")
    number_in(keeper).click()
    expect(keeper.locator(".passport__value")).to_contain_text("19")
    keeper.get_by_role("link", name=number.group()).click()
    expect(keeper.get_by_role("heading", name=number.group())).to_be_visible()
    keeper.get_by_role("link", name="Intrekken").click()
    keeper.get_by_label("Waarom trekt u dit in?").fill("dubbel opgeschreven")
    keeper.get_by_role("button", name=f"{number.group()} intrekken").click()

    keeper.goto("/brieven/tel-de-bedrijven/")
    expect(number_in(keeper)).to_have_text("18")


def test_letter_is_written_checked_approved_published_downloaded_and_verified(
    enter: Enter, visit: Visit, tmp_path: Path
) -> None:
    writer, first, second = enter("auteur"), enter("toetser"), enter("toetser2")
    address = begin_letter(writer, "van-begin-tot-eind")
    type_text(writer, short_letter("van-begin-tot-eind", information="Er waren 18 bedrijven."))
    expect(writer.get_by_role("heading", name="Wat nog open staat")).to_be_visible()
    expect(writer.get_by_text("'18' hangt niet aan een cijfer")).to_be_visible()
    type_text(writer, short_letter("van-begin-tot-eind"))
    expect(writer.get_by_role("heading", name="Er staat niets open")).to_be_visible()
    writer.get_by_role("button", name="Ter goedkeuring leggen").click()

    for reviewer, purpose in ((first, "De inhoud is getoetst"), (second, "De brief mag naar de raad")):
        reviewer.goto("/")
        reviewer.get_by_role("link", name="wacht op uw akkoord").first.click()
        reviewer.get_by_role("link", name="Naar het akkoord").click()
        reviewer.get_by_label("Opmerking").fill("Gelezen.")
        reviewer.get_by_role("button", name=f"Akkoord: {purpose}").click()
        expect(reviewer.get_by_role("status").filter(has_text="Uw akkoord is vastgelegd")).to_be_visible()

    writer.goto(address)
    writer.get_by_role("link", name="Brief publiceren").click()
    expect(writer.get_by_role("heading", name="Korte brief")).to_be_visible()
    writer.get_by_role("button", name="Brief publiceren").click()

    resident = visit()
    resident.goto(address)
    with resident.expect_download() as download:
        resident.get_by_role("link", name="PDF, met het bewijs erin").click()
    file = tmp_path / "brief.pdf"
    download.value.save_as(file)
    resident.get_by_role("navigation").get_by_role("link", name="Nakijken").click()
    resident.get_by_label("PDF van een gepubliceerde brief").set_input_files(file)
    resident.get_by_role("button", name="Brief nakijken").click()
    expect(resident.get_by_text("is in orde: niets is gewijzigd")).to_be_visible()


def test_letter_is_read_and_followed_to_its_figure_without_javascript(visit: Visit) -> None:
    page = visit(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto(PUBLISHED)
    page.get_by_role("link", name="achttien").click()
    expect(page.get_by_role("heading", name="Gecontroleerde bedrijven")).to_be_visible()


def begin_letter(page: Page, slug: str) -> str:
    """Begin a council letter through the pages and write its text; return its address."""
    page.goto("/brieven/")
    page.get_by_role("link", name="Nieuwe brief").click()
    page.get_by_role("link", name="Raadsinformatiebrief", exact=True).click()
    page.get_by_label("Titel").fill("Korte brief")
    page.get_by_label("Naam in het adres").fill(slug)
    page.get_by_label("Datum van de brief").fill("2023-01-10")
    page.get_by_label("Zaaknummer").fill("2023-1")
    page.get_by_label("Plan", exact=True).select_option(PLAN)
    page.get_by_label("Periode waarover").fill("2022")
    page.get_by_label("Vergadering van").fill(FIELDS["meeting"])
    page.get_by_role("button", name="Brief beginnen").click()
    type_text(page, short_letter(slug))
    return f"/brieven/{slug}/"


def type_text(page: Page, text: str) -> None:
    """Replace the text of the letter and save it, in the form that works without script."""
    if "tekst=1" not in page.url:
        page.goto(page.url.partition("#")[0] + "?tekst=1")
    page.get_by_label("Tekst van de brief").fill(text)
    page.get_by_role("button", name="Opslaan en controleren").click()
    expect(page.get_by_role("status").filter(has_text="Opgeslagen om")).to_be_visible()


def number_in(page: Page) -> Locator:
    """Return the first number of the letter that leads to its passport."""
    return page.locator("article.letter a.figure").first
