"""Reading what went to Word and what came back: working copies, returned files, remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.checking import LetterCheck
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.models import Remark, WordReturn
from spoorboek.apps.letters.queries import check_source, get_in_office
from spoorboek.apps.letters.reading import open_letter, read_text
from spoorboek.apps.letters.word_paper import read_paper
from spoorboek.apps.sources.storage import open_store
from spoorboek.documents.errors import UnreadableFileError, WritingError
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.working_copy.read_back import Reading, find_envelope, read_back, take_in
from spoorboek.documents.working_copy.remarks import CopyDetails, PersonRemark
from spoorboek.documents.working_copy.report import ReadBack
from spoorboek.documents.working_copy.ties import TieKind, list_ties
from spoorboek.documents.working_copy.writing import write_working_copy
from spoorboek.rules.verdict_words import write_verdict_comment
from spoorboek.services.tables.errors import DamagedFileError


@dataclass(frozen=True, slots=True)
class WordReturnRow:
    """A file that came back. ``revision`` is 0 until it was saved; ``newest`` is that of the letter now."""

    code: str
    letter: str
    file_name: str
    based_on: int
    received_at: datetime
    revision: int
    newest: int
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One remark from Word. ``author`` is what Word calls who wrote it."""

    number: int
    author: str
    written_at: str
    quote: str
    text: str
    answers: str
    is_settled: bool


def build_working_copy(viewer: Viewer, slug: str, *, at: datetime, like: str = "") -> bytes:
    """Return a letter as a Word file that can be read back, in the style of the municipality.

    With ``like``, the code of a returned file, in the styles of that file. Raises LetterError when a figure
    or table is absent, so that there is no document.
    """
    row = get_in_office(viewer, slug)
    paper = read_word_file(viewer, slug, like)[1] if like else read_paper()
    found = open_letter(viewer, row, at=at)
    if found.check.document is None:
        raise LetterError(f"De brief kan niet naar Word: {found.check.problems[0].sentence}")
    remarks = [
        PersonRemark(one.author, one.written_at, one.text, one.quote)
        for one in list_remarks(viewer, slug)
        if not one.is_settled
    ]
    letter = found.gathered.letter
    verdicts = _write_verdicts(letter, found.check)
    details = CopyDetails(found.revision.number, found.revision.saved_at, verdicts, remarks, paper)
    return _write(letter, found.check, details)


def build_source_copy(viewer: Viewer, source: str, *, at: datetime) -> bytes:
    """Return a text that is not kept as a Word file that can be read back. Raises LetterError as above."""
    letter, check = read_text(source), check_source(viewer, source, at=at)
    if check.document is None:
        raise LetterError(f"De brief kan niet naar Word: {check.problems[0].sentence}")
    return _write(letter, check, CopyDetails(0, at, _write_verdicts(letter, check), (), read_paper()))


def get_word_return(viewer: Viewer, slug: str, code: str) -> WordReturnRow:
    """Return one file that came back, or raise NotFoundError. Only for those who work on letters."""
    return _as_row(_get(viewer, slug, code))


def list_word_returns(viewer: Viewer, slug: str) -> list[WordReturnRow]:
    """Return the files that came back, the newest first. Only for those who work on letters."""
    letter = get_in_office(viewer, slug)
    return [_as_row(one) for one in letter.word_returns.select_related("letter", "revision")]


def read_word_file(viewer: Viewer, slug: str, code: str) -> tuple[str, bytes]:
    """Return name and bytes of a file that came back, as it was handed in."""
    row = _get(viewer, slug, code)
    try:
        return row.file_name, open_store().check(row.file_sha256).read_bytes()
    except DamagedFileError as error:
        raise LetterError(
            "Het bewaarde Word-bestand is niet meer wat het was. Haal het terug uit de reservekopie."
        ) from error


def view_word_return(viewer: Viewer, slug: str, code: str, how: Reading) -> ReadBack:
    """Return what comes of a file that came back, before it is saved."""
    row = _get(viewer, slug, code)
    content = read_word_file(viewer, slug, code)[1]
    if row.based_on:
        return read_returned(content, how)
    revision = row.letter.revisions.order_by("number").first()
    assert revision is not None, "a letter is made with its first revision"
    return read_foreign(content, revision.source, how)


def list_remarks(viewer: Viewer, slug: str) -> list[RemarkRow]:
    """Return what people remarked in Word, in the order of the files. Only for those who work on letters."""
    return [_as_remark(one) for one in get_in_office(viewer, slug).remarks.all()]


def read_returned(content: bytes, how: Reading) -> ReadBack:
    """Return a working copy that was read back. Raises LetterError when it cannot be read."""
    try:
        return read_back(content, how)
    except UnreadableFileError as error:
        raise LetterError(str(error)) from error


def read_foreign(content: bytes, head: str, how: Reading) -> ReadBack:
    """Return a Word letter that never was ours as a source under ``head``, its front matter.

    Raises LetterError when it cannot be read, or is a working copy of a letter of ours.
    """
    try:
        envelope = find_envelope(content)
        if envelope is not None:
            raise LetterError(
                f"Dit is een werkbestand van de brief '{envelope.slug}'. Lees het bij die brief terug in."
            )
        return take_in(content, cut_head(head), how)
    except UnreadableFileError as error:
        raise LetterError(str(error)) from error


def cut_head(source: str) -> str:
    """Return the front matter of a source, with its lines of dashes."""
    lines = source.split("\n")
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() in ("---", "...")), len(lines) - 1)
    return "\n".join(lines[: end + 1]) + "\n"


def _write(letter: LetterSource, check: LetterCheck, details: CopyDetails) -> bytes:
    assert check.document is not None, "asked for by the callers"
    try:
        return write_working_copy(letter, check.document, details)
    except WritingError as error:
        raise LetterError(str(error)) from error


def _write_verdicts(letter: LetterSource, check: LetterCheck) -> dict[str, str]:
    """Return the comment for each claim; a number of its own speaks only when something is the matter."""
    names: dict[str, str] = {}
    counts = {TieKind.CLAIM: 0, TieKind.FIGURE: 0}
    for tie in list_ties(letter):
        if tie.kind in counts:
            counts[tie.kind] += 1
            names[f"{'c' if tie.kind is TieKind.CLAIM else 'n'}{counts[tie.kind]}"] = tie.name
    return {
        names[claim.claim_id]: write_verdict_comment(claim.verdict)
        for claim in check.claims
        if claim.claim_id in names and (claim.claim_id[0] == "c" or claim.verdict.get("severity") is not None)
    }


def _get(viewer: Viewer, slug: str, code: str) -> WordReturn:
    letter = get_in_office(viewer, slug)
    row = letter.word_returns.select_related("letter", "revision").filter(code=code).first()
    if row is None:
        raise NotFoundError("Dit Word-bestand")
    return row


def _as_row(row: WordReturn) -> WordReturnRow:
    newest = row.letter.revisions.order_by("-number").values_list("number", flat=True).first()
    return WordReturnRow(
        code=row.code,
        letter=row.letter.slug,
        file_name=row.file_name,
        based_on=row.based_on,
        received_at=row.received_at,
        revision=row.revision.number if row.revision else 0,
        newest=newest or 0,
        report=row.report,
    )


def _as_remark(row: Remark) -> RemarkRow:
    return RemarkRow(
        number=row.pk,
        author=row.author,
        written_at=row.written_at,
        quote=row.quote,
        text=row.text,
        answers=row.answers,
        is_settled=row.settled_at is not None,
    )
