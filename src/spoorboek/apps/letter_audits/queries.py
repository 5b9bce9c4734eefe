"""Reading audits. An audit exists for who brought the letter, and for those who check letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.sealed_fields import find_opened, say_opened
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letter_audits.models import LetterAudit
from spoorboek.apps.letter_audits.report import AuditReport, write_report
from spoorboek.documents.model import Document
from spoorboek.rules.letter_audit.finding_choice import FindingChoice


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One audit in a list. ``can_be_opened`` is false when its key is lost or its text was changed."""

    code: str
    title: str
    made_at: datetime
    keep_until: date
    finding_count: int
    open_count: int
    plan: str
    is_own: bool
    can_be_opened: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What was decided about one finding."""

    finding: int
    choice: FindingChoice
    reason: str


@dataclass(frozen=True, slots=True)
class AuditView:
    """One audit with its text, findings and decisions; ``result`` as ``spoorboek audit --json`` gives it."""

    row: AuditRow
    result: Mapping[str, Any]
    decisions: Mapping[int, DecisionRow]


def list_audits(viewer: Viewer) -> tuple[AuditRow, ...]:
    """Return the audits that exist for the viewer, the newest first."""
    audits = LetterAudit.objects.select_related("plan").prefetch_related("decisions")
    return tuple(_as_row(viewer, one) for one in Access(viewer).filter(audits))


def get_audit(viewer: Viewer, code: str) -> AuditView:
    """Return one audit, or raise NotFoundError."""
    audits = LetterAudit.objects.select_related("plan").prefetch_related("decisions")
    found = Access(viewer).get(audits, what="Deze nagekeken brief", code=code)
    decisions = {
        one.finding: DecisionRow(one.finding, FindingChoice(one.choice), say_opened(one, "reason"))
        for one in found.decisions.all()
    }
    return AuditView(_as_row(viewer, found), found.result, decisions)


def build_report(viewer: Viewer, code: str) -> Document:
    """Return the report of one audit as a document for the writers, or raise NotFoundError."""
    view = get_audit(viewer, code)
    decided = {number: (one.choice, one.reason) for number, one in view.decisions.items()}
    return write_report(AuditReport(view.row.title, view.row.made_at.date(), view.result, decided))


def _as_row(viewer: Viewer, one: LetterAudit) -> AuditRow:
    result = find_opened(one, "result")
    count = len(result["findings"]) if result is not None else 0
    return AuditRow(
        code=one.code,
        title=one.title,
        made_at=one.made_at,
        keep_until=one.keep_until,
        finding_count=count,
        open_count=max(0, count - len(one.decisions.all())),
        plan=one.plan.slug if one.plan else "",
        is_own=str(one.uploader_id) == viewer.person_id,
        can_be_opened=result is not None,
    )
