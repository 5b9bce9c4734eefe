"""Several cases of the list on one agenda, and of each that did not come on it why."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from tests.web.conftest import ClientOf

from spoorboek.apps.cases.actions import open_case
from spoorboek.apps.cases.meeting_actions import plan_meeting, put_on_agenda
from spoorboek.apps.cases.models import AgendaItem, Case
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.case_access import CaseLevel
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

NOW = datetime.now(tz=UTC)


@pytest.fixture
def leads(client_of: ClientOf) -> Client:
    client = client_of(Role.COORDINATOR)
    client.post("/casussen/", {"purpose": "casusoverleg voorbereiden"})
    return client


def a_case(level: CaseLevel = CaseLevel.AUDITED, by: str = "regisseur") -> str:
    return open_case(
        kind="undermining",
        title="Verzonnen loods",
        theme="ondermijning",
        opened_on=date(2024, 3, 14),
        level=level,
        by=get_viewer(by),
        at=NOW,
    )


def a_meeting() -> str:
    return plan_meeting(title="Casusoverleg", planned_at=NOW, by=get_viewer("regisseur"), at=NOW)


def test_chosen_cases_come_on_the_agenda_and_the_others_are_named(leads: Client) -> None:
    one, two, closed, meeting = a_case(), a_case(), a_case(CaseLevel.CLOSED), a_meeting()
    put_on_agenda(number=meeting, case=two, by=get_viewer("regisseur"), at=NOW)
    page = leads.get("/casussen/?samen=1").content.decode()
    assert meeting in page
    assert f'value="{one}"' in page
    chosen = {"nummer": [one, two, closed, "C-1900-0001"], "overleg": meeting}
    answer = leads.post("/casussen/?samen=1", chosen, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said[0] == f"1 casus staat op de agenda van {meeting}."
    assert [line.split(":")[0] for line in said[1:]] == [two, closed, "C-1900-0001"]
    assert "staat al op deze agenda" in said[1]
    assert "is gesloten" in said[2]
    assert "bestaat niet" in said[3]
    assert set(AgendaItem.objects.values_list("case__number", flat=True)) == {one, two}


def test_without_a_choice_nothing_happens(leads: Client) -> None:
    a_case()
    answer = leads.post("/casussen/", {"overleg": a_meeting()}, follow=True)
    assert "ten minste één casus" in answer.content.decode()
    assert not AgendaItem.objects.exists()


def test_case_that_is_hidden_answers_as_one_that_is_absent(client_of: ClientOf, leads: Client) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    client.post("/casussen/", {"purpose": "casusoverleg voorbereiden"})
    hidden = a_case(CaseLevel.PROTECTED)
    own = plan_meeting(title="Kernteam", planned_at=NOW, by=get_viewer("kernteamlid"), at=NOW)
    answer = client.post("/casussen/", {"nummer": [hidden, "C-1900-0001"], "overleg": own}, follow=True)
    first, second = [str(message) for message in answer.context["messages"]]
    assert first.replace(hidden, "*") == second.replace("C-1900-0001", "*")


def test_meeting_of_others_is_no_choice(client_of: ClientOf, leads: Client) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    client.post("/casussen/", {"purpose": "casusoverleg voorbereiden"})
    case, meeting = a_case(by="kernteamlid"), a_meeting()
    client.post("/casussen/", {"nummer": [case], "overleg": meeting})
    assert not AgendaItem.objects.exists()
    assert Case.objects.count() == 1
