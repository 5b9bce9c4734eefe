"""The words of a letter in the order in which every writer prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from spoorboek.documents.charts.picture import list_picture_words
from spoorboek.documents.model import (
    Block,
    ChartBlock,
    Document,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    TableBlock,
)
from spoorboek.documents.writers import wording
from spoorboek.documents.writers.checks import walk_blocks
from spoorboek.documents.writers.wording import join_words, make_printable


class PartKind(Enum):
    """Where a part is printed as text."""

    WORDS = "words"
    """In all three forms."""
    MARKER = "marker"
    """In the PDF only: the bullet or number of a list item; Word and browsers draw it themselves."""
    PICTURE = "picture"
    """In the PDF only: the words in the picture of a chart; elsewhere they belong to the picture."""


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A line, cell or paragraph as it is printed."""

    text: str
    kind: PartKind = PartKind.WORDS
    inlines: Inlines = ()
    """The runs that the text was made of; empty where it is formal wording without runs."""
    head: str = ""
    """For a cell: the header row of its table, which the PDF repeats on a page where the table goes on."""
    row: str = ""
    """For a cell below the header: how its row and column are named, to say where a number stands."""


def list_printed_parts(document: Document) -> tuple[PrintedPart, ...]:
    """Return what ``document`` prints, in reading order, without the running lines of the pages.

    The text of the PDF is all parts; that of Word and HTML the parts of kind WORDS. White space
    between and around parts is free.
    """
    return tuple(part for part in _list_all(document) if part.text.strip())


def list_repeated_rows(document: Document) -> tuple[str, ...]:
    """Return the header rows that the PDF prints again where their table goes on on a next page.

    Such a row stands right under the running header; white space between its cells is free.
    """
    tables = (block for block in walk_blocks(document.blocks) if isinstance(block, TableBlock))
    return tuple(" ".join(map(join_words, table.header)) for table in tables if wording.may_break(table))


def _list_all(document: Document) -> Iterator[PrintedPart]:
    yield from map(_say, _list_opening(document))
    for field in wording.list_formal_fields(document):
        yield _say(field.label)
        yield _say_runs(field.inlines)
    for block in document.blocks:
        yield from _list_block(block)
    if document.signature is not None:
        yield _say(document.signature.on_behalf_of)
        for signatory in document.signature.signatories:
            yield _say(signatory.name)
            yield _say(signatory.role)
    if document.annexes:
        yield _say(wording.ANNEXES_HEADING)
        for annex in document.annexes:
            yield PrintedPart(wording.BULLET, PartKind.MARKER)
            yield _say(annex)
    if document.footnotes:
        yield _say(wording.SOURCES_HEADING)
        for note in document.footnotes:
            yield _say(wording.write_note_mark(note.number))
            yield _say_runs(note.inlines)


def _list_opening(document: Document) -> tuple[str, ...]:
    head = document.letter_head
    addressee = (wording.ADDRESSEE_LABEL, *document.addressee) if document.addressee else ()
    return (head.municipality, *head.address, document.kind, document.title, *addressee)


def _say(text: str) -> PrintedPart:
    return PrintedPart(make_printable(text))


def _say_runs(inlines: Inlines) -> PrintedPart:
    return PrintedPart(join_words(inlines), inlines=inlines)


def _list_block(block: Block) -> Iterator[PrintedPart]:
    match block:
        case Heading() | Paragraph():
            yield _say_runs(block.inlines)
        case ListBlock():
            for position, item in enumerate(block.items):
                marker = wording.BULLET if block.start is None else f"{block.start + position}."
                yield PrintedPart(marker, PartKind.MARKER)
                for child in item:
                    yield from _list_block(child)
        case TableBlock():
            yield _say(block.caption)
            head = " ".join(map(join_words, block.header))
            names = [join_words(cell) for cell in block.header]
            for name, cell in zip(names, block.header, strict=True):
                yield PrintedPart(name, inlines=cell, head=head)
            for row in block.rows:
                for name, cell in zip(names, row, strict=True):
                    where = f"{join_words(row[0])}, {name}"
                    yield PrintedPart(join_words(cell), inlines=cell, head=head, row=where)
            yield _say(block.note)
        case ChartBlock():
            yield _say(block.title)
            yield from (PrintedPart(word, PartKind.PICTURE) for word in list_picture_words(block.svg))
            yield _say(block.note)
            yield from _list_block(block.table)
