"""Letters, figures and a letter type for the tests of the documents floor; all of it invented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from spoorboek.documents.errors import LetterSourceError
from spoorboek.documents.fill import Supplies, fill_letter
from spoorboek.documents.letter_type import LetterType, load_letter_type
from spoorboek.documents.model import Document, LetterHead
from spoorboek.documents.source.letter import LetterSource, parse_letter
from spoorboek.documents.tables import PromiseRow, TableRow, TableSpecification
from spoorboek.figures.area import Area
from spoorboek.figures.definition import Counts, FigureDefinition, Kind, SourceType
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.figures.provenance import Provenance, SnapshotReference
from spoorboek.figures.values import Value

MOMENT = datetime(2025, 2, 24, 14, 2, tzinfo=UTC)

HEAD = """---
type: voorbeeldbrief
title: Voorbeeld over 2023-2024
slug: voorbeeld
dated_on: 2025-02-24
case_number: 2025-0001234
plan: voorbeeldplan
period: 2023..2024
area: GM0505
fields:
  subject: Terugblik
---
"""

TYPE = """
code: voorbeeldbrief
kind: Voorbeeldbrief
addressee: [De gemeenteraad]
fields:
  - {code: case_number, label: Zaaknummer}
  - {code: subject, label: Onderwerp}
  - {code: deadline, label: Deadline, required: nee}
sections:
  - {title: Inleiding}
  - {title: Cijfers, subsections: [Overlast]}
  - {title: Slot, required: nee}
signature: {on_behalf_of: Het college, roles: [burgemeester]}
route:
  - {code: content, role: toetser, purpose: De inhoud is getoetst}
"""

BODY = """
# Inleiding

Op 24 februari 2025 schreven wij [drie]{fixed="opsomming"} dingen op[^bron].

# Cijfers

## Overlast

Het aantal meldingen [is gestegen van [88]{figure="reports" period="2023"} naar
[104]{figure="reports" period="2024"}]{claim="rises" figure="reports" from="2023" to="2024"}.
[?]{figure="inspection-days" period="2023" as="words"} controledagen, en *later* weer
[?]{figure="inspection-days"
period="2023" as="words"}.

1. Zie [het plan van 2023](https://example.org/plan).
2. [Gedaan.]{promise="integrated-inspections"}

[?]{table="nuisance" period="2022..2024"}

[?]{promises="ondermijning" period="2023"}

[^bron]: Politie, 2024.
"""


def a_letter_text(body: str = BODY) -> str:
    return HEAD + body


def a_letter(body: str = BODY) -> LetterSource:
    return parse_letter(a_letter_text(body))


def problems_of(text: str) -> list[str]:
    try:
        parse_letter(text)
    except LetterSourceError as error:
        return [str(problem) for problem in error.problems]
    return []


def problems_in(body: str) -> list[str]:
    """Return the sentences about ``body`` without their line."""
    return [problem.split(": ", 1)[1] for problem in problems_of(a_letter_text(f"\n{body}\n"))]


def a_letter_type(text: str = TYPE) -> LetterType:
    return load_letter_type(text)


def a_figure(key: str, value: Value, **changes: Any) -> Figure:
    code, period, area = key.split("@")
    definition = FigureDefinition(
        code=code,
        version=1,
        title=changes.pop("title", f"Titel van {code}"),
        unit="meldingen",
        kind=changes.pop("kind", Kind.COUNT),
        counts=Counts.INCIDENTS,
        source_type=SourceType.REGISTERED,
        comparability=f"{code}-a",
        counting_rule="Elke melding telt een keer.",
        decimals=changes.pop("decimals", 0),
    )
    snapshot = SnapshotReference("s1", "politie", MOMENT, "ab" * 32)
    provenance = Provenance((snapshot,), "alle meldingen", ("x:1", "x:2"), "0.1.0", MOMENT, invented=True)
    return Figure(
        definition, Period.parse(period), Area(area, "Voorbeeldstad", 2024), value, provenance, **changes
    )


def figures_by_key(figures: Iterable[Figure]) -> dict[str, Figure]:
    return {figure.key: figure for figure in figures}


def the_figures() -> dict[str, Figure]:
    counts = {
        "reports@2023": 88,
        "reports@2024": 104,
        "inspection-days@2023": 3,
        "youth@2022": 1848,
        "youth@2023": 707,
        "youth@2024": 643,
        "drugs@2022": 659,
        "drugs@2023": 693,
        "drugs@2024": 760,
    }
    return figures_by_key(a_figure(f"{name}@GM0505", value) for name, value in counts.items())


def a_table() -> TableSpecification:
    rows = (TableRow("youth", "Jeugd"), TableRow("drugs", "Alcohol en drugs"))
    return TableSpecification(
        "nuisance", "Meldingen van overlast", "Soort", rows, "Aantal meldingen. Bron: politie."
    )


def some_promises() -> list[PromiseRow]:
    return [
        PromiseRow(
            "integrated-inspections",
            "Controles",
            "10 per jaar",
            "loopt achter",
            "inspection-days@2023@GM0505",
        ),
        PromiseRow("campaigns", "Campagnes", "3", "niet gemeld", result="Volgt in 2024."),
    ]


def the_supplies(**changes: Any) -> Supplies:
    supplies: dict[str, Any] = {
        "figures": the_figures(),
        "letter_head": LetterHead("Voorbeeldstad", address=("Postbus 8",)),
        "tables": {"nuisance": a_table()},
        "list_promises": lambda _span: some_promises(),
    }
    return Supplies(**(supplies | changes))


def a_document(letter: LetterSource | None = None, **changes: Any) -> Document:
    return fill_letter(letter or a_letter(), a_letter_type(), the_supplies(**changes))
