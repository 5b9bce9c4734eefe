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
from tests.journeys.conftest import WIDTHS, Enter, Visit
from tests.web.addresses import PATTERNS

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PEOPLE = (
    "auteur toetser gegevensbeheerder regisseur kernteamlid jurist inspecteur partner privacyfunctionaris "
    "raadslid beheerder"
).split()
LEAVES = ("account_logout", "set_language")
MOST_PAGES_OF_ONE_PERSON = 400
LINKS = "[...document.querySelectorAll('a[href]')].map(each => each.href)"
NO_PAGE = frozenset(
    "agenda_feed catalogue_json catalogue_turtle figures_table figures_table_columns house_css house_logo "
    "letter_feed letter_file plan_file passport_table list_template".split()
)
"""Addresses that give a file."""


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
    home = urlsplit(page.url).netloc
    waiting, met = [page.url], {name_of(page.url)}
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


def test_every_page_is_accessible_and_fits(visit: Visit, enter: Enter) -> None:
    walked = Walk()
    walk(visit(), walked, "nobody")
    for name in PEOPLE:
        walk(enter(name), walked, name)
    assert walked.wrong == [], "\n".join(["", *walked.wrong])
    names = {pattern.name or "" for pattern in PATTERNS.values()}
    unseen = names - walked.seen - NO_PAGE - set(LEAVES)
    print(sorted(unseen))
