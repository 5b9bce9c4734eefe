"""The words and small decisions that all three writers share, so that they print the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from spoorboek.documents.model import (
    Block,
    ChartBlock,
    ClaimRun,
    Document,
    FootnoteRun,
    HeaderField,
    Heading,
    Inline,
    Inlines,
    ListBlock,
    Paragraph,
    PromiseRun,
    TableBlock,
    TextRun,
)
from spoorboek.figures.dutch_dates import format_date

ADDRESSEE_LABEL = "Aan"
DATE_LABEL = "Datum"
ANNEXES_HEADING = "Bijlagen"
SOURCES_HEADING = "Bronnen"
BULLET = "•"

_LONGEST_WHOLE_TABLE, _MOST_LETTERS_IN_WHOLE_TABLE = 14, 1500
"""What still fits on one page with what stands around it, also when cells take a few lines."""
_LONGEST_WHOLE_TEXT = 6
"""A table of text reads on over a page; kept whole it would leave half a page empty before it."""

_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_NUMERIC = re.compile(
    r"[€+\-−–±]?[\s\u00a0]*\d[\d.,\s\u00a0]*%?\*?(?: \(-?[\d.,]+ tot -?[\d.,]+\))?(?:\s*\[\d+\])?"
)
_WORDS_FOR_NO_NUMBER = frozenset({"onbekend", "afgeschermd", "niet te berekenen", "-", "–", "—", ""})
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"'<>\\]+", re.IGNORECASE)


def make_printable(text: str) -> str:
    """Return ``text`` without what no reader can see: control, direction and zero-width characters.

    Line ends become spaces; letters with an accent get one code point, whatever their origin.

    >>> make_printable("een\\nregel\\u202e")
    'een regel'
    """
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _SPACES.sub(" ", text)))


def find_safe_address(href: str) -> str | None:
    """Return ``href`` when it leads to a website or a mailbox, else None.

    >>> find_safe_address("javascript:alert(1)") is None
    True
    """
    return href if _SAFE_ADDRESS.fullmatch(href) else None


def write_note_mark(number: int) -> str:
    """Return how a reference to a source looks.

    The brackets keep it apart from the number before it, also in copied text: 7,3[1] is not 7,31.
    """
    return f"[{number}]"


def join_words(inlines: Inlines) -> str:
    """Return the words of ``inlines`` as they are printed, references to sources included."""
    return "".join(map(_words_of, inlines))


def _words_of(inline: Inline) -> str:
    if isinstance(inline, ClaimRun | PromiseRun):
        return join_words(inline.inlines)
    if isinstance(inline, FootnoteRun):
        return write_note_mark(inline.number)
    return make_printable(inline.text)


def list_formal_fields(document: Document) -> tuple[HeaderField, ...]:
    """Return the fields above the letter; the date comes first unless a field ``Datum`` gives it."""
    if any(field.label.casefold() == DATE_LABEL.casefold() for field in document.fields):
        return document.fields
    day = HeaderField(DATE_LABEL, (TextRun(format_date(document.dated_on)),))
    return (day, *document.fields)


def find_number_columns(table: TableBlock) -> tuple[bool, ...]:
    """Tell of each column whether it holds numbers and so is aligned to the right."""
    return tuple(
        column > 0 and bool(table.rows) and _is_numeric([join_words(row[column]) for row in table.rows])
        for column in range(len(table.header))
    )


def _is_numeric(cells: list[str]) -> bool:
    numbers = [bool(_NUMERIC.fullmatch(cell.strip())) for cell in cells]
    words = [cell.strip().casefold() in _WORDS_FOR_NO_NUMBER for cell in cells]
    return any(numbers) and all(a or b for a, b in zip(numbers, words, strict=True))


def holds_text(table: TableBlock) -> bool:
    """Tell whether a table is read rather than looked up: words in more than the column of names."""
    return find_number_columns(table).count(False) > 1


def may_break(table: TableBlock) -> bool:
    """Tell whether the PDF may spread a table over pages; then its header row comes back on each."""
    letters = sum(len(join_words(cell)) for row in table.rows for cell in row)
    longest = _LONGEST_WHOLE_TEXT if holds_text(table) else _LONGEST_WHOLE_TABLE
    return len(table.rows) > longest or letters > _MOST_LETTERS_IN_WHOLE_TABLE


def walk_inlines(document: Document) -> Iterator[Inline]:
    """Yield each inline of the document in reading order, the outer before the inner."""
    for header_field in document.fields:
        yield from _walk(header_field.inlines)
    for block in document.blocks:
        yield from _walk_block(block)
    for note in document.footnotes:
        yield from _walk(note.inlines)


def _walk_block(block: Block) -> Iterator[Inline]:
    match block:
        case Heading() | Paragraph():
            yield from _walk(block.inlines)
        case ListBlock():
            for item in block.items:
                for child in item:
                    yield from _walk_block(child)
        case TableBlock():
            for row in (block.header, *block.rows):
                for cell in row:
                    yield from _walk(cell)
        case ChartBlock():
            yield from _walk_block(block.table)


def _walk(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, ClaimRun | PromiseRun):
            yield from _walk(inline.inlines)


class NoteMarks:
    """Remembers which sources have been referred to: the first reference is where a source links back to."""

    def __init__(self, document: Document) -> None:
        """Note which sources the text refers to at all."""
        self._seen: set[int] = set()
        self.referred = frozenset(i.number for i in walk_inlines(document) if isinstance(i, FootnoteRun))

    def is_first(self, number: int) -> bool:
        """Tell whether this is the first reference to source ``number``."""
        if number in self._seen:
            return False
        self._seen.add(number)
        return True
