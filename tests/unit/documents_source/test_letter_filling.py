from decimal import Decimal

import pytest
from tests.unit.documents_source.source_factory import (
    TYPE,
    a_document,
    a_figure,
    a_letter,
    a_letter_type,
    a_table,
    figures_by_key,
    the_figures,
)

from spoorboek.documents.errors import FillError, LetterTypeError
from spoorboek.documents.fill import list_figure_keys
from spoorboek.documents.letter_form import list_form_problems
from spoorboek.documents.model import (
    Block,
    ChartBlock,
    ClaimRun,
    FigureRun,
    FixedRun,
    FootnoteRun,
    LinkRun,
    ListBlock,
    Paragraph,
    PromiseRun,
    TableBlock,
    TextRun,
)
from spoorboek.figures.definition import Kind
from spoorboek.figures.values import NonValue


def filled(body: str, **changes: object) -> Block:
    return a_document(a_letter(f"\n{body}\n"), **changes).blocks[0]


def words_of(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return "".join(run.text for run in block.inlines if isinstance(run, (TextRun, FigureRun, FixedRun)))


def tables() -> tuple[TableBlock, TableBlock]:
    nuisance, promises = (block for block in a_document().blocks if isinstance(block, TableBlock))
    return nuisance, promises


def test_a_question_mark_becomes_the_figure():
    assert words_of(filled('Er zijn [?]{figure="youth" period="2022"}.')) == "Er zijn 1.848."
    assert filled('[?]{figure="reports@2023"}') == Paragraph((FigureRun("88", "reports@2023@GM0505"),))


def test_words_begin_a_sentence_with_a_capital():
    body = (
        '[?]{figure="inspection-days@2023" as="words"}. Dan [?]{figure="inspection-days@2023" as="words"}. \
[?]{figure="inspection-days@2023" as="words"}'
    )
    assert words_of(filled(body)) == "Drie. Dan drie. Drie"


def test_decimals_are_rounded_and_shares_become_percentages():
    figures = figures_by_key(
        [
            a_figure("mark@2023@GM0505", Decimal("7.25"), decimals=1),
            a_figure("share@2023@GM0505", Decimal("0.1825"), kind=Kind.SHARE),
            a_figure("unknown@2023@GM0505", NonValue.SUPPRESSED),
        ]
    )
    body = (
        '[?]{figure="mark@2023"} [?]{figure="mark@2023" decimals="0"} [?]{figure="share@2023" decimals="1"} \
[?]{figure="unknown@2023"}'
    )
    assert words_of(filled(body, figures=figures)) == "7,3 7 18,3% afgeschermd"


def test_a_printed_number_is_kept_even_when_it_differs():
    assert words_of(filled('[89]{figure="reports@2023"}')) == "89"


def test_dates_and_years_become_fixed_runs():
    assert filled("Op 24 februari 2025.") == Paragraph(
        (TextRun("Op "), FixedRun("24 februari 2025", "datum"), TextRun("."))
    )


def test_a_claim_a_promise_and_a_note_keep_their_ids():
    block = filled('[a[^n]]{claim="states"} [b]{promise="p" unreported="later"}\n\n[^n]: Bron.')
    assert isinstance(block, Paragraph)
    claim, _, promise = block.inlines
    assert claim == ClaimRun((TextRun("a"), FootnoteRun(1)), "c1")
    assert promise == PromiseRun((TextRun("b"),), "p", "later")


def test_lists_links_and_styles_survive():
    block = filled("1. **a** *b*\n2. [c](https://example.org)")
    assert isinstance(block, ListBlock) and block.start == 1
    first, second = block.items
    assert first == (Paragraph((TextRun("a", bold=True), TextRun(" "), TextRun("b", italic=True))),)
    assert second == (Paragraph((LinkRun("c", "https://example.org"),)),)


def test_a_table_has_a_column_for_each_year():
    nuisance, _ = tables()
    assert [cell for header in nuisance.header for cell in header] == [
        TextRun("Soort"),
        FixedRun("2022", "jaartal"),
        FixedRun("2023", "jaartal"),
        FixedRun("2024", "jaartal"),
    ]
    assert nuisance.rows[0] == (
        (TextRun("Jeugd"),),
        (FigureRun("1.848", "youth@2022@GM0505"),),
        (FigureRun("707", "youth@2023@GM0505"),),
        (FigureRun("643", "youth@2024@GM0505"),),
    )


def test_promised_stands_beside_what_came_of_it():
    _, promises = tables()
    assert promises.caption == "Beloofd - verantwoord, 2023"
    assert promises.rows[0][1] == (FixedRun("10", "doel"), TextRun(" per jaar"))
    assert promises.rows[0][2] == (FigureRun("3", "inspection-days@2023@GM0505"),)
    assert promises.rows[1][2] == (TextRun("Volgt in "), FixedRun("2024", "jaartal"), TextRun("."))


def test_a_chart_comes_from_who_draws_it():
    chart = ChartBlock("Kop", "<svg/>", "alt", TableBlock("t", (), ()))
    assert filled('[?]{chart="crime"}', draw_chart=lambda _span: chart) == chart


def test_the_formal_parts_come_from_the_letter_type():
    document = a_document()
    assert [field.label for field in document.fields] == ["Zaaknummer", "Onderwerp"]
    assert document.fields[0].inlines == (FixedRun("2025-0001234", "zaaknummer"),)
    assert document.signature is not None and document.signature.signatories[0].role == "burgemeester"
    assert document.footnotes[0].inlines[0] == TextRun("Politie, ")


def test_everything_that_is_missing_is_said_at_once_with_its_line():
    spans = ['figure="x"', 'table="y"', 'chart="z"', 'promises="p"', 'figure="r" as="words"']
    body = "\n\n".join(f"[?]{{{span}}}" for span in spans)
    with pytest.raises(FillError) as caught:
        filled(body, figures={}, tables={}, list_promises=None)
    assert [problem.line for problem in caught.value.problems] == [14, 16, 18, 20, 22]


def test_a_number_that_is_too_large_for_words_is_said():
    figures = figures_by_key([a_figure("x@2023@GM0505", 1_000_000)])
    with pytest.raises(FillError, match="kan niet in woorden"):
        filled('[?]{figure="x@2023" as="words"}', figures=figures)


def test_the_figures_of_a_letter_are_known_before_it_is_filled():
    keys = list_figure_keys(a_letter(), {"nuisance": a_table()})
    assert set(keys) == set(the_figures())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("# Inleiding\n\n# Cijfers\n\n## Overlast", None),
        ("# INLEIDING\n\n# Cijfers\n\n## Overlast\n\n# Slot", None),
        ("# Inleiding", "het deel 'Cijfers' ontbreekt"),
        ("# Cijfers\n\n## Overlast\n\n# Inleiding", "'Inleiding' hoort voor 'Cijfers'"),
        ("# Inleiding\n\n# Inleiding\n\n# Cijfers\n\n## Overlast", "'Inleiding' staat er twee keer"),
        ("# Inleiding\n\n# Cijfers\n\n## Overlast\n\n# Meer", "'Meer' hoort niet bij een Voorbeeldbrief"),
        ("# Inleiding\n\n# Cijfers", "ontbreekt het onderdeel 'Overlast'"),
        ("tekst", "het deel 'Inleiding' ontbreekt"),
    ],
)
def test_sections_have_the_order_of_the_letter_type(body: str, words: str | None):
    found = [problem.sentence for problem in list_form_problems(a_letter(f"\n{body}\n"), a_letter_type())]
    assert any(words in sentence for sentence in found) if words else found == []


def test_subsections_have_their_order_too():
    other = a_letter_type(TYPE.replace("[Overlast]", "[Overlast, Inzet]"))
    body = "\n# Inleiding\n\n# Cijfers\n\n## Inzet\n\n## Anders\n\n## Overlast\n"
    found = [problem.sentence for problem in list_form_problems(a_letter(body), other)]
    assert found == ["onder 'Cijfers' is de volgorde: 'Overlast', 'Inzet'."]


def test_a_letter_type_may_allow_other_sections():
    other = a_letter_type(f"{TYPE}other_sections: ja\n")
    body = "\n# Inleiding\n\n# Meer\n\n# Cijfers\n\n## Overlast\n"
    assert list_form_problems(a_letter(body), other) == ()


def test_a_table_of_an_author_keeps_its_caption_and_cells():
    block = filled(
        'Tabel: Wat wij *deden*\n\n| Wat | Aantal |\n|---|---|\n| Controles | [?]{figure="reports@2023"} |'
    )
    assert block == TableBlock(
        "Wat wij deden",
        ((TextRun("Wat"),), (TextRun("Aantal"),)),
        (((TextRun("Controles"),), (FigureRun("88", "reports@2023@GM0505"),)),),
    )


def test_a_chart_that_is_not_known_is_said():
    def draw(_span: object) -> ChartBlock:
        raise KeyError("z")

    with pytest.raises(FillError, match="de grafiek 'z' bestaat niet"):
        filled('[?]{chart="z"}', draw_chart=draw)


def test_a_field_that_is_missing_or_unknown_is_found():
    other = TYPE.replace("code: subject, label: Onderwerp", "code: contact, label: Contact")
    found = [problem.sentence for problem in list_form_problems(a_letter(), a_letter_type(other))]
    assert found == [
        "het veld 'Contact' is nog leeg: vul het in bij de gegevens van de brief ('contact').",
        "het veld 'subject' hoort niet bij een Voorbeeldbrief.",
    ]


def test_a_letter_of_another_type_is_found():
    found = list_form_problems(
        a_letter(), a_letter_type(TYPE.replace("code: voorbeeldbrief", "code: anders"))
    )
    assert [problem.line for problem in found] == [2]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("kind: Voorbeeldbrief", "", "ontbreekt 'kind'"),
        ("kind: Voorbeeldbrief", "kind: [a]", "'kind' moet een tekst zijn"),
        ("addressee: [De gemeenteraad]", "addressee: raad", "'addressee' moet een lijst zijn"),
        ("required: nee}\nsections", "required: misschien}\nsections", "moet ja of nee zijn"),
        ("{title: Inleiding}", "{title: Inleiding, colour: rood}", "'colour' is niet bekend"),
        ("{title: Inleiding}", "Inleiding", "moet bestaan uit regels"),
        ("{title: Inleiding}", "{title: Cijfers}", "staat het deel 'cijfers' er twee keer"),
        ("signature: {", "signature: [", "geen goede YAML"),
    ],
)
def test_a_letter_type_that_cannot_be_used_gets_a_sentence(before: str, after: str, words: str):
    assert before in TYPE
    with pytest.raises(LetterTypeError, match=words):
        a_letter_type(TYPE.replace(before, after))


def test_an_empty_letter_type_gets_a_sentence():
    with pytest.raises(LetterTypeError, match="leeg"):
        a_letter_type("")
