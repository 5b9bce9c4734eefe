"""Reading measures and police reports as a desk needs them: with decision, effect and what comes next.

Every read is logged with what it was for.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.row_pages import find_first_row
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record_reads
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.apps.interventions.measure_descriptions import (
    describe_line,
    describe_measure,
    find_case_number,
)
from spoorboek.apps.interventions.measure_rows import MeasureDetail, MeasureLine, ReportDetail
from spoorboek.apps.interventions.models import Measure, MeasureRemedy, PoliceReport
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

_SUSPENDING = MeasureRemedy.objects.filter(
    measure=OuterRef("pk"), forfeiture__isnull=True, suspended_from__isnull=False
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
    found = list(
        visible.annotate(was_suspended=Exists(_SUSPENDING)).prefetch_related("reports")[first : first + size]
    )
    prefetch_related_objects([one for one in found if one.was_suspended], "remedies")
    log_read(viewer, MEASURES, [row.pk for row in found], at=at, purpose=MEASURE_PURPOSE)
    return [describe_line(measure, timezone.localtime(at).date()) for measure in found], total


def get_measure(viewer: Viewer, number: str, *, at: datetime) -> MeasureDetail:
    """Return one measure, or raise NotFoundError. The read is logged."""
    return describe_measure(viewer, read_measure(viewer, number, at=at), at)


def read_measure(
    viewer: Viewer,
    number: str,
    *,
    at: datetime,
    purpose: str = MEASURE_PURPOSE,
    with_reports: bool = False,
) -> Measure:
    """Return one measure with all that belongs to it, for the queries of this room; the read is logged.

    ``with_reports``: the reports are shown too, as far as they exist for the viewer.
    """
    measures = Measure.objects.select_related("decision", "case").prefetch_related(
        "reports",
        "closures",
        "remedies",
        "penalty_orders__forfeitures__collection_steps",
    )
    measure = Access(viewer).get(measures, what=f"Maatregel {number}", number=number)
    sums = {each.pk: each for order in measure.penalty_orders.all() for each in order.forfeitures.all()}
    for remedy in measure.remedies.all():
        # The sums were read with their orders already.
        remedy.forfeiture = sums.get(remedy.forfeiture_id or 0)
    # One event for the measure with what belongs to it.
    ids = [str(measure.pk)]
    ids += [f"{CLOSURES.code}:{each.pk}" for each in measure.closures.all() if not each.is_withdrawn]
    ids += [f"{PENALTY_ORDERS.code}:{each.pk}" for each in measure.penalty_orders.all()]
    shown = {measure._meta.label_lower: ids}
    if with_reports and (reports := list_shown_reports(viewer, measure)):
        shown[reports[0]._meta.label_lower] = [str(report.pk) for report in reports]
    record_reads(by=viewer, at=at, ids=shown, purpose=purpose)
    return measure


def list_shown_reports(viewer: Viewer, measure: Measure) -> list[PoliceReport]:
    """Return the reports under a measure that exist for the viewer and were not withdrawn."""
    reports = measure.reports.all()
    return [one for one in reports if not one.is_withdrawn and Access(viewer).is_allowed(one)]


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
        case=find_case_number(viewer, report.case),
        earlier=tuple(make_report_row(each) for each in places.counted),
        near=tuple(make_report_row(each) for each in places.near),
        proposal=proposal,
        no_proposal_because=because,
    )
