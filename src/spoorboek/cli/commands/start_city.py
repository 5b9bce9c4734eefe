"""``spoorboek start-city``: a real municipality begins, without the example city."""

from __future__ import annotations

import click

from spoorboek.cli.commands.migrate import bring_up_to_date
from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.output import say
from spoorboek.cli.session import Session, get_now, pass_session


@click.command("start-city", cls=DutchCommand, short_help="Een eigen gemeente beginnen.")
@click.argument("code", metavar="GEMEENTECODE")
@click.argument("name", metavar="NAAM")
@click.option("--username", metavar="NAAM", default="beheerder", help="Van de eerste beheerder.")
@click.option("--first-name", metavar="NAAM", default="", help="Voornaam van de eerste beheerder.")
@click.option("--last-name", metavar="NAAM", default="", help="Achternaam van de eerste beheerder.")
@pass_session
def start_city(
    session: Session, code: str, name: str, username: str, first_name: str, last_name: str
) -> None:
    """Maak de tabellen, de gemeente en de eerste beheerder. Alleen in een lege installatie.

    Zet eerst SPOORBOEK_EXAMPLE=false en SPOORBOEK_MUNICIPALITY op de naam van de gemeente. Het eerste
    wachtwoord wordt één keer getoond; bij het eerste inloggen stelt de beheerder een code in.

    \b
    Voorbeeld:
      spoorboek start-city GM0505 "Gemeente Dordrecht"
    """
    session.open()
    from django.conf import settings

    from spoorboek.apps.exchange.starting import start_city as start

    if settings.IS_EXAMPLE:
        sentence = "Dit is een voorbeeldomgeving. Zet eerst SPOORBOEK_EXAMPLE=false en een lege gegevensmap."
        raise Failure(sentence, ExitCode.NOT_PERMITTED)
    bring_up_to_date()
    password = start(
        code=code, name=name, username=username, first_name=first_name, last_name=last_name, at=get_now()
    )
    say(f"{name} staat klaar. De eerste beheerder: gebruikersnaam {username}, wachtwoord {password}")
    say("Dit wachtwoord wordt maar één keer getoond. Wijzig het na het inloggen bij 'Mijn account'.")
    say("Verder: spoorboek serve, log in, en voeg bij Beheer, Personen en rollen de anderen toe.")
