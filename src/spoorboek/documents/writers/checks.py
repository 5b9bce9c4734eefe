"""What a document must hold before any writer touches it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spoorboek.documents.colours import compute_contrast
from spoorboek.documents.errors import WritingError
from spoorboek.documents.house_style import READABLE_CONTRAST, WHITE
from spoorboek.documents.model import Block, ChartBlock, Document, FootnoteRun, Heading, ListBlock, TableBlock
from spoorboek.documents.writers.wording import join_words, make_printable, walk_inlines

INK = "#1a1a1a"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DEEPEST_HEADING = 4


def check_document(document: Document) -> None:
    """Raise WritingError with the reason when ``document`` cannot become an accessible letter."""
    if not make_printable(document.title).strip():
        raise WritingError("a letter must have a title, got an empty one")
    if not _COLOUR.fullmatch(document.letter_head.accent):
        raise WritingError(f"an accent colour looks like #154273, got {document.letter_head.accent!r}")
    _check_headings(document)
    _check_notes(document)
    for block in walk_blocks(document.blocks):
        if isinstance(block, TableBlock):
            _check_table(block)
        elif isinstance(block, ChartBlock):
            _check_chart(block)


def get_text_colour(accent: str) -> str:
    """Return ``accent`` when text in it is readable on white paper, else the colour of the text."""
    return accent if compute_contrast(accent, WHITE) >= READABLE_CONTRAST else INK


def walk_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield each block in reading order, also those inside lists, and the table of each chart."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from walk_blocks(item)
        elif isinstance(block, ChartBlock):
            yield block.table


def _check_headings(document: Document) -> None:
    above = 0
    for block in walk_blocks(document.blocks):
        if not isinstance(block, Heading):
            continue
        words = join_words(block.inlines)
        if not words.strip():
            raise WritingError("a heading must have words, got an empty one")
        if not 1 <= block.level <= min(above + 1, _DEEPEST_HEADING):
            raise WritingError(f"a heading may be one level deeper than the one above it, got {words!r}")
        above = block.level


def _check_notes(document: Document) -> None:
    numbers = [note.number for note in document.footnotes]
    if len(set(numbers)) != len(numbers):
        raise WritingError(f"each source must have its own number, got {numbers}")
    for inline in walk_inlines(document):
        if isinstance(inline, FootnoteRun) and inline.number not in numbers:
            raise WritingError(f"each reference must lead to a source, got [{inline.number}]")


def _check_table(table: TableBlock) -> None:
    if not table.header or not table.caption.strip():
        raise WritingError(f"a table must have a caption and a header row, got {table.caption!r}")
    for row in table.rows:
        if len(row) != len(table.header):
            raise WritingError(
                f"each row of {table.caption!r} must have {len(table.header)} cells, got {len(row)}"
            )


def _check_chart(chart: ChartBlock) -> None:
    if not chart.alt.strip():
        raise WritingError(f"a chart must have a text alternative, got none for {chart.title!r}")
