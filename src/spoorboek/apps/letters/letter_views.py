"""A letter as its pages show it: looked through once, until anything changes that it may depend on."""

from __future__ import annotations

from datetime import datetime

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.remembering import remember
from spoorboek.apps.letters.queries import LetterView, view_letter


def get_letter_view(viewer: Viewer, slug: str, *, at: datetime) -> LetterView:
    """Return one letter with its check and route for those who work on it, or raise NotFoundError."""
    return remember(viewer, "letter", slug, at=at, make=lambda: view_letter(viewer, slug, at=at))
