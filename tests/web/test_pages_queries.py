"""How many questions a page asks the database does not grow with what is in it."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.letter_world import DRAFT, EXECUTION, PLAN
from tests.web.conftest import PageClient

LISTS = ["/plan/", "/cijfers/", "/cijfers/?zoek=overlast", "/brieven/", "/beheer/bronnen/", "/openbaar/"]
ONE_THING = [
    "/",
    "/zoeken/?q=ondermijning",
    "/cijfers/mma-reports/",
    "/cijfers/mma-reports/2024/GM0505/",
    f"/brieven/{EXECUTION}/",
    f"/brieven/{DRAFT}/",
    f"/plan/{PLAN}/",
    f"/plan/{PLAN}/beloften/",
    f"/plan/{PLAN}/toezeggingen/",
    "/beheer/bronnen/police-nuisance/",
]
MOST = 15
MORE = {f"/plan/{PLAN}/": 18, f"/plan/{PLAN}/toezeggingen/": 18}
"""A plan with its versions, decisions, execution plans and what was reported of it stands in many tables."""


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("username", ["auteur", "raadslid"])
def test_list_needs_at_most_fifteen_questions(
    page_of: PageClient,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    username: str,
) -> None:
    client = page_of(username)
    with django_assert_max_num_queries(MOST):
        client.get(path)


@pytest.mark.parametrize("path", ONE_THING)
def test_page_of_one_thing_needs_a_bounded_number_of_questions(
    page_of: PageClient, django_assert_max_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    client = page_of("auteur")
    # What was worked out is remembered until something changes: what counts is every time after the first.
    client.get(path)
    with django_assert_max_num_queries(MORE.get(path, MOST)):
        assert client.get(path).status_code == 200
