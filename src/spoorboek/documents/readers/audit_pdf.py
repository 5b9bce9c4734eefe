"""PDF letters by anybody: the words of each page with their places, within bounds of size and memory."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from spoorboek.documents.errors import ReaderError
from spoorboek.documents.readers.audit_blocks import AuditText
from spoorboek.documents.readers.audit_builder import TextBuilder
from spoorboek.documents.readers.audit_flow import order_lines
from spoorboek.documents.readers.audit_lines import add_lines
from spoorboek.documents.readers.audit_pdf_layout import Glyph, lay_out

LARGEST_FILE = 50_000_000
MOST_PAGES = 500
MOST_GLYPHS = 1_000_000
"""On all pages together; an annual report of 200 pages has about half a million."""
MOST_GLYPHS_ON_A_PAGE = 60_000
LARGEST_STREAM = 60_000_000
LARGEST_UNPACKED = 250_000_000
_STREAM = re.compile(rb"stream\r?\n")
_PASSWORD = 4
_SMALLEST_SIZE = 3.0


def read_audit_pdf(content: bytes) -> AuditText:
    """Read a PDF letter.

    Parameters: ``content``. Returns the letter, columns one after the other, footnotes and tables apart.
    Raises ReaderError with a Dutch sentence when it is no PDF, damaged, locked, without text or too large.
    """
    if len(content) > LARGEST_FILE:
        raise ReaderError(f"Deze PDF is te groot ({len(content)} bytes; ten hoogste {LARGEST_FILE}).")
    if b"%PDF-" not in content[:1024]:
        raise ReaderError("Dit bestand is geen PDF.")
    _check_streams(content)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise ReaderError(
                "Deze PDF is beveiligd met een wachtwoord. Haal de beveiliging eraf."
            ) from error
        raise ReaderError("Deze PDF is beschadigd en kan niet worden gelezen.") from error
    try:
        return _read(document)
    except pypdfium2.PdfiumError as error:
        raise ReaderError("Deze PDF is beschadigd en kan niet worden gelezen.") from error
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument) -> AuditText:
    if len(document) > MOST_PAGES:
        raise ReaderError(f"Deze PDF heeft {len(document)} bladzijden; ten hoogste {MOST_PAGES}.")
    if len(document) == 0:
        raise ReaderError("Deze PDF heeft geen bladzijden.")
    pages = []
    total = 0
    for number in range(len(document)):
        glyphs = _read_glyphs(document, number)
        total += len(glyphs)
        if total > MOST_GLYPHS:
            raise ReaderError(f"Deze PDF heeft te veel tekst (ten hoogste {MOST_GLYPHS} tekens).")
        pages.append(lay_out(glyphs))
    if total == 0:
        raise ReaderError(
            "In deze PDF zit geen tekst, alleen beeld. Laat hem eerst door tekstherkenning (OCR) gaan."
        )
    builder = TextBuilder()
    add_lines(builder, order_lines(pages))
    return builder.finish()


def _read_glyphs(document: pypdfium2.PdfDocument, number: int) -> list[Glyph]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            count = text.count_chars()
            if count > MOST_GLYPHS_ON_A_PAGE:
                raise ReaderError(f"Bladzijde {number + 1} van deze PDF is te groot om te lezen.")
            return list(_glyphs_of(text, count))
        finally:
            text.close()
    finally:
        page.close()


def _glyphs_of(text: pypdfium2.PdfTextPage, count: int) -> Iterator[Glyph]:
    left, right, bottom, top, x, baseline = (ctypes.c_double() for _ in range(6))
    loose = pdfium.FS_RECTF()
    raw = text.raw
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in (0, 10, 13, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF:
            continue
        # PDFium gives the hyphen at the end of a line as this sign.
        sign = "-" if code == 2 else chr(code)
        if not pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top):
            continue
        if not pdfium.FPDFText_GetCharOrigin(raw, index, x, baseline):
            baseline.value = bottom.value
        if pdfium.FPDFText_GetLooseCharBox(raw, index, loose) and loose.right > loose.left:
            # With the white around its ink: in a typewriter font a narrow letter has much of it.
            left.value, right.value = loose.left, loose.right
        size = max(pdfium.FPDFText_GetFontSize(raw, index), 1.0)
        if size < _SMALLEST_SIZE:
            # The font may be set at 1 point and scaled: then the height of the sign tells.
            size = max(size, (top.value - bottom.value) * 1.3)
        yield Glyph(sign, left.value, right.value, baseline.value, bottom.value, size)


@dataclass(slots=True)
class _Budget:
    left: int = LARGEST_UNPACKED


def _check_streams(content: bytes) -> None:
    """Refuse a PDF whose packed parts would fill the memory: what reads it has no such bound of its own."""
    budget = _Budget()
    for match in _STREAM.finditer(content):
        head = content[max(0, match.start() - 400) : match.start()]
        packed = head[head.rfind(b"obj") :].count(b"Flate") + head[head.rfind(b"obj") :].count(b"/Fl ")
        if packed:
            end = content.find(b"endstream", match.end())
            data = content[match.end() : end if end > 0 else len(content)]
            for _ in range(min(packed, 3)):
                data = _unpack(data, budget)


def _unpack(data: bytes, budget: _Budget) -> bytes:
    try:
        unpacked = zlib.decompressobj().decompress(data, LARGEST_STREAM + 1)
    except zlib.error:
        return b""
    budget.left -= len(unpacked)
    if len(unpacked) > LARGEST_STREAM or budget.left < 0:
        raise ReaderError("Deze PDF wordt uitgepakt te groot.")
    return unpacked
