"""Reading sets of reports and their analyses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.hotspots.models import HotspotAnalysis, IncidentSet
from spoorboek.rules.hotspots.kept_reports import list_untimed
from spoorboek.rules.hotspots.report_file import read_report_file
from spoorboek.rules.hotspots.reports import CLOCK_WORDS, Clock, ReportSet


@dataclass(frozen=True, slots=True)
class IncidentSetRow:
    """One set of reports."""

    code: str
    title: str
    report_count: int
    dropped: dict[str, int]
    notes: tuple[str, ...]
    zone: str
    clock: Clock
    is_invented: bool
    sha256: str
    taken_in_at: datetime
    analysis_count: int

    @property
    def clock_words(self) -> str:
        """Return of which clock the times are."""
        return CLOCK_WORDS[self.clock]


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """One analysis with its whole answer. ``number`` is what its figures are called by."""

    number: int
    parameters: dict[str, Any]
    seed: int
    used_count: int
    dropped: dict[str, int]
    result: dict[str, Any]
    code_version: str
    run_at: datetime
    is_invented: bool

    @classmethod
    def of(cls, row: HotspotAnalysis) -> AnalysisRow:
        """Copy what a reader may have."""
        return cls(
            number=row.pk,
            parameters=row.parameters,
            seed=row.seed,
            used_count=row.used_count,
            dropped=row.dropped,
            result=row.result,
            code_version=row.code_version,
            run_at=row.run_at,
            is_invented=row.is_invented,
        )


def list_incident_sets(viewer: Viewer) -> list[IncidentSetRow]:
    """Return the sets that exist for the viewer, newest first."""
    rows = Access(viewer).filter(IncidentSet.objects.defer("content")).annotate(times=Count("analyses"))
    return [describe_set(row, row.times) for row in rows.order_by("-taken_in_at", "code")]


def get_incident_set(viewer: Viewer, code: str) -> IncidentSetRow:
    """Return one set, or raise NotFoundError."""
    rows = IncidentSet.objects.defer("content")
    return describe_set(Access(viewer).get(rows, what=f"Meldingen '{code}'", code=code))


def find_analysis(viewer: Viewer, code: str) -> AnalysisRow | None:
    """Return the newest analysis of a set, None when there is none yet; raise NotFoundError without set."""
    rows = Access(viewer).filter(HotspotAnalysis.objects.filter(incident_set__code=code))
    found = rows.order_by("-run_at", "-id").first()
    if found is None:
        # No answer yet, or no set.
        get_incident_set(viewer, code)
        return None
    return AnalysisRow.of(found)


def get_reports(viewer: Viewer, code: str) -> ReportSet:
    """Return the reports of a set, for the answers of ``rules.hotspots``, or raise NotFoundError."""
    return open_reports(_get(viewer, code))


def open_reports(kept: IncidentSet) -> ReportSet:
    """Return the reports that are kept in a set."""
    found = read_report_file(
        kept.content, zone=kept.zone, clock="reported" if kept.clock == "reported" else "happened"
    )
    reports = tuple(
        replace(report, has_time=known)
        for report, known in zip(found.reports, list_untimed(kept.content), strict=True)
    )
    return replace(
        found, reports=reports, dropped=kept.dropped, notes=tuple(kept.notes), is_invented=kept.is_invented
    )


def describe_set(row: IncidentSet, analysis_count: int = 0) -> IncidentSetRow:
    """Copy what a reader may have of a set."""
    return IncidentSetRow(
        code=row.code,
        title=row.title,
        report_count=row.report_count,
        dropped=row.dropped,
        notes=tuple(row.notes),
        zone=row.zone,
        clock="reported" if row.clock == "reported" else "happened",
        is_invented=row.is_invented,
        sha256=row.sha256,
        taken_in_at=row.taken_in_at,
        analysis_count=analysis_count,
    )


def _get(viewer: Viewer, code: str) -> IncidentSet:
    return Access(viewer).get(IncidentSet.objects.all(), what=f"Meldingen '{code}'", code=code)
