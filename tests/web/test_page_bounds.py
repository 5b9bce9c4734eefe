"""Every page that somebody can walk to asks the database at most fifteen questions."""

from __future__ import annotations

from scripts.page_walk import MOST_QUERIES, look, say_purpose, walk
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


CASE, PLACE = "C-2024-0033", "Verzonnen straat 1"
SAVED = {
    f"/casussen/{CASE}/nieuw/besluit/": {"text": "Verzonnen besluit", "decided_on": "2025-02-24"},
    f"/casussen/{CASE}/nieuw/actie/": {"text": "Verzonnen actie"},
    "/signalen/nieuw/": {
        "channel": "collega",
        "received_on": "2025-02-24",
        "summary": "Verzonnen",
        "place": PLACE,
        "theme": "drugs",
    },
}


def test_nothing_that_is_saved_all_day_asks_more_than_fifteen_questions(page_of: PageClient) -> None:
    client = page_of("regisseur")
    say_purpose(client, "nagaan hoeveel een pagina vraagt")
    for path, form in SAVED.items():
        # The first of a session also writes for what somebody looks.
        client.get(path)
        answer, count = look(client, path, form)
        assert answer.status_code == 302, path
        assert count <= MOST_QUERIES, f"{path}: {count}"


def test_a_search_for_words_that_stand_in_every_register_asks_no_more(page_of: PageClient) -> None:
    client = page_of("regisseur")
    say_purpose(client, "nagaan hoeveel een pagina vraagt")
    client.post("/signalen/nieuw/", SAVED["/signalen/nieuw/"])
    answer, count = look(client, f"/zoeken/?q={PLACE.split()[0]}")
    assert "straat 1" in answer.content.decode()
    assert 10 < count <= MOST_QUERIES
