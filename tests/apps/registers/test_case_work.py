"""Working in a case: texts, decisions, actions, phases, referrals, who takes part, and two at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.apps.registers.register_factories import AT, WHY, a_case, a_person, a_viewer

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.models import Event
from spoorboek.apps.cases.access_actions import break_glass, end_taking_part, let_take_part, set_level
from spoorboek.apps.cases.case_rows import CaseFile
from spoorboek.apps.cases.errors import CaseError, ConflictError
from spoorboek.apps.cases.file_queries import get_case_file, get_text
from spoorboek.apps.cases.inspection_queries import get_case_inspection
from spoorboek.apps.cases.mending_actions import change_action
from spoorboek.apps.cases.models import Case, CaseAction, CaseTextVersion
from spoorboek.apps.cases.queries import list_case_page
from spoorboek.apps.cases.referral_actions import refer_case, step_referral
from spoorboek.apps.cases.text_actions import drop_drafts, save_text
from spoorboek.apps.cases.work_actions import (
    change_case,
    finish_action,
    hand_over,
    move_to_phase,
    record_action,
    record_decision,
    record_party,
)
from spoorboek.apps.people.models import Person, RoleAssignment
from spoorboek.rules.case_access import CaseLevel, CaseRule
from spoorboek.rules.errors import LifecycleError, RuleError
from spoorboek.rules.referrals import ReferralStatus
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
NUMBER = "C-2023-0001"
ON = date(2025, 3, 3)


def give_role(username: str, role: Role) -> None:
    RoleAssignment.objects.create(person=Person.objects.get(username=username), role=role.value)


class Cast:
    """Three people and a case: one leads it, one is invited, one must see nothing; and a coordinator."""

    def __init__(self) -> None:
        self.leads = a_viewer(Role.CORE_TEAM_MEMBER, person=a_person("leidt"))
        self.guest = a_viewer(Role.PARTNER, person=a_person("gast"))
        self.nothing = a_viewer(Role.CORE_TEAM_MEMBER, person=a_person("niets"))
        self.coordinator = a_viewer(Role.COORDINATOR, person=a_person("coordinator"))
        a_case(NUMBER, owner_id=int(self.leads.person_id), opened_on=date(2025, 2, 1))

    def invite(self, *groups: str, rule: CaseRule = CaseRule.INVITED, username: str = "gast") -> None:
        let_take_part(number=NUMBER, username=username, rule=rule, groups=groups, by=self.leads, at=AT)

    def file(self, viewer: Viewer, hours: float = 0) -> CaseFile:
        return get_case_file(viewer, NUMBER, at=AT + timedelta(hours=hours), purpose=WHY)

    def is_hidden_from(self, viewer: Viewer, hours: float = 0) -> bool:
        try:
            self.file(viewer, hours)
        except NotFoundError:
            return True
        return False


@pytest.fixture
def cast() -> Cast:
    return Cast()


def write_all(cast: Cast) -> None:
    for section in ("situation", "plan", "police", "care"):
        save_text(number=NUMBER, section=section, body=f"tekst {section}", version=0, by=cast.leads, at=AT)
    record_decision(number=NUMBER, text="Panden controleren", decided_on=ON, by=cast.leads, at=AT)
    record_action(number=NUMBER, text="Buren bellen", who="leidt", by=cast.leads, at=AT)
    record_action(number=NUMBER, text="Huurcontract nagaan", who="gast", by=cast.leads, at=AT)
    record_party(
        number=NUMBER, name="Verzonnen Wonen", is_person=False, task="verhuurder", by=cast.leads, at=AT
    )
    record_party(number=NUMBER, name="V. Erzonnen", is_person=True, task="melder", by=cast.leads, at=AT)


def test_who_leads_a_case_sees_all_of_it_and_a_stranger_not_even_that_it_is_there(cast: Cast) -> None:
    write_all(cast)
    mine = cast.file(cast.leads)
    assert mine.groups == ("base", "content", "police", "care")
    assert [text.section for text in mine.texts] == ["situation", "plan", "police", "care"]
    assert (len(mine.decisions), len(mine.actions), len(mine.parties)) == (1, 2, 2)
    assert cast.is_hidden_from(cast.nothing)
    assert list_case_page(cast.nothing, at=AT, purpose=WHY).total == 0


def test_a_partner_sees_their_own_part_only(cast: Cast) -> None:
    write_all(cast)
    cast.invite("base")
    part = cast.file(cast.guest)
    assert part.texts == part.decisions == ()
    assert [action.text for action in part.actions] == ["Huurcontract nagaan"]
    assert [party.name for party in part.parties] == ["Verzonnen Wonen"]
    assert not part.may_change


def test_rights_go_by_group_of_fields(cast: Cast) -> None:
    write_all(cast)
    cast.invite("base", "police")
    assert [text.section for text in cast.file(cast.guest).texts] == ["police"]
    assert [text.section for text in cast.file(cast.coordinator).texts] == ["situation", "plan"]
    with pytest.raises(NotPermittedError):
        save_text(number=NUMBER, section="care", body="x", version=1, by=cast.coordinator, at=AT)


@pytest.mark.parametrize(
    ("level", "guest", "coordinator", "stranger"),
    [
        ("open", True, True, True),
        ("audited", True, True, False),
        ("protected", True, False, False),
        ("closed", False, False, False),
    ],
)
def test_each_level_lets_in_whom_it_says(
    cast: Cast, level: str, guest: bool, coordinator: bool, stranger: bool
) -> None:
    cast.invite()
    cast.invite(rule=CaseRule.TEAM, username="leidt")
    if level != "audited":
        set_level(number=NUMBER, level=CaseLevel(level), reason="verzonnen", by=cast.leads, at=AT)
    seen = [not cast.is_hidden_from(who) for who in (cast.leads, cast.guest, cast.coordinator, cast.nothing)]
    assert seen == [True, guest, coordinator, stranger]


def test_broken_glass_opens_a_protected_case_for_three_hours_and_is_logged(cast: Cast) -> None:
    set_level(number=NUMBER, level=CaseLevel.PROTECTED, reason="verzonnen", by=cast.leads, at=AT)
    with pytest.raises(CaseError, match="reden"):
        break_glass(number=NUMBER, reason=" ", by=cast.coordinator, at=AT)
    break_glass(number=NUMBER, reason="dreiging, leider is ziek", by=cast.coordinator, at=AT)
    assert [cast.is_hidden_from(cast.coordinator, hours) for hours in (0, 2.99, 3)] == [False, False, True]
    assert "glass" in [seer.rule.value for seer in cast.file(cast.leads).seers]
    event = Event.objects.get(action="cases.break_glass")
    assert event.details == {"reason": "dreiging, leider is ziek"}


def test_glass_is_broken_by_coordinators_only_and_answers_alike_for_what_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotPermittedError):
        break_glass(number=NUMBER, reason="nieuwsgierig", by=cast.nothing, at=AT)
    set_level(number=NUMBER, level=CaseLevel.CLOSED, reason="verzonnen", by=cast.leads, at=AT)
    for number in (NUMBER, "C-2023-9999"):
        with pytest.raises(NotFoundError, match=f"Casus {number} bestaat niet"):
            break_glass(number=number, reason="spoed", by=cast.coordinator, at=AT)
    assert Event.objects.filter(action="cases.break_glass").count() == 2


def test_taking_part_ends_when_it_is_ended(cast: Cast) -> None:
    cast.invite()
    end_taking_part(number=NUMBER, username="gast", by=cast.leads, at=AT + timedelta(hours=1))
    assert [cast.is_hidden_from(cast.guest, hours) for hours in (0, 0.99, 1)] == [False, False, True]


def test_nobody_gives_what_they_do_not_see_and_a_guest_gives_nothing(cast: Cast) -> None:
    cast.invite()
    for by, groups in ((cast.coordinator, ["base", "care"]), (cast.guest, ["base"])):
        with pytest.raises(NotPermittedError):
            let_take_part(number=NUMBER, username="niets", rule=CaseRule.INVITED, groups=groups, by=by, at=AT)


def test_nobody_shuts_themselves_out(cast: Cast) -> None:
    with pytest.raises(CaseError, match="uzelf buiten"):
        set_level(number=NUMBER, level=CaseLevel.CLOSED, reason="verzonnen", by=cast.coordinator, at=AT)
    assert get_case_file(cast.coordinator, NUMBER, at=AT, purpose=WHY).case.level is CaseLevel.AUDITED


def test_two_people_saving_one_text_lose_nothing(cast: Cast) -> None:
    cast.invite(rule=CaseRule.TEAM, username="niets")
    save_text(number=NUMBER, section="plan", body="van leidt", version=0, by=cast.leads, at=AT)
    with pytest.raises(ConflictError) as refused:
        save_text(number=NUMBER, section="plan", body="van niets", version=0, by=cast.nothing, at=AT)
    assert refused.value.current == {"plan": "van leidt"}
    both = "van leidt en van niets"
    version = refused.value.version
    assert save_text(number=NUMBER, section="plan", body=both, version=version, by=cast.nothing, at=AT) == 2
    kept = CaseTextVersion.objects.order_by("version").values_list("body", flat=True)
    assert list(kept) == ["van leidt", both]


def test_a_case_changed_since_it_was_read_is_not_overwritten(cast: Cast) -> None:
    said = {"number": NUMBER, "version": 1, "reason": "verbeterd", "at": AT}
    change_case(changes={"place": "Verzonnen plein"}, by=cast.leads, **said)  # type: ignore[arg-type]
    with pytest.raises(ConflictError) as refused:
        change_case(changes={"place": "Verzonnen kade"}, by=cast.coordinator, **said)  # type: ignore[arg-type]
    assert (refused.value.version, refused.value.current) == (2, {"place": "Verzonnen plein"})
    assert Case.objects.get().place == "Verzonnen plein"


def test_an_action_is_finished_by_who_must_do_it_and_by_nobody_who_merely_sees_it(cast: Cast) -> None:
    cast.invite("base", "content")
    mine = record_action(number=NUMBER, text="Bellen", who="gast", by=cast.leads, at=AT)
    other = record_action(number=NUMBER, text="Schrijven", who="Politie", by=cast.leads, at=AT)
    finish_action(key=mine, done_on=ON, by=cast.guest, at=AT)
    with pytest.raises(NotPermittedError):
        finish_action(key=other, done_on=ON, by=cast.guest, at=AT)
    with pytest.raises(NotFoundError):
        finish_action(key=other, done_on=ON, by=cast.nothing, at=AT)
    rows = {row.text: row for row in cast.file(cast.leads).actions}
    assert (rows["Bellen"].done_on, rows["Schrijven"].who) == (ON, "Politie")


def test_action_said_done_after_midnight_is_done_on_that_day(cast: Cast) -> None:
    key = record_action(number=NUMBER, text="bellen", by=cast.leads, at=AT)
    midnight = datetime(2025, 3, 3, 23, 30, tzinfo=UTC)
    made = change_action(
        key=key,
        text="buren bellen",
        who="",
        due_on=None,
        is_done=True,
        reason="verkeerd gehoord",
        by=cast.leads,
        at=midnight,
    )
    assert CaseAction.objects.get(pk=made).done_on == date(2025, 3, 4)


def test_phases_go_in_order_and_otherwise_with_a_reason(cast: Cast) -> None:
    said = {"number": NUMBER, "entered_on": ON, "by": cast.leads, "at": AT}
    move_to_phase(phase="enquiry", **said)  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="overslaat"):
        move_to_phase(phase="closing", **said)  # type: ignore[arg-type]
    move_to_phase(phase="closing", reason="geen vervolg nodig", **said)  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="geen fase 'onzin'"):
        move_to_phase(phase="onzin", **said)  # type: ignore[arg-type]
    assert [phase.is_current for phase in cast.file(cast.leads).phases] == [False, False, True]


def test_a_referral_goes_its_own_way_and_no_other(cast: Cast) -> None:
    key = refer_case(
        number=NUMBER,
        target="riec",
        sent_on=ON,
        reason="zwaarte",
        by=cast.leads,
        at=AT,
        follow_up_on=ON + timedelta(days=14),
    )
    said = {"key": key, "by": cast.leads, "at": AT}
    with pytest.raises(LifecycleError):
        step_referral(to=ReferralStatus.DONE, on=ON, **said)  # type: ignore[arg-type]
    step_referral(to=ReferralStatus.ACCEPTED, on=ON, follow_up_on=ON + timedelta(days=30), **said)  # type: ignore[arg-type]
    with pytest.raises(CaseError, match="vóór de vorige stap"):
        step_referral(to=ReferralStatus.DONE, on=ON - timedelta(days=1), **said)  # type: ignore[arg-type]
    said["at"] = AT + timedelta(days=60)
    step_referral(to=ReferralStatus.DONE, on=ON + timedelta(days=60), **said)  # type: ignore[arg-type]
    (row,) = cast.file(cast.leads).referrals
    assert (row.status, row.stepped_on, row.follow_up_on) == (
        ReferralStatus.DONE,
        ON + timedelta(days=60),
        None,
    )


def test_a_refusal_wants_a_reason(cast: Cast) -> None:
    key = refer_case(number=NUMBER, target="halt", sent_on=ON, reason="jongere", by=cast.leads, at=AT)
    with pytest.raises(CaseError, match="reden"):
        step_referral(key=key, to=ReferralStatus.REFUSED, on=ON, by=cast.leads, at=AT)
    with pytest.raises(NotFoundError):
        step_referral(key=key, to=ReferralStatus.REVOKED, on=ON, answer="x", by=cast.nothing, at=AT)


def test_the_privacy_officer_sees_who_can_see_through_which_rule_and_who_looked(cast: Cast) -> None:
    officer = a_viewer(Role.PRIVACY_OFFICER, person=a_person("functionaris"))
    cast.invite()
    cast.file(cast.guest)
    found = get_case_inspection(officer, NUMBER, at=AT)
    rules = {(seer.username, seer.rule.value) for seer in found.seers}
    assert {("leidt", "owner"), ("gast", "invited")} <= rules
    assert [read.person_id for read in found.reads] == [cast.guest.person_id]
    assert cast.is_hidden_from(officer)
    for who in (cast.coordinator, cast.leads, cast.nothing):
        with pytest.raises(NotPermittedError):
            get_case_inspection(who, NUMBER, at=AT)


def test_who_gets_the_lead_sees_the_case_and_who_gave_it_away_does_not(cast: Cast) -> None:
    give_role("niets", Role.CORE_TEAM_MEMBER)
    hand_over(number=NUMBER, username="niets", by=cast.leads, at=AT)
    assert not cast.is_hidden_from(cast.nothing)
    assert cast.is_hidden_from(cast.leads)


def test_lead_goes_to_who_works_with_cases_and_no_coordinator_takes_it(cast: Cast) -> None:
    with pytest.raises(CaseError, match="werkt niet met casussen"):
        hand_over(number=NUMBER, username="gast", by=cast.leads, at=AT)
    for name in ("coordinator", "niets"):
        give_role(name, Role.COORDINATOR)
    with pytest.raises(NotPermittedError, match="zelf nemen"):
        hand_over(number=NUMBER, username="coordinator", by=cast.coordinator, at=AT)
    hand_over(number=NUMBER, username="niets", by=cast.coordinator, at=AT, stays=True)
    assert "leidt" in {seer.username for seer in cast.file(cast.nothing).seers}


def test_text_that_lost_waits_for_who_wrote_it_alone(cast: Cast) -> None:
    cast.invite("base", "content", rule=CaseRule.TEAM, username="niets")

    def write(body: str, by: Viewer) -> None:
        save_text(number=NUMBER, section="plan", body=body, version=0, by=by, at=AT)

    def drop(seen: int, by: Viewer) -> None:
        drop_drafts(number=NUMBER, section="plan", seen_draft=seen, by=by, at=AT)

    write("van leidt", cast.leads)
    for body in ("van niets", "nog iets van niets"):
        with pytest.raises(ConflictError):
            write(body, cast.nothing)
    mine, theirs = (get_text(cast.file(who).texts, "plan").drafts for who in (cast.nothing, cast.leads))
    assert [draft.body for draft in mine] == ["van niets", "nog iets van niets"]
    assert theirs == ()
    # Another's hand throws nothing away; and only what was seen goes.
    drop(mine[-1].key, cast.leads)
    drop(mine[0].key, cast.nothing)
    left = get_text(cast.file(cast.nothing).texts, "plan").drafts
    assert [draft.body for draft in left] == ["nog iets van niets"]
