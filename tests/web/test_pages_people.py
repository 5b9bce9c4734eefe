"""The administrator adds people; their first password is shown once."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from tests.web.conftest import ClientOf

from spoorboek.apps.people.queries import find_viewer, get_viewer
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


def test_name_by_which_somebody_logs_in_stays_as_it_is_on_an_english_page(client_of: ClientOf) -> None:
    client = client_of(Role.ADMINISTRATOR)
    client.post("/beheer/personen/nieuw/", SOMEBODY)
    client.cookies["django_language"] = "en"
    page = client.get("/beheer/personen/").content.decode()
    assert '<span lang="nl">inspecteur</span>' in page
    assert "author, reviewer" in page or "reviewer, author" in page


def test_only_who_manages_people_adds_them(client_of: ClientOf) -> None:
    assert client_of(Role.AUTHOR).get("/beheer/personen/nieuw/").status_code == 404


def test_account_is_changed_gets_a_password_ends_and_opens_again(client_of: ClientOf) -> None:
    client = client_of(Role.ADMINISTRATOR)
    client.post("/beheer/personen/nieuw/", SOMEBODY)
    here = "/beheer/personen/schrijver/"
    assert f'href="{here}"' in client.get("/beheer/personen/").content.decode()
    changed = {**SOMEBODY, "last_name": "Anders", "roles": ["toetser", "raadslid"]}
    changed["email"] = "schrijver@example.nl"
    assert client.post(here, changed).status_code == 302
    assert get_viewer("schrijver").roles == {Role.REVIEWER, Role.COUNCIL_MEMBER}
    page = client.get(here).content.decode()
    assert "Verzonnen Anders" in page and 'value="schrijver@example.nl"' in page
    assert "email" in client.post(here, {**changed, "email": "geen adres"}).context["form"].errors

    first = read_password(client.post(f"{here}wachtwoord/", {}).content.decode())
    second = read_password(client.post(f"{here}wachtwoord/", {"forgets_second_step": "on"}).content.decode())
    assert log_in("schrijver", second) and not log_in("schrijver", first)

    assert client.post(f"{here}account/").status_code == 302
    assert not log_in("schrijver", second)
    assert find_viewer("schrijver") is None
    assert "beëindigd" in client.get("/beheer/personen/").content.decode()
    assert client.post(here, changed).status_code == 200
    third = read_password(client.post(f"{here}account/").content.decode())
    assert log_in("schrijver", third)
    assert get_viewer("schrijver").roles == frozenset()


def test_administrator_cannot_shut_themselves_out(client_of: ClientOf) -> None:
    client = client_of(Role.ADMINISTRATOR)
    here = "/beheer/personen/beheerder/"
    page = client.get(here).content.decode()
    assert "Dit bent u zelf" in page and "Account beëindigen" not in page
    assert "uw eigen account niet beëindigen" in client.post(f"{here}account/").content.decode()
    assert "Mijn account" in client.post(f"{here}wachtwoord/").content.decode()
    kept = client.post(here, {**SOMEBODY, "roles": ["auteur"]})
    assert "uw eigen rol van beheerder niet weghalen" in kept.content.decode()
    assert client.get(here).status_code == 200


def read_password(page: str) -> str:
    found = re.search(r'class="secret">([^<]+)<', page)
    assert found is not None
    return found[1]


def log_in(username: str, password: str) -> bool:
    return authenticate(RequestFactory().get("/"), username=username, password=password) is not None
