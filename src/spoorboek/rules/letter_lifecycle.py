"""The life of a letter.

Source: the usual route of a council letter (parafenlijn); a published letter is never changed, only
followed by a correction.
"""

from __future__ import annotations

from enum import Enum

from spoorboek.rules.errors import LifecycleError
from spoorboek.rules.lifecycle import Lifecycle


class LetterStatus(Enum):
    """Where a letter stands."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"


_L = LetterStatus

LETTER_LIFECYCLE: Lifecycle[LetterStatus] = Lifecycle(
    noun="de brief",
    start=_L.DRAFT,
    steps={
        _L.DRAFT: frozenset({_L.IN_APPROVAL, _L.WITHDRAWN}),
        _L.IN_APPROVAL: frozenset({_L.DRAFT, _L.APPROVED, _L.WITHDRAWN}),
        # A change after the last approval asks the steps again.
        _L.APPROVED: frozenset({_L.DRAFT, _L.IN_APPROVAL, _L.PUBLISHED, _L.WITHDRAWN}),
        # What was published stays readable: with the reason above it.
        _L.PUBLISHED: frozenset({_L.CORRECTED, _L.RETRACTED}),
        _L.CORRECTED: frozenset(),
        _L.WITHDRAWN: frozenset(),
        _L.RETRACTED: frozenset(),
    },
    words={
        _L.DRAFT: "concept",
        _L.IN_APPROVAL: "ligt ter goedkeuring",
        _L.APPROVED: "goedgekeurd",
        _L.PUBLISHED: "gepubliceerd",
        _L.CORRECTED: "gecorrigeerd door een nieuwe brief",
        _L.WITHDRAWN: "ingetrokken voor publicatie",
        _L.RETRACTED: "ingetrokken",
    },
    acts={
        _L.DRAFT: "terugsturen",
        _L.IN_APPROVAL: "ter goedkeuring leggen",
        _L.APPROVED: "goedkeuren",
        _L.PUBLISHED: "publiceren",
        _L.CORRECTED: "corrigeren",
        _L.WITHDRAWN: "intrekken",
        _L.RETRACTED: "intrekken",
    },
)

EDITABLE_STATUSES: tuple[LetterStatus, ...] = (_L.DRAFT, _L.IN_APPROVAL, _L.APPROVED)
"""Until it is published its words may change; every change asks the approvals again."""


def check_can_submit(status: LetterStatus) -> None:
    """Check that a letter may be offered for approval.

    Parameters: ``status`` of the letter. Returns nothing. Errors: LifecycleError with a Dutch sentence
    unless it is a draft: an approved letter comes back to approval by a change, not by asking again.

    >>> check_can_submit(LetterStatus.DRAFT)
    """
    if status is not LetterStatus.DRAFT:
        raise LifecycleError(
            "Alleen een concept kunt u ter goedkeuring leggen: "
            f"de status van deze brief is '{LETTER_LIFECYCLE.words[status]}'."
        )
