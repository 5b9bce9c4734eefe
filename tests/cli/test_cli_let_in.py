"""A sole administrator who lost password or telephone gets in again from the server, and the log says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.test import RequestFactory
from tests.cli.conftest import Run

from spoorboek.apps.audit.models import Event
from spoorboek.apps.exchange.starting import start_city
from spoorboek.apps.people.arrivals import add_person
from spoorboek.apps.people.models import Person
from spoorboek.apps.people.queries import get_viewer
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NAMES = {"first_name": "Voorbeeld", "last_name": "Persoon"}


@pytest.fixture
def old_password() -> str:
    password = start_city(code="GM0001", name="Proefstad", username="beheer", **NAMES, at=NOW)
    Authenticator.objects.create(user=Person.objects.get(username="beheer"), type="totp", data={})
    return password


def may_enter(password: str) -> bool:
    return authenticate(RequestFactory().get("/"), username="beheer", password=password) is not None


@pytest.mark.parametrize(("option", "codes"), [((), 0), (("--keep-code",), 1)])
def test_administrator_gets_a_new_password_and_the_log_says_why(
    run: Run, old_password: str, option: tuple[str, ...], codes: int
) -> None:
    said = run("let-in", "beheer", "--reason", "Telefoon kwijt", *option).out

    password = said.split("Wachtwoord: ")[1].split()[0]
    assert may_enter(password) and not may_enter(old_password)
    assert Authenticator.objects.count() == codes
    event = Event.objects.get(action="people.let_in")
    assert event.details == {"reason": "Telefoon kwijt"}
    assert event.person_id == "installatie"
    assert password not in str(list(Event.objects.values()))


def test_others_are_helped_by_an_administrator_and_a_reason_is_asked(run: Run, old_password: str) -> None:
    by = get_viewer("beheer")
    add_person(username="schrijver", **NAMES, organisation="x", roles=[Role.AUTHOR], by=by, at=NOW)

    other = run("let-in", "schrijver", "--reason", "Wachtwoord kwijt")
    silent = run("let-in", "beheer", "--reason", " ")
    unknown = run("let-in", "niemand", "--reason", "x")

    assert other.code == ExitCode.REFUSED and "geen beheerder" in other.err
    assert silent.code == ExitCode.REFUSED and "Schrijf waarom" in silent.err
    assert unknown.code == ExitCode.NOT_FOUND
    assert may_enter(old_password) and not Event.objects.filter(action="people.let_in").exists()
