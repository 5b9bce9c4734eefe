"""Every page that a link or form leads to: accessible, nothing sideways, nothing the policy refuses.

Each person walks from the start along links; of each address (a route, not each record) one page is
looked at, once for all people. On a phone axe looks with every rule, at a desk for what sticks out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page
from tests.journeys.conftest import WIDTHS, Enter, Picture, Visit

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PEOPLE = (
    "auteur toetser gegevensbeheerder regisseur kernteamlid jurist inspecteur partner privacyfunctionaris "
    "raadslid beheerder"
).split()
FEW = ("auteur", "regisseur")
"""Who walk when everybody was not asked for (``--everybody``): together they see most pages."""
MANUAL: dict[str, dict[str, str]] = {
    "auteur": {
        "/": "start",
        "/brieven/eerste-concept-evaluatie/schrijven/": "brief-schrijven",
        "/brieven/uitvoeringsplan-ondermijning-2023-2024/": "brief",
        "/cijfers/inspected-businesses/2023-01..2023-04/GM0505/": "cijfer",
        "/plan/uitvoeringsplan-ondermijning-2023-2024/beloften/": "beloften",
        "/brieven/eerste-concept-evaluatie/word/": "word",
        "/nakijken/brieven/": "nakijken",
        "/plan/nieuw/": "plan-nieuw",
    },
    "": {"/openbaar/": "openbaar"},
    "gegevensbeheerder": {"/beheer/bronnen/police-nuisance/": "bron"},
    "regisseur": {
        "/gebieden/": "gebieden",
        "/controles/": "controles",
        "/casussen/": "casussen",
        "/signalen/nieuw/": "signaal",
        "/inlezen/gecontroleerde-bedrijven/": "inlezen",
        "/registraties/": "registraties",
    },
    "jurist": {"/registraties/maatregelen/": "maatregelen"},
}
"""Pages of which the manual shows a picture, by who sees them."""
LEAVES = ("account_logout", "set_language")
MOST_PAGES_OF_ONE_PERSON = 400
LINKS = """[...document.querySelectorAll('a[href]')].map(
    each => new URL(each.getAttribute('href'), document.URL).href)"""
"""Also those of a drawing, whose ``href`` is no text."""


@dataclass
class Walk:
    """What was seen of all addresses, and what was wrong."""

    seen: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def name_of(href: str) -> str:
    """Return the name of the address that a link leads to, or nothing when it is not ours."""
    try:
        return resolve(urlsplit(href).path).url_name or ""
    except Resolver404:
        return ""


def walk(page: Page, walked: Walk, who: str) -> None:
    """Follow links breadth first and look at each address that nobody saw before."""
    page.goto("/")
    home, waiting = urlsplit(page.url).netloc, [page.url]
    met = {name_of(href) for href in waiting}
    while waiting and len(met) < MOST_PAGES_OF_ONE_PERSON:
        href = waiting.pop(0)
        try:
            page.goto(href)
        except Error as error:
            # A file is offered to be kept; no page comes.
            if "Download is starting" not in str(error):
                raise
            continue
        if page.locator("main").count() == 0:
            continue
        if name_of(page.url) not in walked.seen:
            walked.seen.add(name_of(page.url))
            walked.wrong += [f"{page.url} for {who}: {said}" for said in look_at(page)]
        for link in page.evaluate(LINKS):
            name = name_of(link)
            if urlsplit(link).netloc == home and name and name not in met and name not in LEAVES:
                met.add(name)
                waiting.append(link)


def look_at(page: Page) -> Iterator[str]:
    """Yield what is wrong with the page that is open."""
    phone, desk = WIDTHS
    page.set_viewport_size({"width": desk, "height": 900})
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield f"wider than {desk} px"
    page.set_viewport_size({"width": phone, "height": 900})
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield f"wider than {phone} px"
    for found in Axe().run(page).response["violations"]:
        yield f"{found['id']}: {found['nodes'][0]['html'][:160]}"


@pytest.mark.parametrize("who", MANUAL)
def test_manual_shows_the_pages_as_they_are(
    request: pytest.FixtureRequest, visit: Visit, enter: Enter, picture: Picture, who: str
) -> None:
    if not request.config.getoption("pictures", False):
        pytest.skip("pictures are taken with --pictures")
    page = enter(who) if who else visit()
    for path, name in MANUAL[who].items():
        answer = page.goto(path)
        assert answer is not None and answer.ok, path
        purpose = page.get_by_label("Waarvoor bekijkt u")
        if purpose.count():
            purpose.fill("Casusoverleg voorbereiden")
            page.get_by_role("button", name="Verder").click()
        picture(page, name)


def test_every_page_is_accessible_and_fits(
    request: pytest.FixtureRequest, visit: Visit, enter: Enter
) -> None:
    walked = Walk()
    walk(visit(), walked, "nobody")
    for name in PEOPLE if request.config.getoption("everybody", False) else FEW:
        page = enter(name)
        walk(page, walked, name)
        page.close()
    assert walked.wrong == [], "\n".join(["", *walked.wrong])
