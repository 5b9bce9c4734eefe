"""Asking sources about a signal: the privacy officer decides which, a hit comes first, content second."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.models import Signal, SourceEnquiry
from spoorboek.apps.intake.protocol import read_progress
from spoorboek.apps.intake.register_actions import get_for_change, subject_of
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.register_lifecycles import ENQUIRY_LIFECYCLE, EnquiryStatus
from spoorboek.rules.roles import Permission

_MOST = 300
"""So many signs of a question or a reason are kept."""


def ask_sources(*, number: str, sources: Sequence[str], question: str, by: Viewer, at: datetime) -> int:
    """Ask to consult sources about a signal, while the protocol waits for that decision; return how many."""
    Access(by).require(Permission.SIGNALS_WRITE, to="bronnen laten raadplegen")
    if not says_something(question):
        raise RegistrationError(["'vraag': schrijf op wat u van de bron wilt weten"])
    with transaction.atomic():
        signal = get_for_change(SIGNALS, number, by)
        assert isinstance(signal, Signal)
        progress = read_progress(signal, on=timezone.localtime(at).date())
        if progress.waiting is None or not progress.waiting.asks_sources:
            raise RegistrationError(["bij deze stap worden geen bronnen gevraagd"])
        if unknown := [one for one in sources if one not in progress.version.sources]:
            raise RegistrationError([f"'bronnen': het protocol kent geen bron '{unknown[0]}'"])
        if not sources:
            raise RegistrationError(["'bronnen': kies ten minste één bron"])
        known = set(SourceEnquiry.objects.filter(signal=signal).values_list("source", flat=True))
        new = [one for one in dict.fromkeys(sources) if one not in known]
        SourceEnquiry.objects.bulk_create(
            SourceEnquiry(
                signal=signal,
                source=one,
                question=question.strip()[:_MOST],
                asked_at=at,
                asked_by=by.person_id,
            )
            for one in new
        )
        record(
            action="intake.ask_sources",
            by=by,
            at=at,
            subject=subject_of(SIGNALS, signal),
            details={"sources": new},
        )
    return len(new)


def decide_enquiry(*, key: int, is_allowed: bool, reason: str, by: Viewer, at: datetime) -> None:
    """Decide as privacy officer whether a source may be asked, with the reason."""
    wanted = EnquiryStatus.ALLOWED if is_allowed else EnquiryStatus.REFUSED
    _move(key, wanted, by, at, needed=Permission.SIGNALS_PRIVACY, decided_because=_reason(reason))


def report_hit(*, key: int, is_hit: bool, by: Viewer, at: datetime) -> None:
    """Note whether the source knows the subject; nothing of what it knows."""
    wanted = EnquiryStatus.HIT if is_hit else EnquiryStatus.NO_HIT
    _move(key, wanted, by, at, needed=Permission.SIGNALS_WRITE)


def decide_content(*, key: int, is_released: bool, reason: str, by: Viewer, at: datetime) -> None:
    """Decide as privacy officer whether the content of a hit may be shared, with the reason."""
    wanted = EnquiryStatus.RELEASED if is_released else EnquiryStatus.WITHHELD
    _move(key, wanted, by, at, needed=Permission.SIGNALS_PRIVACY, released_because=_reason(reason))


def keep_content(*, key: int, content: str, by: Viewer, at: datetime) -> None:
    """Keep what the source said, after that was allowed."""
    if not says_something(content):
        raise RegistrationError(["'inhoud': schrijf op wat de bron zegt"])
    _move(
        key, EnquiryStatus.ANSWERED, by, at, needed=Permission.SIGNALS_WRITE, content=content.strip()[:5000]
    )


def _reason(reason: str) -> str:
    if not says_something(reason):
        raise RegistrationError(["'reden': schrijf op waarom u dit besluit"])
    return reason.strip()[:_MOST]


def _move(
    key: int, wanted: EnquiryStatus, by: Viewer, at: datetime, *, needed: Permission, **said: str
) -> None:
    with transaction.atomic():
        rows = SourceEnquiry.objects.select_for_update().filter(signal__is_locked=False)
        enquiry = Access(by).get(rows, what="Deze bronvraag", pk=key)
        Access(by).require(needed, to=f"bij een bronvraag: {ENQUIRY_LIFECYCLE.words[wanted]}")
        ENQUIRY_LIFECYCLE.check_can_become(EnquiryStatus(enquiry.status), wanted)
        enquiry.status = wanted.value
        for name, value in said.items():
            setattr(enquiry, name, value)
        enquiry.save()
        record(
            action="intake.move_enquiry",
            by=by,
            at=at,
            subject=f"intake.sourceenquiry:{key}",
            details={"status": wanted.value, "source": enquiry.source},
        )
