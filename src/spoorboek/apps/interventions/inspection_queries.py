"""Reading an inspection day as it goes: a day with its visits, one visit with what each participant found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.row_pages import find_first_row
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.register_queries import log_read, log_reads
from spoorboek.apps.interventions.models import (
    InspectedBusiness,
    InspectionDay,
    InspectionParticipant,
    VisitFinding,
)
from spoorboek.apps.interventions.registers import (
    INSPECTED_BUSINESSES,
    INSPECTION_DAYS,
    INSPECTION_PURPOSE,
)


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day in a list, with its two counts: days and businesses are never added up."""

    number: str
    held_on: date
    sector_title: str
    place: str
    participant_count: int
    business_count: int
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class InspectionCount:
    """How many rows there are, how many days of these count, and how many businesses were visited on them."""

    row_count: int
    day_count: int
    business_count: int


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Who takes part, on which legal basis and what for."""

    number: str
    organisation: str
    legal_basis: str
    purpose: str


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit in a day."""

    number: str
    business: str
    address: str
    sector: str
    is_dwelling: bool
    finding_title: str
    finding_count: int


@dataclass(frozen=True, slots=True)
class DayDetail:
    """One day with who takes part and what was visited."""

    line: DayLine
    sector: str
    participants: tuple[ParticipantRow, ...]
    visits: tuple[VisitLine, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What one participant found. ``signal`` is its number, for who may see signals."""

    key: int
    organisation: str
    kind_title: str
    remark: str
    found_at: datetime
    signalled_at: datetime | None
    signal: str


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """One visit: how it was entered and what each participant found."""

    number: str
    day: str
    business: str
    address: str
    is_dwelling: bool
    entry_title: str
    entry_reference: str
    remark: str
    finding_title: str
    participants: tuple[ParticipantRow, ...]
    findings: tuple[FindingRow, ...]


def list_inspections(
    viewer: Viewer, *, at: datetime, page: int = 1, size: int = 50
) -> tuple[list[DayLine], InspectionCount]:
    """Return one page of the inspection days that exist for the viewer, newest first, and their counts.

    Only what stands on the page is read, and only that is logged.
    """
    visible = Access(viewer).filter(InspectionDay.objects.order_by("-held_on", "-pk"))
    counted = InspectionCount(
        row_count=visible.count(),
        day_count=visible.filter(is_withdrawn=False).count(),
        business_count=_count_businesses(viewer),
    )
    days = visible.annotate(
        participant_count=Count("participants", filter=Q(participants__is_withdrawn=False), distinct=True),
        business_count=Count("businesses", filter=Q(businesses__is_withdrawn=False), distinct=True),
    )
    first = find_first_row(page, size, counted.row_count)
    found: list[Any] = list(days[first : first + size])
    log_read(viewer, INSPECTION_DAYS, [day.pk for day in found], at=at, purpose=INSPECTION_PURPOSE)
    return [_line_of(day, day.participant_count, day.business_count) for day in found], counted


def _count_businesses(viewer: Viewer) -> int:
    visits = InspectedBusiness.objects.filter(is_withdrawn=False, day__is_withdrawn=False)
    return Access(viewer).filter(visits).count()


def get_inspection(viewer: Viewer, number: str, *, at: datetime) -> DayDetail:
    """Return one day with who takes part and what was visited, or raise NotFoundError. It is logged."""
    day = Access(viewer).get(InspectionDay.objects.all(), what=f"Controledag {number}", number=number)
    participants = _participants_of(day)
    visits = (
        day.businesses.filter(is_withdrawn=False)
        .annotate(finding_count=Count("visit_findings"))
        .order_by("-pk")
    )
    lines = tuple(
        VisitLine(
            number=visit.number,
            business=visit.business,
            address=visit.address,
            sector=visit.sector,
            is_dwelling=visit.is_dwelling,
            finding_title=visit.get_finding_display(),
            finding_count=visit.finding_count,
        )
        for visit in visits
    )
    read = [(INSPECTION_DAYS, [day.pk]), (INSPECTED_BUSINESSES, [visit.pk for visit in visits])]
    log_reads(viewer, read, at=at, purpose=INSPECTION_PURPOSE)
    return DayDetail(_line_of(day, len(participants), len(lines)), day.sector, participants, lines)


def get_visit(viewer: Viewer, number: str, *, at: datetime) -> VisitDetail:
    """Return one visit with what was found, or raise NotFoundError. It is logged."""
    visits = InspectedBusiness.objects.select_related("day")
    visit = Access(viewer).get(visits, what=f"Bezoek {number}", number=number)
    findings = visit.visit_findings.select_related("participant", "signal")
    log_read(viewer, INSPECTED_BUSINESSES, [visit.pk], at=at, purpose=INSPECTION_PURPOSE)
    return VisitDetail(
        number=visit.number,
        day=visit.day.number,
        business=visit.business,
        address=visit.address,
        is_dwelling=visit.is_dwelling,
        entry_title=visit.get_entry_basis_display(),
        entry_reference=visit.entry_reference,
        remark=visit.remark,
        finding_title=visit.get_finding_display(),
        participants=_participants_of(visit.day),
        findings=tuple(_finding_of(viewer, found) for found in findings),
    )


def _line_of(day: InspectionDay, participant_count: int, business_count: int) -> DayLine:
    return DayLine(
        number=day.number,
        held_on=day.held_on,
        sector_title=day.get_sector_display(),
        place=day.place,
        participant_count=participant_count,
        business_count=business_count,
        is_withdrawn=day.is_withdrawn,
    )


def _participants_of(day: InspectionDay) -> tuple[ParticipantRow, ...]:
    found: list[InspectionParticipant] = list(day.participants.filter(is_withdrawn=False))
    return tuple(ParticipantRow(p.number, p.organisation, p.legal_basis, p.purpose) for p in found)


def _finding_of(viewer: Viewer, found: VisitFinding) -> FindingRow:
    signal = found.signal
    return FindingRow(
        key=found.pk,
        organisation=found.participant.organisation,
        kind_title=found.get_kind_display(),
        remark=found.remark,
        found_at=found.found_at,
        signalled_at=found.signalled_at,
        # A number of a signal that is hidden from the viewer would tell that it is there.
        signal=signal.number if signal is not None and Access(viewer).is_allowed(signal) else "",
    )
