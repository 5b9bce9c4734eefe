"""Reading and proving the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import READ
from spoorboek.apps.audit.chain import START, link
from spoorboek.apps.audit.models import Event, Head
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as shown to somebody who may see the log."""

    sequence: int
    at: datetime
    person_id: str
    action: str
    subject: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LogCheck:
    """The outcome of walking the chain from ``first``. ``broken_at`` is the first sequence that is wrong."""

    length: int
    broken_at: int | None
    reason: str
    first: int = 1

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was changed, removed or moved."""
        return self.broken_at is None


def check_chain(events: Iterable[Event], *, length: int, head_hash: str, first: int = 1) -> LogCheck:
    """Walk ``events`` from number ``first`` to the last and compare the end with what the head says."""
    previous, count = START if first == 1 else "", first - 1
    for count, event in enumerate(events, start=first):
        # What came before the first that is looked at is taken from that event itself.
        previous = previous or event.previous_hash
        if event.sequence != count:
            return LogCheck(length, count, f"regel {count} ontbreekt of staat niet op zijn plaats")
        expected = link(
            sequence=event.sequence,
            at=event.at,
            person_id=event.person_id,
            action=event.action,
            subject=event.subject,
            details=event.details,
            previous_hash=event.previous_hash,
        )
        if event.previous_hash != previous or event.hash != expected:
            return LogCheck(length, count, f"regel {count} is gewijzigd")
        previous = event.hash
    if count != length:
        return LogCheck(length, count + 1, f"het einde ontbreekt: {count} van {length} regels over")
    if previous != head_hash:
        return LogCheck(length, count, "het einde van het logboek is vervangen")
    return LogCheck(length, None, "het logboek is heel", first)


def verify_log() -> LogCheck:
    """Check the stored log from first to last."""
    head = Head.objects.filter(pk=1).first() or Head()
    return check_chain(Event.objects.iterator(), length=head.length, head_hash=head.hash)


def verify_end_of_log(newest: int) -> LogCheck:
    """Check that the newest events of the stored log are whole and lead to its end, however long it is."""
    head = Head.objects.filter(pk=1).first() or Head()
    first = max(1, head.length - newest + 1)
    events = Event.objects.filter(sequence__gte=first)
    return check_chain(events.iterator(), length=head.length, head_hash=head.hash, first=first)


def list_events(viewer: Viewer, *, subject: str = "", limit: int = 200) -> list[EventRow]:
    """Return the newest events first, for those who may see the log."""
    Access(viewer).require(Permission.AUDIT_VIEW, to="het logboek inzien")
    events = Event.objects.order_by("-sequence")
    if subject:
        events = events.filter(subject=subject)
    return [EventRow(e.sequence, e.at, e.person_id, e.action, e.subject, e.details) for e in events[:limit]]


def list_reads(viewer: Viewer, *, subject: str, key: str, limit: int = 200) -> list[EventRow]:
    """Return who read one record, newest first, for those who may see the log."""
    Access(viewer).require(Permission.AUDIT_VIEW, to="het logboek inzien")
    reads = Event.objects.filter(action=READ, subject=subject, details__ids__icontains=f'"{key}"')
    newest = reads.order_by("-sequence")[:limit]
    return [EventRow(e.sequence, e.at, e.person_id, e.action, e.subject, e.details) for e in newest]


def find_last_event(*, subject: str, action: str) -> EventRow | None:
    """Return the newest event of one kind about one subject, or None.

    Takes no viewer: whoever shows it guards the subject.
    """
    event = Event.objects.filter(subject=subject, action=action).order_by("-sequence").first()
    if event is None:
        return None
    return EventRow(event.sequence, event.at, event.person_id, event.action, event.subject, event.details)


def find_change_mark() -> str:
    """Return a text that is another one after every change of what is counted or reported, not after reading.

    Every action writes its event, and the hash of an event follows from all before it: what was worked out
    under one mark holds as long as the mark is the same.
    """
    return Head.objects.filter(pk=1).values_list("state", flat=True).first() or START
