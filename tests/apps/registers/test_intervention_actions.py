from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.apps.registers.register_factories import AT, EVERYTHING, a_case, a_signal, a_viewer

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.register_actions import correct_registration, record_registration
from spoorboek.apps.intake.register_lists import ListQuestion, list_page
from spoorboek.apps.intake.register_queries import get_registration
from spoorboek.apps.interventions.actions import (
    receive_police_report,
    record_no_action,
    take_measure,
)
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.inspection_actions import add_participant, start_inspection_day
from spoorboek.apps.interventions.inspection_queries import list_inspections
from spoorboek.apps.interventions.models import PoliceReport
from spoorboek.apps.interventions.queries import (
    get_inspection_day,
    get_police_report,
    list_police_reports,
)
from spoorboek.apps.interventions.registers import (
    ACTIVITIES,
    DEPLOYMENTS,
    MEASURES,
    PENALTY_ORDERS,
    POLICE_REPORTS,
)
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

JURIST, INSPECTEUR, REGISSEUR = (a_viewer(r) for r in (Role.LAWYER, Role.INSPECTOR, Role.COORDINATOR))
DAY = date(2023, 3, 1)


def a_report(**said: str) -> str:
    known = {"subject": "drugs", "drug_kind": "soft", **said}
    return receive_police_report(received_on=DAY, by=JURIST, at=AT, **known)


def written(register: Register, by: Viewer, **values: object) -> str:
    action = "intake.record_registration"
    return record_registration(register=register, values=values, by=by, at=AT, action=action)


def test_one_measure_may_rest_on_two_reports_and_a_report_may_have_two_measures() -> None:
    one, two = a_report(), a_report()
    take_measure(kind="closure", taken_on=date(2023, 3, 8), reports=[one, two], by=JURIST, at=AT)
    take_measure(kind="warning", taken_on=date(2023, 3, 9), reports=[one], by=JURIST, at=AT)
    assert [m.kind for m in get_police_report(JURIST, one, at=AT).measures] == ["closure", "warning"]
    assert [m.kind_title for m in get_police_report(JURIST, two, at=AT).measures] == ["sluiting"]


def test_doing_nothing_is_a_decision_with_a_reason_and_excludes_a_measure() -> None:
    report = a_report()
    said = {"report": report, "decided_on": date(2023, 3, 8), "by": JURIST, "at": AT}
    with pytest.raises(InterventionError, match="waarom er geen maatregel volgt"):
        record_no_action(reason=" ", **said)  # type: ignore[arg-type]
    record_no_action(reason="pand staat leeg", **said)  # type: ignore[arg-type]
    assert get_police_report(JURIST, report, at=AT).no_action_reason == "pand staat leeg"
    with pytest.raises(InterventionError, match="besloten niets te doen"):
        take_measure(kind="warning", taken_on=date(2023, 3, 9), reports=[report], by=JURIST, at=AT)
    with pytest.raises(InterventionError, match="al besloten"):
        record_no_action(reason="nog eens", **said)  # type: ignore[arg-type]


def test_nothing_follows_on_a_report_before_it_came_in() -> None:
    report = a_report()
    with pytest.raises(InterventionError, match="kwam pas op 01-03-2023 binnen"):
        take_measure(kind="warning", taken_on=date(2023, 2, 28), reports=[report], by=JURIST, at=AT)
    with pytest.raises(InterventionError, match="vóór de ontvangst"):
        record_no_action(report=report, decided_on=date(2023, 2, 28), reason="x", by=JURIST, at=AT)


def test_a_report_with_a_measure_is_not_left_without_action() -> None:
    report = a_report()
    take_measure(kind="warning", taken_on=date(2023, 3, 9), reports=[report], by=JURIST, at=AT)
    with pytest.raises(InterventionError, match="al een maatregel gevolgd"):
        record_no_action(report=report, decided_on=date(2023, 3, 10), reason="x", by=JURIST, at=AT)


@pytest.mark.parametrize("said", [{"drug_kind": ""}, {"subject": "prostitution"}])
def test_a_kind_of_drugs_belongs_to_drugs_and_only_to_drugs(said: dict[str, str]) -> None:
    with pytest.raises(RegistrationError, match="als het om drugs gaat"):
        a_report(**said)
    with pytest.raises(IntegrityError), transaction.atomic():
        known = {"subject": "drugs", "drug_kind": "soft", **said}
        PoliceReport.objects.create(number="BR-1", received_on=DAY, entered_at=AT, **known)


def test_an_inspection_day_names_who_inspected_on_what_ground() -> None:
    day = start_inspection_day(held_on=DAY, sector="automotive", by=INSPECTEUR, at=AT)
    part = {"organisation": "gemeente", "legal_basis": "artikel 5:11 Awb", "purpose": "vergunningen"}
    add_participant(day=day, **part, by=INSPECTEUR, at=AT)
    assert get_inspection_day(INSPECTEUR, day, at=AT).participants == (("gemeente", "artikel 5:11 Awb"),)


def test_the_word_of_the_source_for_a_penalty_stays_visible() -> None:
    said = {"imposed_on": DAY, "subject": "drug_dealing", "amount_eur": Decimal(5000)}
    number = written(PENALTY_ORDERS, JURIST, labelled_as="order_or_warning", **said)
    row = get_registration(JURIST, PENALTY_ORDERS, number, at=AT)
    assert row.fact("labelled_as").word == "last of waarschuwing (de bron noemt beide)"
    assert row.fact("amount_eur").value == Decimal("5000.00")
    with pytest.raises(RegistrationError, match="'dwangsom in euro'"):
        written(PENALTY_ORDERS, JURIST, labelled_as="order", **{**said, "amount_eur": Decimal(-1)})


def test_an_amount_typed_the_dutch_way_is_understood_in_a_correction() -> None:
    said = {"imposed_on": DAY, "subject": "drug_dealing", "labelled_as": "order"}
    number = written(PENALTY_ORDERS, JURIST, amount_eur=Decimal(5000), **said)
    correct = {"register": PENALTY_ORDERS, "number": number, "reason": "verschreven", "by": JURIST, "at": AT}
    correct_registration(changes={"amount_eur": "2500,50"}, **correct)  # type: ignore[arg-type]
    assert get_registration(JURIST, PENALTY_ORDERS, number, at=AT).fact("amount_eur").value == Decimal(
        "2500.50"
    )


def test_the_reports_of_a_measure_can_be_corrected() -> None:
    one, two = a_report(), a_report()
    number = take_measure(kind="warning", taken_on=date(2023, 3, 9), reports=[one], by=JURIST, at=AT)
    said = {"register": MEASURES, "number": number, "reason": "verkeerde rapportage", "by": JURIST, "at": AT}
    assert correct_registration(changes={"reports": [two]}, **said) == ("reports",)  # type: ignore[arg-type]
    assert get_registration(JURIST, MEASURES, number, at=AT).fact("reports").word == two


def test_an_activity_counts_in_its_own_unit_and_counts_something() -> None:
    said = {"kind": "lesson", "title": "Les", "theme": "jeugd", "audience": "school", "held_on": DAY}
    number = written(ACTIVITIES, REGISSEUR, **said, unit="lessons", amount=5)
    assert get_registration(REGISSEUR, ACTIVITIES, number, at=AT).fact("amount").value == 5
    with pytest.raises(RegistrationError, match="'aantal'"):
        written(ACTIVITIES, REGISSEUR, **said, unit="lessons", amount=0)


def test_a_deployment_does_not_end_before_it_starts() -> None:
    said = {"kind": "mobile_camera", "reason": "arson", "place": "Plein", "started_on": DAY}
    with pytest.raises(RegistrationError, match="'beëindigd op': Dit ligt vóór het begin"):
        written(DEPLOYMENTS, REGISSEUR, **said, ended_on=date(2023, 2, 1))
    number = written(DEPLOYMENTS, REGISSEUR, **said)
    assert get_registration(a_viewer(Role.AUTHOR), DEPLOYMENTS, number, at=AT).number == number


def test_each_role_sees_its_own_registers() -> None:
    report = a_report()
    assert [list_police_reports(viewer, at=AT)[1] for viewer in (JURIST, INSPECTEUR)] == [1, 0]
    with pytest.raises(NotFoundError):
        get_police_report(INSPECTEUR, report, at=AT)
    assert list_inspections(a_viewer(Role.COUNCIL_MEMBER), at=AT)[0] == []
    with pytest.raises(NotPermittedError):
        receive_police_report(received_on=DAY, subject="other", by=INSPECTEUR, at=AT)
    assert list_page(a_viewer(Role.AUTHOR), POLICE_REPORTS, ListQuestion(), at=AT).rows == ()


def test_measure_without_report_does_not_rest_on_a_case_of_anonymous_tips_alone() -> None:
    case = a_case()
    case.signals.add(a_signal())
    said = {"kind": "warning", "taken_on": DAY, "case": case.number, "by": EVERYTHING, "at": AT}
    with pytest.raises(RegistrationError, match="anonieme melding alleen"):
        take_measure(**said)  # type: ignore[arg-type]
    assert take_measure(**said, reports=[a_report()])  # type: ignore[arg-type]
    case.signals.add(a_signal("S-2023-0002", channel="partner"))
    assert take_measure(**said)  # type: ignore[arg-type]
