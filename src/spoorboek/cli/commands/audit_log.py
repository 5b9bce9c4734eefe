"""``spoorboek audit-log verify``: is the log whole?"""

from __future__ import annotations

import click

from spoorboek.cli.dutch import DutchCommand, DutchGroup
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.output import say, write_json
from spoorboek.cli.session import Session, pass_session


@click.group("audit-log", cls=DutchGroup)
def audit_log() -> None:
    """Het logboek: wie deed wat en wanneer."""


@audit_log.command(cls=DutchCommand)
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def verify(session: Session, as_json: bool) -> None:
    """Loop het hele logboek na: is er niets gewijzigd, weggehaald of verplaatst?

    Eindigt met code 1 als er iets niet klopt.

    \b
    Voorbeeld:
      spoorboek --as beheerder audit-log verify
    """
    reader = session.get_reader()
    from spoorboek.apps.access.access import Access
    from spoorboek.apps.audit.queries import verify_log
    from spoorboek.rules.roles import Permission

    Access(reader).require(Permission.AUDIT_VIEW, to="het logboek nakijken")
    check = verify_log()
    if as_json:
        data = {"whole": check.is_whole, "length": check.length, "broken_at": check.broken_at}
        write_json({**data, "reason": check.reason})
    elif check.is_whole:
        say(f"Het logboek is heel: {check.length} regels, elk vast aan de vorige.")
    else:
        say(f"Het logboek is niet heel: {check.reason}.")
    if not check.is_whole:
        raise click.exceptions.Exit(int(ExitCode.WRONG))
