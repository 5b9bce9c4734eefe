"""What the desk shows of a measure that was read: its decision, its effect, and what was done since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.models import Case
from spoorboek.apps.interventions.contested import find_made_known, find_suspensions
from spoorboek.apps.interventions.lapses import find_lapse
from spoorboek.apps.interventions.measure_deadlines import list_deadlines_of
from spoorboek.apps.interventions.measure_rows import (
    ClosureRow,
    CollectionRow,
    DecisionRow,
    ForfeitureRow,
    MeasureDetail,
    MeasureLine,
    OrderRow,
    RemedyRow,
)
from spoorboek.apps.interventions.models import (
    Closure,
    CollectionStep,
    Forfeiture,
    Measure,
    MeasureDecision,
    MeasureRemedy,
    PenaltyOrder,
)
from spoorboek.rules.clocks.suspensions import Suspension, find_suspension
from spoorboek.rules.measure_lifecycles import (
    CLOSURE_LIFECYCLE,
    FORFEITURE_LIFECYCLE,
    MEASURE_LIFECYCLE,
    find_closure_status,
    find_forfeiture_status,
    find_measure_status,
)


def describe_measure(viewer: Viewer, measure: Measure, at: datetime) -> MeasureDetail:
    """Return what the desk shows of a measure that was read."""
    decision: MeasureDecision | None = getattr(measure, "decision", None)
    remedies = list(measure.remedies.all())
    suspensions = find_suspensions(remedies)
    today = timezone.localtime(at).date()
    return MeasureDetail(
        line=describe_line(measure, today),
        reason=measure.reason,
        published_on=measure.published_on,
        lifted_on=measure.lifted_on,
        lifting_reason=measure.lifting_reason,
        case=find_case_number(viewer, measure.case),
        decision=_decision_of(decision) if decision else None,
        closures=tuple(
            _closure_of(each, suspensions, today) for each in measure.closures.all() if not each.is_withdrawn
        ),
        orders=tuple(
            _order_of(each, remedies, today) for each in measure.penalty_orders.all() if not each.is_withdrawn
        ),
        remedies=tuple(_remedy_of(each) for each in remedies),
        suspensions=tuple(suspensions),
        supported_by=measure.supported_by,
        deadlines=list_deadlines_of(measure),
        invented=measure.invented,
    )


def find_case_number(viewer: Viewer, case: Case | None) -> str:
    """Return the number of a case; that of one hidden from the viewer would tell that it is there."""
    return case.number if case is not None and Access(viewer).is_allowed(case) else ""


def describe_line(measure: Measure, on: date) -> MeasureLine:
    """Return a measure as it stands in a list on a day."""
    decision: MeasureDecision | None = getattr(measure, "decision", None)
    remedies = measure.remedies.all() if getattr(measure, "was_suspended", True) else ()
    held = find_suspension(on, find_suspensions(remedies))
    status = find_measure_status(
        published_on=measure.published_on, lifted_on=measure.lifted_on, is_suspended=held is not None
    )
    return MeasureLine(
        number=measure.number,
        kind=measure.kind,
        kind_title=measure.get_kind_display(),
        premises=measure.premises,
        taken_on=measure.taken_on,
        status=MEASURE_LIFECYCLE.words[status],
        deviation=decision.deviation if decision else "",
        reports=tuple(sorted(report.number for report in measure.reports.all())),
        is_withdrawn=measure.is_withdrawn,
    )


def _decision_of(kept: MeasureDecision) -> DecisionRow:
    return DecisionRow(
        ladder=kept.ladder,
        version=kept.version,
        row=kept.row,
        proposed=kept.proposed,
        why=tuple(kept.why),
        basis=kept.basis,
        provision=kept.provision,
        body=kept.body,
        body_because=kept.body_because,
        grounds=tuple(kept.grounds),
        term=kept.term,
        suitability=kept.suitability,
        necessity=kept.necessity,
        balance=kept.balance,
        views_asked_on=kept.views_asked_on,
        views_skipped_because=kept.views_skipped_because,
        deviation=kept.deviation,
        differences=tuple(kept.differences),
        deviation_reason=kept.deviation_reason,
    )


def _closure_of(closure: Closure, suspensions: Sequence[Suspension], on: date) -> ClosureRow:
    status = find_closure_status(
        closed_from=closure.closed_from,
        closed_until=closure.closed_until,
        reopened_on=closure.reopened_on,
        is_suspended=find_suspension(on, suspensions) is not None,
        on=on,
    )
    return ClosureRow(
        number=closure.number,
        premises=closure.premises,
        closed_from=closure.closed_from,
        closed_until=closure.closed_until,
        reopened_on=closure.reopened_on,
        reopening_reason=closure.reopening_reason,
        status=CLOSURE_LIFECYCLE.words[status],
    )


def _order_of(order: PenaltyOrder, remedies: Sequence[MeasureRemedy], on: date) -> OrderRow:
    return OrderRow(
        number=order.number,
        imposed_on=order.imposed_on,
        label=order.get_labelled_as_display(),
        amount_eur=order.amount_eur,
        maximum_eur=order.maximum_eur,
        comply_until=order.comply_until,
        lifted_on=order.lifted_on,
        forfeitures=tuple(_forfeiture_of(each, remedies, on) for each in order.forfeitures.all()),
    )


def _forfeiture_of(found: Forfeiture, remedies: Sequence[MeasureRemedy], on: date) -> ForfeitureRow:
    lapse = find_lapse(found, remedies)
    status = find_forfeiture_status(
        decided_on=found.decided_on, paid_on=found.paid_on, lapses_on=lapse.last_on if lapse else None, on=on
    )
    return ForfeitureRow(
        key=found.pk,
        violated_on=found.violated_on,
        finding=found.finding,
        amount_eur=found.amount_eur,
        decided_on=found.decided_on,
        paid_on=found.paid_on,
        status=FORFEITURE_LIFECYCLE.words[status],
        lapses_on=lapse.last_on if lapse else None,
        lapse_why=lapse.why if lapse else (),
        is_lapse_checked=lapse is not None and lapse.checked,
        made_known_on=find_made_known(found),
        steps=tuple(_step_of(each) for each in found.collection_steps.all()),
    )


def _step_of(step: CollectionStep) -> CollectionRow:
    return CollectionRow(step.get_kind_display(), step.done_on, step.until_on, step.reference)


def _remedy_of(one: MeasureRemedy) -> RemedyRow:
    return RemedyRow(
        key=one.pk,
        kind=one.kind,
        kind_title=one.get_kind_display(),
        reference=one.reference,
        lodged_on=one.lodged_on,
        posted_on=one.posted_on,
        late_because=one.late_because,
        with_committee=one.with_committee,
        adjourned_on=one.adjourned_on,
        decided_on=one.decided_on,
        outcome=one.get_outcome_display() if one.outcome else "",
        sent_on=one.sent_on,
        summary=one.summary,
        against_sum_of=one.forfeiture.violated_on if one.forfeiture else None,
        suspended_from=one.suspended_from,
        suspended_until=one.suspended_until,
    )
