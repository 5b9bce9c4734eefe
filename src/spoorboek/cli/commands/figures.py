"""``spoorboek figures``: the catalogue of figures, and one figure with where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from spoorboek.cli.dutch import DutchCommand, DutchGroup
from spoorboek.cli.output import say, write_json, write_table
from spoorboek.cli.session import Session, get_now, pass_session

if TYPE_CHECKING:
    from spoorboek.apps.indicators.counted_rows import CountedRows
    from spoorboek.figures.figure import Figure


@click.group(cls=DutchGroup)
def figures() -> None:
    """Cijfers: welke er zijn, wat ze zijn en waar ze uit bestaan."""


@figures.command("list", cls=DutchCommand)
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def list_figures(session: Session, as_json: bool) -> None:
    """Toon de cijfers die u mag zien, met eenheid en herkomst.

    \b
    Voorbeeld:
      spoorboek --as auteur figures list
    """
    reader = session.get_reader()
    from spoorboek.apps.indicators.queries import list_definitions

    rows = list_definitions(reader)
    if as_json:
        write_json(
            [
                {
                    "code": row.definition.code,
                    "version": row.definition.version,
                    "title": row.definition.title,
                    "unit": row.definition.unit,
                    "kind": row.definition.kind.value,
                    "source_type": row.definition.source_type.value,
                    "origin": row.origin,
                    "counting_rule": row.definition.counting_rule,
                }
                for row in rows
            ]
        )
    elif not rows:
        say("Er zijn geen cijfers die u mag zien. Noem uw naam met --as, of laad eerst een gemeente.")
    else:
        cells = [(r.definition.code, r.definition.title, r.definition.unit, r.origin) for r in rows]
        write_table(cells, ("code", "cijfer", "eenheid", "herkomst"))


@figures.command("show", cls=DutchCommand)
@click.argument("code", metavar="CODE")
@click.argument("period", metavar="PERIODE")
@click.option("--area", metavar="GEBIED", default="", help="Code van een gebied; anders de hele gemeente.")
@click.option("--rows", "with_rows", is_flag=True, help="Toon ook de regels die meetelden, voor zover u mag.")
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def show(session: Session, code: str, period: str, area: str, with_rows: bool, as_json: bool) -> None:
    """Toon één cijfer met zijn herkomst: zo tellen we, bron, regels.

    PERIODE is een jaar (2023), maand (2023-04), kwartaal (2023-Q1) of reeks (2023-01..2023-04).

    \b
    Voorbeelden:
      spoorboek --as auteur figures show mma-reports 2024
      spoorboek --as regisseur figures show inspection-days 2023-01..2023-04 --rows
    """
    reader, now = session.get_reader(), get_now()
    from spoorboek.apps.indicators.counted_rows import list_counted_rows
    from spoorboek.apps.indicators.figure_keys import FigureKey
    from spoorboek.apps.indicators.queries import get_figure
    from spoorboek.documents.figure_record import record_figure

    key = FigureKey.parse(f"{code}@{period}{f'@{area}' if area else ''}")
    figure = get_figure(reader, key.code, key.period, key.area_code, at=now)
    rows = list_counted_rows(reader, figure.key, at=now) if with_rows else None
    if as_json:
        write_json({**record_figure(figure), **({"rows": _rows_as_data(rows)} if rows else {})})
        return
    for label, value in _describe(figure):
        say(f"{label + ':':<16}{value}")
    if rows is not None:
        _write_rows(rows)


def _describe(figure: Figure) -> list[tuple[str, str]]:
    from spoorboek.figures.dutch_dates import format_date, format_period
    from spoorboek.figures.dutch_numbers import format_value
    from spoorboek.figures.values import is_number

    said, decimals, is_known = figure.definition, figure.definition.decimals, is_number(figure.value)
    lines = [
        ("Cijfer", f"{said.title} ({figure.key})"),
        ("Waarde", f"{format_value(figure.value, decimals)}{f' {said.unit}' if is_known else ''}"),
        ("Periode", format_period(figure.period)),
        ("Gebied", f"{figure.area.name} ({figure.area.code}, indeling {figure.area.edition})"),
        *([("Stand", "voorlopig" if figure.provisional else "definitief")] if is_known else []),
        ("Zo tellen we", f"{said.counting_rule} (versie {said.version})"),
    ]
    if figure.uncertainty:
        bounds = figure.uncertainty
        made_up = " (verzonnen)" if bounds.invented else ""
        low, high = format_value(bounds.low), format_value(bounds.high)
        lines.append(("Marge", f"{low} tot {high}, 95% zeker{made_up}"))
    if figure.parts:
        numerator, denominator = format_value(figure.parts.numerator), format_value(figure.parts.denominator)
        lines.append(("Onderdelen", f"{numerator} op {denominator}, maal {figure.parts.factor}"))
    lines += [
        ("Bron", f"{one.source}, opgehaald op {format_date(one.retrieved_at.date())}, {one.sha256[:12]}")
        for one in figure.provenance.snapshots
    ]
    counted = figure.provenance
    lines.append(("Regels", f"{counted.row_count} telden mee ({counted.query})"))
    if counted.invented:
        lines.append(("Let op", "deze registraties of getallen zijn verzonnen (voorbeeldstad)"))
    return lines


def _rows_as_data(rows: CountedRows) -> dict[str, Any]:
    shown = [
        {
            "identity": row.identity,
            "number": row.number,
            "period": str(row.period),
            "amount": None if row.amount is None else str(row.amount),
            **({"cells": dict(row.cells)} if row.cells else {}),
        }
        for row in rows.rows
    ]
    return {"shown": shown, "hidden_count": rows.hidden_count, "unshown_count": rows.unshown_count}


def _write_rows(rows: CountedRows) -> None:
    say("")
    cells = [
        (
            row.number,
            str(row.period),
            "" if row.amount is None else str(row.amount),
            "; ".join(f"{name} {text}" for name, text in row.cells),
        )
        for row in rows.rows
    ]
    if cells:
        write_table(cells, ("regel", "wanneer", "telt", "inhoud"))
    if rows.hidden_count:
        say(f"{rows.hidden_count} regels telden mee die u niet mag inzien.")
    if rows.unshown_count:
        say(f"{rows.unshown_count} regels zijn niet getoond.")
