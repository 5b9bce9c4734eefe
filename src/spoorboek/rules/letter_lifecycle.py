"""The life of a letter: one table of statuses and transitions. The diagram in the docs is printed from it.

Source: the usual route of a council letter (parafenlijn); a published letter is never changed, only
followed by a correction.
"""

from __future__ import annotations

from enum import Enum


class LetterStatus(Enum):
    """Where a letter stands. The labels are what users read."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


LABELS: dict[LetterStatus, str] = {
    LetterStatus.DRAFT: "concept",
    LetterStatus.IN_APPROVAL: "ligt ter goedkeuring",
    LetterStatus.APPROVED: "goedgekeurd",
    LetterStatus.PUBLISHED: "gepubliceerd",
    LetterStatus.CORRECTED: "gecorrigeerd door een nieuwe brief",
    LetterStatus.WITHDRAWN: "ingetrokken voor publicatie",
}

_S = LetterStatus
TRANSITIONS: dict[str, tuple[frozenset[LetterStatus], LetterStatus]] = {
    "submit": (frozenset({_S.DRAFT}), _S.IN_APPROVAL),
    "send_back": (frozenset({_S.IN_APPROVAL, _S.APPROVED}), _S.DRAFT),
    "complete_approval": (frozenset({_S.IN_APPROVAL}), _S.APPROVED),
    "publish": (frozenset({_S.APPROVED}), _S.PUBLISHED),
    "correct": (frozenset({_S.PUBLISHED}), _S.CORRECTED),
    "withdraw": (frozenset({_S.DRAFT, _S.IN_APPROVAL, _S.APPROVED}), _S.WITHDRAWN),
}
"""What may happen: its name, from which statuses, to which status."""

_VERBS = {
    "submit": "ter goedkeuring leggen",
    "send_back": "terugsturen",
    "complete_approval": "goedkeuren",
    "publish": "publiceren",
    "correct": "corrigeren",
    "withdraw": "intrekken",
}


class LetterLifecycleError(ValueError):
    """Something that may not happen to a letter in this status."""


def next_status(status: LetterStatus, event: str) -> LetterStatus:
    """Return the status after ``event``.

    Raises LetterLifecycleError with a Dutch sentence when it may not happen now.

    >>> next_status(LetterStatus.DRAFT, "submit")
    <LetterStatus.IN_APPROVAL: 'in_approval'>
    """
    allowed, target = TRANSITIONS[event]
    if status not in allowed:
        wanted = " of ".join(f"'{LABELS[s]}'" for s in LetterStatus if s in allowed)
        raise LetterLifecycleError(
            f"De brief kunt u nu niet {_VERBS[event]}: de status is '{LABELS[status]}' en moet {wanted} zijn."
        )
    return target


def render_diagram() -> str:
    """Return the table as a Mermaid state diagram with Dutch labels."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    lines += [f"    {status.value}: {LABELS[status]}" for status in LetterStatus]
    for event, (allowed, target) in TRANSITIONS.items():
        lines += [
            f"    {status.value} --> {target.value}: {_VERBS[event]}"
            for status in LetterStatus
            if status in allowed
        ]
    return "\n".join(lines) + "\n"
