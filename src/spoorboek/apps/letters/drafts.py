"""What the editor saves while somebody types."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.actions import log_letter, move_to
from spoorboek.apps.letters.revisions import (
    add_revision,
    copy_front_matter,
    find_open,
    hash_text,
    lock_letter,
    read_next,
    replace_open,
)
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.roles import Permission


@transaction.atomic
def save_draft(*, slug: str, source: str, based_on: int, by: Viewer, at: datetime) -> int:
    """Save the text of a letter while it is being written, and return its number.

    Each text gets the next number, so that two people never overwrite each other: ConflictError as with
    ``save_revision``. What one person saves within ten minutes is one version of the history, and is recorded
    once, when it begins. The same text again changes nothing.
    """
    Access(by).require(Permission.LETTERS_WRITE, to="een brief wijzigen")
    row = lock_letter(slug, by)
    letter = read_next(row, source, based_on)
    if row.revisions.filter(number=based_on, sha256=hash_text(letter)).exists():
        return based_on
    copy_front_matter(row, letter, by)
    if LetterStatus(row.status) is LetterStatus.APPROVED:
        move_to(row, LetterStatus.IN_APPROVAL)
    row.save()
    opened = find_open(row, by=by, at=at)
    if opened is not None:
        replace_open(opened, letter, based_on + 1, at=at)
        return based_on + 1
    add_revision(row, letter, based_on + 1, by=by, at=at, stays_open=True)
    log_letter("save", row, by=by, at=at, details={"revision": based_on + 1})
    return based_on + 1
