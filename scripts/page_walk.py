"""Every page that somebody can walk to, from the plain addresses and through the links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

MOST_QUERIES = 15
PURPOSES = ("purpose:cases", "purpose:signals")
_LINK = re.compile(r'href="(/[^"?#]*)"')
_ENDS_THE_WALK = frozenset({"account_logout"})


class Met(NamedTuple):
    """A page that somebody met: the name of its address, the address, and what it asks of the database."""

    name: str
    path: str
    queries: int


def say_purpose(client: Client, purpose: str) -> None:
    """Say what somebody looks for: each page with personal data asks it once in a session."""
    session = client.session
    session.update(dict.fromkeys(PURPOSES, purpose))
    session.save()


def walk(client: Client, starts: Iterable[str], met: set[str] | None = None) -> Iterator[Met]:
    """Open every plain page and the first of each kind that they lead to; yield what was met.

    ``met``: names of addresses that need no second look, as somebody else was there; it grows.
    """
    waiting, met = list(starts), set() if met is None else met
    while waiting:
        path = waiting.pop(0)
        try:
            name = resolve(path).url_name or path
        except Resolver404:
            continue
        if name in met or name in _ENDS_THE_WALK:
            continue
        answer, count = look(client, path)
        # A file to take along holds a whole list or plan; it is no page.
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        met.add(name)
        waiting += _LINK.findall(answer.content.decode())
        # What was worked out is remembered until something changes: then every time after the first counts.
        yield Met(name, path, count if count <= MOST_QUERIES else look(client, path)[1])


def look(client: Client, path: str, form: dict[str, str] | None = None) -> tuple[Any, int]:
    """Return the answer of a page, or of a form that is sent, and how many questions it asked."""
    counter = _Counter()
    with connection.execute_wrapper(counter):
        answer = client.get(path) if form is None else client.post(path, form)
    return answer, counter.count


class _Counter:
    """Counts the questions that are asked of the database."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *asked: Any) -> Any:
        self.count += 1
        return execute(*asked)
