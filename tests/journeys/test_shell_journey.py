"""Somebody logs in, looks around and leaves, in a real browser."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Enter, Look, Visit, World

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PUBLIC = ["/inloggen/", "/hoe-wij-tellen/", "/toegankelijkheid/", "/bestaat-niet/"]
ADMINISTRATOR = [
    "/",
    "/mijn-account/",
    "/mijn-account/wachtwoord/",
    "/zoeken/?q=auteur",
    "/beheer/",
    "/beheer/logboek/",
    "/beheer/personen/",
    "/uitloggen/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_are_accessible_at_both_widths(visit: Visit, look: Look, path: str) -> None:
    look(visit(), path)


@pytest.mark.parametrize("path", ADMINISTRATOR)
def test_pages_inside_are_accessible_at_both_widths(enter: Enter, look: Look, path: str) -> None:
    look(enter("beheerder"), path)


def test_administrator_finds_the_people_through_the_menu(enter: Enter) -> None:
    page = enter("beheerder")
    page.goto("/")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Beheer").click()
    page.get_by_role("link", name="Personen en rollen").click()
    expect(page.get_by_role("rowheader", name="Auteur Voorbeeld")).to_be_visible()


def test_leaving_closes_the_door(enter: Enter, world: World) -> None:
    page = enter("raadslid")
    page.goto("/")
    page.get_by_role("link", name="Uitloggen").click()
    page.get_by_role("button", name="Uitloggen").click()
    world.cookies.pop("raadslid")
    page.goto("/")
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()


def test_wrong_password_is_told_in_a_summary(visit: Visit) -> None:
    page = visit()
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill("auteur")
    page.get_by_label("Wachtwoord").fill("fout")
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("alert")).to_contain_text("Dit klopt nog niet")
    assert Axe().run(page).violations_count == 0


def test_first_tab_leads_past_the_menu(enter: Enter) -> None:
    page = enter("auteur")
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_login_works_without_javascript_at_320_pixels_in_english(visit: Visit) -> None:
    page = visit(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page.goto("/inloggen/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


@pytest.mark.parametrize("path", PUBLIC)
def test_dark_pages_keep_their_contrast(visit: Visit, path: str) -> None:
    page = visit(color_scheme="dark")
    page.goto(path)
    assert _contrast_problems(page) == []


def test_pages_inside_keep_their_contrast_in_the_dark_and_leave_menus_off_paper(enter: Enter) -> None:
    page = enter("auteur")
    for path in ("/", "/cijfers/nuisance-total/", "/brieven/eerste-concept-evaluatie/schrijven/"):
        page.emulate_media(media="screen", color_scheme="dark")
        page.goto(path)
        assert _lightness(page, "background-color") < 60 < 180 < _lightness(page, "color"), path
        assert _contrast_problems(page) == [], path
        # The screen is still dark: paper is not.
        page.emulate_media(media="print", color_scheme="dark")
        assert _lightness(page, "background-color") > 240 > 60 > _lightness(page, "color"), path
        assert page.get_by_role("heading", level=1).first.is_visible()
        clickable = page.locator("nav, .site-header form, .site-footer, .nl-button")
        assert clickable.count() and not clickable.filter(visible=True).count(), path


def _lightness(page: Page, name: str) -> float:
    """Return how light the page is: the mean of red, green and blue, of 255."""
    painted = page.evaluate("name => getComputedStyle(document.documentElement).getPropertyValue(name)", name)
    return sum(int(each) for each in re.findall("[0-9]+", painted)[:3]) / 3


def _contrast_problems(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": ["color-contrast"]})
    return [str(each["id"]) for each in found.response["violations"]]
