"""Writing the log. Called inside the transaction of the action it records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.chain import link
from spoorboek.apps.audit.models import Event, Head

READ = "read"
"""The action of an event that says: personal data were read."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What an event will say, before it has its place in the chain."""

    person_id: str
    at: datetime
    action: str
    subject: str
    details: dict[str, Any]
    is_counted: bool = True


_reads: ContextVar[list[_Said] | None] = ContextVar("reads", default=None)
_events: ContextVar[list[_Said] | None] = ContextVar("events", default=None)


def record(
    *,
    action: str,
    by: Viewer,
    at: datetime,
    subject: str,
    details: Mapping[str, Any] | None = None,
    is_counted: bool = True,
) -> None:
    """Append one event. ``is_counted``: afterwards something may be counted otherwise.

    ``action`` is ``app.verb`` (``letters.publish``), ``subject`` is ``app.model:id``. ``details``
    must be plain JSON and hold no personal data.
    """
    said = _Said(by.person_id, at, action, subject, dict(details or {}), is_counted)
    waiting = _events.get()
    if waiting is None:
        _append([said])
    else:
        waiting.append(said)


@contextmanager
def gather_events() -> Iterator[None]:
    """Write what is recorded inside in one go at the end, for an action that does several things.

    Inside its transaction, and around nothing that goes on after an error: what fails here writes nothing.
    """
    waiting: list[_Said] = []
    token = _events.set(waiting)
    try:
        yield
    finally:
        _events.reset(token)
    _append(waiting)


def record_read(*, by: Viewer, at: datetime, subject: str, ids: Iterable[str], purpose: str) -> None:
    """Append one event that says which records with personal data were read, and for what."""
    record_reads(by=by, at=at, ids={subject: ids}, purpose=purpose)


def record_reads(*, by: Viewer, at: datetime, ids: Mapping[str, Iterable[str]], purpose: str) -> None:
    """Append an event for each kind of record of which some were read together; ``ids`` by subject."""
    said = [
        _Said(by.person_id, at, READ, subject, {"ids": list(keys), "purpose": purpose}, is_counted=False)
        for subject, keys in ids.items()
    ]
    waiting = _reads.get()
    if waiting is None:
        _append(said)
    else:
        waiting += said


@contextmanager
def gather_reads() -> Iterator[None]:
    """Write what is read inside in one go at the end, also when something else goes wrong there.

    For a page that reads here and there: nothing of it is shown before it is logged, as a log that cannot be
    written raises here too.
    """
    waiting: list[_Said] = []
    token = _reads.set(waiting)
    try:
        yield
    finally:
        _reads.reset(token)
        # One moment for all that somebody read: that of the first.
        first = {one.person_id: one.at for one in reversed(waiting)}
        _append([replace(one, at=first[one.person_id]) for one in waiting])


def _append(said: Sequence[_Said]) -> None:
    if not said:
        return
    # Without a savepoint of its own: an event that cannot be written undoes what it records.
    with transaction.atomic(savepoint=False):
        # One writer at a time: the lock on the head keeps the chain a line.
        head, _ = Head.objects.select_for_update().get_or_create(pk=1)
        events = []
        for one in said:
            words: dict[str, Any] = {
                "sequence": head.length + 1,
                "at": one.at,
                "person_id": one.person_id,
                "action": one.action,
                "subject": one.subject,
                "details": one.details,
                "previous_hash": head.hash,
            }
            events.append(Event(**words, hash=link(**words)))
            head.length, head.hash = events[-1].sequence, events[-1].hash
            head.state = head.hash if one.is_counted else head.state
        Event.objects.bulk_create(events)
        Head.objects.filter(pk=1).update(length=head.length, hash=head.hash, state=head.state)
