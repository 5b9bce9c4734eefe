import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from tests.file_words import words_of_page, words_of_word
from tests.unit.documents_source.source_factory import a_document

from spoorboek.documents.errors import UnreadableFileError
from spoorboek.documents.printed_text import compact, part_text, record_parts
from spoorboek.documents.readers import pdf as pdf_reader
from spoorboek.documents.readers import word_guard
from spoorboek.documents.readers.pdf import read_pdf
from spoorboek.documents.readers.word_guard import check_word_file
from spoorboek.documents.writers.docx import write_docx
from spoorboek.documents.writers.html import write_fragment
from spoorboek.documents.writers.pdf import Attachment, write_pdf

ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def the_words() -> str:
    return compact("".join(part_text(part) for part in record_parts(a_document()) if part["kind"] == "words"))


def a_word_file(**replaced: bytes) -> bytes:
    written = io.BytesIO()
    original = zipfile.ZipFile(io.BytesIO(write_docx(a_document())))
    with original as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, replaced.get(name.split("/")[-1].split(".")[0], source.read(name)))
        if "extra" in replaced:
            target.writestr("word/extra.xml", replaced["extra"])
    return written.getvalue()


def a_locked_pdf() -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(write_pdf(a_document()))) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="a", user="b"))
    return written.getvalue()


def a_pdf_with_pages(count: int) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page()
        pdf.save(written)
    return written.getvalue()


def a_pdf_with_a_note() -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(write_pdf(a_document()))) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[50, 50, 300, 90], Contents="999"
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(written)
    return written.getvalue()


def test_a_pdf_gives_its_pages_and_the_files_inside():
    attachments = [
        Attachment("a.json", "application/json", b"{}", "een"),
        Attachment("b.csv", "text/csv", b"1", "twee"),
    ]
    found = read_pdf(write_pdf(a_document(), attachments))
    assert found.attachments == {"a.json": b"{}", "b.csv": b"1"}
    assert "Het aantal meldingen is gestegen van 88 naar 104" in " ".join("".join(found.pages).split())


def test_word_and_page_hold_the_words_of_the_letter_in_reading_order():
    assert the_words() in compact("".join(words_of_word(write_docx(a_document()))))
    assert the_words() in compact("".join(words_of_page(write_fragment(a_document()).encode())))


UNREADABLE: dict[str, tuple[Callable[[bytes], object], Callable[[], bytes], str]] = {
    "no PDF": (read_pdf, lambda: b"hallo", "geen PDF"),
    "half a PDF": (read_pdf, lambda: b"%PDF-1.7\n1 0 obj", "beschadigd"),
    "a cut PDF": (read_pdf, lambda: write_pdf(a_document())[:3000], "beschadigd"),
    "a note over a page": (read_pdf, a_pdf_with_a_note, "FreeText"),
    "a locked PDF": (read_pdf, a_locked_pdf, "beveiligd met een wachtwoord"),
    "too many pages": (read_pdf, lambda: a_pdf_with_pages(501), "501 bladzijden"),
    "no Word file": (check_word_file, lambda: b"hallo", "geen Word-bestand"),
    "an old Word file": (check_word_file, lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "oud of beveiligd"),
    "a cut Word file": (check_word_file, lambda: write_docx(a_document())[:5000], "beschadigd"),
    "broken XML": (check_word_file, lambda: a_word_file(document=b"<w:document"), "geen goede XML"),
    "entities in Word": (check_word_file, lambda: a_word_file(extra=ENTITIES), "documenttype of entiteit"),
    "a file from outside": (check_word_file, lambda: a_word_file(document=OUTSIDE), "documenttype"),
    "a zip bomb": (check_word_file, lambda: a_word_file(extra=b" " * 20_000_000), "verdacht groot"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_gets_a_sentence(name: str):
    read, make, words = UNREADABLE[name]
    with pytest.raises(UnreadableFileError, match=words):
        read(make())


def test_files_over_the_limits_get_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_reader, "LARGEST_FILE", 10)
    monkeypatch.setattr(word_guard, "LARGEST_FILE", 10)
    for read in (read_pdf, check_word_file):
        with pytest.raises(UnreadableFileError, match="te groot"):
            read(b"%PDF-1.7 en meer")
    monkeypatch.undo()
    monkeypatch.setattr(pdf_reader, "LARGEST_PAGE", 10)
    monkeypatch.setattr(word_guard, "LARGEST_UNPACKED", 10)
    with pytest.raises(UnreadableFileError, match="Bladzijde 1"):
        read_pdf(write_pdf(a_document()))
    with pytest.raises(UnreadableFileError, match="uitgepakt te groot"):
        check_word_file(write_docx(a_document()))
    monkeypatch.setattr(word_guard, "MOST_PARTS", 2)
    with pytest.raises(UnreadableFileError, match="onderdelen"):
        check_word_file(write_docx(a_document()))


def test_a_pdf_with_too_many_files_inside_gets_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_reader, "MOST_ATTACHMENTS", 1)
    files = [Attachment(f"{number}.csv", "text/csv", b"1", "bestand") for number in range(2)]
    with pytest.raises(UnreadableFileError, match="meer dan 1 bestanden"):
        read_pdf(write_pdf(a_document(), files))
