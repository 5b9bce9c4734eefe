"""No page asks the database more than a bounded number of questions, for whoever opens it."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.test import Client
from tests.leaks.answers import ask
from tests.leaks.matrix import Matrix, Seen, open_client

pytestmark = pytest.mark.django_db
MOST = 15
EXCEPTIONS: dict[str, int] = {}
"""By name of an address: how many questions it may ask, where that is more."""


def test_no_page_asks_more_than_fifteen_questions(matrix: Matrix) -> None:
    over: dict[str, list[Seen]] = defaultdict(list)
    for one in matrix.seen:
        if one.answer.query_count > EXCEPTIONS.get(one.visit.address.name, MOST):
            over[one.visit.address.name].append(one)
    found = {name: max(map(_ask_again, seen)) for name, seen in over.items()}
    wrong = {name: count for name, count in found.items() if count > EXCEPTIONS.get(name, MOST)}
    assert not wrong, "\n".join(f"{name}: {count}" for name, count in sorted(wrong.items()))


def test_exceptions_are_pages_that_need_one(matrix: Matrix) -> None:
    most: dict[str, int] = defaultdict(int)
    for one in matrix.seen:
        name = one.visit.address.name
        most[name] = max(most[name], one.answer.query_count)
    assert [name for name in EXCEPTIONS if most[name] <= MOST] == []


def _ask_again(seen: Seen) -> int:
    """Return how many questions the page asks the second time: adopted plans and sums are remembered."""
    client: Client = open_client(seen.who)
    ask(client, "GET", seen.href)
    return ask(client, "GET", seen.href).query_count
