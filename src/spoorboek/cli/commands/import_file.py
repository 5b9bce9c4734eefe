"""``spoorboek import``: take over a received file through the kept mapping of its source."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.files import get_file
from spoorboek.cli.output import say, write_json
from spoorboek.cli.session import Session, get_now, pass_session


@click.command(
    "import", cls=DutchCommand, short_help="Een bestand van een bron overnemen, alle rijen of geen."
)
@click.argument("source", metavar="BRON")
@click.argument("file", metavar="BESTAND")
@click.option("--retrieved-on", metavar="DATUM", default="", help="Dag van ophalen, zoals 2025-02-24.")
@click.option("--provisional", is_flag=True, help="De cijfers zijn nog voorlopig.")
@click.option("--invented", is_flag=True, help="De cijfers zijn verzonnen, om mee te oefenen.")
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON, met wat er per rij mis is.")
@pass_session
def import_file(
    session: Session,
    source: str,
    file: str,
    retrieved_on: str,
    provisional: bool,
    invented: bool,
    as_json: bool,
) -> None:
    """Neem een bestand (CSV of Excel) van een bron over: alle rijen, of geen.

    Hoe het bestand wordt gelezen, is bij de bron vastgelegd. Wat niet klopt, staat er per rij en kolom bij;
    dan eindigt de opdracht met code 5. Hetzelfde bestand nog eens verandert niets.

    \b
    Voorbeeld:
      spoorboek --as gegevensbeheerder import police-nuisance overlast-2025.csv --provisional
    """
    writer, now = session.get_writer(), get_now()
    from spoorboek.apps.sources.actions import import_snapshot
    from spoorboek.apps.sources.errors import ImportRefusedError

    place = get_file(file)
    try:
        with place.open("rb") as content:
            row = import_snapshot(
                by=writer,
                at=now,
                source=source,
                file=content,
                file_name=place.name,
                retrieved_at=_read_day(retrieved_on) or now,
                is_provisional=provisional,
                is_invented=invented,
            )
    except ImportRefusedError as error:
        findings = error.report.findings
        if as_json:
            told = [{"row": f.row, "column": f.column, "value": f.value, "why": f.sentence} for f in findings]
            write_json({"accepted": False, "finding_count": error.report.finding_count, "findings": told})
        for finding in () if as_json else findings:
            say(f"{finding}", err=True)
        count = error.report.finding_count
        sentence = f"Niets overgenomen uit '{file}': {count} {'fout' if count == 1 else 'fouten'}."
        raise Failure(sentence, ExitCode.BAD_INPUT) from error
    if as_json:
        write_json({"accepted": True, "snapshot": row.code, "row_count": row.row_count})
        return
    is_new = row.imported_at == now
    done = f"{row.row_count} rijen overgenomen" if is_new else f"De {row.row_count} rijen waren er al"
    say(f"{done} (levering {row.code}).")
    for note in row.notes:
        say(f"Let op: {note}")


def _read_day(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(12), tzinfo=UTC)
    except ValueError as error:
        raise click.UsageError(f"'{text}' is geen datum zoals 2025-02-24.") from error
