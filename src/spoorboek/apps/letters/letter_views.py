"""A letter as its pages show it: looked through once, until anything changes that it may depend on."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.remembering import remember
from spoorboek.apps.letters.models import Revision
from spoorboek.apps.letters.queries import LetterView, view_letter


def get_letter_view(viewer: Viewer, slug: str, *, at: datetime) -> LetterView:
    """Return one letter with its check and route for those who work on it, or raise NotFoundError."""
    # What is saved while typing writes no event each time, but each text has a number of its own.
    newest = Revision.objects.filter(letter__slug=slug).aggregate(newest=Max("number"))["newest"]
    return remember(viewer, "letter", slug, newest, at=at, make=lambda: view_letter(viewer, slug, at=at))
