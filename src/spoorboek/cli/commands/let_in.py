"""``spoorboek let-in``: an administrator who lost password or telephone gets in again."""

from __future__ import annotations

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.output import say
from spoorboek.cli.session import Session, get_now, pass_session


@click.command("let-in", cls=DutchCommand, short_help="Een beheerder die niet meer in kan weer toelaten.")
@click.argument("username", metavar="GEBRUIKERSNAAM")
@click.option("--reason", metavar="TEKST", required=True, help="Waarom; komt in het logboek.")
@click.option(
    "--keep-code", is_flag=True, help="Alleen het wachtwoord is kwijt: de code op de telefoon blijft."
)
@pass_session
def let_in(session: Session, username: str, reason: str, keep_code: bool) -> None:
    """Geef een beheerder een nieuw wachtwoord en laat de tweede stap opnieuw instellen.

    Voor wie de enige beheerder is en wachtwoord of telefoon kwijt is; wie de server beheert doet dit daar.
    Andere mensen helpt een beheerder, bij Beheer, Personen en rollen. Het wachtwoord wordt één keer getoond.
    Wie nog ergens was ingelogd, is daar uit. Het logboek zegt dat het op de server is gedaan, en waarom.

    \b
    Voorbeeld:
      spoorboek let-in beheerder --reason "Telefoon kwijt, nieuwe gekregen"
    """
    session.open()
    from spoorboek.apps.people.accounts import let_administrator_in

    password = let_administrator_in(
        username=username, reason=reason, forgets_second_step=not keep_code, at=get_now()
    )
    say(f"{username} kan weer inloggen. Wachtwoord: {password}")
    say("Dit wachtwoord wordt maar één keer getoond. Wijzig het na het inloggen bij 'Mijn account'.")
    if not keep_code:
        say("Bij het inloggen stelt de beheerder een nieuwe code in; oude herstelcodes werken niet meer.")
