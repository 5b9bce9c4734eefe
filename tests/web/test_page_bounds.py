"""Every page that somebody can walk to asks the database at most fifteen questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve
from tests.web.addresses import PLAIN_PAGES
from tests.web.conftest import PageClient

MOST = 15
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
_LINK = re.compile(r'href="(/[^"?#]*)"')


class _Counter:
    """Counts the questions that are asked of the database."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *asked: Any) -> Any:
        self.count += 1
        return execute(*asked)


@pytest.mark.parametrize(
    "username",
    ["auteur", "jurist", ""],
)
def test_no_page_asks_more_than_fifteen_questions(page_of: PageClient, username: str) -> None:
    client = page_of(username)
    asked = dict(walk(client, username))
    over = {name: count for name, count in asked.items() if count > EXCEPTIONS.get(name, MOST)}
    assert len(asked) > 10
    assert not over, "\n".join(f"{name}: {count}" for name, count in sorted(over.items()))


def walk(client: Client, username: str) -> Iterator[tuple[str, int]]:
    """Open every plain page and the first of each kind that they lead to; yield name and questions."""
    if username:
        session = client.session
        session["purpose:cases"] = session["purpose:signals"] = "nagaan hoeveel een pagina vraagt"
        session.save()
    waiting, met = list(PLAIN_PAGES), set()
    while waiting:
        path = waiting.pop(0)
        try:
            name = resolve(path).url_name or path
        except Resolver404:
            continue
        if name in met or name == "account_logout":
            continue
        answer, count = look(client, path)
        # A file to take along holds a whole list or plan; it is no page.
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        met.add(name)
        waiting += _LINK.findall(answer.content.decode())
        # What was worked out is remembered until something changes: then every time after the first counts.
        yield name, count if count <= MOST else look(client, path)[1]


def look(client: Client, path: str) -> tuple[Any, int]:
    """Return the answer of a page and how many questions it asked."""
    counter = _Counter()
    with connection.execute_wrapper(counter):
        answer = client.get(path)
    return answer, counter.count
