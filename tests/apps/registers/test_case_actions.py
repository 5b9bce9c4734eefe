from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.apps.registers.register_factories import AT, WHY, a_case, a_person, a_signal, a_viewer

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.audit.models import Event
from spoorboek.apps.cases.access_actions import let_take_part
from spoorboek.apps.cases.actions import close_case, open_case, reopen_case
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.file_queries import get_case_file
from spoorboek.apps.cases.kinds import list_kinds, list_open_kinds
from spoorboek.apps.cases.models import Case
from spoorboek.apps.cases.queries import CaseFlow, list_case_flows, list_case_page
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.register_actions import record_registration
from spoorboek.apps.intake.register_queries import get_registration
from spoorboek.figures.period import Period
from spoorboek.rules.case_access import CaseRule
from spoorboek.rules.errors import LifecycleError
from spoorboek.rules.register_lifecycles import CaseStatus
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

REGISSEUR = a_viewer(Role.COORDINATOR)
KIND = "casusoverleg ondermijning"
NEW = {"kind": "undermining", "title": "Verzonnen", "theme": "ondermijning", "opened_on": date(2023, 3, 1)}


def test_kind_that_ended_opens_no_case_and_leaves_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    number = open_case(**NEW, by=REGISSEUR, at=AT)  # type: ignore[arg-type]
    known = list_kinds()
    ended = {**known, "undermining": replace(known["undermining"], until=date(2023, 3, 1))}
    monkeypatch.setattr("spoorboek.apps.cases.kinds.list_kinds", lambda: ended)
    with pytest.raises(RegistrationError, match="liep tot en met 01-03-2023"):
        open_case(**{**NEW, "opened_on": date(2023, 3, 2)}, by=REGISSEUR, at=AT)  # type: ignore[arg-type]
    assert "undermining" not in dict(list_open_kinds(date(2023, 3, 2)))
    assert get_case_file(REGISSEUR, number, at=AT, purpose=WHY).case.kind_title == "casusoverleg ondermijning"
    close_case(number=number, closed_on=date(2023, 4, 1), reason="klaar", by=REGISSEUR, at=AT)


def test_three_people_one_leads_one_is_invited_and_one_sees_nothing() -> None:
    leads, invited, nothing = (
        a_viewer(Role.CORE_TEAM_MEMBER, person=a_person(name)) for name in ("leidt", "gast", "niets")
    )
    number = open_case(**NEW, by=leads, at=AT)  # type: ignore[arg-type]
    assert [len(list_case_page(who, at=AT, purpose=WHY).rows) for who in (leads, invited, nothing)] == [
        1,
        0,
        0,
    ]
    let_take_part(number=number, username="gast", rule=CaseRule.INVITED, by=leads, at=AT)
    assert [len(list_case_page(who, at=AT, purpose=WHY).rows) for who in (leads, invited, nothing)] == [
        1,
        1,
        0,
    ]
    with pytest.raises(NotFoundError, match=f"Casus {number} bestaat niet"):
        get_case_file(nothing, number, at=AT, purpose=WHY)
    assert get_case_file(REGISSEUR, number, at=AT, purpose=WHY).case.invited_ids == (invited.person_id,)


def test_a_guest_invited_twice_sees_a_case_once() -> None:
    guest = a_person("gast")
    number = a_case(invited=guest).number
    for _ in range(2):
        let_take_part(number=number, username="gast", rule=CaseRule.INVITED, by=REGISSEUR, at=AT)
    assert len(list_case_page(a_viewer(person=guest), at=AT, purpose=WHY).rows) == 1


def test_a_case_names_the_signals_it_came_from_and_none_that_does_not_exist() -> None:
    number = open_case(**NEW, signals=[a_signal(channel="partner").number], by=REGISSEUR, at=AT)  # type: ignore[arg-type]
    assert (
        get_registration(REGISSEUR, CASES, number, at=AT, purpose=WHY).fact("signals").word == "S-2023-0001"
    )
    with pytest.raises(RegistrationError, match="S-9 bestaat niet"):
        open_case(**NEW, signals=["S-9"], by=REGISSEUR, at=AT)  # type: ignore[arg-type]


def test_a_case_never_rests_on_anonymous_tips_alone() -> None:
    tips = [a_signal(f"S-2023-000{place}").number for place in (1, 2)]
    with pytest.raises(RegistrationError, match="rust alleen op anonieme meldingen"):
        open_case(**NEW, signals=tips, by=REGISSEUR, at=AT)  # type: ignore[arg-type]
    assert not Case.objects.exists() and not Event.objects.filter(action="cases.open_case").exists()
    other = a_signal("S-2023-0003", channel="partner").number
    assert open_case(**NEW, signals=[*tips, other], by=REGISSEUR, at=AT)  # type: ignore[arg-type]


def test_a_tip_that_is_hidden_answers_as_one_that_is_absent() -> None:
    aside = {"status": "set_aside", "weighed_on": date(2023, 2, 2), "is_locked": True}
    hidden = a_signal("S-2023-0001", **aside, locked_until=date(2028, 1, 1)).number
    said = []
    for number in (hidden, "S-2023-0009"):
        with pytest.raises(RegistrationError) as refused:
            open_case(**NEW, signals=[number], by=REGISSEUR, at=AT)  # type: ignore[arg-type]
        said.append(str(refused.value).replace(number, ""))
    assert said[0] == said[1]


def test_a_hidden_row_cannot_be_named_any_more_than_an_absent_one() -> None:
    a_case("C-1", closed_on=date(2023, 6, 1))
    row = {**{name: str(value) for name, value in NEW.items()}, "number": "C-2", "follows": "C-1"}
    blind = a_viewer(Role.CORE_TEAM_MEMBER)
    with pytest.raises(RegistrationError, match="'vervolg op': C-1 bestaat niet"):
        record_registration(register=CASES, values=row, by=blind, at=AT, action="cases.open_case")


def test_a_case_is_closed_once_on_a_day_after_it_was_opened_and_with_a_reason() -> None:
    number = a_case().number
    for closed_on, reason in ((date(2023, 1, 31), "klaar"), (date(2023, 3, 1), " ")):
        with pytest.raises(CaseError):
            close_case(number=number, closed_on=closed_on, reason=reason, by=REGISSEUR, at=AT)
    close_case(number=number, closed_on=date(2023, 3, 1), reason="klaar", by=REGISSEUR, at=AT)
    with pytest.raises(LifecycleError, match="De casus is afgesloten en kan niet afgesloten worden"):
        close_case(number=number, closed_on=date(2023, 3, 2), reason="klaar", by=REGISSEUR, at=AT)
    assert list(Event.objects.values_list("action", flat=True)) == ["cases.close_case"]


def test_a_reopened_case_goes_on_as_a_new_one_and_its_closing_stays_counted() -> None:
    number = a_case(closed_on=date(2023, 6, 1)).number
    before = list_case_flows(REGISSEUR, Period.year(2023))[KIND]
    new = reopen_case(number=number, reopened_on=date(2024, 1, 15), by=REGISSEUR, at=AT)
    assert list_case_flows(REGISSEUR, Period.year(2023))[KIND] == before == CaseFlow(0, 1, 1, 0)
    assert list_case_flows(REGISSEUR, Period.year(2024))[KIND] == CaseFlow(0, 1, 0, 1)
    assert get_case_file(REGISSEUR, new, at=AT, purpose=WHY).case.follows == number
    assert get_case_file(REGISSEUR, number, at=AT, purpose=WHY).case.status is CaseStatus.REOPENED
    with pytest.raises(LifecycleError):
        reopen_case(number=number, reopened_on=date(2024, 2, 15), by=REGISSEUR, at=AT)


def test_a_case_is_not_reopened_before_it_was_closed() -> None:
    number = a_case(closed_on=date(2023, 6, 1)).number
    with pytest.raises(CaseError, match="vóór de afsluiting"):
        reopen_case(number=number, reopened_on=date(2023, 5, 31), by=REGISSEUR, at=AT)
    assert Case.objects.get().status == "closed"


def test_somebody_unknown_is_not_invited() -> None:
    number = a_case().number
    with pytest.raises(CaseError, match="'onbekend' bestaat niet"):
        let_take_part(number=number, username="onbekend", rule=CaseRule.INVITED, by=REGISSEUR, at=AT)
    assert get_case_file(REGISSEUR, number, at=AT, purpose=WHY).case.invited_ids == ()


def test_who_may_not_see_figures_does_not_get_the_flow_of_cases() -> None:
    with pytest.raises(NotPermittedError):
        list_case_flows(a_viewer(Role.COUNCIL_MEMBER), Period.year(2023))
