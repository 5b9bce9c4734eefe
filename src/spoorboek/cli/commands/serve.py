"""``spoorboek serve``: the website."""

from __future__ import annotations

import errno
import socket
from typing import Any

import click

from spoorboek.cli.dutch import DutchCommand, Port
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.output import say
from spoorboek.cli.session import Session, pass_session

HOST = "127.0.0.1"
PORT = 8000


@click.command(cls=DutchCommand, short_help="De website starten.")
@click.option("--host", metavar="ADRES", default=HOST, help=f"Waar te luisteren; anders {HOST}.")
@click.option("--port", metavar="POORT", type=Port(), default=PORT, help="Anders 8000.")
@pass_session
def serve(session: Session, host: str, port: int) -> None:
    """Start de website.

    \b
    Voorbeeld:
      spoorboek serve --port 8080
    """
    session.open()
    run_server(host, port)


def run_server(host: str, port: int) -> None:
    """Serve until somebody stops it; say in one sentence when the port is taken."""
    import waitress
    from django.core.servers.basehttp import get_internal_wsgi_application

    from spoorboek.apps.areas.house_style import get_house_style

    # A theme that cannot be used would break every page; better one sentence now.
    get_house_style()
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            sentence = f"Poort {port} op {host} is niet vrij. Kies een andere met --port."
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                sentence = f"'{host}' is geen adres van deze machine. Kies een ander met --host."
            raise Failure(sentence, ExitCode.REFUSED) from error
        _check_database()
        # The entrance of any web server: warm before anybody hears that the website is there.
        server = waitress.create_server(
            get_internal_wsgi_application(), sockets=[listening], threads=8, **list_proxy_settings()
        )
        place = f"http://{'localhost' if host == HOST else host}:{port}/"
        say(f"De website staat op {place}  (stop met Ctrl+C)")
        server.run()


def list_proxy_settings() -> dict[str, Any]:
    """Believe the server in front that a visitor came by https, and nothing else that it says."""
    from django.conf import settings

    if not settings.SECURE_SSL_REDIRECT:
        return {}
    # Without this a secure website sends every visitor to itself, without end.
    return {"trusted_proxy": "*", "trusted_proxy_headers": {"x-forwarded-proto"}}


def _check_database() -> None:
    """Refuse a database of an older version: some pages would break, and nobody would know why."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        sentence = "De database is nog van een oudere versie van Spoorboek. Typ eerst: spoorboek migrate"
        raise Failure(sentence, ExitCode.NOT_READY)
