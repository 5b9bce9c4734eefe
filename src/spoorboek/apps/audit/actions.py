"""Writing the log. Called inside the transaction of the action it records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.chain import link
from spoorboek.apps.audit.models import Event, Head

READ = "read"
"""The action of an event that says: personal data were read."""


def record(
    *, action: str, by: Viewer, at: datetime, subject: str, details: Mapping[str, Any] | None = None
) -> Event:
    """Append one event and return it.

    ``action`` is ``app.verb`` (``letters.publish``), ``subject`` is ``app.model:id``. ``details``
    must be plain JSON and hold no personal data.
    """
    # Without a savepoint of its own: an event that cannot be written undoes what it records.
    with transaction.atomic(savepoint=False):
        # One writer at a time: the lock on the head keeps the chain a line.
        head, _ = Head.objects.select_for_update().get_or_create(pk=1)
        said: dict[str, Any] = {
            "sequence": head.length + 1,
            "at": at,
            "person_id": by.person_id,
            "action": action,
            "subject": subject,
            "details": dict(details or {}),
            "previous_hash": head.hash,
        }
        event = Event.objects.create(**said, hash=link(**said))
        head.length, head.hash = event.sequence, event.hash
        head.save()
        return event


def record_read(*, by: Viewer, at: datetime, subject: str, ids: Iterable[str], purpose: str) -> Event:
    """Append one event that says which records with personal data were read, and for what."""
    return record(action=READ, by=by, at=at, subject=subject, details={"ids": list(ids), "purpose": purpose})
