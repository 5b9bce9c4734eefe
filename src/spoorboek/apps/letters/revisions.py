"""The texts of a letter: adding one, keeping one open while its writer types, and what goes along with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.errors import ConflictError, LetterError
from spoorboek.apps.letters.models import Letter, Override, Revision
from spoorboek.apps.letters.reading import read_text
from spoorboek.apps.plans.models import SafetyPlan
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.spans import (
    ClaimSpan,
    CommitmentSpan,
    Link,
    NoteReference,
    NumberSpan,
    PromiseSpan,
    SourceInline,
    SourceInlines,
    Words,
)
from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES, LetterStatus

OPEN_FOR = timedelta(minutes=10)
"""How long what one person saves while typing is one version."""


def lock_letter(slug: str, by: Viewer) -> Letter:
    """Return the letter, held until the end of the transaction."""
    what = f"De brief '{slug}'"
    Access(by).get(Letter.objects.all(), what=what, slug=slug)
    row = Letter.objects.select_for_update().filter(slug=slug).first()
    if row is None:
        raise NotFoundError(what)
    return row


def read_next(row: Letter, source: str, based_on: int) -> LetterSource:
    """Return the text that would be the next of a letter, or raise why it cannot be."""
    if LetterStatus(row.status) not in EDITABLE_STATUSES:
        raise LetterError("Een gepubliceerde brief verandert niet meer. Maak een correctie.")
    newest = row.revisions.aggregate(newest=Max("number"))["newest"]
    if newest != based_on:
        raise ConflictError(
            f"Iemand anders heeft deze brief intussen opgeslagen (versie {newest}, u had versie {based_on}). "
            "Vergelijk de twee en sla opnieuw op."
        )
    letter = read_text(source)
    if letter.front_matter.slug != row.slug:
        raise LetterError(f"De naam van de brief is '{row.slug}' en kan niet veranderen.")
    return letter


def copy_front_matter(row: Letter, letter: LetterSource, by: Viewer) -> None:
    """Give the row what the text says of itself, unsaved."""
    front = letter.front_matter
    if front.type != row.letter_type.slug:
        raise LetterError(f"Deze brief is begonnen als '{row.letter_type.slug}', niet als '{front.type}'.")
    plans = SafetyPlan.objects.all()
    row.plan = Access(by).get(plans, what=f"Het plan '{front.plan}'", slug=front.plan) if front.plan else None
    row.title, row.case_number, row.dated_on = front.title, front.case_number, front.dated_on


def hash_text(letter: LetterSource) -> str:
    """Return the fingerprint of a text."""
    return hashlib.sha256(letter.text.encode()).hexdigest()


def add_revision(
    row: Letter, letter: LetterSource, number: int, *, by: Viewer, at: datetime, stays_open: bool = False
) -> None:
    """Add a text to a letter; one that was open is closed, and what was set aside goes along."""
    before = row.revisions.order_by("-number").first()
    close_open(row)
    Revision.objects.create(
        letter=row,
        number=number,
        source=letter.text,
        sha256=hash_text(letter),
        saved_at=at,
        saved_by_id=int(by.person_id),
        open_since=at if stays_open else None,
    )
    if before is not None:
        _carry_over(row, before, letter)


def replace_open(opened: Revision, letter: LetterSource, number: int, *, at: datetime) -> None:
    """Put a text in the place of the one that its writer has open, under a higher number."""
    _carry_over(opened.letter, opened, letter)
    opened.number, opened.source, opened.sha256, opened.saved_at = number, letter.text, hash_text(letter), at
    opened.save()


def find_open(row: Letter, *, by: Viewer, at: datetime) -> Revision | None:
    """Return the newest text while this person has it open, and not for too long."""
    newest = row.revisions.order_by("-number").first()
    if newest is None or newest.open_since is None or newest.saved_by_id != int(by.person_id):
        return None
    return newest if at - newest.open_since < OPEN_FOR else None


def close_open(row: Letter) -> None:
    """Close the text that somebody has open, because something is built on it now."""
    row.revisions.filter(open_since__isnull=False).update(open_since=None)


def carry_names(before: str, letter: LetterSource) -> dict[str, str]:
    """Return by its id in the text before the id of each claim now, where its paragraph stayed the same."""
    if before == letter.text:
        return {name: name for name, _ in _list_said(letter)}
    now: dict[tuple[str, ...], list[str]] = {}
    for name, said in _list_said(letter):
        now.setdefault(said, []).append(name)
    found = ((name, now.get(said, [])) for name, said in _list_said(read_text(before)))
    return {name: names[0] for name, names in found if len(names) == 1}


def _carry_over(row: Letter, before: Revision, letter: LetterSource) -> None:
    sha256 = hash_text(letter)
    overrides = list(row.overrides.filter(revision_sha256=before.sha256)) if before.sha256 != sha256 else []
    names = carry_names(before.source, letter) if overrides else {}
    for override in overrides:
        if override.claim_id not in names:
            continue
        override.claim_id, override.revision_sha256 = names[override.claim_id], sha256
        override.pk = None
        override._state.adding = True
        if not _exists(override):
            override.save()


def _exists(override: Override) -> bool:
    same = Override.objects.filter(
        letter_id=override.letter_id,
        revision_sha256=override.revision_sha256,
        claim_id=override.claim_id,
        verdict=override.verdict,
    )
    return same.exists()


def _list_said(letter: LetterSource) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the id of each claim and number with the whole paragraph it stands in, and its place there."""
    numbers = 0
    for section, inlines in letter.prose():
        spans = list(_list_spans(inlines))
        words = letter.text[_start(inlines[0]) : _end(inlines[-1])] if spans else ""
        for place, span in enumerate(spans):
            if isinstance(span, NumberSpan):
                numbers += 1
            name = span.claim_id if isinstance(span, ClaimSpan) else f"n{numbers}"
            yield name, (*section.path, words, str(place))


def _list_spans(inlines: SourceInlines) -> Iterator[ClaimSpan | NumberSpan]:
    for one in inlines:
        if isinstance(one, ClaimSpan | NumberSpan):
            yield one
        if isinstance(one, ClaimSpan | PromiseSpan | CommitmentSpan):
            yield from _list_spans(one.inlines)


def _start(one: SourceInline) -> int:
    return one.place.start if isinstance(one, Words | Link | NoteReference) else one.whole.start


def _end(one: SourceInline) -> int:
    return one.place.end if isinstance(one, Words | Link | NoteReference) else one.whole.end
