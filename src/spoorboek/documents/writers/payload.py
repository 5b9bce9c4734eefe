"""The document as the data that the typst template reads: text stays text, never becomes code."""

from __future__ import annotations

from typing import Any

from spoorboek.documents.charts.picture import clean_svg
from spoorboek.documents.model import (
    Block,
    ChartBlock,
    ClaimRun,
    Document,
    FigureRun,
    FootnoteRun,
    Heading,
    Inline,
    Inlines,
    LinkRun,
    ListBlock,
    Paragraph,
    PromiseRun,
    TableBlock,
    TextRun,
)
from spoorboek.documents.writers import wording
from spoorboek.documents.writers.checks import get_text_colour
from spoorboek.documents.writers.running_lines import PAGE_PATTERN, get_running_lines
from spoorboek.documents.writers.table_columns import share_columns
from spoorboek.documents.writers.wording import NoteMarks, holds_text, make_printable

Data = dict[str, Any]


def build_payload(document: Document, figure_address: str = "") -> Data:
    """Return ``document`` as plain dicts, lists and strings.

    ``figure_address``: where the passports of figures begin on the website; empty when nobody said.
    """
    marks = NoteMarks(document)
    head, running = document.letter_head, get_running_lines(document)
    fields = [
        [make_printable(f.label), _inlines(f.inlines, marks)] for f in wording.list_formal_fields(document)
    ]
    return {
        "title": make_printable(document.title),
        "kind": make_printable(document.kind),
        "language": document.language,
        "figure_address": figure_address,
        "dated_on": [document.dated_on.year, document.dated_on.month, document.dated_on.day],
        "municipality": make_printable(head.municipality),
        "address": [make_printable(line) for line in head.address],
        "logo": clean_svg(head.logo) if head.logo else "",
        "logo_text": make_printable(head.logo_text),
        "accent": head.accent,
        "text_colour": get_text_colour(head.accent),
        "header": running.header,
        "notice": running.notice,
        "page_pattern": PAGE_PATTERN,
        "addressee_label": wording.ADDRESSEE_LABEL,
        "addressee": [make_printable(line) for line in document.addressee],
        "fields": fields,
        "blocks": [_block(block, marks) for block in document.blocks],
        "signature": _signature(document),
        "annexes_heading": wording.ANNEXES_HEADING,
        "annexes": [make_printable(annex) for annex in document.annexes],
        "sources_heading": wording.SOURCES_HEADING,
        "sources": _sources(document, marks),
        "keywords": [make_printable(f"{name}: {value}") for name, value in sorted(document.marks.items())],
    }


def _signature(document: Document) -> Data | None:
    if document.signature is None:
        return None
    return {
        "on_behalf_of": make_printable(document.signature.on_behalf_of),
        "signatories": [
            [make_printable(s.name), make_printable(s.role)] for s in document.signature.signatories
        ],
    }


def _sources(document: Document, marks: NoteMarks) -> list[Data]:
    return [
        {
            "mark": wording.write_note_mark(note.number),
            "number": note.number,
            "back": note.number in marks.referred,
            "inlines": _inlines(note.inlines, marks),
        }
        for note in document.footnotes
    ]


def _block(block: Block, marks: NoteMarks) -> Data:
    match block:
        case Heading():
            return {"is": "heading", "level": block.level, "inlines": _inlines(block.inlines, marks)}
        case Paragraph():
            return {"is": "paragraph", "inlines": _inlines(block.inlines, marks)}
        case ListBlock():
            items = [[_block(child, marks) for child in item] for item in block.items]
            return {"is": "list", "start": block.start, "items": items}
        case TableBlock():
            return _table(block, marks)
        case ChartBlock():
            return {
                "is": "chart",
                "title": make_printable(block.title),
                "svg": block.svg,
                "alt": make_printable(block.alt),
                "note": make_printable(block.note),
                "table": _table(block.table, marks),
            }


def _table(table: TableBlock, marks: NoteMarks) -> Data:
    return {
        "is": "table",
        "caption": make_printable(table.caption),
        "numeric": list(wording.find_number_columns(table)),
        "shares": list(share_columns(table)),
        "is_text": holds_text(table),
        "header": [_inlines(cell, marks) for cell in table.header],
        "rows": [[_inlines(cell, marks) for cell in row] for row in table.rows],
        "note": make_printable(table.note),
        "breakable": wording.may_break(table),
    }


def _inlines(inlines: Inlines, marks: NoteMarks) -> list[Data]:
    return [_inline(inline, marks) for inline in inlines]


def _inline(inline: Inline, marks: NoteMarks) -> Data:
    match inline:
        case ClaimRun() | PromiseRun():
            return {"is": "group", "inlines": _inlines(inline.inlines, marks)}
        case FootnoteRun():
            number = inline.number
            first = marks.is_first(number)
            return {"is": "mark", "number": number, "text": wording.write_note_mark(number), "first": first}
        case TextRun():
            text = make_printable(inline.text)
            return {"is": "text", "text": text, "bold": inline.bold, "italic": inline.italic}
        case LinkRun():
            address = wording.find_safe_address(inline.href)
            return {"is": "link", "text": make_printable(inline.text), "href": address}
        case FigureRun():
            text = make_printable(inline.text)
            return {"is": "text", "text": text, "bold": False, "italic": False, "figure": inline.key}
        case _:
            return {"is": "text", "text": make_printable(inline.text), "bold": False, "italic": False}
