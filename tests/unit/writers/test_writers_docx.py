import io
import zipfile
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from tests.unit.writers.letter_factory import a_chart, a_document, a_paragraph, a_table, words

from spoorboek.documents.model import ListBlock, TableBlock
from spoorboek.documents.writers.docx import write_docx


def open_docx(written: bytes) -> Any:
    return docx.Document(io.BytesIO(written))


@pytest.fixture(scope="module")
def word() -> Any:
    return open_docx(write_docx(a_document()))


def test_the_same_letter_gives_the_same_bytes() -> None:
    first = write_docx(a_document())
    write_docx(a_document(title="Een andere brief"))

    assert write_docx(a_document()) == first


def test_no_part_knows_when_it_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(a_document()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_come_from_the_letter(word: Any) -> None:
    properties = word.core_properties

    assert properties.title == "Terugblik op het veiligheidsplan"
    assert properties.author == "Gemeente Voorbeeldstad"
    assert properties.created == properties.modified
    assert properties.created.date() == date(2025, 2, 24)
    assert properties.language == "nl-NL"
    assert properties.keywords == "zaaknummer: 2025-0000001"


def test_the_language_of_every_style_is_dutch(word: Any) -> None:
    languages = {element.get(qn("w:val")) for element in word.styles.element.iter(qn("w:lang"))}

    assert languages == {"nl-NL"}


def test_headings_and_lists_are_real_styles(word: Any) -> None:
    styles = [(p.style.name, p.text) for p in word.paragraphs]

    assert ("Title", "Terugblik op het veiligheidsplan") in styles
    assert ("Heading 1", "Algemeen beeld") in styles
    assert ("Heading 2", "Overlast per soort") in styles
    assert ("List Bullet", "Wij controleren bedrijven.") in styles
    assert ("List Continue", "Dat doen wij elke maand.") in styles
    assert ("List Bullet 2", "Een punt onder een punt.") in styles
    assert ("List Number", "Wij controleren bedrijven.") in styles
    assert ("Caption", "Meldingen van overlast per soort") in styles


def test_a_numbered_list_begins_where_the_letter_says(word: Any) -> None:
    starts = [
        element.get(qn("w:val")) for element in word.part.numbering_part.element.iter(qn("w:startOverride"))
    ]

    assert starts == ["3"]


def test_header_rows_come_back_and_rows_stay_whole(word: Any) -> None:
    for table in word.tables:
        marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marked == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_tables_have_a_name_for_screen_readers(word: Any) -> None:
    names = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in word.tables]

    assert names == ["Meldingen van overlast per soort", "Cijfers bij de grafiek"]


def test_a_picture_has_its_text_alternative(word: Any) -> None:
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [a_chart().alt]


def test_figures_and_fixed_numbers_can_be_told_apart(word: Any) -> None:
    runs = [(run.style.name, run.text) for p in word.paragraphs for run in p.runs]

    assert ("Cijfer", "88") in runs
    assert ("Vast getal", "151c") in runs


def test_references_and_sources_lead_to_each_other(word: Any) -> None:
    body = word.element.body
    bookmarks = {element.get(qn("w:name")) for element in body.iter(qn("w:bookmarkStart"))}
    targets = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]

    assert bookmarks == {"verwijzing_1", "verwijzing_2", "bron_1", "bron_2"}
    assert targets == ["bron_1", "bron_2", "bron_1", "verwijzing_1", "verwijzing_2"]


def test_each_page_has_its_number_and_the_notice(word: Any) -> None:
    section = word.sections[0]

    for footer in (section.first_page_footer, section.footer):
        text = "".join(element.text or "" for element in footer._element.iter(qn("w:t")))
        assert text == "Voorbeeld: de registraties achter deze brief zijn verzonnen.Pagina 1 van 1"
    assert section.header.paragraphs[0].text == "Gemeente Voorbeeldstad · Terugblik op het veiligheidsplan"
    assert not section.first_page_header.paragraphs[0].text


def test_a_letter_without_signature_annexes_and_sources_ends_with_its_text() -> None:
    bare = a_document(blocks=(a_paragraph("Slot."),), signature=None, annexes=(), footnotes=())

    assert open_docx(write_docx(bare)).paragraphs[-1].text == "Slot."


def test_columns_of_a_table_fill_the_width_of_the_text(word: Any) -> None:
    for table in word.tables:
        assert sum(column.width.cm for column in table.columns) == pytest.approx(15.8, abs=0.05)


def test_a_source_that_nobody_refers_to_leads_nowhere() -> None:
    word = open_docx(write_docx(a_document(blocks=(a_paragraph(),))))

    assert [link.get(qn("w:anchor")) for link in word.element.body.iter(qn("w:hyperlink"))] == [None]
    sources = [p.text for p in word.paragraphs if p.style.name == "Bron"]
    assert sources == ["[1]\tRegistratie van meldingen, verzonnen.", "[2]\tZie ook de bron"]


def test_an_item_that_begins_with_a_table_keeps_its_bullet() -> None:
    item = ListBlock(((a_table(),),))

    word = open_docx(write_docx(a_document(blocks=(item,), footnotes=())))

    assert "List Bullet" in [p.style.name for p in word.paragraphs]
    assert len(word.tables) == 1


def test_the_longest_word_of_a_column_fits_on_one_line() -> None:
    header = (
        words("Periode"),
        words("Personen met onbegrepen gedrag"),
        words("Overlast door alcohol of drugs"),
    )
    table = TableBlock("T", header, ((words("2024"), words("1.488"), words("760")),))

    (printed,) = open_docx(write_docx(a_document(blocks=(table,), footnotes=()))).tables

    assert all(column.width.cm > 0.19 * len("onbegrepen") for column in list(printed.columns)[1:])
