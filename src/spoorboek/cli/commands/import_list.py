"""``spoorboek import-list``: take a team's own list into a register, all rows or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.files import STDIN, read_bytes
from spoorboek.cli.output import say, write_json, write_table
from spoorboek.cli.session import Session, get_now, pass_session

if TYPE_CHECKING:
    from spoorboek.apps.exchange.list_imports import ListReport

_OUTCOMES = {"added": "nieuw", "known": "was er al", "differing": "is hier sindsdien gewijzigd"}
_EVERY_PROBLEM = 1_000_000


@click.command(
    "import-list", cls=DutchCommand, short_help="Een lijst van een team inlezen, alle rijen of geen."
)
@click.argument("register", metavar="REGISTER")
@click.argument("file", metavar="BESTAND")
@click.option(
    "--mapping", metavar="NAAM", default="", help="De bewaarde indeling; anders de laatste die past."
)
@click.option("--preview", is_flag=True, help="Laat zien wat er zou gebeuren en bewaar niets.")
@click.option("--rows", is_flag=True, help="Zeg van elke rij wat ermee gebeurt.")
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON, met elke rij.")
@pass_session
def import_list(
    session: Session, register: str, file: str, mapping: str, preview: bool, rows: bool, as_json: bool
) -> None:
    """Lees een Excel- of CSV-lijst van een team in bij een register: alle rijen, of geen.

    Wat elke kolom is, staat in een bewaarde indeling; die maakt u op de website, bij Lijsten inlezen. Een rij
    die er al is, blijft zoals zij is. Klopt er iets niet, dan staat er welke cel en waarom, en eindigt de
    opdracht met code 5.

    \b
    Voorbeelden:
      spoorboek --as jurist import-list measures lijst.xlsx --preview --rows
      spoorboek --as regisseur import-list signals wijkteam.csv --mapping Wijkteam
    """
    writer, now = session.get_writer(), get_now()
    from django.conf import settings

    from spoorboek.apps.exchange import list_imports
    from spoorboek.apps.indicators.registers import REGISTERS

    if register not in REGISTERS:
        known = ", ".join(sorted(REGISTERS))
        raise Failure(f"Er is geen register '{register}'. Kies uit: {known}.", ExitCode.NOT_FOUND)
    content = read_bytes(file)
    sheet = list_imports.open_list(content)
    chosen = list_imports.choose_mapping(writer, REGISTERS[register], sheet, mapping)
    report = list_imports.import_list(
        register=REGISTERS[register],
        name="invoer" if file == STDIN else file,
        content=content,
        mapping=chosen,
        is_preview=preview,
        problems_shown=_EVERY_PROBLEM,
        invented=settings.IS_EXAMPLE,
        by=writer,
        at=now,
    )
    _tell(report, preview=preview, rows=rows, as_json=as_json)


def _tell(report: ListReport, *, preview: bool, rows: bool, as_json: bool) -> None:
    if as_json:
        write_json(
            {
                "accepted": not report.problem_count,
                "done": report.is_done,
                "added": report.added,
                "known": report.known,
                "differing": report.differing,
                "rows": [
                    {"place": row.place.removesuffix(": "), "number": row.number, "outcome": row.outcome}
                    for row in report.rows
                ],
                "problems": list(report.problems),
            }
        )
    if report.problem_count:
        for problem in () if as_json else report.problems:
            say(problem, err=True)
        count = report.problem_count
        sentence = f"Niets ingelezen: {count} {'ding klopt' if count == 1 else 'dingen kloppen'} niet."
        raise Failure(sentence, ExitCode.BAD_INPUT)
    if as_json:
        return
    for note in report.notes:
        say(f"Let op: {note}")
    if rows:
        told = [[row.place.removesuffix(": "), row.number, _OUTCOMES[row.outcome]] for row in report.rows]
        write_table(told, ["rij", "nummer", "wat er gebeurt"])
    does = "Als u inleest" if preview else "Ingelezen"
    say(f"{does}: {report.added} nieuw, {report.known} waren er al, waarvan {report.differing} gewijzigd.")
