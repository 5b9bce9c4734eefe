"""Meetings: who is there sees the cases from the start until so many hours after, and nobody else does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.registers.register_factories import AT, WHY, a_case, a_person, a_viewer

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.access_actions import set_level
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.meeting_actions import (
    close_meeting,
    mark_present,
    plan_meeting,
    put_on_agenda,
    start_meeting,
    type_line,
)
from spoorboek.apps.cases.meeting_queries import get_desk, get_minutes_for, list_meetings
from spoorboek.apps.cases.models import CaseAction, CaseDecision
from spoorboek.apps.cases.queries import list_case_page
from spoorboek.rules.case_access import CaseLevel
from spoorboek.rules.errors import RuleError
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class Table:
    """A meeting about two cases; its chair leads them, one partner is invited, one person is not."""

    def __init__(self) -> None:
        self.chair = a_viewer(Role.CORE_TEAM_MEMBER, person=a_person("leidt"))
        self.guest = a_viewer(Role.PARTNER, person=a_person("gast"))
        self.late = a_viewer(Role.PARTNER, person=a_person("later"))
        self.nothing = a_viewer(Role.CORE_TEAM_MEMBER, person=a_person("niets"))
        for number in ("C-1", "C-2", "C-3"):
            a_case(number, owner_id=int(self.chair.person_id))
        self.number = plan_meeting(
            title="Casusoverleg ondermijning",
            planned_at=AT,
            cases=["C-1", "C-2"],
            usernames=["gast", "later"],
            access_hours=4,
            by=self.chair,
            at=AT - 24 * HOUR,
        )

    def start(self) -> None:
        start_meeting(number=self.number, present=["leidt", "gast"], by=self.chair, at=AT)

    def type(self, text: str, case: str = "C-1", minutes: int = 5) -> None:
        at = AT + timedelta(minutes=minutes)
        type_line(number=self.number, case=case, text=text, by=self.chair, at=at)

    def cases_of(self, who: Viewer, hours: float) -> list[str]:
        at = AT + hours * HOUR
        return sorted(row.number for row in list_case_page(who.looking_at(at), at=at, purpose=WHY).rows)


@pytest.fixture
def table() -> Table:
    return Table()


def test_being_invited_shows_the_meeting_and_none_of_its_cases(table: Table) -> None:
    assert [meeting.number for meeting in list_meetings(table.guest)] == [table.number]
    assert get_desk(table.guest, table.number, at=AT, purpose=WHY).items == ()
    assert list_meetings(table.nothing) == []


def test_who_is_present_sees_the_cases_from_the_start_until_hours_after_the_end(table: Table) -> None:
    table.start()
    close_meeting(number=table.number, by=table.chair, at=AT + 2 * HOUR)
    seen = [table.cases_of(table.guest, hours) for hours in (-0.01, 0, 5.99, 6)]
    assert seen == [[], ["C-1", "C-2"], ["C-1", "C-2"], []]
    assert table.cases_of(table.late, 1) == table.cases_of(table.nothing, 1) == []


def test_who_comes_later_sees_from_then_and_who_was_not_there_no_longer(table: Table) -> None:
    table.start()
    mark_present(number=table.number, username="later", by=table.chair, at=AT + HOUR)
    assert [table.cases_of(table.late, hours) for hours in (0.5, 1)] == [[], ["C-1", "C-2"]]
    mark_present(number=table.number, username="gast", is_present=False, by=table.chair, at=AT + HOUR)
    assert table.cases_of(table.guest, 1) == []


def test_a_case_put_on_the_agenda_during_the_meeting_is_seen_at_once(table: Table) -> None:
    table.start()
    put_on_agenda(number=table.number, case="C-3", by=table.chair, at=AT + HOUR)
    assert table.cases_of(table.guest, 1) == ["C-1", "C-2", "C-3"]


def test_a_closed_case_comes_on_no_agenda(table: Table) -> None:
    set_level(number="C-3", level=CaseLevel.CLOSED, reason="verzonnen", by=table.chair, at=AT)
    with pytest.raises(CaseError, match="komt niet op een agenda"):
        put_on_agenda(number=table.number, case="C-3", by=table.chair, at=AT)


def test_a_meeting_that_nobody_closes_ends_by_itself(table: Table) -> None:
    table.start()
    assert [table.cases_of(table.guest, hours) for hours in (15.99, 16)] == [["C-1", "C-2"], []]


def test_lines_are_saved_at_once_as_decision_and_action(table: Table) -> None:
    table.start()
    table.type("b pand controleren")
    table.type("a buren bellen @gast 12-3")
    table.type("a contract nagaan @Woningbedrijf +2w")
    assert CaseDecision.objects.get().text == "pand controleren"
    first, second = CaseAction.objects.order_by("pk")
    assert (first.text, str(first.assignee_id), first.due_on) == (
        "buren bellen",
        table.guest.person_id,
        date(2025, 3, 12),
    )
    assert (second.organisation, second.due_on) == ("Woningbedrijf", date(2025, 3, 17))


def test_a_line_that_is_nothing_is_refused_and_saves_nothing(table: Table) -> None:
    table.start()
    for text in ("zomaar", "b ", "a @gast", "a bellen 31-2", ""):
        with pytest.raises(RuleError):
            table.type(text)
    assert not CaseDecision.objects.exists()
    assert not CaseAction.objects.exists()


def test_nothing_is_typed_before_the_start_after_the_end_or_by_a_guest(table: Table) -> None:
    with pytest.raises(CaseError, match="nog niet begonnen"):
        table.type("b iets")
    table.start()
    with pytest.raises(NotPermittedError):
        type_line(number=table.number, case="C-1", text="b iets", by=table.guest, at=AT)
    with pytest.raises(NotFoundError):
        table.type("b iets", case="C-3")
    close_meeting(number=table.number, by=table.chair, at=AT)
    with pytest.raises(CaseError, match="gesloten"):
        table.type("b iets")


def test_minutes_hold_for_each_participant_what_they_may_see(table: Table) -> None:
    table.start()
    table.type("b pand controleren", "C-1")
    table.type("b gesprek voeren", "C-2")
    set_level(number="C-2", level=CaseLevel.CLOSED, reason="verzonnen", by=table.chair, at=AT + HOUR)
    at = AT + HOUR
    mine = get_desk(table.chair, table.number, at=at, purpose=WHY)
    assert [item.case for item in mine.items] == ["C-1", "C-2"]
    for theirs in (
        get_minutes_for(table.chair, table.number, "gast", at=at, purpose=WHY),
        get_minutes_for(table.guest, table.number, "gast", at=at, purpose=WHY),
    ):
        assert [(item.case, item.decisions[0].text) for item in theirs.items] == [("C-1", "pand controleren")]
    assert get_minutes_for(table.chair, table.number, "later", at=at, purpose=WHY).items == ()
    with pytest.raises(NotFoundError):
        get_minutes_for(table.guest, table.number, "leidt", at=at, purpose=WHY)


def test_who_may_not_change_a_case_puts_it_on_no_agenda(table: Table) -> None:
    for case in ("C-1", "C-9"):
        with pytest.raises(NotFoundError):
            plan_meeting(title="Eigen overleg", planned_at=AT, cases=[case], by=table.nothing, at=AT)
