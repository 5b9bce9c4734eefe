"""What people do when a letter should not go on as it is: take it back, or ask its approvals again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.letters.actions import move_to
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.models import PUBLIC, Retraction
from spoorboek.apps.letters.reading import open_letter
from spoorboek.apps.letters.revisions import lock_letter
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.letter_approval import is_complete
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.roles import Permission

_LEAST_REASON = 10


@transaction.atomic
def withdraw_letter(*, slug: str, reason: str, by: Viewer, at: datetime) -> None:
    """Take a letter back, with a reason.

    A published letter stays readable for everybody, with the reason above it. One that was not published
    stays in the office; nothing can be done with it any more.
    """
    needed = Permission.LETTERS_WRITE
    Access(by).require(needed, to="een brief intrekken")
    row = lock_letter(slug, by)
    if len(reason.strip()) < _LEAST_REASON or not says_something(reason):
        raise LetterError("Schrijf in een zin waarom u de brief intrekt. Iedereen kan dat lezen.")
    if row.status in PUBLIC:
        Access(by).require(Permission.LETTERS_PUBLISH, to="een gepubliceerde brief intrekken")
        move_to(row, LetterStatus.RETRACTED)
        Retraction.objects.create(
            letter=row, reason=reason.strip(), retracted_at=at, retracted_by_id=int(by.person_id)
        )
    else:
        move_to(row, LetterStatus.WITHDRAWN)
    row.save()
    details = {"reason": reason.strip(), "was_published": row.status == LetterStatus.RETRACTED.value}
    record(action="letters.withdraw", by=by, at=at, subject=f"letters.letter:{slug}", details=details)


@transaction.atomic
def ask_again(*, slug: str, by: Viewer, at: datetime) -> None:
    """Send an approved letter that reads otherwise since, because a figure changed, back into its route.

    Raises LetterError when it still is what was approved.
    """
    if not by.may(Permission.LETTERS_APPROVE):
        Access(by).require(Permission.LETTERS_WRITE, to="een brief opnieuw voorleggen")
    row = lock_letter(slug, by)
    if LetterStatus(row.status) is not LetterStatus.APPROVED:
        raise LetterError("Alleen een goedgekeurde brief kunt u opnieuw voorleggen.")
    found = open_letter(by, row, at=at)
    if is_complete(found.route, found.list_approvals(), found.fingerprint):
        raise LetterError("De brief is nog precies wat is goedgekeurd: er valt niets opnieuw te vragen.")
    move_to(row, LetterStatus.IN_APPROVAL)
    row.save()
    record(action="letters.ask_again", by=by, at=at, subject=f"letters.letter:{slug}")
