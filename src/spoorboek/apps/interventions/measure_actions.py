"""Deciding on a measure with the table beside it, and what follows: making known, lifting, opening again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import gather_events, record
from spoorboek.apps.intake.register_actions import get_for_change, record_registration, subject_of
from spoorboek.apps.interventions.actions import get_report_to_change, take_measure_on
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.kept_decisions import keep_decision
from spoorboek.apps.interventions.models import Closure, Measure, PenaltyOrder, PoliceReport
from spoorboek.apps.interventions.noted_days import check_coming_day, check_noted_day
from spoorboek.apps.interventions.proposals import find_proposal
from spoorboek.apps.interventions.registers import CLOSURES, MEASURES, PENALTY_ORDERS
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.clocks.penalties import check_can_request_lifting
from spoorboek.rules.clocks.remedies import RemedyOutcome
from spoorboek.rules.clocks.terms import add_period
from spoorboek.rules.ladders.ladder import MeasureKind
from spoorboek.rules.ladders.measure import (
    Decision,
    Deviation,
    Ground,
    check_can_take_measure,
    check_measure_without_ladder,
    find_deviation,
)
from spoorboek.rules.ladders.proposal import Proposal
from spoorboek.rules.measure_lifecycles import (
    CLOSURE_LIFECYCLE,
    MEASURE_LIFECYCLE,
    ORDER_LIFECYCLE,
    ClosureStatus,
    MeasureStatus,
    OrderStatus,
    find_closure_end,
    find_closure_status,
    find_measure_status,
    find_order_status,
)
from spoorboek.rules.roles import Permission

_ANNULLING = (RemedyOutcome.FOUNDED.value, RemedyOutcome.PARTLY_FOUNDED.value)
_ORDER_SUBJECTS = {"drugs": "drug_dealing", "street_dealing": "drug_dealing"}


@dataclass(frozen=True, slots=True)
class Effect:
    """From when a decision works: ``closed_from`` for a closure, ``comply_until`` for an order."""

    closed_from: date | None = None
    comply_until: date | None = None


def decide_measure(
    *,
    reports: Sequence[str],
    taken_on: date,
    decision: Decision,
    by: Viewer,
    at: datetime,
    effect: Effect | None = None,
    invented: bool = False,
) -> str:
    """Take a measure on police reports with the table beside it; return its number.

    The first report says which table, which place and which case. Whether a report rests on an anonymous
    tip alone is read from the reports, not from ``decision``. Raises MeasureError or InterventionError.
    """
    effect = effect or Effect()
    Access(by).require(Permission.MEASURES_WRITE, to="een maatregel nemen")
    if not reports:
        raise InterventionError("Een maatregel rust op ten minste één bestuurlijke rapportage.")
    for day in (taken_on, effect.closed_from, effect.comply_until):
        check_coming_day(day)
    with transaction.atomic(), gather_events():
        found = [get_report_to_change(number, by) for number in reports]
        first = found[0]
        _check_not_taken_yet(first, decision, taken_on)
        decision = replace(decision, grounds=decision.grounds | _grounds_of(found))
        proposal, _ = find_proposal(first, taken_on)
        deviation = _check(proposal, decision, taken_on)
        case = first.case if first.case is not None and Access(by).is_allowed(first.case) else None
        number = take_measure_on(
            found,
            taken_on,
            by=by,
            at=at,
            kind=decision.kind.value,
            supported_by=_describe_support(decision),
            premises=first.premises,
            area_code=first.area_code,
            case=case.number if case else None,
            invented=invented,
        )
        measure = Measure.objects.get(number=number)
        keep_decision(measure, proposal, decision, deviation)
        _put_into_effect(measure, first, decision, effect, by, at)
    return number


def publish_measure(*, number: str, published_on: date, by: Viewer, at: datetime) -> None:
    """Note that a decision was made known; the term for objections starts on the day after."""
    with transaction.atomic():
        measure = _get_for_step(number, MeasureStatus.PUBLISHED, by)
        if published_on < measure.taken_on:
            raise InterventionError(f"Het besluit is van {measure.taken_on:%d-%m-%Y}, later dan deze dag.")
        check_noted_day(published_on, at)
        measure.published_on = published_on
        _save_measure(measure, "publish_measure", by, at)


def lift_measure(*, number: str, lifted_on: date, reason: str, by: Viewer, at: datetime) -> None:
    """Lift a measure, with the reason; the orders under penalty that belong to it are lifted with it."""
    _check_reason(reason, "waarom de maatregel wordt opgeheven")
    with transaction.atomic():
        measure = _get_for_step(number, MeasureStatus.LIFTED, by)
        if lifted_on < measure.taken_on:
            raise InterventionError(f"Het besluit is van {measure.taken_on:%d-%m-%Y}, later dan deze dag.")
        check_noted_day(lifted_on, at)
        _check_still_works(measure, lifted_on)
        measure.lifted_on, measure.lifting_reason = lifted_on, reason
        _save_measure(measure, "lift_measure", by, at)
        for order in measure.penalty_orders.filter(lifted_on__isnull=True):
            order.lifted_on = lifted_on
            order.save()


def reopen_closure(*, number: str, reopened_on: date, reason: str, by: Viewer, at: datetime) -> None:
    """Note that a building was opened again: when its term was over, or earlier, with the reason."""
    _check_reason(reason, "waarom het pand weer open mag")
    Access(by).require(Permission.MEASURES_WRITE, to="een pand heropenen")
    with transaction.atomic():
        closure = get_for_change(CLOSURES, number, by)
        assert isinstance(closure, Closure)
        now = find_closure_status(
            closed_from=closure.closed_from,
            closed_until=closure.closed_until,
            reopened_on=closure.reopened_on,
            on=max(reopened_on, closure.reopened_on or reopened_on),
        )
        CLOSURE_LIFECYCLE.check_can_become(now, ClosureStatus.REOPENED)
        if reopened_on <= closure.closed_from:
            raise InterventionError(f"Het pand is pas gesloten sinds {closure.closed_from:%d-%m-%Y}.")
        check_noted_day(reopened_on, at)
        closure.reopened_on, closure.reopening_reason = reopened_on, reason
        closure.save()
        record(action="interventions.reopen_closure", by=by, at=at, subject=subject_of(CLOSURES, closure))


def lift_penalty_order(
    *, number: str, lifted_on: date, by: Viewer, at: datetime, requested_on: date | None = None
) -> None:
    """Lift an order under penalty (Awb, artikel 5:34).

    ``requested_on``: the offender asked for it because the order held a year without forfeiture.
    """
    Access(by).require(Permission.MEASURES_WRITE, to="een last opheffen")
    with transaction.atomic():
        order = get_for_change(PENALTY_ORDERS, number, by)
        assert isinstance(order, PenaltyOrder)
        ORDER_LIFECYCLE.check_can_become(find_order_status(lifted_on=order.lifted_on), OrderStatus.LIFTED)
        if lifted_on < order.imposed_on:
            raise InterventionError(f"De last is pas opgelegd op {order.imposed_on:%d-%m-%Y}.")
        check_noted_day(lifted_on, at)
        if requested_on is not None:
            _check_request(order, requested_on, lifted_on)
        order.lifted_on = lifted_on
        order.save()
        record(
            action="interventions.lift_penalty_order",
            by=by,
            at=at,
            subject=subject_of(PENALTY_ORDERS, order),
            details={"requested_on": requested_on.isoformat() if requested_on else ""},
        )


def _check_still_works(measure: Measure, on: date) -> None:
    """Refuse to lift what ended by itself, unless it was annulled after objection or appeal."""
    ends = [
        find_closure_end(closed_until=each.closed_until, reopened_on=each.reopened_on)
        for each in measure.closures.filter(is_withdrawn=False)
    ]
    known = [end for end in ends if end is not None]
    if not ends or len(known) < len(ends) or on <= max(known):
        return
    runs_on = measure.penalty_orders.filter(lifted_on__isnull=True, is_withdrawn=False).exists()
    if runs_on or measure.remedies.filter(outcome__in=_ANNULLING).exists():
        return
    raise InterventionError(
        f"De sluiting eindigde al op {max(known):%d-%m-%Y}: daarna valt er niets meer op te heffen, "
        "behalve na een gegrond bezwaar of beroep."
    )


def _check_request(order: PenaltyOrder, requested_on: date, lifted_on: date) -> None:
    if requested_on > lifted_on:
        raise InterventionError(f"Het verzoek van {requested_on:%d-%m-%Y} ligt na het opheffen.")
    forfeited = list(order.forfeitures.values_list("violated_on", flat=True))
    check_can_request_lifting(order.imposed_on, forfeited_on=forfeited, on=requested_on)


def _check_not_taken_yet(report: PoliceReport, decision: Decision, taken_on: date) -> None:
    """A form that is sent twice takes one measure."""
    same = report.measures.filter(kind=decision.kind.value, taken_on=taken_on, is_withdrawn=False).first()
    if same is not None:
        raise InterventionError(
            f"Op rapportage {report.number} volgde op {taken_on:%d-%m-%Y} al {same.number}: "
            f"{same.get_kind_display()}."
        )


def _describe_support(decision: Decision) -> str:
    """Say beside an anonymous tip what else the measure rests on."""
    others = sorted(ground.value for ground in decision.grounds - {Ground.ANONYMOUS_TIP})
    return ", ".join(others) if Ground.ANONYMOUS_TIP in decision.grounds else ""


def _check(proposal: Proposal | None, decision: Decision, on: date) -> Deviation | None:
    if proposal is None:
        check_measure_without_ladder(decision, on=on)
        return None
    check_can_take_measure(proposal, decision, on=on)
    return find_deviation(proposal, decision)


def _grounds_of(reports: Sequence[PoliceReport]) -> frozenset[Ground]:
    return frozenset(
        Ground.ANONYMOUS_TIP if report.is_tip_alone else Ground.POLICE_REPORT for report in reports
    )


def _put_into_effect(
    measure: Measure, report: PoliceReport, decision: Decision, effect: Effect, by: Viewer, at: datetime
) -> None:
    action = "interventions.decide_measure"
    common = {"measure": measure.number, "area_code": measure.area_code, "invented": measure.invented}
    if decision.kind is MeasureKind.CLOSURE:
        start = effect.closed_from or measure.taken_on
        if start < measure.taken_on:
            raise InterventionError(f"De sluiting begint vóór het besluit van {measure.taken_on:%d-%m-%Y}.")
        if not measure.premises:
            raise InterventionError("De rapportage noemt geen pand: vul dat eerst in.")
        until = None if decision.term is None else add_period(start, decision.term)
        values = {**common, "premises": measure.premises, "closed_from": start, "closed_until": until}
        _record_ahead(values, start, by, at, action)
    if decision.kind is MeasureKind.PENALTY_ORDER:
        values = {
            **common,
            "imposed_on": measure.taken_on,
            "labelled_as": "order",
            "subject": _ORDER_SUBJECTS.get(report.subject, "other"),
            "amount_eur": decision.amount,
            "maximum_eur": decision.maximum,
            "comply_until": effect.comply_until,
        }
        record_registration(register=PENALTY_ORDERS, values=values, by=by, at=at, action=action)


def _record_ahead(values: dict[str, object], start: date, by: Viewer, at: datetime, action: str) -> None:
    """Write a closure down that may begin later: registers know no future, a decision does."""
    moment = max(at, at + timedelta(days=max(0, (start - at.date()).days)))
    number = record_registration(register=CLOSURES, values=values, by=by, at=moment, action=action)
    Closure.objects.filter(number=number).update(entered_at=at)


def _get_for_step(number: str, to: MeasureStatus, by: Viewer) -> Measure:
    Access(by).require(Permission.MEASURES_WRITE, to="een maatregel bijwerken")
    measure = get_for_change(MEASURES, number, by)
    assert isinstance(measure, Measure)
    now = find_measure_status(published_on=measure.published_on, lifted_on=measure.lifted_on)
    MEASURE_LIFECYCLE.check_can_become(now, to)
    return measure


def _save_measure(measure: Measure, verb: str, by: Viewer, at: datetime) -> None:
    measure.save()
    record(action=f"interventions.{verb}", by=by, at=at, subject=subject_of(MEASURES, measure))


def _check_reason(reason: str, what: str) -> None:
    if not says_something(reason):
        raise InterventionError(f"Schrijf op {what}.")
