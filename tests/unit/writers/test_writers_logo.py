"""The logo of the municipality stands in the head of a letter, in each of the three forms."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pikepdf
from tests.unit.writers.letter_factory import a_document

from spoorboek.documents.model import Document
from spoorboek.documents.writers.docx import write_docx
from spoorboek.documents.writers.html import write_page
from spoorboek.documents.writers.pdf import write_pdf

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48">'
    '<circle cx="24" cy="24" r="20" fill="#1d6b3a"/></svg>'
)


def with_logo() -> Document:
    document = a_document()
    head = replace(document.letter_head, logo=LOGO, logo_text="Een groene stip")
    return replace(document, letter_head=head)


def test_the_page_shows_the_logo_with_its_words() -> None:
    assert 'aria-label="Een groene stip"' in write_page(with_logo())
    assert "letter__logo" not in write_page(a_document())


def test_the_word_file_shows_the_logo_with_its_words() -> None:
    shapes = docx.Document(io.BytesIO(write_docx(with_logo()))).inline_shapes
    before = docx.Document(io.BytesIO(write_docx(a_document()))).inline_shapes
    assert len(shapes) == len(before) + 1
    assert shapes[0]._inline.docPr.get("descr") == "Een groene stip"


def test_the_pdf_shows_the_logo_with_its_words_and_gives_the_same_bytes_again() -> None:
    written = write_pdf(with_logo())
    assert written == write_pdf(with_logo())
    with pikepdf.open(io.BytesIO(written)) as pdf:
        words = [str(each.get("/Alt")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    assert "Een groene stip" in words
