"""Doing what a form asks once, also when its button is pressed twice or the page is sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.people.errors import AlreadySentError
from spoorboek.apps.people.models import SentForm

_KEPT = timedelta(days=2)
_LONGEST_KEY = 100


def do_once(*, key: str, content: str, by: Viewer, at: datetime, act: Callable[[], object]) -> None:
    """Do ``act`` unless this person sent this form with this content before; then raise AlreadySentError.

    ``key`` is the word that the page carried; without one it is simply done. The same page with other content
    is another form: somebody went back and wrote down the next thing. When ``act`` fails nothing was sent.
    """
    if not key or len(key) > _LONGEST_KEY:
        act()
        return
    digest = hashlib.sha256(f"{by.person_id}\0{content}".encode()).hexdigest()
    is_first = False
    try:
        with transaction.atomic():
            SentForm.objects.filter(sent_at__lt=at - _KEPT).delete()
            SentForm.objects.create(key=key, digest=digest, sent_at=at)
            is_first = True
            act()
    except IntegrityError as error:
        if is_first:
            raise
        raise AlreadySentError(key, digest) from error


def keep_answer(*, key: str, answer: str) -> None:
    """Keep to which page a form led, so that sending it again leads there too."""
    SentForm.objects.filter(key=key, answer="").update(answer=answer[:300])


def find_answer(error: AlreadySentError) -> str:
    """Return to which page the form led that was sent before, or the empty text when that is not known.

    Takes no viewer: only who sent the same content under the same key gets there.
    """
    kept = SentForm.objects.filter(key=error.key, digest=error.digest).first()
    return kept.answer if kept else ""
