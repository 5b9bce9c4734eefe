"""Reading police reports with what followed, and inspection days with what was found.

The other registers here are read with ``intake.register_queries``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.models import InspectionDay, PoliceReport


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


def list_police_reports(viewer: Viewer) -> list[PoliceReportRow]:
    """Return the police reports that exist for the viewer, newest first."""
    reports = PoliceReport.objects.order_by("-received_on", "-pk").prefetch_related("measures")
    return [make_report_row(report) for report in Access(viewer).filter(reports)]


def get_police_report(viewer: Viewer, number: str) -> PoliceReportRow:
    """Return one police report, or raise NotFoundError."""
    return make_report_row(
        Access(viewer).get(PoliceReport.objects.all(), what=f"Rapportage {number}", number=number)
    )


def list_inspection_days(viewer: Viewer) -> list[InspectionDayRow]:
    """Return the inspection days that exist for the viewer, newest first."""
    days = InspectionDay.objects.order_by("-held_on", "-pk").prefetch_related("participants", "businesses")
    return [_day_of(day) for day in Access(viewer).filter(days)]


def get_inspection_day(viewer: Viewer, number: str) -> InspectionDayRow:
    """Return one inspection day, or raise NotFoundError."""
    return _day_of(
        Access(viewer).get(InspectionDay.objects.all(), what=f"Controledag {number}", number=number)
    )


def make_report_row(report: PoliceReport) -> PoliceReportRow:
    """Return a report with what followed, for who was found to may see it."""
    return PoliceReportRow(
        identity=f"police-reports:{report.pk}",
        number=report.number,
        received_on=report.received_on,
        subject=report.subject,
        drug_kind=report.drug_kind,
        premises=report.premises,
        measures=tuple(
            MeasureRow(measure.number, measure.kind, measure.get_kind_display(), measure.taken_on)
            for measure in report.measures.all()
            if not measure.is_withdrawn
        ),
        no_action_on=report.no_action_on,
        no_action_reason=report.no_action_reason,
        invented=report.invented,
        is_withdrawn=report.is_withdrawn,
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
