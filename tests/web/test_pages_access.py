"""Each page of plans, figures, letters and sources is there for whom it should be, and absent for others."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import Resolver404, resolve
from tests.letter_world import DRAFT, EXECUTION, PLAN
from tests.web.conftest import PageClient
from tests.web.test_page_hygiene import Found, list_wrongs

EVERYBODY = frozenset(
    "auteur toetser gegevensbeheerder regisseur kernteamlid jurist inspecteur privacyfunctionaris "
    "raadslid beheerder".split()
) | {""}
OFFICE = frozenset({"auteur", "toetser", "gegevensbeheerder", "regisseur"})
FIGURES = OFFICE | {"kernteamlid", "jurist"}
SOURCES = frozenset({"auteur", "toetser", "gegevensbeheerder"})
WRITERS = frozenset({"auteur"})
IMPORTERS = frozenset({"gegevensbeheerder"})
BELOW = "uitvoeringsplan-ondermijning-2023-2024"

PAGES = {
    "/openbaar/": EVERYBODY,
    "/plan/": EVERYBODY,
    f"/plan/{PLAN}/": EVERYBODY,
    f"/plan/{PLAN}/beloften/": EVERYBODY,
    f"/plan/{PLAN}/toezeggingen/": EVERYBODY,
    f"/plan/{PLAN}/versies/1/": EVERYBODY,
    f"/plan/{PLAN}/beloften/nuisance-falls/": EVERYBODY,
    f"/plan/{BELOW}/beloften/integrated-inspections/": EVERYBODY,
    "/cijfers/": EVERYBODY,
    "/cijfers/inspected-businesses/": EVERYBODY,
    "/cijfers/inspected-businesses/2023-01..2023-04/GM0505/": EVERYBODY,
    "/cijfers/nuisance-total/": FIGURES,
    "/cijfers/nuisance-total/2024/GM0505/": FIGURES,
    "/cijfers/inspected-businesses/2024/GM0505/": FIGURES,
    "/brieven/": EVERYBODY,
    f"/brieven/{EXECUTION}/": EVERYBODY,
    f"/brieven/{DRAFT}/": OFFICE,
    f"/brieven/{DRAFT}/akkoord/": OFFICE,
    f"/brieven/{DRAFT}/schrijven/": WRITERS,
    f"/brieven/{EXECUTION}/correctie/": WRITERS,
    "/brieven/nieuw/": WRITERS,
    "/brieven/nieuw/raadsinformatiebrief/": WRITERS,
    "/nakijken/": EVERYBODY,
    "/nakijken/brieven/": OFFICE,
    "/beheer/bronnen/": SOURCES,
    "/beheer/bronnen/police-nuisance/": SOURCES,
    "/beheer/bronnen/police-nuisance/inlezen/": IMPORTERS,
}
ABSENT = [
    "/plan/onbekend/",
    f"/plan/{PLAN}/versies/9/",
    f"/plan/{PLAN}/beloften/onbekend/",
    "/cijfers/onbekend/",
    "/cijfers/mma-reports/geen-periode/GM0505/",
    "/cijfers/mma-reports/2024/GM9999/",
    "/brieven/onbekend/",
    "/brieven/onbekend/bestand/pdf/",
    f"/brieven/{EXECUTION}/bestand/exe/",
    f"/brieven/{EXECUTION}/schrijven/",
    f"/brieven/{EXECUTION}/akkoord/",
    f"/brieven/{EXECUTION}/publiceren/",
    f"/brieven/{DRAFT}/publiceren/",
    f"/brieven/{DRAFT}/correctie/",
    f"/brieven/{DRAFT}/bestand/manifest/",
    f"/brieven/{DRAFT}/oordeel/c1/supported/",
    "/brieven/nieuw/onbekend/",
    "/beheer/bronnen/onbekend/",
    "/beheer/leveringen/onbekend/",
]
CLOSED = frozenset({"/brieven/nieuw/", "/beheer/bronnen/"})


def is_public(path: str) -> bool:
    """Tell whether the address opens without logging in (it may then still be absent)."""
    inside = ("schrijven/", "akkoord/", "correctie/", "publiceren/", "/supported/")
    return not (
        path.startswith(("/brieven/nieuw/", "/nakijken/brieven/", "/beheer/")) or path.endswith(inside)
    )


@pytest.mark.parametrize("username", sorted(EVERYBODY))
def test_page_opens_for_its_roles_and_is_absent_for_others(page_of: PageClient, username: str) -> None:
    client = page_of(username)
    wrong = {}
    for path, people in PAGES.items():
        expected = 200 if username in people else 302 if not username and not is_public(path) else 404
        if (found := client.get(path).status_code) != expected:
            wrong[path] = (found, expected)
    assert wrong == {}


@pytest.mark.parametrize("path", ABSENT)
def test_what_does_not_exist_is_absent_for_everybody(page_of: PageClient, path: str) -> None:
    for username in ("auteur", "gegevensbeheerder", "raadslid"):
        assert page_of(username).get(path).status_code == 404


@pytest.mark.parametrize("path", ["/plan/", f"/plan/{PLAN}/", "/cijfers/", f"/brieven/{EXECUTION}/"])
def test_password_alone_opens_no_more_than_what_is_public(page_of: PageClient, path: str) -> None:
    client = page_of("auteur")
    Authenticator.objects.all().delete()
    page = client.get(path)
    assert page.status_code == 200
    assert page.context["viewer"].permissions == frozenset()
    assert page.context["menu"] == []
    assert client.get(f"/brieven/{DRAFT}/").status_code == 404


@pytest.mark.parametrize("username", ["auteur", "gegevensbeheerder", "raadslid", ""])
def test_pages_keep_the_rules_of_every_page_and_their_links_open(page_of: PageClient, username: str) -> None:
    client = page_of(username)
    pages = list_open(client, username)
    assert [f"{path}: {said}" for path, page in pages for said in list_wrongs(page)] == []
    links = list_links(page for _path, page in pages)
    assert [link for link in links if client.get(link).status_code not in (200, 302)] == []


def list_links(pages: Iterable[str]) -> list[str]:
    """Return two of the links to each kind of page; all would be the same few pages many times over."""
    found: dict[str, list[str]] = {}
    for link in sorted({each.partition("#")[0] for page in pages for each in Links(page).hrefs}):
        if link.startswith("/") and not link.startswith("/static/"):
            found.setdefault(name_of(link), []).append(link)
    return [link for same in found.values() for link in (same[0], same[-1])]


def name_of(link: str) -> str:
    """Return the name of the address that a link leads to, or the link when there is none."""
    try:
        return resolve(link.partition("?")[0]).url_name or link
    except Resolver404:
        return link


class Links(Found):
    """The addresses that a page links to."""

    def __init__(self, page: str) -> None:
        self.hrefs: set[str] = set()
        super().__init__(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag == "a":
            self.hrefs.add(dict(attrs).get("href") or "")


def list_open(client: Client, username: str) -> list[tuple[str, str]]:
    """Return every page that is there for this person."""
    paths = [path for path, people in PAGES.items() if username in people]
    return [(path, client.get(path).content.decode()) for path in paths]
