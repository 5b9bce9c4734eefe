from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.apps.registers.register_factories import AT, EVERYTHING, a_case, a_signal, a_viewer

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.register_actions import correct_registration
from spoorboek.apps.intake.register_queries import get_registration, list_registrations
from spoorboek.apps.interventions.actions import (
    Inspected,
    TakingPart,
    impose_penalty_order,
    receive_police_report,
    record_activity,
    record_inspection_day,
    record_no_action,
    start_deployment,
    take_measure,
)
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.models import InspectionDay, PoliceReport
from spoorboek.apps.interventions.queries import (
    get_inspection_day,
    get_police_report,
    list_inspection_days,
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
    part = TakingPart("gemeente", "artikel 5:11 Awb", "vergunningen")
    found = [Inspected("Bedrijf 1", "automotive"), Inspected("Bedrijf 2", "automotive", "underage_worker")]
    said = {"held_on": DAY, "sector": "automotive", "by": INSPECTEUR, "at": AT}
    with pytest.raises(InterventionError, match="op welke grondslag"):
        record_inspection_day(participants=[], businesses=found, **said)  # type: ignore[arg-type]
    number = record_inspection_day(participants=[part], businesses=found, **said)  # type: ignore[arg-type]
    row = get_inspection_day(INSPECTEUR, number, at=AT)
    assert row.participants == (("gemeente", "artikel 5:11 Awb"),)
    assert [b.finding_title for b in row.businesses] == ["geen bijzonderheden", "minderjarige werknemer"]


def test_a_day_with_one_bad_business_is_not_half_written() -> None:
    part = TakingPart("gemeente", "artikel 5:11 Awb", "vergunningen")
    found = [Inspected("Bedrijf 1", "automotive"), Inspected("Bedrijf 2", "scheepvaart")]
    with pytest.raises(RegistrationError, match="'branche'"):
        record_inspection_day(
            held_on=DAY, sector="automotive", participants=[part], businesses=found, by=INSPECTEUR, at=AT
        )
    assert not InspectionDay.objects.exists()


def test_the_word_of_the_source_for_a_penalty_stays_visible() -> None:
    said = {"imposed_on": DAY, "subject": "drug_dealing", "amount_eur": Decimal(5000), "by": JURIST, "at": AT}
    number = impose_penalty_order(labelled_as="order_or_warning", **said)  # type: ignore[arg-type]
    row = get_registration(JURIST, PENALTY_ORDERS, number, at=AT)
    assert row.fact("labelled_as").word == "last of waarschuwing (de bron noemt beide)"
    assert row.fact("amount_eur").value == Decimal("5000.00")
    with pytest.raises(RegistrationError, match="'dwangsom in euro'"):
        impose_penalty_order(labelled_as="order", **{**said, "amount_eur": Decimal(-1)})  # type: ignore[arg-type]


def test_an_amount_typed_the_dutch_way_is_understood_in_a_correction() -> None:
    said = {"imposed_on": DAY, "subject": "drug_dealing", "labelled_as": "order", "by": JURIST, "at": AT}
    number = impose_penalty_order(amount_eur=Decimal(5000), **said)  # type: ignore[arg-type]
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
    number = record_activity(**said, unit="lessons", amount=5, by=REGISSEUR, at=AT)  # type: ignore[arg-type]
    assert get_registration(REGISSEUR, ACTIVITIES, number, at=AT).fact("amount").value == 5
    with pytest.raises(RegistrationError, match="'aantal'"):
        record_activity(**said, unit="lessons", amount=0, by=REGISSEUR, at=AT)  # type: ignore[arg-type]


def test_a_deployment_does_not_end_before_it_starts() -> None:
    said = {"kind": "mobile_camera", "reason": "arson", "place": "Plein", "started_on": DAY}
    with pytest.raises(RegistrationError, match="'beëindigd op': Dit ligt vóór het begin"):
        start_deployment(**said, ended_on=date(2023, 2, 1), by=REGISSEUR, at=AT)  # type: ignore[arg-type]
    start_deployment(**said, by=REGISSEUR, at=AT)  # type: ignore[arg-type]
    assert len(list_registrations(a_viewer(Role.AUTHOR), DEPLOYMENTS, at=AT)) == 1


def test_each_role_sees_its_own_registers() -> None:
    report = a_report()
    assert [list_police_reports(viewer, at=AT)[1] for viewer in (JURIST, INSPECTEUR)] == [1, 0]
    with pytest.raises(NotFoundError):
        get_police_report(INSPECTEUR, report, at=AT)
    assert list_inspection_days(a_viewer(Role.COUNCIL_MEMBER), at=AT) == []
    with pytest.raises(NotPermittedError):
        receive_police_report(received_on=DAY, subject="other", by=INSPECTEUR, at=AT)
    assert list_registrations(a_viewer(Role.AUTHOR), POLICE_REPORTS, at=AT) == []


def test_measure_without_report_does_not_rest_on_a_case_of_anonymous_tips_alone() -> None:
    case = a_case()
    case.signals.add(a_signal())
    said = {"kind": "warning", "taken_on": DAY, "case": case.number, "by": EVERYTHING, "at": AT}
    with pytest.raises(RegistrationError, match="anonieme melding alleen"):
        take_measure(**said)  # type: ignore[arg-type]
    assert take_measure(**said, reports=[a_report()])  # type: ignore[arg-type]
    case.signals.add(a_signal("S-2023-0002", channel="partner"))
    assert take_measure(**said)  # type: ignore[arg-type]
