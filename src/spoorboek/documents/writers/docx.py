"""The Word writer: a letter in the house style that a colleague can open, read and restyle."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.text import WD_BREAK

from spoorboek.documents.charts.picture import draw_png
from spoorboek.documents.model import Document, Footnote, LetterHead, Signatory
from spoorboek.documents.office_package import normalise_package
from spoorboek.documents.writers import docx_styles as house
from spoorboek.documents.writers import wording
from spoorboek.documents.writers.checks import check_document, get_text_colour
from spoorboek.documents.writers.docx_blocks import BlockWriter
from spoorboek.documents.writers.docx_inlines import InlineWriter
from spoorboek.documents.writers.docx_styles import StyleBook
from spoorboek.documents.writers.docx_template import has_letterhead, has_running_lines, open_template
from spoorboek.documents.writers.docx_xml import add_field
from spoorboek.documents.writers.running_lines import PAGE_PATTERN, RunningLines, get_running_lines
from spoorboek.documents.writers.wording import NoteMarks, make_printable

_LOCALES = {"nl": "nl-NL"}
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def write_docx(document: Document, template: bytes | None = None) -> bytes:
    """Write a letter as a Word file; the same letter gives the same bytes.

    ``template`` is a Word file of the municipality: its styles, page and letterhead are used instead of ours.
    Raises WritingError when the document cannot be an accessible letter, or the template is no Word file.
    """
    word, book = open_word(document, template)
    inlines = InlineWriter(book, NoteMarks(document))
    blocks = BlockWriter(word, book, inlines)
    write_opening(book, document, inlines, is_headed=template is not None and has_letterhead(word))
    for block in document.blocks:
        blocks.write(block)
    write_closing(book, document)
    write_sources(book, document, inlines)
    return pack(word)


def open_word(document: Document, template: bytes | None = None) -> tuple[Any, StyleBook]:
    """Return an empty Word document in the house style, or in that of a template, and its styles.

    Raises WritingError as write_docx.
    """
    check_document(document)
    accent, locale = document.letter_head.accent, _LOCALES.get(document.language, document.language)
    own = house.make_template(accent, get_text_colour(accent), locale)
    word = docx.Document(io.BytesIO(own)) if template is None else open_template(template, own)
    _set_properties(word, document, locale)
    if template is None or not has_running_lines(word):
        _write_running_lines(word, get_running_lines(document))
    return word, StyleBook(word)


def pack(word: Any) -> bytes:
    """Return the bytes of a Word document, the same for the same document."""
    packed = io.BytesIO()
    word.save(packed)
    return normalise_package(packed.getvalue())


def _set_properties(word: Any, document: Document, locale: str) -> None:
    moment = datetime.combine(document.dated_on, time())
    properties = word.core_properties
    properties.title = make_printable(document.title)[:255]
    properties.subject = make_printable(document.kind)[:255]
    properties.author = make_printable(document.letter_head.municipality)[:255]
    marks = (f"{name}: {value}" for name, value in sorted(document.marks.items()))
    properties.keywords = make_printable("; ".join(marks))[:255]
    properties.language, properties.revision = locale, 1
    properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = moment
    relations = word.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == _THUMBNAIL]:
        del relations[key]


def _write_running_lines(word: Any, lines: RunningLines) -> None:
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].add_run(lines.header)
    before, _, rest = PAGE_PATTERN.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for footer in (section.first_page_footer, section.footer):
        paragraph = footer.paragraphs[0]
        paragraph.style = word.styles["Footer"]
        paragraph.add_run(f"{lines.notice}\t{before}")
        add_field(paragraph, "PAGE")
        paragraph.add_run(between)
        add_field(paragraph, "NUMPAGES")
        paragraph.add_run(after)


def write_opening(
    book: StyleBook, document: Document, inlines: InlineWriter, *, is_headed: bool = False
) -> None:
    """Write what stands above the text: letterhead (unless the paper has it), title, fields."""
    if not is_headed:
        _write_logo(book, document.letter_head)
        book.add_paragraph(house.MUNICIPALITY, make_printable(document.letter_head.municipality))
        _add_lines(book.add_paragraph(house.ADDRESS), document.letter_head.address)
    book.add_paragraph(house.KIND, make_printable(document.kind))
    inlines.write_title(book.add_paragraph("Title"), make_printable(document.title))
    if document.addressee:
        paragraph = book.add_paragraph(house.ADDRESSEE)
        book.add_run(paragraph, wording.ADDRESSEE_LABEL, house.LABEL).add_break(WD_BREAK.LINE)
        _add_lines(paragraph, document.addressee)
    for field in wording.list_formal_fields(document):
        paragraph = book.add_paragraph(house.FIELD)
        book.add_run(paragraph, make_printable(field.label), house.LABEL)
        paragraph.add_run("\t")
        inlines.write_field(paragraph, field)


def _write_logo(book: StyleBook, head: LetterHead) -> None:
    if head.logo:
        picture = (
            book.add_paragraph(house.PICTURE)
            .add_run()
            .add_picture(io.BytesIO(draw_png(head.logo)), height=house.LOGO_HEIGHT)
        )
        picture._inline.docPr.set("descr", make_printable(head.logo_text))


def write_closing(book: StyleBook, document: Document) -> None:
    """Write what stands below the text: signature and annexes."""
    if document.signature is not None:
        paragraph = book.add_paragraph("Normal", make_printable(document.signature.on_behalf_of))
        paragraph.paragraph_format.keep_with_next = True
        for signatory in document.signature.signatories:
            _write_signatory(book, signatory)
    if document.annexes:
        book.add_paragraph("Heading 1", wording.ANNEXES_HEADING)
        for annex in document.annexes:
            book.add_paragraph("List Bullet", make_printable(annex))


def write_sources(book: StyleBook, document: Document, inlines: InlineWriter) -> None:
    """Write the notes as a numbered list of sources."""
    if document.footnotes:
        book.add_paragraph("Heading 1", wording.SOURCES_HEADING)
        for note in document.footnotes:
            _write_source(book, note, inlines)


def _write_signatory(book: StyleBook, signatory: Signatory) -> None:
    paragraph = book.add_paragraph(house.SIGNATURE)
    if signatory.name.strip():
        run = paragraph.add_run(make_printable(signatory.name))
        run.bold = True
        run.add_break(WD_BREAK.LINE)
    paragraph.add_run(make_printable(signatory.role))


def _write_source(book: StyleBook, note: Footnote, inlines: InlineWriter) -> None:
    paragraph = book.add_paragraph(house.SOURCE)
    inlines.write_source_number(paragraph, note.number)
    paragraph.add_run("\t")
    inlines.write(paragraph, note.inlines)


def _add_lines(paragraph: Any, lines: tuple[str, ...]) -> None:
    for position, line in enumerate(lines):
        run = paragraph.add_run(make_printable(line))
        if position < len(lines) - 1:
            run.add_break(WD_BREAK.LINE)
