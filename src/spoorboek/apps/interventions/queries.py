"""Reading police reports with what followed, and inspection days with what was found.

The other registers here are read with ``intake.register_queries``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.listed_fields import title_of
from spoorboek.apps.access.row_pages import find_first_row
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.register_queries import log_read, log_reads
from spoorboek.apps.interventions.models import InspectionDay, Measure, PoliceReport
from spoorboek.apps.interventions.registers import (
    INSPECTED_BUSINESSES,
    INSPECTION_DAYS,
    INSPECTION_PURPOSE,
    MEASURE_PURPOSE,
    POLICE_REPORTS,
)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure on a report."""

    number: str
    kind: str
    kind_title: str
    taken_on: date


@dataclass(frozen=True, slots=True)
class PoliceReportRow:
    """One police report with what followed: measures, a decision to do nothing, or nothing yet."""

    identity: str
    number: str
    received_on: date
    subject: str
    drug_kind: str
    premises: str
    measures: tuple[MeasureRow, ...]
    no_action_on: date | None
    no_action_reason: str
    invented: bool
    is_withdrawn: bool

    @property
    def outcome(self) -> Outcome:
        """Return what followed."""
        return Outcome(self.measures, self.no_action_on is not None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What followed on a report: measures, a decision to do nothing, or nothing yet."""

    measures: tuple[MeasureRow, ...]
    is_no_action: bool


@dataclass(frozen=True, slots=True)
class LastInspection:
    """The newest inspection day: which, when, and how many businesses."""

    number: str
    held_on: date
    business_count: int


@dataclass(frozen=True, slots=True)
class BusinessRow:
    """One inspected business."""

    number: str
    business: str
    finding: str
    finding_title: str
    remark: str


@dataclass(frozen=True, slots=True)
class InspectionDayRow:
    """One inspection day: who took part on which legal basis, and what was found."""

    identity: str
    number: str
    held_on: date
    sector: str
    sector_title: str
    place: str
    participants: tuple[tuple[str, str], ...]
    businesses: tuple[BusinessRow, ...]
    invented: bool
    is_withdrawn: bool


def list_police_reports(
    viewer: Viewer, *, at: datetime, page: int = 1, size: int = 50
) -> tuple[list[PoliceReportRow], int]:
    """Return one page of the police reports that exist for the viewer, newest first, and how many there are.

    Only what stands on the page is read, and only that is logged. A page past the end is the last one.
    """
    reports = Access(viewer).filter(PoliceReport.objects.order_by("-received_on", "-pk"))
    total = reports.count()
    first = find_first_row(page, size, total)
    found = list(reports.prefetch_related("measures")[first : first + size])
    log_read(viewer, POLICE_REPORTS, [report.pk for report in found], at=at, purpose=MEASURE_PURPOSE)
    return [make_report_row(report) for report in found], total


def get_police_report(viewer: Viewer, number: str, *, at: datetime) -> PoliceReportRow:
    """Return one police report, or raise NotFoundError. The read is logged."""
    reports = PoliceReport.objects.all()
    report = Access(viewer).get(reports, what=f"Rapportage {number}", number=number)
    log_read(viewer, POLICE_REPORTS, [report.pk], at=at, purpose=MEASURE_PURPOSE)
    return make_report_row(report)


def list_outcomes(viewer: Viewer, numbers: Sequence[str]) -> dict[str, Outcome]:
    """Return what followed on each of these reports that exists for the viewer: nothing of what they say."""
    reports = Access(viewer).filter(PoliceReport.objects.filter(number__in=numbers))
    # One query for the reports with their measures: a line for each pair.
    names = ("number", "kind", "taken_on", "is_withdrawn")
    lines = reports.order_by("pk", "measures__taken_on", "measures__number").values_list(
        "number", "no_action_on", *(f"measures__{name}" for name in names)
    )
    found: dict[str, Outcome] = {}
    for report, no_action_on, number, kind, taken_on, is_withdrawn in lines:
        measures = found[report].measures if report in found else ()
        if number is not None and not is_withdrawn:
            measures += (MeasureRow(number, kind, title_of("measure_kinds", kind), taken_on),)
        found[report] = Outcome(measures, no_action_on is not None)
    return found


def count_undecided_reports(viewer: Viewer) -> int:
    """Return how many reports wait for a decision, of those that exist for the viewer."""
    waiting = PoliceReport.objects.filter(is_withdrawn=False, no_action_on__isnull=True)
    decided = Measure.objects.filter(is_withdrawn=False, reports__isnull=False).values("reports")
    return Access(viewer).filter(waiting.exclude(pk__in=decided)).count()


def count_businesses(viewer: Viewer, numbers: Sequence[str]) -> dict[str, int]:
    """Return how many businesses were inspected on each of these days that exists for the viewer."""
    days = _with_count(InspectionDay.objects.filter(number__in=numbers))
    return dict(Access(viewer).filter(days).order_by().values_list("number", "business_count"))


def find_last_inspection(viewer: Viewer) -> LastInspection | None:
    """Return the newest inspection day that exists for the viewer, without its place, or None."""
    days = _with_count(InspectionDay.objects.filter(is_withdrawn=False)).order_by("-held_on", "-pk")
    day: Any = Access(viewer).filter(days).first()
    return LastInspection(day.number, day.held_on, day.business_count) if day is not None else None


def get_inspection_day(viewer: Viewer, number: str, *, at: datetime) -> InspectionDayRow:
    """Return one inspection day, or raise NotFoundError. The read is logged."""
    days = InspectionDay.objects.prefetch_related("participants", "businesses")
    day = Access(viewer).get(days, what=f"Controledag {number}", number=number)
    _log_days(viewer, [day], at)
    return _day_of(day)


def _log_days(viewer: Viewer, days: Sequence[InspectionDay], at: datetime) -> None:
    seen = [one.pk for day in days for one in day.businesses.all() if not one.is_withdrawn]
    log_reads(
        viewer,
        [(INSPECTION_DAYS, [day.pk for day in days]), (INSPECTED_BUSINESSES, seen)],
        at=at,
        purpose=INSPECTION_PURPOSE,
    )


def _with_count(days: QuerySet[InspectionDay]) -> QuerySet[Any]:
    counted = Count("businesses", filter=Q(businesses__is_withdrawn=False), distinct=True)
    return days.annotate(business_count=counted)


def make_report_row(report: PoliceReport) -> PoliceReportRow:
    """Return a report with what followed, for who was found to may see it."""
    return PoliceReportRow(
        identity=f"police-reports:{report.pk}",
        number=report.number,
        received_on=report.received_on,
        subject=report.subject,
        drug_kind=report.drug_kind,
        premises=report.premises,
        measures=_measures_of(report),
        no_action_on=report.no_action_on,
        no_action_reason=report.no_action_reason,
        invented=report.invented,
        is_withdrawn=report.is_withdrawn,
    )


def _measures_of(report: PoliceReport) -> tuple[MeasureRow, ...]:
    return tuple(
        MeasureRow(measure.number, measure.kind, measure.get_kind_display(), measure.taken_on)
        for measure in report.measures.all()
        if not measure.is_withdrawn
    )


def _day_of(day: InspectionDay) -> InspectionDayRow:
    return InspectionDayRow(
        identity=f"inspection-days:{day.pk}",
        number=day.number,
        held_on=day.held_on,
        sector=day.sector,
        sector_title=day.get_sector_display(),
        place=day.place,
        participants=tuple(
            (one.organisation, one.legal_basis) for one in day.participants.all() if not one.is_withdrawn
        ),
        businesses=tuple(
            BusinessRow(one.number, one.business, one.finding, one.get_finding_display(), one.remark)
            for one in day.businesses.all()
            if not one.is_withdrawn
        ),
        invented=day.invented,
        is_withdrawn=day.is_withdrawn,
    )
