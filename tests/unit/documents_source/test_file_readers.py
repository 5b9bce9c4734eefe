import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from tests.unit.documents_source.source_factory import a_document

from spoorboek.documents.errors import UnreadableFileError
from spoorboek.documents.printed_text import compact, part_text, record_parts
from spoorboek.documents.readers import docx as docx_reader
from spoorboek.documents.readers import pdf as pdf_reader
from spoorboek.documents.readers.docx import read_docx
from spoorboek.documents.readers.html import read_html
from spoorboek.documents.readers.pdf import read_pdf
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


def test_word_and_page_give_the_words_of_the_letter_in_reading_order():
    assert the_words() in compact("".join(read_docx(write_docx(a_document()))))
    html = compact("".join(read_html(write_fragment(a_document()).encode())))
    assert the_words() in html


def test_a_page_reader_leaves_scripts_styles_and_pictures_out():
    page = b"<head><title>t</title></head><p>a<b>b</b> c</p><script>1</script><svg><text>2</text></svg>"
    page += b"<td>d</td>"
    assert read_html(page) == ("ab c", "d")


UNREADABLE: dict[str, tuple[Callable[[bytes], object], Callable[[], bytes], str]] = {
    "no PDF": (read_pdf, lambda: b"hallo", "geen PDF"),
    "half a PDF": (read_pdf, lambda: b"%PDF-1.7\n1 0 obj", "beschadigd"),
    "a cut PDF": (read_pdf, lambda: write_pdf(a_document())[:3000], "beschadigd"),
    "a note over a page": (read_pdf, a_pdf_with_a_note, "FreeText"),
    "a locked PDF": (read_pdf, a_locked_pdf, "beveiligd met een wachtwoord"),
    "too many pages": (read_pdf, lambda: a_pdf_with_pages(501), "501 bladzijden"),
    "no Word file": (read_docx, lambda: b"hallo", "geen Word-bestand"),
    "an old Word file": (read_docx, lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "oud of beveiligd"),
    "a cut Word file": (read_docx, lambda: write_docx(a_document())[:5000], "beschadigd"),
    "another zip": (read_docx, lambda: a_word_file(**{"[Content_Types]": b"<x/>"}), "beschadigd"),
    "broken XML": (read_docx, lambda: a_word_file(document=b"<w:document"), "geen goede XML"),
    "entities in Word": (read_docx, lambda: a_word_file(extra=ENTITIES), "documenttype of entiteit"),
    "a file from outside": (read_docx, lambda: a_word_file(document=OUTSIDE), "documenttype of entiteit"),
    "a zip bomb": (read_docx, lambda: a_word_file(extra=b" " * 20_000_000), "verdacht groot"),
    "a page in another encoding": (read_html, lambda: "é".encode("latin-1"), "geen UTF-8"),
    "a page with NUL": (read_html, lambda: b"a\x00b", "NUL-tekens"),
    "a huge page": (read_html, lambda: b"a" * 20_000_001, "te groot"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_gets_a_sentence(name: str):
    read, make, words = UNREADABLE[name]
    with pytest.raises(UnreadableFileError, match=words):
        read(make())


def test_files_over_the_limits_get_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_reader, "LARGEST_FILE", 10)
    monkeypatch.setattr(docx_reader, "LARGEST_FILE", 10)
    for read in (read_pdf, read_docx):
        with pytest.raises(UnreadableFileError, match="te groot"):
            read(b"%PDF-1.7 en meer")
    monkeypatch.undo()
    monkeypatch.setattr(pdf_reader, "LARGEST_PAGE", 10)
    monkeypatch.setattr(docx_reader, "LARGEST_UNPACKED", 10)
    with pytest.raises(UnreadableFileError, match="Bladzijde 1"):
        read_pdf(write_pdf(a_document()))
    with pytest.raises(UnreadableFileError, match="uitgepakt te groot"):
        read_docx(write_docx(a_document()))
    monkeypatch.setattr(docx_reader, "MOST_PARTS", 2)
    with pytest.raises(UnreadableFileError, match="onderdelen"):
        read_docx(write_docx(a_document()))


def test_a_pdf_with_too_many_files_inside_gets_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_reader, "MOST_ATTACHMENTS", 1)
    files = [Attachment(f"{number}.csv", "text/csv", b"1", "bestand") for number in range(2)]
    with pytest.raises(UnreadableFileError, match="meer dan 1 bestanden"):
        read_pdf(write_pdf(a_document(), files))
