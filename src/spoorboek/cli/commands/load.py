"""``spoorboek load``: take in the folder of a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.files import get_folder
from spoorboek.cli.output import say, show_progress, write_json, write_table
from spoorboek.cli.session import Session, get_now, pass_session

if TYPE_CHECKING:
    from spoorboek.apps.access.viewer import Viewer
    from spoorboek.apps.exchange.actions import CityReport

EXAMPLE_AUTHOR = "auteur"
"""The invented person whose letters those of the example city become."""


@click.command(cls=DutchCommand, short_help="Een map met een gemeente overnemen, alles of niets.")
@click.argument("folder", metavar="MAP")
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def load(session: Session, folder: str, as_json: bool) -> None:
    """Neem een MAP met een gemeente over: gebieden, bronnen, cijfers, plannen, registraties, brieven.

    Alles of niets. Dezelfde map nog eens verandert niets. Wie dit doet, heeft de rollen nodig van elk deel
    (gegevensbeheerder, auteur, toetser, regisseur, jurist). In een voorbeeldomgeving mag --as ontbreken: dan
    laadt de installatie zelf, en staat zij in het logboek als 'installatie'.

    \b
    Voorbeelden:
      spoorboek --as inrichter load gemeenten/dordrecht
      spoorboek load examples/dordrecht
    """
    place = get_folder(folder)
    loader, author = get_loader(session)
    from spoorboek.apps.exchange.actions import load_city

    report = load_city(place, by=loader, at=get_now(), report=show_progress, author=author)
    if as_json:
        parts = [
            {"part": part.part, "file": part.file, "changed": part.changed_count, "notes": list(part.notes)}
            for part in report.parts
        ]
        write_json({"city": report.city, "changed": report.changed_count, "parts": parts})
    else:
        write_report(report)


def get_loader(session: Session) -> tuple[Viewer, Viewer | None]:
    """Return who loads and who becomes the author of letters (None: the one who loads)."""
    if session.username:
        return session.get_writer(), None
    session.open()
    from django.conf import settings

    from spoorboek.apps.exchange.actions import FURNISHER
    from spoorboek.apps.people.queries import find_viewer

    if not settings.IS_EXAMPLE:
        raise Failure(
            "Zeg wie dit doet: `spoorboek --as GEBRUIKERSNAAM load MAP`. "
            "Alleen een voorbeeldomgeving laadt zichzelf.",
            ExitCode.NOT_PERMITTED,
        )
    return FURNISHER, find_viewer(EXAMPLE_AUTHOR)


def write_report(report: CityReport) -> None:
    """Print what came of a load."""
    if not report.is_changed:
        say(f"{report.city}: alles stond er al; er is niets veranderd.")
    else:
        rows = [(part.part, part.file, str(part.changed_count)) for part in report.parts]
        write_table(rows, ("deel", "bestand", "nieuw of gewijzigd"))
        say(f"{report.city}: {report.changed_count} nieuw of gewijzigd.")
    for part in report.parts:
        for note in part.notes:
            say(f"Let op, {part.file}: {note}.")
