"""Every page that somebody can walk to asks the database at most fifteen questions."""

from __future__ import annotations

import pytest
from scripts.page_walk import MOST_QUERIES, say_purpose, walk
from tests.web.addresses import PLAIN_PAGES
from tests.web.conftest import PageClient

EXCEPTIONS = {
    # A plan with its versions, decisions, execution plans and what was reported of it: many tables.
    "plan": 18,
    "plan_commitments": 18,
    "promise": 20,
    # Reads the day, its businesses and who took part, each with its own line in the log.
    "controledagen-detail": 25,
    # Four counts for each kind of case, each with its own registrations.
    "case_flow": 40,
    # These look through a draft as it stands at that moment.
    "letter_write": 40,
    "letter_explained": 40,
    "letter_set_aside": 40,
    "letter_publish": 40,
    "letter_correct": 40,
}
"""By name of an address: how many questions it may ask, where that is more, and why."""


@pytest.mark.parametrize(
    "username",
    ["auteur", "jurist", ""],
)
def test_no_page_asks_more_than_fifteen_questions(page_of: PageClient, username: str) -> None:
    client = page_of(username)
    if username:
        say_purpose(client, "nagaan hoeveel een pagina vraagt")
    asked = {met.name: met.queries for met in walk(client, PLAIN_PAGES)}
    over = {name: count for name, count in asked.items() if count > EXCEPTIONS.get(name, MOST_QUERIES)}
    assert len(asked) > 10
    assert not over, "\n".join(f"{name}: {count}" for name, count in sorted(over.items()))
