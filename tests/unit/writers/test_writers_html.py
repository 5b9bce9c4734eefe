from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from tests.unit.writers.letter_factory import a_chart, a_document, a_paragraph, a_table, words

from spoorboek.documents.errors import WritingError
from spoorboek.documents.model import (
    ClaimRun,
    FigureRun,
    Footnote,
    FootnoteRun,
    Heading,
    LetterHead,
    LinkRun,
    Paragraph,
    PromiseRun,
    TableBlock,
    TextRun,
)
from spoorboek.documents.writers.html import ClaimMark, HtmlOptions, link_figures, write_fragment, write_page


class Tags(HTMLParser):
    """Keeps each start tag, and complains when elements do not close in order."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def named(self, name: str) -> list[dict[str, Any]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def find_passport(key: str) -> str:
    return f"/cijfers/{key}/"


def read_tags(**changes: Any) -> Tags:
    marks = {"mma-rises": ClaimMark("✓", "klopt", "claim--supported", "#oordeel-1")}
    return Tags(
        write_page(a_document(**changes), HtmlOptions(find_passport, marks), stylesheets=("/letter.css",))
    )


def test_a_page_says_its_language_and_title() -> None:
    tags = read_tags()

    assert tags.named("html") == [{"lang": "nl"}]
    assert "<title>Terugblik op het veiligheidsplan - Gemeente Voorbeeldstad</title>" in write_page(
        a_document()
    )
    assert tags.named("main") == [{}]


def test_there_is_no_style_or_script_in_the_page() -> None:
    tags = read_tags()

    assert not tags.named("style")
    assert not tags.named("script")
    assert not [
        name for _, attributes in tags.tags for name in attributes if name == "style" or name[:2] == "on"
    ]
    assert tags.named("link") == [{"rel": "stylesheet", "href": "/letter.css"}]


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in read_tags().tags if tag in {"h1", "h2", "h3", "h4"}]

    assert levels == [1, 2, 3, 2, 2, 2]


def test_a_fragment_takes_the_level_that_its_page_leaves() -> None:
    html = write_fragment(a_document(), HtmlOptions(title_level=2))

    assert "<h1" not in html
    assert '<h2 class="letter__title"' in html
    assert "<h3 id=" in html


def test_every_id_is_used_once_and_every_inside_link_arrives() -> None:
    tags = read_tags()
    ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
    inside = [
        a["href"][1:] for a in tags.named("a") if a["href"].startswith("#") and a["href"] != "#oordeel-1"
    ]

    assert len(ids) == len(set(ids))
    assert set(inside) == {"bron-1", "bron-2", "verwijzing-1", "verwijzing-2"}
    assert set(inside) <= set(ids)


def test_every_header_cell_says_what_it_heads() -> None:
    tags = read_tags()

    assert {cell["scope"] for cell in tags.named("th")} == {"col", "row"}
    assert len(tags.named("caption")) == len(tags.named("table")) == 2


def test_a_chart_is_a_picture_with_words_and_a_table() -> None:
    tags = read_tags()

    (picture,) = tags.named("svg")
    assert picture["role"] == "img"
    assert picture["aria-label"].startswith("Lijngrafiek. De meldingen dalen")
    assert len(tags.named("figcaption")) == len(tags.named("details")) == len(tags.named("summary")) == 1


def test_a_table_that_may_scroll_can_be_reached_by_keyboard_and_has_a_name() -> None:
    boxes = [a for a in read_tags().named("div") if a.get("class") == "letter__table"]

    assert boxes
    assert all(box["tabindex"] == "0" and box["role"] == "group" and box["aria-label"] for box in boxes)


def test_each_figure_leads_to_its_passport() -> None:
    figures = [a for a in read_tags().named("a") if a.get("class") == "figure"]

    assert all(a["href"] == f"/cijfers/{a['data-figure']}/" for a in figures)
    assert len(figures) == 3 + 6 + 4


@pytest.mark.parametrize("options", [HtmlOptions(), HtmlOptions(passport_href=lambda key: None)])
def test_a_figure_without_passport_is_still_a_figure(options: HtmlOptions) -> None:
    html = write_fragment(a_document(), options)

    assert '<span class="figure" data-figure="mma-reports@2023">88</span>' in html


def test_a_fixed_number_says_why_it_is_no_figure() -> None:
    assert '<span class="fixed" data-reason="wet">151c</span>' in write_fragment(a_document())


def test_a_verdict_is_sign_and_words_and_class() -> None:
    marks = {"c": ClaimMark("×", "klopt niet", "claim--contradicted")}
    claim = Paragraph((ClaimRun(words("is gestegen"), "c"),))

    html = write_fragment(a_document(blocks=(claim,), footnotes=()), HtmlOptions(claim_marks=marks))

    assert 'class="claim claim--contradicted" id="bewering-c">is gestegen<' in html
    assert '<span class="claim__sign" aria-hidden="true">×</span>' in html
    assert " (klopt niet)</span>" in html


def test_a_claim_without_verdict_has_only_its_anchor() -> None:
    html = write_fragment(a_document())

    assert '<span class="claim" id="bewering-mma-rises">is <strong>gestegen</strong></span>' in html


def test_a_promise_that_comes_twice_gets_two_anchors() -> None:
    twice = Paragraph((PromiseRun(words("een"), "x"), PromiseRun(words("twee"), "x")))

    html = write_fragment(a_document(blocks=(twice,), footnotes=()))

    assert 'id="belofte-x">een' in html
    assert 'id="belofte-x-2">twee' in html


def test_an_unreported_promise_keeps_its_reason() -> None:
    assert 'id="belofte-pilot" data-unreported="te vroeg">' in write_fragment(a_document())


def test_a_source_that_nobody_refers_to_leads_nowhere() -> None:
    lonely = a_document(blocks=(a_paragraph(),), footnotes=(Footnote(1, words("Een bron.")),))

    assert '<li id="bron-1"><span>[1]</span> Een bron.</li>' in write_fragment(lonely)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "must have a title"),
        ({"blocks": (Heading(2, words("Te diep")),)}, "one level deeper"),
        ({"blocks": (Heading(1, words(" ")),)}, "must have words"),
        ({"blocks": (Paragraph((FootnoteRun(9),)),)}, r"must lead to a source, got \[9\]"),
        ({"footnotes": (Footnote(1, ()), Footnote(1, ())), "blocks": ()}, "its own number"),
        ({"blocks": (TableBlock("T", (words("a"),), ((words("b"), words("c")),)),)}, "1 cells, got 2"),
        ({"blocks": (TableBlock("", (words("a"),), ()),)}, "caption and a header row"),
        ({"blocks": (replace(a_chart(), alt=" "),)}, "must have a text alternative"),
        ({"letter_head": LetterHead("x", "red")}, "looks like #154273, got 'red'"),
    ],
)
def test_what_cannot_be_an_accessible_letter_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(WritingError, match=sentence):
        write_fragment(a_document(**changes))


def test_a_column_of_numbers_is_aligned_as_numbers_and_a_column_of_words_is_not() -> None:
    table = a_table()
    mixed = TableBlock(
        "T",
        table.header,
        ((words("a"), words("12 [1]"), words("veel")), (words("b"), words("onbekend"), words("3"))),
    )

    html = write_fragment(a_document(blocks=(mixed,), footnotes=()))

    assert html.count('class="number"') == 3
    assert '<td class="number">onbekend</td><td>3</td>' in html


def test_runs_keep_their_look() -> None:
    runs = (
        TextRun("vet", bold=True, italic=True),
        FigureRun("1", "a@2024"),
        LinkRun("x", "mailto:a@b.example"),
    )

    html = write_fragment(a_document(blocks=(Paragraph(runs),), footnotes=()))

    assert "<strong><em>vet</em></strong>" in html
    assert '<a href="mailto:a@b.example">x</a>' in html


def test_a_file_to_keep_brings_its_own_looks_and_asks_nothing_of_a_site() -> None:
    page = write_page(a_document(), is_alone=True)

    assert "<style>" in page and ".letter__title" in page
    assert "<link" not in page and "url(" not in page
    assert "<style>" not in write_page(a_document())


@pytest.mark.parametrize(
    "options", [HtmlOptions(), HtmlOptions(passport_href=lambda key: f"https://x.nl/{key}")]
)
def test_letter_that_was_written_for_elsewhere_links_to_the_passports_of_the_place(
    options: HtmlOptions,
) -> None:
    document = a_document()
    here = write_fragment(document, HtmlOptions(passport_href=find_passport))
    assert link_figures(write_fragment(document, options), find_passport) == here
    assert link_figures(here, find_passport) == here
