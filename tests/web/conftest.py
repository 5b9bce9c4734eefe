"""People, and clients that are logged in as one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.letter_world import EXECUTION, open_world, publish

from spoorboek.apps.people.demo import DemoLogin, create_demo_people
from spoorboek.rules.roles import Role

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)

ClientOf = Callable[[Role], Client]


@pytest.fixture
def logins(db: None) -> dict[str, DemoLogin]:
    """The invented people by username."""
    cache.clear()
    return {login.username: login for login in create_demo_people(at=AT)}


@pytest.fixture
def client_of(logins: dict[str, DemoLogin]) -> ClientOf:
    """Return a client that is logged in as the first with this role; not logged in for anoniem."""

    def open_client(role: Role) -> Client:
        client = Client()
        if role is not Role.ANONYMOUS:
            username = next(login.username for login in logins.values() if role in login.roles)
            user = get_user_model().objects.get(username=username)
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return open_client


@pytest.fixture
def leads(client_of: ClientOf) -> Client:
    """Somebody of the core team who leads cases, and has said what they look for."""
    client = client_of(Role.CORE_TEAM_MEMBER)
    client.post("/casussen/", {"purpose": "casusoverleg voorbereiden"})
    return client


PageClient = Callable[[str], Client]


@pytest.fixture(scope="module")
def city(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The example city with one published letter and two drafts, made once for a whole module."""
    with open_world(tmp_path_factory.mktemp("city"), django_db_blocker):
        publish(EXECUTION)
        yield


@pytest.fixture
def page_of(city: None, db: None) -> PageClient:
    """Return a client that is logged in as a person of the city, by username; not logged in for ``""``.

    ``db`` is a savepoint inside the transaction of the city: what a test does is undone.
    """

    def open_client(username: str) -> Client:
        client = Client()
        if username:
            user = get_user_model().objects.get(username=username)
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return open_client
