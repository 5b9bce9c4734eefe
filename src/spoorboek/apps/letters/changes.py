"""What changed in a letter since somebody signed a step of its route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.queries import get_in_office
from spoorboek.apps.letters.reading import open_letter


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """Lines of the source that were replaced. ``line`` counts from 1 in the present text."""

    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedNumber:
    """A figure that is printed otherwise than when the step was signed; empty where it is not printed."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangesSince:
    """What differs between the letter as it was signed and as it reads now."""

    step: str
    purpose: str
    signed_at: datetime
    revision_then: int
    revision_now: int
    lines: tuple[ChangedLines, ...]
    numbers: tuple[ChangedNumber, ...]


def list_changes_since(viewer: Viewer, slug: str, step: str, *, at: datetime) -> ChangesSince:
    """Return what changed since ``step`` was last signed: lines of the source, and numbers filled in.

    Only for those who work on letters. Raises NotFoundError when the step was never signed.
    """
    found = open_letter(viewer, get_in_office(viewer, slug), at=at)
    signed = found.row.signed_steps.filter(step=step).order_by("signed_at", "pk").last()
    if signed is None:
        raise NotFoundError(f"Een akkoord op de stap '{step}'")
    then = found.row.revisions.filter(number=signed.revision_number).first()
    now = found.list_numbers()
    keys = sorted({*signed.numbers, *now})
    purposes = {each.code: each.purpose for each in found.route}
    return ChangesSince(
        step=step,
        purpose=purposes.get(step, step),
        signed_at=signed.signed_at,
        revision_then=signed.revision_number,
        revision_now=found.revision.number,
        lines=tuple(_compare_lines(then.source if then else "", found.revision.source)),
        numbers=tuple(
            ChangedNumber(key, signed.numbers.get(key, ""), now.get(key, ""))
            for key in keys
            if signed.numbers.get(key) != now.get(key)
        ),
    )


def _compare_lines(before: str, after: str) -> Iterator[ChangedLines]:
    old, new = before.splitlines(), after.splitlines()
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(
        a=old, b=new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            yield ChangedLines(new_from + 1, tuple(old[old_from:old_to]), tuple(new[new_from:new_to]))
