"""PDF, Word and HTML print the same words in the same order."""

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from tests.unit.writers.letter_factory import (
    a_chart,
    a_document,
    a_list,
    a_paragraph,
    a_table,
    some_blocks,
    words,
)

from spoorboek.documents.model import Document, LinkRun, Paragraph, TableBlock
from spoorboek.documents.writers.docx import write_docx
from spoorboek.documents.writers.html import write_fragment
from spoorboek.documents.writers.pdf import write_pdf
from spoorboek.documents.writers.reading_order import PartKind, list_printed_parts, list_repeated_rows
from spoorboek.documents.writers.running_lines import INVENTED_NOTICE, get_running_lines

HOSTILE = [
    '#eval("1+1") #let x = 1 *vet* _schuin_ $x^2$ `code` @verwijzing <label>',
    '#pagebreak() #read("/etc/passwd") #import "@preview/x:1.0.0": *',
    "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;&lt;",
    "</w:t></w:r><w:p/> ]]> <!-- <?php ?> &#x41; {{ 7*7 }} {% include %}",
    "\\u0023 \\n // geen commentaar /* ook niet */ -- --- ... 'a' \"b\" ~ ]] [[ } {",
]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def expect(document: Document, *kinds: PartKind) -> str:
    return squeeze("".join(part.text for part in list_printed_parts(document) if part.kind in kinds))


def read_pdf(document: Document) -> str:
    pages = pypdf.PdfReader(io.BytesIO(write_pdf(document))).pages
    texts = []
    for number, printed in enumerate(pages, 1):
        text = squeeze(printed.extract_text())
        lines = get_running_lines(document)
        for line in lines.list_for_page(number, len(pages)):
            assert squeeze(line) in text
            text = text.replace(squeeze(line), "", 1)
        for row in list_repeated_rows(document) if number > 1 else ():
            text = text.removeprefix(squeeze(row))
        texts.append(text)
    return "".join(texts)


def read_docx(document: Document) -> str:
    body: Any = docx.Document(io.BytesIO(write_docx(document))).element.body
    return squeeze("".join(element.text or "" for element in body.iter(qn("w:t"))))


class Words(HTMLParser):
    """The text of a page without pictures and without the handle of a fold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipped += tag in {"svg", "summary"}

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in {"svg", "summary"}

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.found.append(data)


def read_html(document: Document) -> str:
    parser = Words()
    parser.feed(write_fragment(document))
    return squeeze("".join(parser.found)).removeprefix(squeeze(INVENTED_NOTICE))


LETTERS = {
    "with everything": a_document(),
    "not invented": a_document(invented=False),
    "with a long table": a_document(blocks=(a_table(rows=60),), footnotes=()),
    "with nested lists": a_document(blocks=(a_list(), a_list(start=1)), footnotes=()),
    "of many pages": a_document(blocks=some_blocks() * 4),
    "with no opening": a_document(addressee=(), fields=(), annexes=(), signature=None),
}


@pytest.mark.parametrize("document", LETTERS.values(), ids=LETTERS.keys())
def test_word_and_html_print_the_words_in_reading_order(document: Document) -> None:
    expected = expect(document, PartKind.WORDS)

    assert read_docx(document) == expected
    assert read_html(document) == expected


@pytest.mark.parametrize("document", LETTERS.values(), ids=LETTERS.keys())
def test_the_pdf_prints_the_same_words_and_those_in_its_pictures(document: Document) -> None:
    assert read_pdf(document) == expect(document, *PartKind)


def hostile_letter(text: str) -> Document:
    return a_document(
        title=text,
        kind=text,
        addressee=(text,),
        blocks=(a_paragraph(text), a_table(caption=text), a_chart()),
        annexes=(text,),
        footnotes=(),
        marks={text: text},
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_code_is_printed_as_it_stands(text: str) -> None:
    document = hostile_letter(text)

    assert read_pdf(document) == expect(document, *PartKind)
    assert read_docx(document) == read_html(document) == expect(document, PartKind.WORDS)
    assert squeeze(text) in read_pdf(document)


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x1bb", "a\u202eb", "a\u200bb", "a\ufffeb", "a\ud800b", "a\u00adb"]
)
def test_characters_that_nobody_can_see_are_left_out(text: str) -> None:
    document = hostile_letter(text)

    assert "ab" in read_pdf(document)
    assert read_docx(document) == read_html(document) == expect(document, PartKind.WORDS)


@pytest.mark.parametrize("text", ["een\ntwee", "een\ttwee", "een\r\ntwee", "een\u2028twee"])
def test_a_line_end_inside_words_is_a_space(text: str) -> None:
    document = a_document(blocks=(a_paragraph(text),), footnotes=())

    pages = pypdf.PdfReader(io.BytesIO(write_pdf(document))).pages
    assert "een twee" in pages[0].extract_text()
    assert "<p>een twee</p>" in write_fragment(document)


def test_letters_with_an_accent_have_one_form() -> None:
    composed, apart = "geëvalueerd", "gee\u0308valueerd"

    assert write_fragment(a_document(title=apart)) == write_fragment(a_document(title=composed))


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        'https://a.example/"onclick=',
        "//a.example",
        "",
    ],
)
def test_a_link_that_could_act_is_only_words(href: str) -> None:
    document = a_document(blocks=(Paragraph((LinkRun("lees meer", href),)),), footnotes=())

    assert "<p>lees meer</p>" in write_fragment(document)
    assert read_pdf(document) == expect(document, *PartKind)
    assert "/URI" not in str(pypdf.PdfReader(io.BytesIO(write_pdf(document))).pages[0])
    word = docx.Document(io.BytesIO(write_docx(document)))
    assert not [r for r in word.part.rels.values() if r.is_external]


def test_a_table_with_long_cells_never_leaves_the_page() -> None:
    row = (words("Een naam"), words("Wij hebben dit jaar veel gedaan aan de veiligheid in de stad. " * 12))
    table = TableBlock("Lange cellen", (words("Wat"), words("Hoe")), (row,) * 13)
    document = a_document(blocks=(table,), footnotes=())

    assert read_pdf(document) == expect(document, *PartKind)


def test_a_chart_with_a_long_table_never_leaves_the_page() -> None:
    document = a_document(blocks=(replace(a_chart(), table=a_table(rows=70)),), footnotes=())

    assert read_pdf(document) == expect(document, *PartKind)
