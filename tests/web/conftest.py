"""People, and clients that are logged in as one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from spoorboek.apps.people.demo import DemoLogin, create_demo_people
from spoorboek.rules.roles import Role

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)

ClientOf = Callable[[Role], Client]


@pytest.fixture
def logins(db: None, settings: object) -> dict[str, DemoLogin]:
    """The invented people by username, with a fast password hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
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
