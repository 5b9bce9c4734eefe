"""Reading measures and police reports as a desk needs them: with decision, effect and what comes next.

Every read is logged with what it was for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.row_pages import find_first_row
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record_read
from spoorboek.apps.cases.models import Case
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.apps.interventions.lapses import find_lapse
from spoorboek.apps.interventions.measure_deadlines import list_deadlines_of
from spoorboek.apps.interventions.measure_rows import (
    ClosureRow,
    DecisionRow,
    ForfeitureRow,
    MeasureDetail,
    MeasureLine,
    OrderRow,
    RemedyRow,
    ReportDetail,
)
from spoorboek.apps.interventions.models import (
    Closure,
    Forfeiture,
    Measure,
    MeasureDecision,
    MeasureRemedy,
    PenaltyOrder,
    PoliceReport,
)
from spoorboek.apps.interventions.places import find_earlier_reports
from spoorboek.apps.interventions.proposals import find_proposal
from spoorboek.apps.interventions.queries import make_report_row
from spoorboek.apps.interventions.registers import (
    CLOSURES,
    MEASURE_PURPOSE,
    MEASURES,
    PENALTY_ORDERS,
    POLICE_REPORTS,
)
from spoorboek.rules.clocks.remedies import RemedyStep
from spoorboek.rules.measure_lifecycles import (
    CLOSURE_LIFECYCLE,
    FORFEITURE_LIFECYCLE,
    MEASURE_LIFECYCLE,
    find_closure_status,
    find_forfeiture_status,
    find_measure_status,
)


def list_measures(
    viewer: Viewer, *, at: datetime, page: int = 1, size: int = 50
) -> tuple[list[MeasureLine], int]:
    """Return one page of the measures that exist for the viewer, newest first, and how many there are.

    Only what stands on the page is read, and only that is logged.
    """
    measures = Measure.objects.order_by("-taken_on", "-pk").select_related("decision")
    visible = Access(viewer).filter(measures)
    total = visible.count()
    first = find_first_row(page, size, total)
    found = list(visible.prefetch_related("reports")[first : first + size])
    log_read(viewer, MEASURES, [row.pk for row in found], at=at, purpose=MEASURE_PURPOSE)
    return [_line_of(measure) for measure in found], total


def get_measure(viewer: Viewer, number: str, *, at: datetime) -> MeasureDetail:
    """Return one measure, or raise NotFoundError. The read is logged."""
    return describe_measure(viewer, read_measure(viewer, number, at=at), at)


def read_measure(viewer: Viewer, number: str, *, at: datetime, purpose: str = MEASURE_PURPOSE) -> Measure:
    """Return one measure with all that belongs to it, for the queries of this room; the read is logged."""
    measures = Measure.objects.select_related("decision", "case").prefetch_related(
        "reports", "closures", "remedies", "penalty_orders__forfeitures"
    )
    measure = Access(viewer).get(measures, what=f"Maatregel {number}", number=number)
    # One event for the measure with what belongs to it.
    ids = [str(measure.pk)]
    ids += [f"{CLOSURES.code}:{each.pk}" for each in measure.closures.all() if not each.is_withdrawn]
    ids += [f"{PENALTY_ORDERS.code}:{each.pk}" for each in measure.penalty_orders.all()]
    record_read(by=viewer, at=at, subject=measure._meta.label_lower, ids=ids, purpose=purpose)
    return measure


def describe_measure(viewer: Viewer, measure: Measure, at: datetime) -> MeasureDetail:
    """Return what the desk shows of a measure that was read."""
    decision: MeasureDecision | None = getattr(measure, "decision", None)
    steps = [one.as_step() for one in measure.remedies.all()]
    return MeasureDetail(
        line=_line_of(measure),
        reason=measure.reason,
        published_on=measure.published_on,
        lifted_on=measure.lifted_on,
        lifting_reason=measure.lifting_reason,
        case=_case_of(viewer, measure.case),
        decision=_decision_of(decision) if decision else None,
        closures=tuple(
            _closure_of(each, at.date()) for each in measure.closures.all() if not each.is_withdrawn
        ),
        orders=tuple(
            _order_of(each, steps, at.date())
            for each in measure.penalty_orders.all()
            if not each.is_withdrawn
        ),
        remedies=tuple(_remedy_of(each) for each in measure.remedies.all()),
        supported_by=measure.supported_by,
        deadlines=list_deadlines_of(measure),
        invented=measure.invented,
    )


def get_report_detail(viewer: Viewer, number: str, *, at: datetime, on: date) -> ReportDetail:
    """Return one police report with what the table proposes on a day, or raise NotFoundError; logged."""
    reports = PoliceReport.objects.select_related("case").prefetch_related("measures")
    report = Access(viewer).get(reports, what=f"Rapportage {number}", number=number)
    places = find_earlier_reports(report)
    shown = [report.pk, *(each.pk for each in (*places.counted, *places.near))]
    log_read(viewer, POLICE_REPORTS, shown, at=at, purpose=MEASURE_PURPOSE)
    proposal, because = find_proposal(report, on, earlier=places.counted)
    return ReportDetail(
        row=make_report_row(report),
        subject_title=report.get_subject_display(),
        drug_kind_title=report.get_drug_kind_display(),
        place_kind_title=report.get_place_kind_display(),
        found_on=report.found_on,
        findings=report.findings,
        amounts=report.amounts,
        provision=report.provision,
        earlier_violations=report.earlier_violations,
        is_tip_alone=report.is_tip_alone,
        case=_case_of(viewer, report.case),
        earlier=tuple(make_report_row(each) for each in places.counted),
        near=tuple(make_report_row(each) for each in places.near),
        proposal=proposal,
        no_proposal_because=because,
    )


def _case_of(viewer: Viewer, case: Case | None) -> str:
    """A number of a case that is hidden from the viewer would tell that it is there."""
    return case.number if case is not None and Access(viewer).is_allowed(case) else ""


def _line_of(measure: Measure) -> MeasureLine:
    decision: MeasureDecision | None = getattr(measure, "decision", None)
    status = find_measure_status(published_on=measure.published_on, lifted_on=measure.lifted_on)
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


def _closure_of(closure: Closure, on: date) -> ClosureRow:
    status = find_closure_status(
        closed_from=closure.closed_from,
        closed_until=closure.closed_until,
        reopened_on=closure.reopened_on,
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


def _order_of(order: PenaltyOrder, steps: Sequence[RemedyStep], on: date) -> OrderRow:
    return OrderRow(
        number=order.number,
        imposed_on=order.imposed_on,
        label=order.get_labelled_as_display(),
        amount_eur=order.amount_eur,
        maximum_eur=order.maximum_eur,
        comply_until=order.comply_until,
        lifted_on=order.lifted_on,
        forfeitures=tuple(_forfeiture_of(each, steps, on) for each in order.forfeitures.all()),
    )


def _forfeiture_of(found: Forfeiture, steps: Sequence[RemedyStep], on: date) -> ForfeitureRow:
    lapse = find_lapse(found, steps)
    status = find_forfeiture_status(
        decided_on=found.decided_on, paid_on=found.paid_on, lapses_on=lapse.last_on if lapse else None, on=on
    )
    return ForfeitureRow(
        violated_on=found.violated_on,
        finding=found.finding,
        amount_eur=found.amount_eur,
        decided_on=found.decided_on,
        paid_on=found.paid_on,
        status=FORFEITURE_LIFECYCLE.words[status],
        lapses_on=lapse.last_on if lapse else None,
        lapse_why=lapse.why if lapse else (),
        is_lapse_checked=lapse is not None and lapse.checked,
    )


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
    )
