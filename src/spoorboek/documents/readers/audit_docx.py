"""Word letters by anybody: headings, lists, tables and footnotes, guarded against bombs and entities."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import docx
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from docx.table import Table

from spoorboek.documents.errors import ReaderError, UnreadableFileError
from spoorboek.documents.readers.audit_blocks import AuditText, BlockKind
from spoorboek.documents.readers.audit_builder import TextBuilder
from spoorboek.documents.readers.audit_plain import read_plain
from spoorboek.documents.readers.word_guard import check_word_file

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST_TABLE = 5
_MOST_CELLS = 50_000
_HEADING = re.compile(r"(?:heading|kop)\s*(\d)", re.IGNORECASE)
_LONGEST_BOLD_HEADING = 90
_FEWEST_BROKEN = 8
_ENDS = re.compile(r"[.!?:;…]['\"’”)\]]*\s*$")


def read_audit_docx(content: bytes) -> AuditText:
    """Read a Word letter.

    Parameters: ``content``. Returns the letter, footnotes last. Raises ReaderError with a Dutch sentence when
    it is no Word file, damaged, locked, or built to fill memory.
    """
    try:
        check_word_file(content)
        document = docx.Document(io.BytesIO(content))
        if lines := _find_broken_lines(document):
            return read_plain("\n".join(lines).encode())
        builder = TextBuilder()
        _Walk(builder).read(document, 0)
        for note in _find_notes(content):
            builder.add(BlockKind.FOOTNOTE, note)
        return builder.finish()
    except UnreadableFileError as error:
        raise ReaderError(str(error)) from error
    except Exception as error:
        # A damaged package makes the library fail in many ways; for the reader they are one.
        raise ReaderError("Dit Word-bestand is beschadigd en kan niet worden gelezen.") from error


def _find_broken_lines(document: Any) -> list[str]:
    """Return the lines of a letter that was pasted or converted with a paragraph for each line.

    Nothing when its paragraphs are paragraphs, or when it has tables or lists that say more than its lines.
    """
    if document.tables or any(_is_list(one, str(one.style.name or "")) for one in document.paragraphs):
        return []
    lines = ["".join(_pieces(one._p, line_break="\n")) for one in document.paragraphs]
    said = [line for line in lines if line.strip()]
    broken = [
        one
        for one, following in pairwise(lines)
        if one.strip() and not _ENDS.search(one) and following.strip()[:1].islower()
    ]
    return lines if len(broken) >= _FEWEST_BROKEN and len(broken) * 5 >= len(said) else []


class _Walk:
    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._cells = 0

    def read(self, container: Any, depth: int) -> None:
        """Add the paragraphs and tables of a document or cell in their order."""
        for part in container.iter_inner_content():
            if isinstance(part, Table):
                self._read_table(part, depth)
            else:
                self._read_paragraph(part)

    def _read_paragraph(self, paragraph: Any) -> None:
        words = " ".join(_words_of(paragraph).split())
        style = str(getattr(paragraph.style, "name", "") or "")
        if match := _HEADING.search(style):
            self._builder.add(BlockKind.HEADING, words, int(match[1]))
        elif style.lower() in ("title", "titel", "subtitle", "ondertitel"):
            self._builder.add(BlockKind.HEADING, words, 1)
        elif style.lower() in ("caption", "bijschrift"):
            self._builder.add(BlockKind.CAPTION, words)
        elif _is_list(paragraph, style):
            self._builder.add(BlockKind.LIST_ITEM, words, 1)
        elif _is_bold_line(paragraph, words):
            self._builder.add(BlockKind.HEADING, words, 2)
        else:
            self._builder.add(BlockKind.PARAGRAPH, words)

    def _read_table(self, table: Any, depth: int) -> None:
        rows = [self._read_row(row) for row in table.rows]
        if not rows:
            return
        if max(len(row) for row in rows) < 2 and depth < _DEEPEST_TABLE:
            # A table with one column is layout: its words are ordinary text.
            for row in table.rows:
                for cell in row.cells[:1]:
                    self.read(cell, depth + 1)
            return
        self._builder.add_table(rows[0], rows[1:])

    def _read_row(self, row: Any) -> list[str]:
        seen: set[Any] = set()
        cells: list[str] = []
        for cell in row.cells:
            # The library gives a merged cell once for each column that it covers.
            is_again = cell._tc in seen
            seen.add(cell._tc)
            cells.append("" if is_again else " ".join(cell.text.split()))
            self._cells += 1
            if self._cells > _MOST_CELLS:
                raise ReaderError(f"Dit Word-bestand heeft te veel cellen (ten hoogste {_MOST_CELLS}).")
        return cells


def _words_of(paragraph: Any) -> str:
    """Return the words of a paragraph as they are now: what was deleted with tracking on is gone."""
    return "".join(_pieces(paragraph._p))


def _pieces(element: Any, line_break: str = " ") -> Iterator[str]:
    for node in element.iter():
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}tab":
            yield " "
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            yield line_break
        elif node.tag == f"{_W}noBreakHyphen":
            yield "-"


def _is_list(paragraph: Any, style: str) -> bool:
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return numbered or style.lower().startswith(("list", "lijst", "opsomming"))


def _is_bold_line(paragraph: Any, words: str) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return (
        bool(runs)
        and len(words) <= _LONGEST_BOLD_HEADING
        and all(run.bold for run in runs)
        and words[-1:] not in ".:;,"
    )


def _find_notes(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in ("word/footnotes.xml", "word/endnotes.xml"):
            if name not in package.namelist():
                continue
            try:
                root = fromstring(package.read(name), forbid_dtd=True)
            except (ParseError, DefusedXmlException):
                return
            for note in root:
                if note.get(f"{_W}type") in ("separator", "continuationSeparator", "continuationNotice"):
                    continue
                words = " ".join("".join(_pieces(note)).split())
                if words:
                    yield words
