"""The inspection desk, as on a phone: each thing is a small form that is saved at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import ClientOf

from spoorboek.apps.intake.channels import CHANNELS
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.interventions.models import InspectedBusiness, InspectionDay, VisitFinding
from spoorboek.rules.roles import Role

PARTICIPANT = {"organisation": "gemeente", "legal_basis": "Awb, artikel 5:11", "purpose": "vergunningen"}
VISIT = {"business": "Bedrijf 1", "sector": "retail", "address": "Verzonnen plein 1"}


@pytest.fixture
def inspector(client_of: ClientOf) -> Client:
    return client_of(Role.INSPECTOR)


def start_day(client: Client, *, with_participant: bool = True) -> str:
    client.post("/controles/nieuw/", {"held_on": "2023-03-01", "sector": "retail", "place": "Centrum"})
    number = InspectionDay.objects.latest("pk").number
    if with_participant:
        client.post(f"/controles/{number}/deelnemer/", PARTICIPANT)
    return number


def add_visit(client: Client, day: str, **said: str) -> str:
    answer = client.post(f"/controles/{day}/nieuw/", {**VISIT, **said})
    assert answer.status_code == 302, answer.content.decode()
    return InspectedBusiness.objects.latest("pk").number


def add_finding(client: Client, day: str, visit: str, kind: str = "permit") -> VisitFinding:
    who = InspectedBusiness.objects.get(number=visit).day.participants.earliest("pk").number
    data = {"participant": who, "kind": kind, "remark": "verzonnen"}
    assert client.post(f"/controles/{day}/{visit}/", data).status_code == 302
    return VisitFinding.objects.latest("pk")


def test_no_address_is_entered_before_somebody_takes_part_on_a_basis_and_for_a_purpose(
    inspector: Client,
) -> None:
    day = start_day(inspector, with_participant=False)
    assert "Noem eerst wie er controleert" in inspector.get(f"/controles/{day}/").content.decode()
    answer = inspector.post(f"/controles/{day}/nieuw/", VISIT)
    assert "grondslag en het doel" in answer.content.decode()
    inspector.post(f"/controles/{day}/deelnemer/", {**PARTICIPANT, "legal_basis": " "})
    assert not InspectedBusiness.objects.exists()
    inspector.post(f"/controles/{day}/deelnemer/", PARTICIPANT)
    add_visit(inspector, day)


def test_sectors_of_the_municipality_are_offered_and_ended_ones_last(
    inspector: Client, settings: Any, tmp_path: Path
) -> None:
    own = (
        "sectors:\n  retail: {valid_until: 2020-05-31, reference: x}\n  port: {title: haven, reference: x}\n"
    )
    (tmp_path / "value_lists.yaml").write_text(own, encoding="utf-8")
    settings.CONFIGURATION_DIR = tmp_path
    offered = inspector.get("/controles/nieuw/").context["form"].fields["sector"].choices
    assert [str(word) for _code, word in offered][-2:] == ["Haven", "Winkels (tot en met 31 mei 2020)"]
    answer = inspector.post("/controles/nieuw/", {"held_on": "2023-03-01", "sector": "retail"})
    assert "geldt tot en met 31 mei 2020" in answer.content.decode()


def test_who_or_what_is_there_already_is_said_and_after_withdrawing_can_be_written_anew(
    inspector: Client,
) -> None:
    day = start_day(inspector)
    visit = add_visit(inspector, day)
    again = inspector.post(f"/controles/{day}/deelnemer/", {**PARTICIPANT, "organisation": "Gemeente"})
    assert "Gemeente doet op deze dag al mee" in again.content.decode()
    again = inspector.post(f"/controles/{day}/nieuw/", VISIT)
    assert f"Bedrijf 1 staat al bij deze dag, als bezoek {visit}" in again.content.decode()
    InspectedBusiness.objects.update(is_withdrawn=True)
    add_visit(inspector, day)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "met toestemming of"),
        ({"entry_basis": "consent", "entry_reference": ""}, "wie toestemming gaf"),
        ({"entry_basis": "", "entry_reference": "huurder"}, "met toestemming of"),
    ],
)
def test_dwelling_is_entered_with_consent_or_authorisation_only(
    inspector: Client, said: dict[str, str], words: str
) -> None:
    day = start_day(inspector)
    known = {"entry_reference": "MB-1", **said}
    answer = inspector.post(f"/controles/{day}/nieuw/", {**VISIT, "is_dwelling": "on", **known})
    assert words in answer.content.decode()
    add_visit(inspector, day, is_dwelling="on", entry_basis="authorisation", entry_reference="MB-2023-1")


def test_each_finding_is_saved_at_once_for_the_participant_that_found_it(inspector: Client) -> None:
    day = start_day(inspector)
    visit = add_visit(inspector, day)
    add_finding(inspector, day, visit, "none")
    assert InspectedBusiness.objects.get().finding == "none"
    add_finding(inspector, day, visit, "permit")
    add_finding(inspector, day, visit, "fire_safety")
    assert InspectedBusiness.objects.get().finding == "permit"
    page = inspector.get(f"/controles/{day}/{visit}/").content.decode()
    assert page.count("gemeente") >= 3
    assert "Vergunning ontbreekt of klopt niet" in page


def test_days_and_businesses_are_counted_apart(inspector: Client) -> None:
    day = start_day(inspector)
    for number in range(3):
        add_visit(inspector, day, business=f"Bedrijf {number}")
    start_day(inspector)
    page = inspector.get("/controles/").content.decode()
    assert "<dt>Controledagen</dt><dd>2</dd>" in page
    assert "<dt>Bezochte bedrijven</dt><dd>3</dd>" in page


def test_finding_becomes_a_signal_once_and_the_link_is_kept(inspector: Client, client_of: ClientOf) -> None:
    day = start_day(inspector)
    visit = add_visit(inspector, day)
    found = add_finding(inspector, day, visit)
    path = f"/controles/{day}/{visit}/signaal/{found.pk}/"
    assert "Vergunning ontbreekt" in inspector.get(path).content.decode()
    inspector.post(path, {"theme": "ondermijning", "summary": "Verzonnen: lege winkel"})
    found.refresh_from_db()
    signal = Signal.objects.get()
    assert found.signal == signal
    assert (signal.channel, signal.place, signal.reported_by) == ("controle", "Verzonnen plein 1", "gemeente")
    assert inspector.post(path, {"theme": "x", "summary": "nog eens"}).status_code == 404
    # The inspector handed it in, and may not look into the signals.
    own = inspector.get(f"/controles/{day}/{visit}/").content.decode()
    assert "doorgegeven" in own
    assert signal.number not in own
    assert signal.number in client_of(Role.COORDINATOR).get(f"/controles/{day}/{visit}/").content.decode()


def test_finding_cannot_be_handed_on_when_the_municipality_ended_the_channel(
    inspector: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = replace(CHANNELS["controle"], valid_until=date(2020, 12, 31))
    monkeypatch.setitem(CHANNELS, "controle", ended)
    day = start_day(inspector)
    visit = add_visit(inspector, day)
    found = add_finding(inspector, day, visit)
    said = {"theme": "ondermijning", "summary": "Verzonnen: lege winkel"}
    answer = inspector.post(f"/controles/{day}/{visit}/signaal/{found.pk}/", said)
    assert "met een ander kanaal" in answer.content.decode()
    assert not Signal.objects.exists()


def test_lawyer_reads_without_forms_and_a_council_member_finds_nothing(
    inspector: Client, client_of: ClientOf
) -> None:
    day = start_day(inspector)
    visit = add_visit(inspector, day)
    lawyer, stranger = client_of(Role.LAWYER), client_of(Role.COUNCIL_MEMBER)
    for path in ("/controles/", f"/controles/{day}/", f"/controles/{day}/{visit}/"):
        assert lawyer.get(path).status_code == 200
        assert stranger.get(path).status_code == 404
    assert "Bevinding bewaren" not in lawyer.get(f"/controles/{day}/{visit}/").content.decode()
    who = InspectionDay.objects.get().participants.get().number
    lawyer.post(f"/controles/{day}/{visit}/", {"participant": who, "kind": "permit"})
    assert not VisitFinding.objects.exists()


def test_visit_of_another_day_is_not_found_under_this_one(inspector: Client) -> None:
    first, second = start_day(inspector), start_day(inspector)
    visit = add_visit(inspector, first)
    assert inspector.get(f"/controles/{second}/{visit}/").status_code == 404


def test_pages_on_the_street_need_few_questions(
    inspector: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    day = start_day(inspector)
    visits = [add_visit(inspector, day, business=f"Bedrijf {number}") for number in range(4)]
    for number in range(3):
        add_finding(inspector, day, visits[0], ("none", "permit", "other")[number])
    for path in ("/controles/", f"/controles/{day}/", f"/controles/{day}/{visits[0]}/"):
        with django_assert_max_num_queries(15):
            inspector.get(path)
