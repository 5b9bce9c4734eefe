"""``spoorboek demo``: the example city, through the same doors as a real one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoorboek.cli.commands.letter import FORMS, build_kept
from spoorboek.cli.commands.load import EXAMPLE_AUTHOR, write_report
from spoorboek.cli.commands.migrate import bring_up_to_date
from spoorboek.cli.commands.serve import HOST, PORT, run_server
from spoorboek.cli.dutch import DutchCommand, Port
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.output import say, show_progress
from spoorboek.cli.session import Session, get_now, pass_session

if TYPE_CHECKING:
    from spoorboek.apps.people.demo import DemoLogin

EXAMPLE = Path(__file__).resolve().parents[4] / "examples" / "dordrecht"
REPORTS = {
    "app-straatintimidatie": "Meldingen van de app over straatintimidatie",
    "overlast-2024": "Meldingen van overlast in 2024",
}
"""The invented sets of reports: the name of the file, and what they are called."""
SIGNERS = ("gegevensbeheerder", "toetser", "toetser2")
"""The invented people who take the steps of the approval route."""


@click.command(
    cls=DutchCommand, short_help="De voorbeeldstad laden, haar brieven publiceren en de website starten."
)
@click.option("--serve", "and_serve", is_flag=True, help="Start daarna de website.")
@click.option("--host", metavar="ADRES", default=HOST, help=f"Waar te luisteren; anders {HOST}.")
@click.option("--port", metavar="POORT", type=Port(), default=PORT, help="Anders 8000.")
@click.option("--fresh", is_flag=True, help="Geef de verzonnen mensen nieuwe wachtwoorden en codes.")
@pass_session
def demo(session: Session, and_serve: bool, host: str, port: int, fresh: bool) -> None:
    """Laad de voorbeeldstad, laat haar twee brieven goedkeuren en publiceren, en start de website.

    Maakt de tabellen en de verzonnen mensen, laadt de map met de stad (als `spoorboek load`) en neemt de
    brieven door hun goedkeuringsroute: twee verschillende toetsers tekenen. Logins worden één keer getoond.
    Wat er al staat, blijft staan.

    \b
    Voorbeelden:
      spoorboek demo --serve
      spoorboek demo --fresh            nieuwe logins, de gegevens blijven
    """
    session.open()
    from django.conf import settings

    from spoorboek.apps.people.demo import create_demo_people

    if not settings.IS_EXAMPLE:
        raise Failure("Dit is geen voorbeeldomgeving (SPOORBOEK_EXAMPLE).", ExitCode.NOT_PERMITTED)
    bring_up_to_date()
    logins = create_demo_people(at=get_now(), renew=fresh)
    try:
        _load_once()
        _publish_letters()
        _analyse_reports()
        _write_letters(Path(settings.DATA_DIR) / "letters")
    finally:
        # They cannot be shown again, so they are shown whatever happened.
        _write_logins(logins)
    if and_serve:
        run_server(host, port)


def _load_once() -> None:
    """Load the city when there is none; what people did with it since is theirs."""
    from spoorboek.apps.exchange.actions import FURNISHER, load_city
    from spoorboek.apps.people.queries import get_viewer
    from spoorboek.apps.plans.queries import list_plans

    if list_plans(FURNISHER):
        say("De voorbeeldstad stond er al; de gegevens zijn gebleven zoals ze waren.")
        return
    author = get_viewer(EXAMPLE_AUTHOR)
    write_report(load_city(EXAMPLE, by=FURNISHER, at=get_now(), report=show_progress, author=author))


def _publish_letters() -> None:
    """Publish the letters that the example names, as far as they are still under way."""
    from spoorboek.apps.exchange.city_file import read_city
    from spoorboek.apps.exchange.route import walk_route
    from spoorboek.apps.letters.queries import list_letters
    from spoorboek.apps.people.queries import get_viewer
    from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES

    author = get_viewer(EXAMPLE_AUTHOR)
    status = {row.slug: row.status for row in list_letters(author)}
    for order in read_city(EXAMPLE).publish:
        if status.get(order.letter) in EDITABLE_STATUSES:
            people = [get_viewer(name) for name in SIGNERS]
            walk_route(order=order, author=author, people=people, at=get_now(), report=show_progress)
            say(f"Gepubliceerd: {order.letter}")


def _analyse_reports() -> None:
    """Take in the invented reports and analyse each set once; the second time nothing is done."""
    from spoorboek.apps.hotspots.actions import analyse_reports, take_in_reports
    from spoorboek.apps.people.queries import get_viewer

    keeper = get_viewer("gegevensbeheerder")
    for code, title in REPORTS.items():
        text = (EXAMPLE / "meldingen" / f"{code}.csv").read_text(encoding="utf-8")
        made = take_in_reports(by=keeper, at=get_now(), code=code, title=title, content=text)
        if not made.analysis_count:
            analyse_reports(by=keeper, at=get_now(), code=code)
            click.echo(f"Doorgerekend: {title}")


def _write_letters(folder: Path) -> None:
    from spoorboek.apps.access.viewer import ANONYMOUS
    from spoorboek.apps.letters.queries import list_letters

    folder.mkdir(parents=True, exist_ok=True)
    for row in list_letters(ANONYMOUS):
        _, files, fingerprint = build_kept(ANONYMOUS, row.slug)
        for form, content in zip(FORMS, files, strict=True):
            (folder / f"{row.slug}.{form}").write_bytes(content)
        say(f"{folder / row.slug}.pdf (.docx, .html)  vingerafdruk {fingerprint}")


def _write_logins(logins: list[DemoLogin]) -> None:
    if not logins:
        say("De logins zijn eerder getoond. Nieuwe krijgt u met: spoorboek demo --fresh")
        return
    say("\nLogins van de verzonnen mensen. Ze worden maar één keer getoond; bewaar ze zelf.")
    for login in logins:
        say(f"  {login.username:<20} wachtwoord {login.password}  TOTP-geheim {login.totp_secret}")
        say(f"  {'':<20} {login.otpauth_uri}")
