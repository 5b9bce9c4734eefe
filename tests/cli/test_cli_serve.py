"""The website behind a server that speaks https."""

from __future__ import annotations

import contextlib
import http.client
import threading
from typing import Any

import pytest
import waitress

from spoorboek.cli.commands.serve import list_proxy_settings


@pytest.mark.parametrize(("is_secure", "scheme"), [(True, "https"), (False, "http")])
def test_word_of_the_server_in_front_counts_only_where_the_website_is_secure(
    settings: Any, is_secure: bool, scheme: str
) -> None:
    settings.SECURE_SSL_REDIRECT = is_secure
    seen: list[str] = []

    def answer(environ: dict[str, Any], start: Any) -> list[bytes]:
        seen.append(environ["wsgi.url_scheme"])
        start("204 No Content", [])
        return []

    server = waitress.create_server(answer, host="127.0.0.1", port=0, threads=1, **list_proxy_settings())
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        asking = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=10)
        asking.request("GET", "/", headers={"X-Forwarded-Proto": "https"})
        assert asking.getresponse().status == 204
        asking.close()
    finally:
        # The server may close its end of the trigger before the byte that wakes it is written.
        with contextlib.suppress(OSError):
            server.trigger.pull_trigger(server.close)
        thread.join(timeout=10)
    assert seen == [scheme]
