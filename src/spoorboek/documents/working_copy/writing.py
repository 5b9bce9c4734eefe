"""The writer of a working copy: the letter in Word with its ties, verdicts and what people remarked."""

from __future__ import annotations

from typing import Any

from docx.text.paragraph import Paragraph

from spoorboek.documents.model import Document
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.working_copy.controls import add_envelope, add_footnotes
from spoorboek.documents.working_copy.envelope import CLOSING, OPENING, Envelope, write_envelope
from spoorboek.documents.working_copy.reading import read_word
from spoorboek.documents.working_copy.remarks import CopyDetails, RemarkWriter
from spoorboek.documents.working_copy.tied_writers import TiedBlockWriter, TiedInlineWriter
from spoorboek.documents.working_copy.ties import list_ties
from spoorboek.documents.writers.docx import open_word, pack, write_closing, write_opening
from spoorboek.documents.writers.docx_template import has_letterhead
from spoorboek.documents.writers.wording import NoteMarks


def write_working_copy(letter: LetterSource, document: Document, details: CopyDetails) -> bytes:
    """Write a letter as a Word file that can be read back; the same input gives the same bytes.

    Parameters: ``letter`` and the ``document`` that it was filled into; ``details``. Raises WritingError as
    write_docx.
    """
    word, book = open_word(document, details.template)
    remarks = RemarkWriter(word, details)
    by_start = {tie.start: tie for tie in list_ties(letter)}
    inlines = TiedInlineWriter(book, NoteMarks(document), by_start, remarks)
    blocks = TiedBlockWriter(word, book, inlines)
    is_headed = details.template is not None and has_letterhead(word)
    with blocks.hold(OPENING, "Briefhoofd"):
        write_opening(book, document, inlines, is_headed=is_headed)
    for block in document.blocks:
        blocks.write(block)
    with blocks.hold(CLOSING, "Ondertekening"):
        write_closing(book, document)
    _write_footnotes(word, document, inlines)
    remarks.repeat_people()
    front = letter.front_matter
    # What was sent is what our own reader makes of it, so that only what a person changes differs.
    sent = read_word(pack(word)).sent
    envelope = Envelope(
        front.slug, details.revision, letter.text, sent, inlines.field_codes, frozenset(remarks.own)
    )
    add_envelope(word, write_envelope(envelope), f"{front.slug} {details.revision}")
    return pack(word)


def _write_footnotes(word: Any, document: Document, inlines: TiedInlineWriter) -> None:
    notes = {note.number: note.inlines for note in document.footnotes}
    lent = word.add_paragraph()
    made = []
    for place, (number, reference) in enumerate(tuple(inlines.referred), start=1):
        made.append((place, inlines.write_aside(Paragraph(lent._p, lent._parent), notes[number], reference)))
    lent._p.getparent().remove(lent._p)
    add_footnotes(word, made)
