"""Plain text and Markdown by anybody: which encoding, which lines, which blocks."""

from __future__ import annotations

import re
from collections import Counter

from spoorboek.documents.errors import ReaderError
from spoorboek.documents.readers.audit_blocks import AuditText
from spoorboek.documents.readers.audit_builder import LARGEST_TEXT, TextBuilder, check_numerals
from spoorboek.documents.readers.audit_flow import Line, order_lines
from spoorboek.documents.readers.audit_lines import add_lines

LARGEST_FILE = 5_000_000
MOST_LINES = 100_000
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
_STARS = re.compile(r"(\*{1,3}|_{2,3})(?=\S)([^*_\n]{1,400}?)(?<=\S)\1")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,400}?)(?<=\S)\*\*")
_BOLD_LINE = re.compile(r"(?m)^[ \t]*\*\*(?=[^\s*])([^*\n]{2,90}?)(?<![\s.!:;,])\*\*[ \t]*$")
_FRONT = re.compile(r"\A---\n(?:.*\n){0,100}?---\n")
_LOST_FEED = re.compile(r" \S")
_LINES_A_PAGE = 20
_LOOKED_AT = 200
_FEWEST_ROWS = 12
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def read_plain(content: bytes, *, is_markdown: bool = False) -> AuditText:
    """Read plain text or Markdown.

    Parameters: ``content``, in UTF-8, UTF-16 with its mark, or the encoding of Windows; ``is_markdown``, for
    which links and stars are read as their words.
    Returns the letter. Raises ReaderError with a Dutch sentence when it is no text or too large.
    """
    if len(content) > LARGEST_FILE:
        raise ReaderError(f"Deze tekst is te groot ({len(content)} bytes; ten hoogste {LARGEST_FILE}).")
    text = decode_text(content)
    if len(text) > LARGEST_TEXT:
        raise ReaderError(f"Dit bestand heeft te veel tekst (ten hoogste {LARGEST_TEXT} tekens).")
    tidy = text.replace("\r\n", "\n").replace("\r", "\n")
    # A line in bold is a heading; stars around words are no part of what is said, in a .txt neither.
    tidy = _BOLD.sub(r"\1", _BOLD_LINE.sub(r"## \1", tidy)) if "**" in tidy else tidy
    if is_markdown:
        tidy = _STARS.sub(r"\2", _LINK.sub(r"\1", _FRONT.sub("", tidy)))
    if tidy.count("\n") > MOST_LINES:
        raise ReaderError(f"Deze tekst heeft te veel regels (ten hoogste {MOST_LINES}).")
    check_numerals(text)
    if _is_sheet(tidy):
        raise ReaderError("Dit lijkt een tabel (CSV) en geen brief. Lever de brief zelf aan.")
    pages = [[Line(line) for line in page] for page in _split_pages(tidy)]
    builder = TextBuilder()
    add_lines(builder, order_lines(pages))
    return builder.finish()


def _is_sheet(text: str) -> bool:
    """Tell whether nearly all lines have as many cells: a table of a spreadsheet with another name."""
    lines = [line for line in text.split("\n", _LOOKED_AT) if line.strip()][:_LOOKED_AT]
    if len(lines) < _FEWEST_ROWS:
        return False
    for cut in (";", "\t", ","):
        counts = Counter(line.count(cut) for line in lines)
        usual, times = counts.most_common(1)[0]
        tight = sum(line.count(f"{cut} ") for line in lines)
        if usual and times > 0.9 * len(lines) and tight < usual * len(lines) // 4:
            return True
    return False


def _split_pages(text: str) -> list[list[str]]:
    """Divide a text into pages: at a form feed, or where a lost one left a single space at a line's start."""
    if "\f" in text:
        return [page.split("\n") for page in text.split("\f")]
    lines = text.split("\n")
    turns = [at for at, line in enumerate(lines) if at and _LOST_FEED.match(line)]
    if not turns or len(turns) > len(lines) // _LINES_A_PAGE or any(line.startswith("  ") for line in lines):
        return [lines]
    return [lines[start:end] for start, end in zip([0, *turns], [*turns, len(lines)], strict=True)]


def decode_text(content: bytes) -> str:
    """Return bytes as text: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises ReaderError with a Dutch sentence when they are no text.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    strange = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if strange > len(text) // 50:
        raise ReaderError("Dit bestand is geen tekst. Lever een PDF, Word-bestand, pagina of tekst aan.")
    return _CONTROL.sub(" ", text)
