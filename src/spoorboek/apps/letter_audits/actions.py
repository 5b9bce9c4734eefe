"""What people do with audits. Each action is one transaction, with its audit event inside."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.letter_audits.auditing import run_audit
from spoorboek.apps.letter_audits.errors import LetterAuditError
from spoorboek.apps.letter_audits.models import FindingDecision, LetterAudit
from spoorboek.apps.letter_audits.queries import get_audit
from spoorboek.apps.letter_audits.result import describe_audit
from spoorboek.apps.letters.actions import start_letter
from spoorboek.apps.plans.models import SafetyPlan
from spoorboek.documents.readers.audit_text import AuditText
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.letter_audit.finding_choice import FindingChoice
from spoorboek.rules.letter_audit.letter_source import SourceHeader, write_source
from spoorboek.rules.roles import Permission

_SHORTEST_REASON = 5


@transaction.atomic
def keep_audit(
    *,
    title: str,
    text: AuditText,
    by: Viewer,
    at: datetime,
    plan: str = "",
    earlier: AuditText | None = None,
) -> str:
    """Look a letter through, keep the outcome as long as configured, and return its code.

    Raises NotFoundError when there is no such plan, LetterAuditError when there is nothing to read.
    """
    Access(by).require(Permission.LETTERS_VIEW_DRAFTS, to="een brief laten nakijken")
    if not says_something(text.text):
        raise LetterAuditError(
            "In dit bestand staat geen tekst. Is het een scan? Laat hem eerst als tekst lezen."
        )
    named = Access(by).get(SafetyPlan.objects.all(), what=f"Het plan '{plan}'", slug=plan) if plan else None
    found = run_audit(by, text, plan=plan, earlier=earlier, at=at)
    row = LetterAudit.objects.create(
        code=secrets.token_hex(8),
        title=" ".join(title.split())[:200] or "Brief zonder naam",
        plan=named,
        uploader_id=int(by.person_id),
        made_at=at,
        keep_until=timezone.localdate(at) + timedelta(days=settings.AUDIT_RETENTION_DAYS),
        result=describe_audit(found),
    )
    _log("keep", row.code, by=by, at=at)
    return row.code


@transaction.atomic
def decide_finding(
    *, code: str, finding: int, choice: FindingChoice, reason: str, by: Viewer, at: datetime
) -> None:
    """Accept or dismiss one finding; a dismissal needs a reason. A later decision replaces this one."""
    Access(by).require(Permission.LETTERS_VIEW_DRAFTS, to="over een opmerking beslissen")
    view = get_audit(by, code)
    if not 1 <= finding <= len(view.result["findings"]):
        raise LetterAuditError(f"Opmerking {finding} staat niet bij deze brief.")
    said = reason.strip()
    if choice is FindingChoice.DISMISSED and len(said) < _SHORTEST_REASON:
        raise LetterAuditError("Schrijf in een paar woorden waarom deze opmerking hier niet telt.")
    FindingDecision.objects.update_or_create(
        audit=LetterAudit.objects.get(code=code),
        finding=finding,
        defaults={
            "choice": choice.value,
            "reason": said,
            "made_at": at,
            "made_by_id": int(by.person_id),
        },
    )
    _log("decide", code, by=by, at=at, details={"finding": finding, "choice": choice.value})


@transaction.atomic
def delete_audit(*, code: str, by: Viewer, at: datetime) -> None:
    """Throw one audit away before its time."""
    Access(by).require(Permission.LETTERS_VIEW_DRAFTS, to="een nagekeken brief weggooien")
    Access(by).get(LetterAudit.objects.all(), what="Deze nagekeken brief", code=code).delete()
    _log("delete", code, by=by, at=at)


@transaction.atomic
def delete_expired_audits(*, by: Viewer, at: datetime) -> int:
    """Throw away every audit that was to be kept until a day before today; return how many."""
    Access(by).require(Permission.SYSTEM_MANAGE, to="verlopen nagekeken brieven opruimen")
    expired = LetterAudit.objects.filter(keep_until__lt=timezone.localdate(at))
    count = expired.count()
    if count:
        expired.delete()
        _log("expire", "all", by=by, at=at, details={"count": count})
    return count


@transaction.atomic
def start_letter_from_audit(*, code: str, header: SourceHeader, by: Viewer, at: datetime) -> str:
    """Begin a letter with the text of an audit, its traced numbers tied, and return its slug.

    Raises LetterError when the letter cannot begin so.
    """
    Access(by).require(Permission.LETTERS_WRITE, to="een brief beginnen")
    view = get_audit(by, code)
    slug = start_letter(source=write_source(view.result, header), by=by, at=at)
    _log("make_letter", code, by=by, at=at, details={"letter": slug})
    return slug


def _log(verb: str, code: str, *, by: Viewer, at: datetime, details: dict[str, object] | None = None) -> None:
    subject = f"letter_audits.letteraudit:{code}"
    record(action=f"letter_audits.{verb}", by=by, at=at, subject=subject, details=details)
