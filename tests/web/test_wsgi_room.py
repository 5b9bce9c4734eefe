"""The entrance for a web server, which calls the application with room on the stack."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterable
from typing import Any

from spoorboek.web.wsgi import with_room


def say_hello(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the path that was asked for."""
    start_response("200 OK", [])
    return [environ["PATH_INFO"].encode()]


def test_application_is_asked_as_it_would_be_without() -> None:
    said: list[tuple[object, ...]] = []
    answer = with_room(say_hello)({"PATH_INFO": "/plan/"}, lambda *words: said.append(words))
    assert list(answer) == [b"/plan/"] and said == [("200 OK", [])]


def test_calls_on_no_depth_ask_the_system_for_memory_again_and_again() -> None:
    def leaf() -> None:
        pass

    def descend(depth: int) -> None:
        if depth:
            descend(depth - 1)
        for _ in range(200):
            leaf()

    def deep(_environ: dict[str, Any], _start: Callable[..., Any]) -> Iterable[bytes]:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        descend(300)
        return [str(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before).encode()]

    # A piece that was given back comes back empty: each time it is touched again the system counts a fault.
    faults = int(next(iter(with_room(deep)({}, print))))
    assert faults < 100
