"""The website that is started from the command line is the one that any web server starts."""

from __future__ import annotations

import socket
from typing import Any

import pytest
import waitress
from tests.cli.conftest import Run

pytestmark = pytest.mark.django_db


class SilentServer:
    def run(self) -> None:
        """Stop at once."""


def entrance(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Stand in for the entrance of the house, which takes seconds to warm up."""
    return []


def test_website_goes_through_the_entrance_that_warms_up(
    run: Run, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    served: list[Any] = []

    def create_server(application: Any, **more: Any) -> SilentServer:
        served.append(application)
        return SilentServer()

    monkeypatch.setattr(waitress, "create_server", create_server)
    assert settings.WSGI_APPLICATION == "spoorboek.web.wsgi.application"
    settings.WSGI_APPLICATION = f"{__name__}.entrance"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = run("serve", "--port", str(port)).out
    assert served == [entrance]
    assert said.startswith(f"De website staat op http://localhost:{port}/")
