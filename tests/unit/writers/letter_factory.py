"""A letter with every kind of block, for the tests of the writers."""

from dataclasses import replace
from datetime import date
from typing import Any

from spoorboek.documents.model import (
    Block,
    ChartBlock,
    ClaimRun,
    Document,
    FigureRun,
    FixedRun,
    Footnote,
    FootnoteRun,
    HeaderField,
    Heading,
    LetterHead,
    LinkRun,
    ListBlock,
    Paragraph,
    PromiseRun,
    Signatory,
    Signature,
    TableBlock,
    TextRun,
)

A_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="200" viewBox="0 0 640 200">'
    '<rect width="640" height="200" fill="white"/><path d="M20,20L600,180" stroke="#154273"/>'
    '<text x="30" y="60" font-family="Noto Sans" font-size="13px">2019</text></svg>'
)


def words(text: str) -> tuple[TextRun, ...]:
    return (TextRun(text),)


def a_paragraph(text: str = "Wij kijken terug op het jaar.") -> Paragraph:
    return Paragraph(words(text))


def a_table(rows: int = 3, caption: str = "Meldingen van overlast per soort") -> TableBlock:
    names = ("Overlast door jeugd", "Alcohol en drugs", "Onbegrepen gedrag")
    body = tuple(
        (
            words(names[i % 3]),
            (FigureRun(f"{848 + i}", f"nuisance-{i}@2022"),),
            (FigureRun(f"1.{643 + i}", f"nuisance-{i}@2024"),),
        )
        for i in range(rows)
    )
    header = (words("Soort overlast"), (FixedRun("2022", "jaartal"),), (FixedRun("2024", "jaartal"),))
    return TableBlock(caption, header, body, "Aantal meldingen. Bron: politieregistratie.")


def a_chart(svg: str = A_PICTURE) -> ChartBlock:
    return ChartBlock(
        "Minder meldingen over jeugd",
        svg,
        "Lijngrafiek. De meldingen dalen van 848 in 2022 naar 643 in 2024.",
        a_table(2, "Cijfers bij de grafiek"),
        "Bron: politieregistratie.",
    )


def a_list(start: int | None = None) -> ListBlock:
    nested = ListBlock(((a_paragraph("Een punt onder een punt."),),))
    return ListBlock(
        (
            (a_paragraph("Wij controleren bedrijven."),),
            (a_paragraph("Wij praten met partners."), a_paragraph("Dat doen wij elke maand."), nested),
        ),
        start,
    )


def some_blocks() -> tuple[Block, ...]:
    rise = Paragraph(
        (
            TextRun("Het aantal meldingen "),
            ClaimRun((TextRun("is "), TextRun("gestegen", bold=True)), "mma-rises"),
            TextRun(" van "),
            FigureRun("88", "mma-reports@2023"),
            TextRun(" naar "),
            FigureRun("104", "mma-reports@2024"),
            FootnoteRun(1),
            TextRun("; zie "),
            LinkRun("onze website", "https://voorbeeld.example/cijfers?a=1&b=2"),
            TextRun(" en artikel "),
            FixedRun("151c", "wet"),
            TextRun(". Dat is "),
            TextRun("nieuw", italic=True),
            TextRun("."),
            FootnoteRun(2),
        )
    )
    promise = Paragraph(
        (
            PromiseRun((TextRun("Wij hielden "), FigureRun("3", "inspection-days@2023")), "inspections"),
            TextRun(" controledagen."),
            FootnoteRun(1),
        )
    )
    return (
        Heading(1, words("Algemeen beeld")),
        rise,
        promise,
        a_list(),
        Heading(2, words("Overlast per soort")),
        a_table(),
        a_chart(),
        Heading(1, words("Wat wij gaan doen")),
        a_list(start=3),
        Paragraph((PromiseRun(words("Over de proef melden wij nog niets."), "pilot", "te vroeg"),)),
    )


def a_document(**changes: Any) -> Document:
    """Return an invented letter with every kind of block."""
    document = Document(
        title="Terugblik op het veiligheidsplan",
        kind="Raadsinformatiebrief",
        dated_on=date(2025, 2, 24),
        letter_head=LetterHead("Gemeente Voorbeeldstad", "#154273", ("Postbus 1", "1000 AA Voorbeeldstad")),
        addressee=("De gemeenteraad van Voorbeeldstad",),
        fields=(
            HeaderField("Zaaknummer", (FixedRun("2025-0000001", "zaaknummer"),)),
            HeaderField("Onderwerp", words("Terugblik op twee jaar uitvoering")),
        ),
        blocks=some_blocks(),
        signature=Signature(
            "Namens het college van burgemeester en wethouders",
            (Signatory("de gemeentesecretaris"), Signatory("de burgemeester", "V. Oorbeeld")),
        ),
        annexes=("Bijlage met het veiligheidsbeeld",),
        footnotes=(
            Footnote(1, words("Registratie van meldingen, verzonnen.")),
            Footnote(2, (TextRun("Zie ook "), LinkRun("de bron", "https://voorbeeld.example/bron"))),
        ),
        invented=True,
        marks={"zaaknummer": "2025-0000001"},
    )
    return replace(document, **changes)
