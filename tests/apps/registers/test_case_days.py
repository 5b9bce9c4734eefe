"""Days in a case: what is written down as done has been, and steps come one after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.apps.registers.register_factories import AT, a_case, a_person, a_viewer

from spoorboek.apps.cases.actions import close_case
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.models import Case, CaseAction, CaseDecision, Referral
from spoorboek.apps.cases.referral_actions import refer_case, step_referral
from spoorboek.apps.cases.work_actions import change_case, move_to_phase, record_action, record_decision
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.rules.errors import RuleError
from spoorboek.rules.referrals import ReferralStatus
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
TODAY = AT.date()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def said() -> dict[str, Any]:
    leads = a_viewer(Role.CORE_TEAM_MEMBER, person=a_person("leidt"))
    case = a_case(owner_id=int(leads.person_id), opened_on=TODAY - timedelta(days=60))
    return {"number": case.number, "by": leads, "at": AT}


@pytest.mark.parametrize("on", [TOMORROW, date(1850, 1, 1), date.max])
def test_nothing_in_a_case_is_done_on_a_day_to_come_or_in_another_age(said: dict[str, Any], on: date) -> None:
    sent = {"target": "riec", "reason": "zwaar", **said}
    key = refer_case(sent_on=TODAY, **sent)
    stepped = {"key": key, "by": said["by"], "at": AT}
    acts: tuple[Callable[[], object], ...] = (
        lambda: record_decision(text="sluiten", decided_on=on, **said),
        lambda: move_to_phase(phase="enquiry", entered_on=on, **said),
        lambda: refer_case(sent_on=on, **sent),
        lambda: step_referral(to=ReferralStatus.ACCEPTED, on=on, **stepped),
        lambda: close_case(closed_on=on, reason="klaar", **said),
    )
    for act in acts:
        with pytest.raises((RuleError, CaseError), match=r"toekomst|kan niet|niet voor|vóór|niet eerder"):
            act()
    assert not CaseDecision.objects.exists()
    assert Referral.objects.get().status == ReferralStatus.SENT.value
    assert Case.objects.get().closed_on is None


def test_what_is_planned_lies_ahead_but_in_this_age(said: dict[str, Any]) -> None:
    record_action(text="bellen", due_on=TOMORROW, **said)
    sent = {"target": "riec", "reason": "zwaar", "sent_on": TODAY, **said}
    with pytest.raises(RuleError, match="31-12-9999 kan niet"):
        record_action(text="bellen", due_on=date.max, **said)
    with pytest.raises(RuleError, match="31-12-9999 kan niet"):
        refer_case(follow_up_on=date.max, **sent)
    assert CaseAction.objects.count() == 1


def test_a_phase_begins_no_earlier_than_the_one_before_it(said: dict[str, Any]) -> None:
    move_to_phase(phase="enquiry", entered_on=TODAY - timedelta(days=5), **said)
    with pytest.raises(CaseError, match="niet eerder"):
        move_to_phase(phase="closing", reason="klaar", entered_on=TODAY - timedelta(days=6), **said)
    move_to_phase(phase="closing", reason="klaar", entered_on=TODAY - timedelta(days=5), **said)


def test_a_closing_is_not_corrected_to_a_day_to_come(said: dict[str, Any]) -> None:
    close_case(closed_on=TODAY, reason="klaar", **said)
    changes = {"closed_on": TOMORROW.isoformat()}
    with pytest.raises(RegistrationError, match="toekomst"):
        change_case(version=Case.objects.get().version, changes=changes, reason="vergist", **said)
    assert Case.objects.get().closed_on == TODAY
