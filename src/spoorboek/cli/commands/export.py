"""``spoorboek export``: write a municipality back to a folder, as far as one may see."""

from __future__ import annotations

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.files import make_folder
from spoorboek.cli.output import say, write_json
from spoorboek.cli.session import Session, get_now, pass_session


@click.command(cls=DutchCommand, short_help="In een map schrijven wat u mag zien.")
@click.argument("folder", metavar="MAP")
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def export(session: Session, folder: str, as_json: bool) -> None:
    """Schrijf in een MAP wat u mag zien: plannen, telregels, tabellen, brieven en de cijfers als CSV.

    De map is weer te laden met `spoorboek load`. Registraties en personen gaan niet mee.

    \b
    Voorbeelden:
      spoorboek export openbaar
      spoorboek --as auteur export alles
    """
    reader = session.get_reader()
    from spoorboek.apps.exchange.queries import export_city

    written = export_city(reader, make_folder(folder), at=get_now())
    if as_json:
        write_json({"files": list(written)})
        return
    for name in written:
        say(str(name))
    say(f"{len(written)} bestanden geschreven in '{folder}'.")
