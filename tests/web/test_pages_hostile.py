"""What somebody tries at the pages of the register who is logged in and means harm."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.conftest import ClientOf

from spoorboek.apps.interventions.models import Measure
from spoorboek.apps.people.models import CalendarKey, Person
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def jurist(client_of: ClientOf) -> Client:
    return client_of(Role.LAWYER)


def a_measure(client: Client) -> str:
    """Take a measure at the register of measures and return its number."""
    client.post("/registraties/maatregelen/nieuw/", {"kind": "warning", "taken_on": "2025-01-15"})
    return Measure.objects.get().number


def test_a_day_beyond_the_calendar_breaks_no_page_for_others(jurist: Client) -> None:
    number = a_measure(jurist)
    for on in ("9999-12-31", "0001-01-01", "2199-01-01"):
        assert jurist.post(f"/maatregelen/{number}/bekendmaken/", {"on": on}).status_code == 200
    assert Measure.objects.get().published_on is None
    assert jurist.get("/maatregelen/").status_code == 200


def test_the_agenda_of_who_works_with_measures_holds_their_legal_terms(
    jurist: Client, client_of: ClientOf
) -> None:
    number = a_measure(jurist)
    today = date.today()  # noqa: DTZ011 - the page asks the clock too
    Measure.objects.update(taken_on=today, published_on=today)
    assert number in jurist.get("/agenda/").content.decode()
    assert number not in client_of(Role.INSPECTOR).get("/agenda/").content.decode()
    jurist.post("/agenda/", {"doe": "maak"})
    address = jurist.get("/agenda/").context["address"]
    feed = Client().get(address.removeprefix("http://testserver")).content.decode()
    assert "1 termijn in Spoorboek" in feed
    assert number not in feed and "maatreg" not in feed.casefold()


def test_a_calendar_ends_when_it_is_revoked_or_its_account_is_closed(jurist: Client) -> None:
    jurist.post("/agenda/", {"doe": "maak"})
    path = jurist.get("/agenda/").context["address"].removeprefix("http://testserver")
    assert Client().get(path).status_code == 200
    owner = CalendarKey.objects.get().person
    Person.objects.filter(pk=owner.pk).update(is_active=False)
    assert Client().get(path).status_code == 404
    Person.objects.filter(pk=owner.pk).update(is_active=True)
    jurist.post("/agenda/", {"doe": "weg"})
    assert Client().get(path).status_code == 404


def test_a_mapping_that_is_nested_without_end_is_not_read(client_of: ClientOf) -> None:
    coordinator = client_of(Role.COORDINATOR)
    sent = SimpleUploadedFile("lijst.csv", b"kanaal;samenvatting\npartner;Verzonnen\n")
    word = coordinator.post("/inlezen/signalen/", {"file": sent}).context["word"]
    answer = coordinator.post("/inlezen/signalen/", {"word": word, "kept": "[" * 100_000})
    assert answer.status_code == 200


def test_a_session_has_no_more_rights_than_the_roles_of_this_moment(jurist: Client) -> None:
    assert jurist.get("/maatregelen/").status_code == 200
    Person.objects.get(pk=jurist.session["_auth_user_id"]).role_assignments.all().delete()
    assert jurist.get("/maatregelen/").status_code == 404
    assert jurist.post("/rapportages/nieuw/", {"subject": "other"}).status_code == 404
