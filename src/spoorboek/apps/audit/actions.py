"""Writing the log. Called inside the transaction of the action it records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.chain import link
from spoorboek.apps.audit.models import Event, Head

_Said = tuple[str, str, dict[str, Any]]
_waiting: ContextVar[list[tuple[Viewer, datetime, list[_Said]]] | None] = ContextVar("waiting", default=None)
READ = "read"
"""The action of an event that says: personal data were read."""


def record(
    *,
    action: str,
    by: Viewer,
    at: datetime,
    subject: str,
    details: Mapping[str, Any] | None = None,
    is_counted: bool = True,
) -> Event:
    """Append one event and return it. ``is_counted``: afterwards something may be counted otherwise.

    ``action`` is ``app.verb`` (``letters.publish``), ``subject`` is ``app.model:id``. ``details``
    must be plain JSON and hold no personal data.
    """
    return _append(by, at, [(action, subject, dict(details or {}))], is_counted=is_counted)[0]


def record_together(*, by: Viewer, at: datetime, said: Sequence[tuple[str, str, dict[str, Any]]]) -> None:
    """Append an event for each of what was done at once: ``said`` gives action, subject and details of each.

    For an action that does the same to many: the chain is read and moved once.
    """
    _append(by, at, said, is_counted=True)


def record_read(*, by: Viewer, at: datetime, subject: str, ids: Iterable[str], purpose: str) -> None:
    """Append one event that says which records with personal data were read, and for what."""
    record_reads(by=by, at=at, ids={subject: ids}, purpose=purpose)


def record_reads(*, by: Viewer, at: datetime, ids: Mapping[str, Iterable[str]], purpose: str) -> None:
    """Append an event for each kind of record of which some were read together; ``ids`` by subject."""
    said = [(READ, subject, {"ids": list(keys), "purpose": purpose}) for subject, keys in ids.items()]
    waiting = _waiting.get()
    if waiting is None:
        _append(by, at, said, is_counted=False)
    else:
        waiting.append((by, at, said))


@contextmanager
def gather_reads() -> Iterator[None]:
    """Write what is read inside in one go at the end, also when something else goes wrong there.

    For a page that reads here and there: nothing of it is shown before it is logged, as a log that cannot be
    written raises here too.
    """
    waiting: list[tuple[Viewer, datetime, list[_Said]]] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
        if waiting:
            # Without a savepoint, as each event: what cannot be logged undoes what is around it.
            with transaction.atomic(savepoint=False):
                for _, reads in groupby(waiting, key=lambda read: read[0].person_id):
                    together = list(reads)
                    # One moment for all: that of the first.
                    by, at, _ = together[0]
                    _append(by, at, [one for *_, said in together for one in said], is_counted=False)


def _append(by: Viewer, at: datetime, said: Sequence[_Said], *, is_counted: bool) -> list[Event]:
    # Without a savepoint of its own: an event that cannot be written undoes what it records.
    with transaction.atomic(savepoint=False):
        # One writer at a time: the lock on the head keeps the chain a line.
        head, _ = Head.objects.select_for_update().get_or_create(pk=1)
        events = []
        for action, subject, details in said:
            words: dict[str, Any] = {
                "sequence": head.length + 1,
                "at": at,
                "person_id": by.person_id,
                "action": action,
                "subject": subject,
                "details": details,
                "previous_hash": head.hash,
            }
            events.append(Event(**words, hash=link(**words)))
            head.length, head.hash = events[-1].sequence, events[-1].hash
        Event.objects.bulk_create(events)
        state = head.hash if is_counted else head.state
        Head.objects.filter(pk=1).update(length=head.length, hash=head.hash, state=state)
    return events
