import csv
import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdf
import pytest
from tests.unit.writers.letter_factory import a_document, a_paragraph, a_table, some_blocks

from spoorboek.documents.errors import WritingError
from spoorboek.documents.model import LetterHead
from spoorboek.documents.printed_text import record_parts
from spoorboek.documents.writers.docx import write_docx
from spoorboek.documents.writers.pdf import Attachment, write_pdf
from spoorboek.documents.writers.running_lines import get_running_lines

ROOT = Path(__file__).parents[3]
A_MANIFEST = Attachment(
    "manifest.json", "application/json", b'{"a": "\xc3\xa9"}', "Cijfers en bewijzen", "source"
)
A_TABLE_OF_FIGURES = Attachment(
    "cijfers.csv", "text/csv", b"cijfer;waarde\r\nx;1,5\r\n", "Alle cijfers", "data"
)


def open_pdf(written: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(written))


def walk_tags(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    found = [element] if "/S" in element else []
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += walk_tags(kid)
    return found


def list_tags(pdf: pikepdf.Pdf, name: str) -> list[Any]:
    return [tag for tag in walk_tags(pdf.Root.StructTreeRoot) if str(tag.S) == f"/{name}"]


def count_inside(tag: Any, name: str) -> int:
    return sum(str(inner.S) == f"/{name}" for inner in walk_tags(tag))


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    return open_pdf(write_pdf(a_document()))


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("attachments", [(), (A_MANIFEST, A_TABLE_OF_FIGURES)])
def test_a_letter_keeps_the_rules_of_access_and_archive(
    profile: str, attachments: tuple[Attachment, ...]
) -> None:
    report = page.validate_pdf_bytes(write_pdf(a_document(), attachments), profile=profile)

    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


def test_a_bare_letter_keeps_the_rules_too() -> None:
    bare = a_document(
        addressee=(), fields=(), blocks=(a_paragraph(),), signature=None, annexes=(), footnotes=(), marks={}
    )

    assert page.is_pdf_compliant_bytes(write_pdf(bare), profile="ua1")


def test_the_same_letter_gives_the_same_bytes() -> None:
    first = write_pdf(a_document(), [A_MANIFEST])
    write_pdf(a_document(title="Een andere brief"))

    assert write_pdf(a_document(), [A_MANIFEST]) == first


def test_the_file_carries_the_date_of_the_letter_and_no_other() -> None:
    information = pypdf.PdfReader(io.BytesIO(write_pdf(a_document(dated_on=date(2023, 5, 23))))).metadata

    assert information is not None
    assert information["/CreationDate"] == information["/ModDate"] == "D:20230523000000Z"


def test_the_file_says_its_language_title_and_that_it_is_tagged(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "nl"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]) == "Terugblik op het veiligheidsplan"


def test_every_table_has_header_cells(pdf: pikepdf.Pdf) -> None:
    tables = list_tags(pdf, "Table")

    assert [count_inside(table, "TH") for table in tables] == [3, 3]


def test_a_chart_has_its_text_alternative(pdf: pikepdf.Pdf) -> None:
    figures = list_tags(pdf, "Figure")

    assert [str(figure.Alt) for figure in figures if "/Alt" in figure] == [
        "Lijngrafiek. De meldingen dalen van 848 in 2022 naar 643 in 2024."
    ]


def test_headings_have_their_level(pdf: pikepdf.Pdf) -> None:
    assert len(list_tags(pdf, "H1")) == 4
    assert len(list_tags(pdf, "H2")) == 1


def test_attachments_come_out_as_they_went_in() -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(a_document(), [A_MANIFEST, A_TABLE_OF_FIGURES])))

    assert reader.attachments["manifest.json"] == [A_MANIFEST.content]
    assert list(csv.reader(reader.attachments["cijfers.csv"][0].decode().splitlines(), delimiter=";")) == [
        ["cijfer", "waarde"],
        ["x", "1,5"],
    ]


def test_an_attachment_need_not_be_text() -> None:
    anything = Attachment("x.bin", "application/octet-stream", bytes(range(256)), "Van alles", "supplement")

    reader = pypdf.PdfReader(io.BytesIO(write_pdf(a_document(), [anything])))

    assert reader.attachments["x.bin"] == [bytes(range(256))]


def test_each_attachment_says_what_it_is_to_the_letter() -> None:
    pdf = open_pdf(write_pdf(a_document(), [A_MANIFEST, A_TABLE_OF_FIGURES]))

    relationships = {str(file.UF): str(file.AFRelationship) for file in pdf.Root.AF}
    assert relationships == {"manifest.json": "/Source", "cijfers.csv": "/Data"}


def test_running_lines_can_be_taken_off_each_page() -> None:
    document = a_document()
    pages = pypdf.PdfReader(io.BytesIO(write_pdf(document))).pages
    lines = get_running_lines(document)

    for number, printed in enumerate(pages, 1):
        text = " ".join(printed.extract_text().split())
        printed_lines = lines.list_for_page(number, len(pages))
        assert text.endswith(" ".join(printed_lines[-2:]))
        assert text.startswith(lines.header) == (number > 1) == (printed_lines[0] == lines.header)


def test_only_the_example_city_is_called_invented() -> None:
    text = pypdf.PdfReader(io.BytesIO(write_pdf(a_document(invented=False)))).pages[0].extract_text()

    assert "verzonnen" not in text.replace("meldingen, verzonnen", "")


def test_a_long_table_repeats_its_header_row() -> None:
    long = write_pdf(a_document(blocks=(a_table(rows=90),)))

    pages = [p.extract_text() for p in pypdf.PdfReader(io.BytesIO(long)).pages]
    assert len(pages) > 2
    assert all("Soort overlast" in text for text in pages[:2])
    assert page.is_pdf_compliant_bytes(long, profile="ua1")


def test_only_the_house_font_is_used_and_it_travels_with_the_file(pdf: pikepdf.Pdf) -> None:
    fonts = [font for printed in pdf.pages for font in printed.Resources.Font.values()]
    inner = [font.DescendantFonts[0] for font in fonts]

    assert {str(font.BaseFont).split("+")[-1] for font in inner} <= {
        f"NotoSans-{cut}" for cut in ("Regular", "Bold", "Italic", "BoldItalic")
    }
    assert all("/FontFile2" in font.FontDescriptor for font in inner)


@pytest.mark.parametrize("character", ["中", "😀", "ש"])
def test_a_character_that_the_font_lacks_is_refused_with_the_reason(character: str) -> None:
    with pytest.raises(WritingError, match="cannot be written as PDF"):
        write_pdf(a_document(blocks=(a_paragraph(f"Een {character} teken."),)))


@pytest.mark.parametrize("accent", ["#ffff00", "#FFFFFF", "#154273"])
def test_a_light_accent_colour_is_for_lines_only(accent: str) -> None:
    head = LetterHead("Gemeente Voorbeeldstad", accent)

    assert page.is_pdf_compliant_bytes(write_pdf(a_document(letter_head=head)), profile="ua1")


def test_references_and_sources_lead_to_each_other(pdf: pikepdf.Pdf) -> None:
    inside = [
        note
        for printed in pdf.pages
        for note in printed.get("/Annots", [])
        if "/Dest" in note or "/D" in note.get("/A", {})
    ]

    assert len(inside) == 3 + 2


def test_a_list_that_begins_at_three_begins_at_three() -> None:
    blocks = replace(a_document(), blocks=some_blocks()[-3:])

    text = pypdf.PdfReader(io.BytesIO(write_pdf(blocks))).pages[0].extract_text()

    assert "3. Wij controleren bedrijven." in text


def test_another_process_writes_the_same_bytes() -> None:
    script = (
        "import hashlib, sys; from tests.unit.writers.letter_factory import a_document;"
        "from spoorboek.documents.writers.docx import write_docx;"
        "from spoorboek.documents.writers.pdf import write_pdf;"
        "sys.stdout.write(hashlib.sha256(write_pdf(a_document()) + write_docx(a_document())).hexdigest())"
    )
    here = hashlib.sha256(write_pdf(a_document()) + write_docx(a_document())).hexdigest()

    there = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"PYTHONPATH": "src:.", "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout == here


def test_each_number_leads_to_its_passport_when_the_address_of_the_website_is_known() -> None:
    document = a_document()
    with_links = open_pdf(write_pdf(document, figure_address="https://example.org/cijfers/"))
    found = [
        str(mark.A.URI)
        for page in with_links.pages
        for mark in page.get("/Annots", [])
        if "/A" in mark and "/URI" in mark.A
    ]
    keys = {run["figure"] for part in record_parts(document) for run in part["runs"] if "figure" in run}

    wanted = {f"https://example.org/cijfers/{key.replace('@', '/')}/" for key in keys}
    assert wanted and wanted <= set(found)
    without = open_pdf(write_pdf(document))
    assert "example.org/cijfers" not in str([page.get("/Annots", []) for page in without.pages])
