"""A real municipality begins: its name, its first administrator, and whoever they add."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.exchange.errors import CityError
from spoorboek.apps.exchange.starting import start_city
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def start(**said: str) -> str:
    known = {"code": "GM0001", "name": "Proefstad", "username": "beheer"}
    return start_city(**(known | said), first_name="Voorbeeld", last_name="Persoon", at=NOW)


def test_municipality_has_a_name_and_one_administrator_who_can_log_in() -> None:
    password = start()
    assert (get_municipality(ANONYMOUS).code, get_municipality(ANONYMOUS).name) == ("GM0001", "Proefstad")
    assert get_viewer("beheer").roles == {Role.ADMINISTRATOR}
    assert authenticate(RequestFactory().get("/"), username="beheer", password=password) is not None


def test_a_city_begins_once_and_with_a_code() -> None:
    with pytest.raises(CityError, match="geen gemeentecode"):
        start(code="0505")
    start()
    with pytest.raises(CityError, match="Hier is al begonnen"):
        start()
