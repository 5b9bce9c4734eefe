"""Who is at the command line, and Django when a command needs it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure

if TYPE_CHECKING:
    from spoorboek.apps.access.viewer import Viewer


@dataclass(slots=True)
class Session:
    """One run of the command line. ``username`` is what ``--as`` said, or empty."""

    username: str = ""

    def open(self) -> None:
        """Make Django ready. Commands that need no database never call this."""
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spoorboek.conf.settings")
        django.setup()

    def get_reader(self) -> Viewer:
        """Return the one who reads: the person named by ``--as``, else somebody not logged in."""
        self.open()
        from spoorboek.apps.access.viewer import ANONYMOUS
        from spoorboek.apps.people.queries import get_viewer

        return get_viewer(self.username) if self.username else ANONYMOUS

    def get_writer(self) -> Viewer:
        """Return the one who writes: the person named by ``--as``. Nobody writes without a name."""
        if not self.username:
            sentence = "Zeg wie dit doet: `spoorboek --as GEBRUIKERSNAAM ...`. Dat komt in het logboek."
            raise Failure(sentence, ExitCode.NOT_PERMITTED)
        return self.get_reader()


def get_now() -> datetime:
    """Return the moment of this command."""
    return datetime.now(UTC)


pass_session = click.make_pass_decorator(Session, ensure=True)
