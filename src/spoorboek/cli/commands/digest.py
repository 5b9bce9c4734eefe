"""``spoorboek digest``: tell everybody by e-mail how much waits for them."""

from __future__ import annotations

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.output import say, write_json
from spoorboek.cli.session import Session, get_now, pass_session


@click.command(cls=DutchCommand)
@click.option(
    "--address",
    metavar="ADRES",
    default="",
    help="Waar de website staat; daar begint elke link mee. Zonder: SPOORBOEK_ADDRESS.",
)
@click.option(
    "--sender", metavar="E-MAILADRES", default="spoorboek@localhost", help="Van wie het bericht komt."
)
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def digest(session: Session, address: str, sender: str, as_json: bool) -> None:
    """Stuur ieder met een rol en een e-mailadres wat er deze week wacht. Zet dit elke maandag klaar.

    In het bericht staan aantallen en links, nooit een naam, nummer, plaats of titel. Voor wie niets wacht,
    gaat er niets uit. Zonder SPOORBOEK_EMAIL_URL verschijnen de berichten hier en gaat er niets weg.

    \b
    Voorbeeld:
      spoorboek --as beheerder digest --address https://spoorboek.example.org
    """
    writer = session.get_writer()
    from django.conf import settings
    from django.urls import reverse

    from spoorboek.apps.accounts.digests import TARGETS, send_digests

    site = address.rstrip("/") or settings.SITE_ADDRESS or "http://localhost:8000"
    addresses = {target: site + reverse(target) for target in TARGETS}
    count = send_digests(addresses=addresses, sender=sender, by=writer, at=get_now())
    if as_json:
        write_json({"sent": count})
    else:
        say("1 bericht gemaakt." if count == 1 else f"{count} berichten gemaakt.")
