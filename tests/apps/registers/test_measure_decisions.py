"""From police report to measure: the table proposes, people decide, and the clocks run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.apps.registers.register_factories import AT, a_case, a_person, a_viewer

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.audit.models import Event
from spoorboek.apps.interventions.actions import receive_police_report, take_measure
from spoorboek.apps.interventions.deadlines import list_deadlines
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.measure_actions import (
    Effect,
    decide_measure,
    lift_measure,
    lift_penalty_order,
    publish_measure,
    reopen_closure,
)
from spoorboek.apps.interventions.measure_queries import get_measure, get_report_detail, list_measures
from spoorboek.apps.interventions.models import Measure, PenaltyOrder, PoliceReport
from spoorboek.apps.interventions.penalty_actions import decide_collection, record_forfeiture, record_payment
from spoorboek.apps.interventions.remedy_actions import lodge_remedy, settle_remedy
from spoorboek.rules.clocks.remedies import RemedyKind, RemedyOutcome
from spoorboek.rules.clocks.terms import Term, TermUnit
from spoorboek.rules.errors import LifecycleError
from spoorboek.rules.ladders.errors import MeasureError
from spoorboek.rules.ladders.ladder import CompetentBody, MeasureKind, Motivation
from spoorboek.rules.ladders.measure import Decision, Ground
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

JURIST, INSPECTEUR, REGISSEUR = (a_viewer(r) for r in (Role.LAWYER, Role.INSPECTOR, Role.COORDINATOR))
FOUND, DECIDED = date(2023, 3, 1), date(2023, 3, 15)
THREE_MONTHS = Term(3, TermUnit.MONTHS)
ARTICLE = "Opiumwet, artikel 13b, eerste lid"
SAID = dict.fromkeys(Motivation, "verzonnen motivering")


def a_report(premises: str = "Pand 1", found_on: date = FOUND, **said: Any) -> str:
    known = {"subject": "drugs", "drug_kind": "hard", "place_kind": "dwelling", "provision": "Opiumwet 2"}
    return receive_police_report(
        received_on=found_on, found_on=found_on, premises=premises, by=JURIST, at=AT, **{**known, **said}
    )


CLOSURE = Decision(
    kind=MeasureKind.CLOSURE,
    basis=ARTICLE,
    provision="Opiumwet 2",
    body=CompetentBody.MAYOR,
    grounds=frozenset(),
    term=THREE_MONTHS,
    motivation=SAID,
    views_asked_on=date(2023, 3, 2),
)
ORDER = Decision(
    kind=MeasureKind.PENALTY_ORDER,
    basis="APV Dordrecht, artikel over drugshandel op straat; Gemeentewet, artikel 125; Awb, artikel 5:32",
    provision="APV 2:74",
    body=CompetentBody.MAYOR,
    grounds=frozenset(),
    amount=Decimal(5000),
    maximum=Decimal(20000),
    motivation=SAID,
    views_skipped_because="spoed",
    body_because="APV 1:8 (verzonnen)",
)


def decide(report: str, decision: Decision = CLOSURE, on: date = DECIDED, **more: Any) -> str:
    return decide_measure(reports=[report], taken_on=on, decision=decision, by=JURIST, at=AT, **more)


def an_order() -> str:
    report = a_report(subject="street_dealing", drug_kind="", place_kind="street", provision="APV 2:74")
    number = decide(report, ORDER, effect=Effect(comply_until=date(2023, 3, 31)))
    publish_measure(number=number, published_on=DECIDED, by=JURIST, at=AT)
    return PenaltyOrder.objects.get().number


def test_report_shows_the_row_that_the_table_proposes_with_its_version_and_reasons() -> None:
    detail = get_report_detail(JURIST, a_report(), at=AT, on=DECIDED)
    assert detail.proposal is not None
    assert (detail.proposal.row.code, detail.proposal.version) == ("woning-hard-1", "voorbeeld-2019")
    assert "1e overtreding" in detail.proposal.why[0]


def test_earlier_violation_at_the_same_place_counts_once_a_measure_followed() -> None:
    first = a_report(found_on=date(2022, 1, 10))
    second = a_report()
    proposal = get_report_detail(JURIST, second, at=AT, on=DECIDED).proposal
    assert proposal is not None
    assert proposal.row.code == "woning-hard-1"
    decide(first, on=date(2022, 2, 1), decision=replace(CLOSURE, views_asked_on=date(2022, 1, 11)))
    detail = get_report_detail(JURIST, second, at=AT, on=DECIDED)
    assert detail.proposal is not None
    assert detail.proposal.row.code == "woning-hard-2"
    assert [each.number for each in detail.earlier] == [first]


def test_earlier_report_that_says_nothing_of_the_place_is_about_the_same_kind_of_place() -> None:
    first = a_report(found_on=date(2022, 1, 10))
    decide(first, on=date(2022, 2, 1), decision=replace(CLOSURE, views_asked_on=date(2022, 1, 11)))
    PoliceReport.objects.update(place_kind="")
    proposal = get_report_detail(JURIST, a_report(), at=AT, on=DECIDED).proposal
    assert proposal is not None
    assert proposal.row.code == "woning-hard-2"


def test_report_without_a_kind_of_place_says_what_is_missing() -> None:
    detail = get_report_detail(JURIST, a_report(place_kind=""), at=AT, on=DECIDED)
    assert detail.proposal is None
    assert "Vul in de rapportage in wat voor plek het is" in detail.no_proposal_because


def test_decision_that_follows_the_table_closes_the_building_for_its_term() -> None:
    number = decide(a_report(), effect=Effect(closed_from=date(2023, 3, 20)))
    detail = get_measure(JURIST, number, at=AT)
    (closure,) = detail.closures
    assert (closure.closed_from, closure.closed_until) == (date(2023, 3, 20), date(2023, 6, 19))
    assert detail.decision is not None
    assert (detail.decision.row, detail.decision.deviation) == ("woning-hard-1", "")
    assert detail.decision.grounds == ("bestuurlijke rapportage",)
    assert list_measures(JURIST, at=AT)[0][0].premises == "Pand 1"


def test_closure_that_begins_after_the_day_of_writing_is_written_down() -> None:
    today = AT.date()
    effect = Effect(closed_from=date(2025, 3, 20))
    number = decide(
        a_report(found_on=date(2025, 2, 20)), replace(CLOSURE, views_asked_on=today), today, effect=effect
    )
    (closure,) = get_measure(JURIST, number, at=AT).closures
    assert (closure.closed_from, closure.status) == (date(2025, 3, 20), "bevolen")


def test_lighter_choice_needs_a_reason_and_is_kept_as_deviation() -> None:
    report = a_report()
    lighter = Decision(
        kind=MeasureKind.WARNING,
        basis=ARTICLE,
        provision="Opiumwet 2",
        body=CompetentBody.MAYOR,
        grounds=frozenset(),
    )
    with pytest.raises(MeasureError, match="4:84"):
        decide(report, lighter)
    assert not Measure.objects.exists()
    number = decide(report, replace(lighter, deviation_reason="de bewoner wist van niets"))
    kept = get_measure(JURIST, number, at=AT).decision
    assert kept is not None
    assert (kept.deviation, kept.deviation_reason) == ("lichter", "de bewoner wist van niets")
    assert "de tabel noemt sluiting, 3 maanden" in kept.differences[0]


@pytest.mark.parametrize("missing", list(Motivation))
def test_motivation_that_is_missing_stops_the_decision(missing: Motivation) -> None:
    said = {each: text for each, text in SAID.items() if each is not missing}
    with pytest.raises(MeasureError, match=missing.value):
        decide(a_report(), replace(CLOSURE, motivation=said))


def test_measure_never_rests_on_an_anonymous_report_alone() -> None:
    report = a_report(is_tip_alone=True)
    with pytest.raises(MeasureError, match="anonieme melding alleen"):
        decide(report)
    number = decide(report, replace(CLOSURE, grounds=frozenset({Ground.INSPECTION})))
    kept = get_measure(JURIST, number, at=AT).decision
    assert kept is not None
    assert kept.grounds == ("anonieme melding", "controle")


def test_subject_without_a_table_is_motivated_in_full() -> None:
    report = a_report(subject="other", drug_kind="")
    with pytest.raises(MeasureError, match="voorschrift ontbreekt"):
        decide(report, replace(CLOSURE, provision=" "))
    number = decide(report)
    kept = get_measure(JURIST, number, at=AT).decision
    assert kept is not None
    assert kept.ladder == ""


def test_home_nuisance_climbs_tread_by_tread_and_keeps_the_tread_that_was_taken() -> None:
    report = a_report(subject="home_nuisance", drug_kind="", provision="APV 2:79")
    warning = Decision(
        kind=MeasureKind.WARNING,
        basis="Gemeentewet, artikel 151d",
        provision="APV 2:79",
        body=CompetentBody.MAYOR,
        grounds=frozenset(),
        deviation_reason="buurtbemiddeling is al geprobeerd",
    )
    decide(report, warning)
    proposal = get_report_detail(JURIST, report, at=AT, on=date(2023, 4, 1)).proposal
    assert proposal is not None
    assert (proposal.position, proposal.row.code) == (3, "trede-3")


def test_objection_term_runs_from_the_day_it_was_made_known_and_skips_holidays() -> None:
    number = decide(a_report())
    publish_measure(number=number, published_on=date(2023, 3, 16), by=JURIST, at=AT)
    (objection,) = [row for row in get_measure(JURIST, number, at=AT).deadlines if "6:7" in row.article]
    # Six weeks after 16 March 2023 is the King's birthday; the Friday after it was made equal to a holiday.
    assert objection.last_on == date(2023, 5, 1)
    assert "Algemene termijnenwet" in objection.why[0]
    with pytest.raises(LifecycleError):
        publish_measure(number=number, published_on=date(2023, 3, 17), by=JURIST, at=AT)


def test_lifting_a_measure_lifts_its_order_and_needs_a_reason() -> None:
    an_order()
    number = Measure.objects.get().number
    with pytest.raises(InterventionError, match="waarom"):
        lift_measure(number=number, lifted_on=date(2023, 6, 1), reason=" ", by=JURIST, at=AT)
    lift_measure(number=number, lifted_on=date(2023, 6, 1), reason="geen overlast meer", by=JURIST, at=AT)
    assert PenaltyOrder.objects.get().lifted_on == date(2023, 6, 1)
    with pytest.raises(LifecycleError):
        lift_measure(number=number, lifted_on=date(2023, 6, 2), reason="nog eens", by=JURIST, at=AT)


def test_measure_is_not_lifted_after_its_closure_ended_but_for_a_well_founded_objection() -> None:
    number = decide(a_report())
    publish_measure(number=number, published_on=DECIDED, by=JURIST, at=AT)
    (closure,) = get_measure(JURIST, number, at=AT).closures
    who: dict[str, Any] = {"by": JURIST, "at": AT}
    reopen_closure(number=closure.number, reopened_on=date(2023, 5, 1), reason="pand verkocht", **who)
    late = {"number": number, "lifted_on": date(2023, 5, 2), "reason": "herroepen", **who}
    with pytest.raises(InterventionError, match="eindigde al op 01-05-2023"):
        lift_measure(**late)
    key = lodge_remedy(measure=number, kind=RemedyKind.OBJECTION, lodged_on=date(2023, 3, 20), **who)
    ended = {"outcome": RemedyOutcome.FOUNDED, "decided_on": date(2023, 5, 2), "sent_on": date(2023, 5, 2)}
    settle_remedy(measure=number, remedy=key, **ended, **who)
    lift_measure(**late)
    assert Measure.objects.get().lifted_on == date(2023, 5, 2)


def test_measure_is_lifted_while_its_closure_still_holds() -> None:
    number = decide(a_report())
    lift_measure(number=number, lifted_on=date(2023, 6, 14), reason="pand verkocht", by=JURIST, at=AT)
    assert Measure.objects.get().lifted_on == date(2023, 6, 14)


def test_building_is_opened_again_earlier_with_a_reason_and_only_once() -> None:
    number = decide(a_report())
    (closure,) = get_measure(JURIST, number, at=AT).closures
    said = {"number": closure.number, "by": JURIST, "at": AT}
    with pytest.raises(InterventionError, match="pas gesloten sinds"):
        reopen_closure(reopened_on=DECIDED, reason="x", **said)
    reopen_closure(reopened_on=date(2023, 5, 1), reason="pand verkocht", **said)
    (closure,) = get_measure(JURIST, number, at=AT).closures
    assert (closure.status, closure.reopening_reason) == ("heropend", "pand verkocht")
    with pytest.raises(LifecycleError):
        reopen_closure(reopened_on=date(2023, 5, 2), reason="x", **said)


def test_violations_forfeit_up_to_the_maximum_after_the_time_to_comply() -> None:
    order = an_order()
    said: dict[str, Any] = {"order": order, "finding": "dealen gezien", "by": JURIST, "at": AT}
    with pytest.raises(InterventionError, match="begunstigingstermijn"):
        record_forfeiture(violated_on=date(2023, 3, 31), **said)
    days = [date(2023, 4, day) for day in (1, 2, 3, 4)]
    assert [record_forfeiture(violated_on=day, **said).amount_eur for day in days] == [Decimal(5000)] * 4
    with pytest.raises(InterventionError, match="maximum is al bereikt"):
        record_forfeiture(violated_on=date(2023, 4, 5), **said)
    with pytest.raises(InterventionError, match="staat er al"):
        record_forfeiture(violated_on=date(2023, 4, 1), **said)


def test_forfeited_sum_is_collected_within_a_year_or_lapses() -> None:
    order = an_order()
    record_forfeiture(order=order, violated_on=date(2023, 4, 1), finding="gezien", by=JURIST, at=AT)
    said: dict[str, Any] = {"order": order, "violated_on": date(2023, 4, 1), "by": JURIST, "at": AT}
    with pytest.raises(LifecycleError, match="verjaard"):
        decide_collection(decided_on=date(2024, 4, 2), **said)
    decide_collection(decided_on=date(2024, 4, 1), **said)
    detail = get_measure(JURIST, Measure.objects.get().number, at=AT)
    rows = {row.title: row.last_on for row in detail.deadlines}
    assert rows["Verjaring van een verbeurde dwangsom"] == date(2025, 4, 1)
    record_payment(paid_on=date(2024, 5, 1), **said)
    (paid,) = get_measure(JURIST, Measure.objects.get().number, at=AT).orders[0].forfeitures
    assert paid.status == "betaald"


def test_running_objection_keeps_a_forfeited_sum_collectable_after_a_year() -> None:
    order = an_order()
    measure = Measure.objects.get().number
    record_forfeiture(order=order, violated_on=date(2023, 4, 1), finding="gezien", by=JURIST, at=AT)
    who: dict[str, Any] = {"by": JURIST, "at": AT}
    key = lodge_remedy(measure=measure, kind=RemedyKind.OBJECTION, lodged_on=date(2023, 4, 11), **who)
    (found,) = get_measure(JURIST, measure, at=AT).orders[0].forfeitures
    assert (found.status, found.lapses_on, found.is_lapse_checked) == ("verbeurd", None, False)
    sums: dict[str, Any] = {"order": order, "violated_on": date(2023, 4, 1), **who}
    ended = {"decided_on": date(2024, 6, 3), "sent_on": date(2024, 6, 4), "outcome": RemedyOutcome.UNFOUNDED}
    settle_remedy(measure=measure, remedy=key, **ended, **who)  # type: ignore[arg-type]
    (found,) = get_measure(JURIST, measure, at=AT).orders[0].forfeitures
    assert (found.lapses_on, found.status) == (date(2024, 7, 16), "verjaard")
    with pytest.raises(LifecycleError, match="verjaard"):
        decide_collection(decided_on=date(2024, 7, 17), **sums)
    decide_collection(decided_on=date(2024, 7, 16), **sums)
    with pytest.raises(InterventionError, match="al een uitkomst"):
        settle_remedy(measure=measure, remedy=key, **ended, **who)  # type: ignore[arg-type]


def test_order_that_was_lifted_or_leaves_its_maximum_open_forfeits_nothing() -> None:
    order = an_order()
    PenaltyOrder.objects.update(maximum_eur=None)
    said: dict[str, Any] = {"order": order, "finding": "gezien", "by": JURIST, "at": AT}
    with pytest.raises(InterventionError, match="noemt geen maximum"):
        record_forfeiture(violated_on=date(2023, 4, 1), **said)
    lift_penalty_order(number=order, lifted_on=date(2023, 5, 1), by=JURIST, at=AT)
    with pytest.raises(InterventionError, match="opgeheven"):
        record_forfeiture(violated_on=date(2023, 5, 1), **said)


def test_end_of_a_home_ban_is_in_the_calendar() -> None:
    take_measure(kind="home_ban", taken_on=date(2023, 3, 8), by=JURIST, at=AT)
    (row,) = list_deadlines(JURIST, date(2023, 3, 1), date(2023, 3, 31))
    assert (row.last_on, row.title) == (date(2023, 3, 18), "Einde van het tijdelijk huisverbod")


def test_deadlines_of_a_period_come_in_order_with_what_they_are_about() -> None:
    number = decide(a_report())
    publish_measure(number=number, published_on=date(2023, 3, 16), by=JURIST, at=AT)
    an_order()
    rows = list_deadlines(JURIST, date(2023, 3, 1), date(2023, 6, 30))
    assert [row.last_on for row in rows] == sorted(row.last_on for row in rows)
    assert {row.title for row in rows} >= {
        "Einde van de sluiting",
        "Einde van de begunstigingstermijn",
    }
    assert list_deadlines(JURIST, date(2023, 7, 1), date(2023, 7, 31)) == []


def test_three_people_one_decides_one_reads_and_one_sees_nothing() -> None:
    report = a_report()
    number = decide(report)
    assert get_measure(REGISSEUR, number, at=AT).line.number == number
    with pytest.raises(NotPermittedError):
        decide_measure(reports=[report], taken_on=DECIDED, decision=CLOSURE, by=REGISSEUR, at=AT)
    for read in (get_measure, lambda who, one, at: get_report_detail(who, report, at=at, on=DECIDED)):
        with pytest.raises(NotFoundError):
            read(INSPECTEUR, number, at=AT)
    assert list_measures(INSPECTEUR, at=AT) == ([], 0)
    assert list_deadlines(INSPECTEUR, date(2023, 1, 1), date(2024, 1, 1)) == []
    with pytest.raises(NotPermittedError):
        publish_measure(number=number, published_on=DECIDED, by=INSPECTEUR, at=AT)


def test_case_of_a_measure_is_named_only_to_who_may_see_the_case() -> None:
    leader = a_person("leidt")
    a_case(owner=leader)
    seen_by_all = a_viewer(Role.COORDINATOR, Role.LAWYER)
    report = receive_police_report(
        received_on=FOUND, subject="other", premises="Pand 1", case="C-2023-0001", by=seen_by_all, at=AT
    )
    number = decide_measure(reports=[report], taken_on=DECIDED, decision=CLOSURE, by=seen_by_all, at=AT)
    assert get_measure(seen_by_all, number, at=AT).case == "C-2023-0001"
    assert get_measure(JURIST, number, at=AT).case == ""


def test_reads_are_logged_with_their_purpose() -> None:
    number = decide(a_report())
    at = datetime(2025, 4, 1, 9, 0, tzinfo=UTC)
    get_measure(JURIST, number, at=at)
    list_measures(JURIST, at=at)
    get_report_detail(JURIST, PoliceReport.objects.get().number, at=at, on=DECIDED)
    events = Event.objects.filter(at=at, action="read")
    assert [event.subject for event in events] == ["interventions.measure"] * 2 + [
        "interventions.policereport"
    ]
    assert all(event.details["purpose"] for event in events)


def test_list_reads_and_logs_only_what_stands_on_its_page() -> None:
    first, second = decide(a_report()), decide(a_report(premises="Pand 2"))
    at = datetime(2025, 4, 2, 9, 0, tzinfo=UTC)
    rows, total = list_measures(JURIST, at=at, page=2, size=1)
    assert ([row.number for row in rows], total) == ([first], 2)
    (event,) = Event.objects.filter(at=at, action="read")
    assert event.details["ids"] == [str(Measure.objects.get(number=first).pk)]
    assert [row.number for row in list_measures(JURIST, at=AT, page=9, size=1)[0]] == [first]
    assert second > first
