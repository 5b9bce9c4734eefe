"""The command ``spoorboek``: a table of commands, each imported only when it is used."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from spoorboek import __version__
from spoorboek.cli.dutch import DutchGroup, say_usage_error
from spoorboek.cli.exit_codes import ExitCode, describe_exit_codes
from spoorboek.cli.failures import Failure, explain
from spoorboek.cli.output import say

_COMMANDS = "spoorboek.cli.commands"
TABLE = {
    "audit": f"{_COMMANDS}.audit:audit",
    "audit-log": f"{_COMMANDS}.audit_log:audit_log",
    "claim": f"{_COMMANDS}.claim:claim",
    "demo": f"{_COMMANDS}.demo:demo",
    "digest": f"{_COMMANDS}.digest:digest",
    "expire-audits": f"{_COMMANDS}.audit:expire_audits",
    "export": f"{_COMMANDS}.export:export",
    "figures": f"{_COMMANDS}.figures:figures",
    "hotspots": f"{_COMMANDS}.hotspots:hotspots",
    "import": f"{_COMMANDS}.import_file:import_file",
    "import-list": f"{_COMMANDS}.import_list:import_list",
    "let-in": f"{_COMMANDS}.let_in:let_in",
    "letter": f"{_COMMANDS}.letter:letter",
    "load": f"{_COMMANDS}.load:load",
    "migrate": f"{_COMMANDS}.migrate:migrate",
    "rotate-keys": f"{_COMMANDS}.rotate_keys:rotate_keys",
    "rebuild-search": f"{_COMMANDS}.rebuild_search:rebuild_search",
    "serve": f"{_COMMANDS}.serve:serve",
    "start-city": f"{_COMMANDS}.start_city:start_city",
}


class Entrance(DutchGroup):
    """The root: every way in which a command can fail ends here, in one sentence and a code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Before click sees it: there it would end as if something had been found wrong.
            _leave_quietly()

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        try:
            code = super().main(args, prog_name or "spoorboek", complete_var, False, **extra)
            # What is still to be written may meet a closed pipe; here it can still be said quietly.
            sys.stdout.flush()
        except (click.exceptions.Abort, KeyboardInterrupt):
            _end("Onderbroken.", ExitCode.INTERRUPTED)
        except BrokenPipeError:
            _leave_quietly()
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "spoorboek"
            _end(f"{say_usage_error(error)}\nUitleg: {path} --help", ExitCode.USAGE)
        except Failure as error:
            _end(error.message, error.code)
        except Exception as error:
            failure = explain(error)
            if failure is None:
                raise
            _end(failure.message, failure.code)
        sys.exit(code if isinstance(code, int) else ExitCode.OK)


def _end(sentence: str, code: int) -> NoReturn:
    say(sentence, err=True)
    sys.exit(int(code))


def _leave_quietly() -> NoReturn:
    """End for a reader who stopped reading; what is left in the buffer has nowhere to go."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    sys.exit(int(ExitCode.BROKEN_PIPE))


@click.group(
    "spoorboek",
    cls=Entrance,
    table=TABLE,
    context_settings={"max_content_width": 100},
    epilog=f"Hoe een opdracht eindigt:\n{describe_exit_codes()}",
)
@click.version_option(
    __version__, prog_name="spoorboek", message="%(prog)s %(version)s", help="Toon de versie."
)
def main() -> None:
    """Van veiligheidsplan naar brief aan de raad: elk getal herleidbaar, elk woord van verandering getoetst.

    \b
    Voorbeelden:
      spoorboek demo --serve                     de voorbeeldstad laden en de website starten
      spoorboek claim test beweringen.json       beweringen toetsen
      spoorboek --as auteur letter list          de brieven die de auteur mag zien
      spoorboek audit jaarverslag.pdf            een brief van wie dan ook nakijken
      spoorboek letter verify brief.pdf          een gepubliceerde brief nakijken, zonder database
    """
