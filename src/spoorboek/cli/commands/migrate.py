"""``spoorboek migrate``: make the tables of the database, or bring them up to date."""

from __future__ import annotations

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.output import say
from spoorboek.cli.session import Session, pass_session


@click.command(cls=DutchCommand, short_help="De tabellen van de database maken of bijwerken.")
@pass_session
def migrate(session: Session) -> None:
    """Maak de tabellen van de database, of breng ze bij na een nieuwe versie van Spoorboek.

    \b
    Voorbeeld:
      spoorboek migrate
    """
    session.open()
    bring_up_to_date()
    say("De tabellen zijn bij.")


def bring_up_to_date() -> None:
    """Apply every migration that was not applied yet."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
