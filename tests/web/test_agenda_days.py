"""What stands in the agenda: own agreements, legal deadlines and actions in cases, for who may see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.apps.registers.register_factories import EVERYTHING, a_case
from tests.web.conftest import ClientOf

from spoorboek.apps.audit.models import Event
from spoorboek.apps.cases.models import Case, CaseAction
from spoorboek.apps.interventions.actions import take_measure
from spoorboek.apps.interventions.measure_actions import publish_measure
from spoorboek.apps.interventions.models import Measure
from spoorboek.apps.people.models import Person
from spoorboek.rules.roles import Role
from spoorboek.web.pages import measures

NOW, TODAY = timezone.now(), timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def a_published_measure(published_on: date = YESTERDAY) -> str:
    number = take_measure(kind="closure", taken_on=published_on, reason="verzonnen", by=EVERYTHING, at=NOW)
    publish_measure(number=number, published_on=published_on, by=EVERYTHING, at=NOW)
    return number


def an_action(number: str, owner: str, **said: object) -> str:
    case = a_case(number, owner=Person.objects.get(username=owner))
    CaseAction.objects.create(case=case, text="Verzonnen actie", due_on=TOMORROW, entered_at=NOW, **said)
    return number


def test_agenda_shows_legal_deadlines_to_who_may_see_measures_with_their_article(client_of: ClientOf) -> None:
    lawyer, council = client_of(Role.LAWYER), client_of(Role.COUNCIL_MEMBER)
    number = a_published_measure()
    page = lawyer.get("/agenda/").content.decode()
    assert number in page and "(Awb, artikel" in page
    assert number not in council.get("/agenda/").content.decode()


def test_agenda_shows_open_actions_of_cases_that_exist_for_the_viewer_and_not_what_they_say(
    client_of: ClientOf,
) -> None:
    member, lawyer = client_of(Role.CORE_TEAM_MEMBER), client_of(Role.LAWYER)
    number, done = (
        an_action("C-2023-0001", "kernteamlid"),
        an_action("C-2023-0002", "kernteamlid", done_on=TODAY),
    )
    page = member.get("/agenda/").content.decode()
    assert f'href="/casussen/{number}/"' in page and done not in page
    assert "Verzonnen actie" not in page
    assert number not in lawyer.get("/agenda/").content.decode()


def test_what_a_page_says_of_a_measure_or_case_by_its_number_is_logged_as_read(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The list shows one measure a page, the terms above it those of all.
    monkeypatch.setattr(measures, "_PER_PAGE", 1)
    lawyer, member = client_of(Role.LAWYER), client_of(Role.CORE_TEAM_MEMBER)
    # Long enough ago for its term to end within the six weeks that are shown.
    begun = TODAY - timedelta(days=21)
    numbers = [a_published_measure(begun) for _ in range(2)]
    both = list(Measure.objects.filter(number__in=numbers))
    case = Case.objects.get(number=an_action("C-2023-0001", "kernteamlid"))
    for client, path, row in (
        *((lawyer, path, measure) for path in ("/agenda/", "/maatregelen/") for measure in both),
        (member, "/agenda/", case),
        (client_of(Role.PRIVACY_OFFICER), f"/beheer/inzage/{case.number}/", case),
    ):
        before = Event.objects.count()
        assert row.number in client.get(path).content.decode(), path
        read = Event.objects.filter(sequence__gt=before, action="read", subject=row._meta.label_lower)
        assert any(str(row.pk) in one.details["ids"] and one.details["purpose"] for one in read), path


def test_calendar_counts_deadlines_and_actions_and_names_none(client_of: ClientOf) -> None:
    client = client_of(Role.COORDINATOR)
    measure, case = a_published_measure(), an_action("C-2023-0001", "regisseur")
    client.post("/agenda/", {"doe": "maak"})
    feed = client.get(client.get("/agenda/").context["address"]).content.decode()
    assert feed.count("SUMMARY:1 termijn in Spoorboek") == 2
    assert measure not in feed and case not in feed and "artikel" not in feed


def test_agenda_needs_at_most_fifteen_questions_however_much_falls_due(
    client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(Role.COORDINATOR)
    for place in range(4):
        a_published_measure()
        an_action(f"C-2023-000{place}", "regisseur")
    with django_assert_max_num_queries(15):
        assert client.get("/agenda/").status_code == 200
