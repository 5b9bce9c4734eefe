"""Reading a letter while somebody writes it. Only for those who work on letters."""

from __future__ import annotations

from datetime import datetime

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.live import LiveCheck, check_live
from spoorboek.apps.letters.queries import RevisionRow, get_in_office


def find_revision(viewer: Viewer, slug: str, number: int) -> RevisionRow | None:
    """Return one saved text of a letter, if it is still there. Only for those who work on letters."""
    row = get_in_office(viewer, slug).revisions.filter(number=number).first()
    return RevisionRow(row.number, row.saved_at, row.source, str(row.saved_by_id)) if row else None


def check_draft(viewer: Viewer, slug: str, source: str, *, at: datetime) -> LiveCheck:
    """Return everything found in a text that is being written for a letter, before it is saved.

    Made for between two pauses of the writer. Raises LetterTextError when it is no letter.
    """
    return check_live(viewer, get_in_office(viewer, slug), source, at=at)
