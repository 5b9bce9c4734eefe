"""From the rows of a letter to what it says, and who stands where in its approval."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.checking import LetterCheck, SetAside, check_gathered
from spoorboek.apps.letters.errors import LetterTextError
from spoorboek.apps.letters.gathering import Gathered
from spoorboek.apps.letters.models import Letter, LetterType, Revision
from spoorboek.documents import letter_type as types
from spoorboek.documents.errors import LetterSourceError
from spoorboek.documents.manifest import ApprovalRecord
from spoorboek.documents.printed_text import record_parts, text_sha256
from spoorboek.documents.source.letter import LetterSource, parse_letter
from spoorboek.rules.letter_approval import Approval, RouteStep
from spoorboek.rules.roles import Role


@dataclass(frozen=True)
class OpenLetter:
    """A letter at one moment, with everything that was looked up for it."""

    row: Letter
    revision: Revision
    letter_type: types.LetterType
    gathered: Gathered
    check: LetterCheck

    @cached_property
    def fingerprint(self) -> str:
        """Return what an approval is given over: the source and the words with their numbers filled in.

        A figure that changes after an approval changes this, so that the step is asked again.
        """
        filled = text_sha256(record_parts(self.check.document)) if self.check.document else ""
        return hashlib.sha256(f"{self.revision.sha256} {filled}".encode()).hexdigest()

    def list_numbers(self) -> dict[str, str]:
        """Return the figures that are printed, by key, as they are printed."""
        parts = record_parts(self.check.document) if self.check.document else []
        return {run["figure"]: run["text"] for part in parts for run in part["runs"] if "figure" in run}

    @property
    def route(self) -> tuple[RouteStep, ...]:
        """Return the approval route of the letter's type."""
        return tuple(
            RouteStep(step.code, Role(step.role), step.purpose, step.optional)
            for step in self.letter_type.route
        )

    def list_approvals(self) -> tuple[Approval, ...]:
        """Return every step that was ever taken on this letter, oldest first."""
        return tuple(
            Approval(row.step, str(row.person_id), row.signed_at, row.text_sha256)
            for row in self.row.signed_steps.order_by("signed_at", "pk")
        )

    def list_approval_records(self) -> tuple[ApprovalRecord, ...]:
        """Return the steps that stand for this text as the manifest keeps them: roles, no names."""
        steps = {step.code: step for step in self.route}
        return tuple(
            ApprovalRecord(a.step, steps[a.step].purpose, steps[a.step].role.value, a.at)
            for a in self.list_approvals()
            if a.text_sha256 == self.fingerprint and a.step in steps
        )


def read_text(source: str) -> LetterSource:
    """Read a letter, or raise LetterTextError with every problem and its line."""
    try:
        return _parse(source)
    except LetterSourceError as error:
        raise LetterTextError(error.problems) from error


@lru_cache(maxsize=128)
def _parse(source: str) -> LetterSource:
    """A text never changes, and drafts and published letters are looked through again and again."""
    return parse_letter(source)


def read_type(row: LetterType) -> types.LetterType:
    """Return the letter type in a row."""
    return _load_type(row.specification)


@lru_cache(maxsize=32)
def _load_type(specification: str) -> types.LetterType:
    """A list asks it for every letter; a version never changes."""
    return types.load_letter_type(specification)


def open_letter(viewer: Viewer, row: Letter, *, at: datetime, number: int | None = None) -> OpenLetter:
    """Look up and check one letter in its newest revision, or in the one with ``number``."""
    revisions = row.revisions.order_by("-number")
    revision = revisions.filter(number=number).first() if number else revisions.first()
    assert revision is not None, "a letter is made with its first revision"
    gathered = Gathered(viewer, read_text(revision.source), at)
    letter_type = read_type(row.letter_type)
    return OpenLetter(
        row,
        revision,
        letter_type,
        gathered,
        check_gathered(gathered, letter_type, list_set_aside(row, revision)),
    )


def list_set_aside(row: Letter, revision: Revision) -> tuple[SetAside, ...]:
    """Return the verdicts that were set aside for one text, oldest first."""
    overrides = row.overrides.filter(revision_sha256=revision.sha256).order_by("made_at", "pk")
    return tuple(
        SetAside(one.claim_id, one.verdict, one.reason, one.role, one.made_at.isoformat())
        for one in overrides
    )
