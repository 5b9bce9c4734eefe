"""Taking in reports, and analysing them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.hotspots.errors import HotspotError
from spoorboek.apps.hotspots.exposure import Exposure, list_own_areas, measure_exposure
from spoorboek.apps.hotspots.models import HotspotAnalysis, IncidentSet
from spoorboek.apps.hotspots.queries import (
    AnalysisRow,
    IncidentSetRow,
    describe_set,
    get_incident_set,
    get_reports,
    open_reports,
)
from spoorboek.apps.indicators.counting import get_code_version
from spoorboek.rules.hotspots.kept_reports import write_kept
from spoorboek.rules.hotspots.report_file import read_report_file
from spoorboek.rules.hotspots.reports import ZONE, Clock, ReportFileError
from spoorboek.rules.hotspots.times_answer import build_profile
from spoorboek.rules.hotspots.whole_answer import WholePlan, answer_all
from spoorboek.rules.roles import Permission

SEED = 20250224
LEAST = 4
"""Fewer reports answer nothing, and a kept set is never changed."""
MOST_KEPT = 100_000
"""A larger file is for the command, which needs no database."""


@transaction.atomic
def take_in_reports(
    *,
    by: Viewer,
    at: datetime,
    code: str,
    title: str,
    content: str,
    clock: Clock = "happened",
    is_invented: bool = False,
) -> IncidentSetRow:
    """Take in the reports of a CSV or GeoJSON file, all or nothing.

    May be repeated: the same file under the same code changes nothing and leaves no trace. Raises
    HotspotError in Dutch, with the line of the file where it goes wrong.
    """
    Access(by).require(Permission.HOTSPOTS_RUN, to="meldingen inlezen")
    fingerprint = hashlib.sha256(content.encode()).hexdigest()
    known = IncidentSet.objects.filter(code=code).first()
    if known is not None and known.sha256 == fingerprint:
        return describe_set(known, known.analyses.count())
    if known is not None:
        raise HotspotError(f"Er staan al andere meldingen onder de naam '{code}'. Kies een andere naam.")
    try:
        found = read_report_file(content, zone=ZONE, clock=clock)
    except ReportFileError as error:
        raise HotspotError(str(error)) from error
    if len(found.reports) < LEAST:
        amount = "1 melding" if len(found.reports) == 1 else f"{len(found.reports)} meldingen"
        raise HotspotError(f"Met {amount} is niets te zeggen; er zijn er minstens {LEAST} nodig.")
    if len(found.reports) > MOST_KEPT:
        raise HotspotError(
            "Dit bestand heeft meer dan 100.000 meldingen. Gebruik `spoorboek hotspots scan`, dat zo'n "
            "bestand leest zonder het te bewaren."
        )
    kept = IncidentSet.objects.create(
        code=code,
        title=title,
        content=write_kept(found.reports),
        sha256=fingerprint,
        report_count=len(found.reports),
        dropped=dict(found.dropped),
        notes=list(found.notes),
        zone=found.zone,
        clock=found.clock,
        is_invented=is_invented or found.is_invented,
        taken_in_at=at,
    )
    record(
        action="hotspots.take_in",
        by=by,
        at=at,
        subject=f"hotspots.incident_set:{code}",
        details={"count": kept.report_count, "sha256": fingerprint},
    )
    return describe_set(kept)


def analyse_reports(
    *,
    by: Viewer,
    at: datetime,
    code: str,
    max_radius: int = 750,
    max_days: int = 14,
    seed: int = SEED,
    compare_first: date | None = None,
    compare_last: date | None = None,
    compare_code: str = "",
    prospective: bool = False,
    by_weekday: bool = False,
    profile_code: str = "",
    channel_changes: tuple[str, ...] | None = None,
) -> AnalysisRow:
    """Analyse a set and keep the answer. The same question again gives the same answer.

    Parameters: ``compare_first`` and ``compare_last`` day of the period that is compared with the one before
    it (None: the second half); ``compare_code`` of the set that holds the period before, empty for the same;
    ``profile_code`` of the set whose hours these are compared with, empty for all hours alike;
    ``channel_changes`` in the way of reporting, each in Dutch (None: not known).

    Raises NotFoundError, and HotspotError when there is too little to say anything at all.
    """
    Access(by).require(Permission.HOTSPOTS_RUN, to="meldingen laten doorrekenen")
    kept = Access(by).get(IncidentSet.objects.all(), what=f"Meldingen '{code}'", code=code)
    exposure = measure_exposure(by, at=at)
    profile, profile_name = _find_profile(by, profile_code)
    plan = WholePlan(
        seed,
        exposure.sizes,
        exposure.extent,
        max_radius=float(max_radius),
        max_days=max_days,
        compare_first=compare_first,
        compare_last=compare_last,
        prospective=prospective,
        by_weekday=by_weekday,
        profile=profile,
        profile_name=profile_name,
        channel_changes=channel_changes,
        areas=list_own_areas(by, at=at),
    )
    before = get_reports(by, compare_code) if compare_code else None
    found = replace(open_reports(kept), is_invented=kept.is_invented)
    try:
        answer = answer_all(found, plan, before)
    except ReportFileError as error:
        raise HotspotError(str(error)) from error
    return _keep(by, at, kept, plan, answer, compare_code, exposure, profile_code)


def _find_profile(by: Viewer, code: str) -> tuple[tuple[float, ...] | None, str]:
    """Return the hours of another set and what to call them; None for all hours alike."""
    if not code:
        return None, ""
    try:
        return build_profile(get_reports(by, code)), f"de uren van ‘{get_incident_set(by, code).title}’"
    except ReportFileError as error:
        raise HotspotError(str(error)) from error


@transaction.atomic
def _keep(
    by: Viewer,
    at: datetime,
    kept: IncidentSet,
    plan: WholePlan,
    answer: dict[str, object],
    compare_code: str,
    exposure: Exposure,
    profile_code: str,
) -> AnalysisRow:
    scan = answer["scan"]
    framed = scan if isinstance(scan, dict) else {"used_count": kept.report_count, "dropped": kept.dropped}
    made = HotspotAnalysis.objects.create(
        incident_set=kept,
        parameters={
            "max_radius": plan.max_radius,
            "max_days": plan.max_days,
            "replications": plan.replications,
            "prospective": plan.prospective,
            "by_weekday": plan.by_weekday,
            "areas": len(plan.exposure),
            "areas_told": exposure.tell(),
            "extent": plan.extent,
            "compare_first": plan.compare_first and plan.compare_first.isoformat(),
            "compare_last": plan.compare_last and plan.compare_last.isoformat(),
            "compare_set": compare_code,
            "channel_changes": plan.channel_changes,
            "profile_set": profile_code,
        },
        seed=plan.seed,
        used_count=framed["used_count"],
        dropped=framed["dropped"],
        result=answer,
        code_version=get_code_version(),
        run_at=at,
        is_invented=kept.is_invented,
    )
    record(
        action="hotspots.analyse",
        by=by,
        at=at,
        subject=f"hotspots.analysis:{made.pk}",
        details={"set": kept.code, "seed": plan.seed, "parameters": made.parameters},
    )
    return AnalysisRow.of(made)
