"""``spoorboek rotate-keys``: seal every encrypted text with a new key."""

from __future__ import annotations

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.output import say, write_json
from spoorboek.cli.session import Session, get_now, pass_session


@click.command("rotate-keys", cls=DutchCommand, short_help="Versleutelde teksten een nieuwe sleutel geven.")
@click.option("--forget", is_flag=True, help="Haal de oude sleutels uit het sleutelbestand.")
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def rotate_keys(session: Session, forget: bool, as_json: bool) -> None:
    """Maak een nieuwe sleutel en versleutel elke tekst en elk inloggeheim daarmee opnieuw.

    Oude sleutels blijven staan, want een oude reservekopie is alleen met de oude sleutel te lezen. Staan de
    sleutels in SPOORBOEK_FIELD_KEY, zet dan eerst zelf een nieuwe vooraan.

    \b
    Voorbeeld:
      spoorboek --as beheerder rotate-keys
    """
    writer = session.get_writer()
    from spoorboek.apps.people.key_actions import rotate_keys as rotate

    done = rotate(by=writer, at=get_now(), forget=forget)
    if as_json:
        counts = {"texts": done.text_count, "secrets": done.secret_count}
        write_json({"key": done.key, **counts, "unneeded": list(done.unneeded), "forgotten": done.forgotten})
        return
    say(
        f"Sleutel {done.key} versleutelt nu alles: {done.text_count} teksten en {done.secret_count} geheimen."
    )
    if done.unneeded:
        old = ", ".join(done.unneeded)
        kept = "weggehaald" if done.forgotten else "blijft staan, voor oude reservekopieën"
        say(f"Niet meer nodig voor deze database: {old} ({kept}).")
