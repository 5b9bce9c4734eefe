"""Word files that mean harm, or never were ours."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from tests.unit.documents_source.source_factory import HEAD, MOMENT, a_document, a_letter
from tests.unit.working_copy.word_hands import (
    DOCUMENT,
    a_package,
    a_rich_letter,
    a_working_copy,
    edit,
    paragraph,
    put,
    run,
)

from spoorboek.documents.errors import UnreadableFileError, WritingError
from spoorboek.documents.source.letter import parse_letter
from spoorboek.documents.working_copy.read_back import find_envelope, read_back, take_in
from spoorboek.documents.working_copy.remarks import CopyDetails
from spoorboek.documents.working_copy.writing import write_working_copy
from spoorboek.documents.writers.docx import write_docx

COPY = a_working_copy()
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'


def refused(content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as error:
        read_back(content)
    return str(error.value)


def test_macros_are_refused() -> None:
    assert "macro" in refused(put(COPY, "word/vbaProject.bin", b"x"))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert "macro" in refused(edit(COPY, lambda text: text.replace(kind, macro), "[Content_Types].xml"))


def test_bombs_entities_and_broken_parts_are_refused() -> None:
    assert "verdacht groot" in refused(put(COPY, "word/bom.xml", b" " * 5_000_000))
    assert "entiteit" in refused(edit(COPY, lambda text: text.replace("?>\n", f"?>{ENTITY}\n", 1)))
    assert "geen goede XML" in refused(edit(COPY, lambda text: text[:-20]))
    assert refused(b"PK\x03\x04 niets")
    assert refused(b"\xd0\xcf\x11\xe0" + b"x" * 100)


def test_a_file_with_too_many_paragraphs_is_refused_before_it_is_read() -> None:
    assert "20000 alinea" in refused(a_package("<w:p/>" * 20_000))


def test_deep_nesting_gives_a_sentence() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3_000 + "</w:sdtContent></w:sdt>" * 3_000
    assert "beschadigd" in refused(a_package(deep))


def test_another_word_letter_is_no_working_copy() -> None:
    content = a_package(paragraph(run("Dag.")))
    assert "geen werkbestand" in refused(content)
    assert find_envelope(content) is None


def test_a_source_that_was_changed_inside_the_file_is_not_believed() -> None:
    with zipfile.ZipFile(io.BytesIO(COPY)) as file:
        name = next(
            one for one in file.namelist() if b"working-copy" in file.read(one) and "Props" not in one
        )
    content = edit(COPY, lambda text: text.replace("voorbeeldplan", "ander-plan"), name)
    assert "weg of veranderd" in refused(content)


def test_a_letter_that_never_was_ours_is_taken_in_with_its_numbers_untied() -> None:
    notes = (
        '<w:footnotes SPACE><w:footnote w:id="1"><w:p><w:r><w:t>Politie.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    title = "Voorbeeld over 2023-2024"
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = paragraph(run(title), "Title") + paragraph(run("Overlast"), "Heading3")
    body += paragraph(run("Er waren 104 meldingen.") + reference)
    body += paragraph("<w:r><w:rPr><w:b/></w:rPr><w:t>Let op</w:t></w:r>", "ListBullet")
    styles = (
        '<w:styles SPACE><w:style w:styleId="Title"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="Heading3"><w:name w:val="heading 3"/></w:style>'
        '<w:style w:styleId="ListBullet"><w:name w:val="List Bullet"/></w:style></w:styles>'
    )
    back = take_in(a_package(body, footnotes=notes, styles=styles), HEAD)
    letter = parse_letter(back.source)
    assert (
        "\n# Overlast\n\nEr waren 104 meldingen.[^noot1]\n\n- **Let op**\n\n[^noot1]: Politie.\n"
        in back.source
    )
    assert [one.text for one in letter.untied_numbers] == ["104"]


def test_the_paper_of_a_municipality_gives_its_styles_and_stays_above_the_letter() -> None:
    paper = docx.Document()
    paper.styles["Normal"].font.name = "Georgia"
    paper.sections[0].header.paragraphs[0].add_run("Briefpapier")
    for words in ("Postbus 1", "[[brief]]", "hieronder weg"):
        paper.add_paragraph(words)
    made = io.BytesIO()
    paper.save(made)
    word = docx.Document(io.BytesIO(write_docx(a_document(), made.getvalue())))
    texts = [one.text for one in word.paragraphs]
    assert texts[:2] == ["Postbus 1", "Voorbeeldbrief"]
    assert "hieronder weg" not in texts and "Voorbeeldstad" not in texts
    assert word.styles["Normal"].font.name == "Georgia"
    assert word.sections[0].header.paragraphs[0].text == "Briefpapier"


def test_a_letter_goes_into_the_styles_of_a_file_that_came_back() -> None:
    letter = a_rich_letter()
    first = edit(COPY, lambda text: text.replace("Noto Sans", "Georgia"), "word/styles.xml")
    details = CopyDetails(4, MOMENT, template=first)
    again = write_working_copy(letter, a_document(letter), details)
    assert read_back(again).source == letter.text
    envelope = find_envelope(again)
    assert envelope is not None and envelope.revision == 4
    assert docx.Document(io.BytesIO(again)).styles["Normal"].font.name == "Georgia"
    assert again == write_working_copy(letter, a_document(letter), details)


def test_paper_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(WritingError, match="sjabloon"):
        write_docx(a_document(a_letter()), b"geen Word")


def test_addresses_outside_are_not_asked_for_by_a_letter_on_that_paper() -> None:
    relation = (
        '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'attachedTemplate" Target="file://server/huisstijl.dotx" TargetMode="External"/></Relationships>'
    )
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}'
    paper = put(COPY, "word/_rels/settings.xml.rels", rels.encode())
    assert read_back(paper).source == a_rich_letter().text
    assert b"server/huisstijl" not in write_docx(a_document(), paper)
    assert DOCUMENT in zipfile.ZipFile(io.BytesIO(paper)).namelist()
