"""What people do with letters in Word: hand a file in, save what came of it, settle a remark."""

from __future__ import annotations

import io
import secrets
from dataclasses import asdict
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.letters.actions import save_revision, start_letter
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.models import Letter, Remark, WordReturn
from spoorboek.apps.letters.queries import get_in_office
from spoorboek.apps.letters.working_copies import (
    cut_head,
    read_foreign,
    read_returned,
    view_word_return,
)
from spoorboek.apps.sources.storage import open_store
from spoorboek.documents.errors import UnreadableFileError
from spoorboek.documents.working_copy.envelope import Envelope
from spoorboek.documents.working_copy.read_back import Reading, find_envelope
from spoorboek.documents.working_copy.report import ReadBack
from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES, LetterStatus
from spoorboek.rules.roles import Permission

_LONGEST_NAME = 200
_FIRST_REVISION = 1


@transaction.atomic
def receive_word_file(*, slug: str, file_name: str, content: bytes, by: Viewer, at: datetime) -> str:
    """Keep a working copy that came back and return its code; the text of the letter does not change yet.

    Raises LetterError when the file cannot be read, is no working copy, or is one of another letter.
    """
    Access(by).require(Permission.LETTERS_WRITE, to="een brief uit Word inlezen")
    letter = get_in_office(by, slug)
    if LetterStatus(letter.status) not in EDITABLE_STATUSES:
        raise LetterError("Een gepubliceerde brief verandert niet meer. Maak een correctie.")
    envelope = _open_envelope(content)
    if envelope.slug != slug:
        raise LetterError(f"Dit werkbestand hoort bij een andere brief: '{envelope.slug}'.")
    sent = letter.revisions.filter(number=envelope.revision).first()
    is_known = letter.revisions.filter(number__gte=envelope.revision).exists() and envelope.revision > 0
    # A revision that was still open then lives on under a higher number: saving shows both texts.
    if not is_known or (sent is not None and sent.source != envelope.source):
        raise LetterError("Van dit werkbestand bestaat de versie niet waarop het is gebaseerd.")
    read_returned(content, Reading())
    return _keep(letter, file_name, content, envelope.revision, by=by, at=at)


@transaction.atomic
def save_word_return(
    *,
    slug: str,
    code: str,
    how: Reading,
    by: Viewer,
    at: datetime,
    source: str = "",
    based_on: int = 0,
) -> int:
    """Save what came of a file as the next revision, keep its remarks, and return the number.

    ``source`` and ``based_on`` are given where a person settled a conflict. Raises ConflictError when
    somebody saved another revision since the file went to Word: nothing is overwritten.
    """
    Access(by).require(Permission.LETTERS_WRITE, to="een brief uit Word opslaan")
    row = _get(by, slug, code)
    if row.revision is not None:
        raise LetterError("Dit Word-bestand is al opgeslagen.")
    back = view_word_return(by, slug, code, how)
    number = save_revision(
        slug=slug,
        source=source or back.source,
        based_on=based_on or row.based_on or _FIRST_REVISION,
        by=by,
        at=at,
    )
    _finish(row, back, number, by=by, at=at)
    return number


@transaction.atomic
def start_letter_from_word(
    *, head: str, file_name: str, content: bytes, by: Viewer, at: datetime
) -> tuple[str, ReadBack]:
    """Begin a letter with the words of a Word file that never was ours; return its slug and what was found.

    ``head`` is a source of which only the front matter counts. No number is tied: the check of the letter
    asks for each. The file is kept with the first revision. With tracked changes, which are all taken in it,
    the file stays open, so that the writer still chooses between them one by one.
    """
    back = read_foreign(content, cut_head(head), Reading())
    slug = start_letter(source=back.source, by=by, at=at)
    letter = get_in_office(by, slug)
    row = _get(by, slug, _keep(letter, file_name, content, 0, by=by, at=at))
    if back.changes:
        _keep_remarks(row, back, by=by, at=at)
    else:
        _finish(row, back, _FIRST_REVISION, by=by, at=at)
    return slug, back


@transaction.atomic
def discard_word_return(*, slug: str, code: str, by: Viewer, at: datetime) -> None:
    """Forget a file that was not saved."""
    Access(by).require(Permission.LETTERS_WRITE, to="een Word-bestand weggooien")
    row = _get(by, slug, code)
    if row.revision is not None:
        raise LetterError("Dit Word-bestand hoort bij een opgeslagen versie en blijft bewaard.")
    row.delete()
    _log("discard_word", slug, by=by, at=at, details={"file": code})


@transaction.atomic
def settle_remark(*, slug: str, number: int, by: Viewer, at: datetime) -> None:
    """Mark a remark as dealt with; it stays readable and does not go to Word again."""
    Access(by).require(Permission.LETTERS_WRITE, to="een opmerking afhandelen")
    remark = get_in_office(by, slug).remarks.filter(pk=number).first()
    if remark is None:
        raise NotFoundError("Deze opmerking")
    if remark.settled_at is None:
        remark.settled_at, remark.settled_by_id = at, int(by.person_id)
        remark.save()
        _log("settle_remark", slug, by=by, at=at, details={"remark": number})


def _open_envelope(content: bytes) -> Envelope:
    try:
        envelope = find_envelope(content)
    except UnreadableFileError as error:
        raise LetterError(str(error)) from error
    if envelope is None:
        raise LetterError(
            "Dit is geen werkbestand van Spoorboek, of wat wij erin bewaren is weg of veranderd. Begin met "
            "'Werkbestand downloaden', of neem een andere Word-brief op als nieuwe brief."
        )
    return envelope


def _keep(letter: Letter, file_name: str, content: bytes, based_on: int, *, by: Viewer, at: datetime) -> str:
    row = WordReturn.objects.create(
        letter=letter,
        code=secrets.token_hex(8),
        file_name=PurePath(file_name.replace("\\", "/")).name[:_LONGEST_NAME] or "brief.docx",
        file_sha256=open_store().keep_stream(io.BytesIO(content)),
        based_on=based_on,
        received_at=at,
        received_by_id=int(by.person_id),
    )
    details = {"file": row.code, "sha256": row.file_sha256, "based_on": based_on}
    _log("receive_word", letter.slug, by=by, at=at, details=details)
    return row.code


def _finish(row: WordReturn, back: ReadBack, number: int, *, by: Viewer, at: datetime) -> None:
    row.revision = row.letter.revisions.get(number=number)
    row.report = describe_return(back)
    row.save()
    _keep_remarks(row, back, by=by, at=at)
    _log("save_word", row.letter.slug, by=by, at=at, details={"file": row.code, "revision": number})


def _keep_remarks(row: WordReturn, back: ReadBack, *, by: Viewer, at: datetime) -> None:
    known = set(row.letter.remarks.values_list("author", "written_at", "text"))
    for one in back.comments:
        if (one.author[:_LONGEST_NAME], one.written_at[:40], one.text) not in known:
            Remark.objects.create(
                letter=row.letter,
                word_return=row,
                author=one.author[:_LONGEST_NAME],
                written_at=one.written_at[:40],
                quote=one.quote,
                text=one.text,
                answers=one.answers,
                settled_at=at if one.is_settled else None,
                settled_by_id=int(by.person_id) if one.is_settled else None,
            )


def describe_return(back: ReadBack) -> dict[str, Any]:
    """Return what came of a file as it is kept: everything but the text and the remarks, kept elsewhere."""
    told = asdict(back)
    del told["source"], told["comments"]
    for group in ("numbers", "lost", "blocks", "changes"):
        for one in told[group]:
            one["kind"] = one["kind"].value
    return told


def _get(by: Viewer, slug: str, code: str) -> WordReturn:
    letter = get_in_office(by, slug)
    row = WordReturn.objects.select_for_update().filter(letter=letter, code=code).first()
    if row is None:
        raise NotFoundError("Dit Word-bestand")
    return row


def _log(verb: str, slug: str, *, by: Viewer, at: datetime, details: dict[str, Any]) -> None:
    record(action=f"letters.{verb}", by=by, at=at, subject=f"letters.letter:{slug}", details=details)
