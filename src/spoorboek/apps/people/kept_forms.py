"""Keeping what was typed when a session turns out to have ended, until the same person is back.

The content is sealed, is given to nobody but who typed it, and is stopped being given after an hour.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import models, transaction

from spoorboek.apps.access.errors import SealError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.people.models import KeptForm, Person

_KEPT = timedelta(hours=1)
_MOST_FORMS, _LONGEST_FORM, _LONGEST_PATH = 5, 500_000, 300

Content = Mapping[str, list[str]]


def keep_form(*, person_id: str, path: str, content: Content, at: datetime) -> str:
    """Keep what ``person_id`` typed on the page ``path``; return the word for it, empty when it is not kept.

    Takes no viewer: nobody is logged in. That this person typed it is told by the signed word of their page.
    No event: no data changes. Not kept: nothing, too much, or for an account that is closed.
    """
    is_wrong = not content or len(path) > _LONGEST_PATH or len(json.dumps(content)) > _LONGEST_FORM
    if is_wrong or not Person.objects.filter(pk=int(person_id), is_active=True).exists():
        return ""
    word = secrets.token_urlsafe(24)
    with transaction.atomic():
        drop_old_forms(at=at)
        KeptForm.objects.create(
            word=word, person_id=int(person_id), path=path, content=dict(content), kept_at=at
        )
        newest = KeptForm.objects.filter(person_id=int(person_id)).order_by("-kept_at", "-pk")
        stay = list(newest.values_list("pk", flat=True)[:_MOST_FORMS])
        KeptForm.objects.filter(person_id=int(person_id)).exclude(pk__in=stay).delete()
    return word


def find_kept_form(viewer: Viewer, word: str, *, path: str, at: datetime) -> Content | None:
    """Return what the viewer typed on this page within the last hour, or None; of others there is nothing."""
    found = _own(viewer, word).filter(path=path, kept_at__gte=at - _KEPT).first()
    try:
        return found.content if found else None
    except SealError:
        # Typing it again is less bad than a page that does not open.
        return None


def drop_kept_form(*, word: str, by: Viewer) -> None:
    """Throw away what ``by`` typed, because it was sent."""
    _own(by, word).delete()


def drop_old_forms(*, at: datetime) -> None:
    """Throw away what nobody came back for within the hour."""
    KeptForm.objects.filter(kept_at__lt=at - _KEPT).delete()


def _own(viewer: Viewer, word: str) -> models.QuerySet[KeptForm]:
    key = int(viewer.person_id) if viewer.person_id.isdigit() else 0
    return KeptForm.objects.filter(person_id=key, word=word)
