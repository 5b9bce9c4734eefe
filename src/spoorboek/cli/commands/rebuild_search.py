"""``spoorboek rebuild-search``: make the index of words anew."""

from __future__ import annotations

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.output import say
from spoorboek.cli.session import Session, pass_session


@click.command("rebuild-search", cls=DutchCommand, short_help="Het zoeken op woorden opnieuw opbouwen.")
@pass_session
def rebuild_search(session: Session) -> None:
    """Bouw het zoeken op woorden opnieuw op, uit wat er nu in de registers en casussen staat.

    Nodig na het terugzetten van een reservekopie zonder index, of als zoeken iets niet vindt dat er wel is.

    \b
    Voorbeeld:
      spoorboek rebuild-search
    """
    session.open()
    from spoorboek.apps.access.word_index import rebuild_words

    say(f"Het zoeken is opnieuw opgebouwd: {rebuild_words()} soorten gegevens.")
