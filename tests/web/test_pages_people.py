"""The administrator adds people; their first password is shown once."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from tests.web.conftest import ClientOf

from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
SOMEBODY = {
    "username": "schrijver",
    "first_name": "Verzonnen",
    "last_name": "Schrijver",
    "organisation": "Proefstad",
    "roles": ["auteur", "toetser"],
}


def test_administrator_adds_somebody_and_sees_the_password_once(client_of: ClientOf) -> None:
    client = client_of(Role.ADMINISTRATOR)
    assert 'href="/beheer/personen/nieuw/"' in client.get("/beheer/personen/").content.decode()
    page = client.post("/beheer/personen/nieuw/", SOMEBODY).content.decode()
    found = re.search(r'class="secret">([^<]+)<', page)
    assert found is not None
    assert authenticate(RequestFactory().get("/"), username="schrijver", password=found[1]) is not None
    assert get_viewer("schrijver").roles == {Role.AUTHOR, Role.REVIEWER}
    again = client.post("/beheer/personen/nieuw/", SOMEBODY).content.decode()
    assert "al in gebruik" in again and 'class="secret"' not in again


def test_only_who_manages_people_adds_them(client_of: ClientOf) -> None:
    assert client_of(Role.AUTHOR).get("/beheer/personen/nieuw/").status_code == 404
