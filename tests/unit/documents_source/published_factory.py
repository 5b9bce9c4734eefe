"""A published letter to verify, and ways of altering it."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import pikepdf
from tests.unit.documents_source.source_factory import MOMENT, a_document, a_letter, the_figures

from spoorboek.documents.manifest import (
    FIGURES_NAME,
    MANIFEST_NAME,
    ApprovalRecord,
    ClaimRecord,
    OverrideRecord,
    Publication,
    WrittenManifest,
    write_manifest,
)
from spoorboek.documents.readers.pdf import read_pdf
from spoorboek.documents.writers.pdf import Attachment, write_pdf
from spoorboek.rules.letter_verification import PublishedFile, Verification, verify_letter

ENTRY: dict[str, Any] = {
    "id": "c1",
    "claim": "rises",
    "words": "is gestegen van 88 naar 104",
    "points": [{"period": "2023", "value": 88}, {"period": "2024", "value": 104}],
}


def judge(entries: Sequence[Any], *, on: date | None = None, words: object = None) -> list[dict[str, Any]]:
    """Judge as simply as can be: the last point against the first."""
    answers: list[dict[str, Any]] = []
    for entry in entries:
        first, last = entry["points"][0]["value"], entry["points"][-1]["value"]
        verdict = "supported" if last > first else "contradicted"
        answers.append({"id": entry["id"], "verdict": verdict, "computed": {"ratio": last / first}})
    return answers


def a_publication(**changes: Any) -> Publication:
    parts: dict[str, Any] = {
        "figures": list(the_figures().values()),
        "claims": [ClaimRecord(ENTRY, judge([ENTRY])[0])],
        "approvals": [ApprovalRecord("content", "De inhoud is getoetst", "toetser", MOMENT)],
        "code_version": "0.1.0",
        "published_at": MOMENT,
    }
    return Publication(**(parts | changes))


def an_override() -> OverrideRecord:
    return OverrideRecord("contradicted", "Nagekeken.", "toetser", MOMENT)


@cache
def a_written_manifest() -> WrittenManifest:
    return write_manifest(a_letter(), a_document(), a_publication())


@cache
def a_published_pdf() -> bytes:
    written = a_written_manifest()
    attachments = [
        Attachment(MANIFEST_NAME, "application/json", written.manifest, "Manifest", "supplement"),
        Attachment(FIGURES_NAME, "text/csv", written.figures_csv, "Cijfers"),
    ]
    return write_pdf(a_document(), attachments)


def open_published(pdf: bytes) -> PublishedFile:
    content = read_pdf(pdf)
    return PublishedFile(content.attachments[MANIFEST_NAME], content.attachments[FIGURES_NAME], content.pages)


def verify(published: PublishedFile, fingerprint: str | None = None) -> Verification:
    return verify_letter(published, judge=judge, fingerprint=fingerprint)


def alter_digit_in_bytes(content: bytes, rng: random.Random) -> bytes:
    position = rng.choice([match.start() for match in re.finditer(rb"[0-9]", content)])
    other = rng.choice([digit for digit in b"0123456789" if digit != content[position]])
    return content[:position] + bytes([other]) + content[position + 1 :]


def alter_digit_on_page(pdf: bytes, rng: random.Random) -> tuple[bytes, str, str]:
    """Replace the glyph of one printed digit by that of another; return the file and both digits."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        candidates = [place for page in document.pages for place in _digits_on(page)]
        page, instruction, operand, position, codes = rng.choice(candidates)
        stream = pikepdf.parse_content_stream(page)
        old = _operand(stream, instruction, operand)
        before = old[position : position + 2]
        after = rng.choice([code for code in sorted(codes) if codes[code] != codes[before]])
        _set_operand(stream, instruction, operand, old[:position] + after + old[position + 2 :])
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(stream))
        written = io.BytesIO()
        document.save(written)
    return written.getvalue(), codes[before], codes[after]


Codes = dict[bytes, str]
Candidate = tuple[pikepdf.Page, int, int | None, int, Codes]


def _digits_on(page: pikepdf.Page) -> list[Candidate]:
    fonts = {name: _digit_codes(font) for name, font in page.Resources.Font.items()}
    found: list[Candidate] = []
    codes: Codes = {}
    for index, (operands, operator) in enumerate(pikepdf.parse_content_stream(page)):
        if str(operator) == "Tf":
            codes = fonts[str(operands[0])]
        elif str(operator) == "Tj":
            found += _digits_in(page, index, None, bytes(operands[0]), codes)
        elif str(operator) == "TJ":
            for number, item in enumerate(operands[0]):
                if isinstance(item, pikepdf.String):
                    found += _digits_in(page, index, number, bytes(item), codes)
    return found


def _digits_in(
    page: pikepdf.Page, index: int, item: int | None, text: bytes, codes: Codes
) -> list[Candidate]:
    if len(set(codes.values())) < 2:
        return []
    return [(page, index, item, at, codes) for at in range(0, len(text), 2) if text[at : at + 2] in codes]


def _digit_codes(font: pikepdf.Object) -> Codes:
    """Return the glyph codes of digits by the ToUnicode map of the font."""
    mapping = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    single = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*\n", mapping)
    pairs = {bytes.fromhex(code): chr(int(character, 16)) for code, character in single}
    return {code: character for code, character in pairs.items() if character in "0123456789"}


def _operand(stream: Any, index: int, item: int | None) -> bytes:
    operand = stream[index].operands[0]
    return bytes(operand if item is None else operand[item])


def _set_operand(stream: Any, index: int, item: int | None, text: bytes) -> None:
    operands = list(stream[index].operands)
    if item is None:
        operands[0] = pikepdf.String(text)
    else:
        pieces = list(operands[0])
        pieces[item] = pikepdf.String(text)
        operands[0] = pikepdf.Array(pieces)
    stream[index] = pikepdf.ContentStreamInstruction(operands, stream[index].operator)
