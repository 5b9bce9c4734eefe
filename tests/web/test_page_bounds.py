"""Every page that somebody can walk to asks the database at most fifteen questions."""

from __future__ import annotations

from scripts.page_walk import MOST_QUERIES, say_purpose, walk
from tests.web.addresses import PLAIN_PAGES
from tests.web.conftest import PageClient

PEOPLE = (
    "auteur",
    "regisseur",
    "jurist",
    "inspecteur",
    "privacyfunctionaris",
    "gegevensbeheerder",
    "beheerder",
    "kernteamlid",
    "partner",
    "toetser",
    "raadslid",
    "",
)
"""One of each role, and somebody who is not logged in. Who opens most goes first."""


def test_no_page_asks_more_than_fifteen_questions(page_of: PageClient) -> None:
    met: set[str] = set()
    asked = {}
    for username in PEOPLE:
        client = page_of(username)
        if username:
            say_purpose(client, "nagaan hoeveel een pagina vraagt")
        asked |= {one.name: one.queries for one in walk(client, PLAIN_PAGES, met)}
    over = {name: count for name, count in asked.items() if count > MOST_QUERIES}
    assert len(asked) > 100
    assert not over, "\n".join(f"{name}: {count}" for name, count in sorted(over.items()))
