"""A form that is sent twice is done once: a double click, a slow line, a page that is loaded again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import ClientOf

from spoorboek.apps.cases.models import Case
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.interventions.models import PoliceReport
from spoorboek.apps.people.errors import AlreadySentError
from spoorboek.apps.people.models import SentForm
from spoorboek.apps.people.queries import get_viewer
from spoorboek.apps.people.sent_forms import do_once
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
NEW = "/signalen/nieuw/"
SAID = {
    "channel": "partner",
    "received_on": "2025-02-20",
    "summary": "Verzonnen: een loods",
    "theme": "ondermijning",
}


def key_of(client: Client, address: str) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', client.get(address).content.decode())
    assert found, "the page carries no word of its own"
    return found.group(1)


def test_second_press_of_the_button_makes_no_second_signal(client_of: ClientOf) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    said = {**SAID, "form_key": key_of(client, NEW)}
    first, second = client.post(NEW, said), client.post(NEW, said)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Signal.objects.count() == 1
    assert "er is niets dubbel opgeschreven" in client.get(second.url).content.decode()


def test_same_words_on_a_new_page_are_a_new_signal(client_of: ClientOf) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    for _ in range(2):
        client.post(NEW, {**SAID, "form_key": key_of(client, NEW)})
    assert Signal.objects.count() == 2


def test_other_words_after_going_back_are_a_new_signal(client_of: ClientOf) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    key = key_of(client, NEW)
    client.post(NEW, {**SAID, "form_key": key})
    client.post(NEW, {**SAID, "summary": "Verzonnen: een andere loods", "form_key": key})
    assert Signal.objects.count() == 2


def test_form_that_was_refused_can_be_sent_again(client_of: ClientOf) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    said = {**SAID, "form_key": key_of(client, NEW)}
    refused = client.post(NEW, {**said, "received_on": "2999-01-01"})
    assert refused.status_code == 200
    assert SentForm.objects.count() == 0
    assert client.post(NEW, said).status_code == 302


def test_other_entry_forms_do_so_too(client_of: ClientOf) -> None:
    lawyer = client_of(Role.LAWYER)
    address = "/registraties/bestuurlijke-rapportages/nieuw/"
    fields = {"received_on": "2025-02-20", "subject": "street_dealing", "premises": "Verzonnen pand 1"}
    said = {**fields, "form_key": key_of(lawyer, address)}
    answers = [lawyer.post(address, said) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302], answers[0].context["form"].errors
    assert PoliceReport.objects.count() == 1


def test_case_is_opened_once(client_of: ClientOf) -> None:
    client = client_of(Role.COORDINATOR)
    session = client.session
    session["purpose:cases"] = "casussen leiden"
    session.save()
    address = reverse("casussen-new")
    key = key_of(client, address)
    fields = {"kind": "undermining", "title": "Verzonnen loods", "theme": "ondermijning"}
    said = {**fields, "opened_on": "2025-02-20", "level": "audited", "form_key": key}
    answers = [client.post(address, said) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302], answers[0].context["form"].errors
    assert answers[0].url == answers[1].url
    assert Case.objects.count() == 1


def test_key_is_of_one_person_and_is_forgotten_after_two_days(client_of: ClientOf) -> None:
    for role in (Role.CORE_TEAM_MEMBER, Role.COORDINATOR):
        client_of(role)
    done: list[str] = []

    def send(username: str, at: datetime) -> None:
        by = get_viewer(username)
        do_once(key="woord", content="x", by=by, at=at, act=lambda: done.append(username))

    send("kernteamlid", AT)
    send("regisseur", AT)
    with pytest.raises(AlreadySentError):
        send("kernteamlid", AT + timedelta(days=1))
    send("kernteamlid", AT + timedelta(days=3))
    assert done == ["kernteamlid", "regisseur", "kernteamlid"]
