"""The sign beside the status of a letter."""

from __future__ import annotations

from spoorboek.rules.letter_lifecycle import LetterStatus

STATUS_SIGNS = {
    LetterStatus.DRAFT: "absent",
    LetterStatus.IN_APPROVAL: "note",
    LetterStatus.APPROVED: "ok",
    LetterStatus.PUBLISHED: "ok",
    LetterStatus.CORRECTED: "note",
    LetterStatus.WITHDRAWN: "absent",
    LetterStatus.RETRACTED: "wrong",
}
