"""Every page that somebody can walk to, from the plain addresses and through the links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple, Self
from unittest.mock import patch

from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve

MOST_QUERIES = 15
PURPOSES = ("purpose:cases", "purpose:signals")
_LINK = re.compile(r'href="(/[^"?#]*)"')
_ENDS_THE_WALK = frozenset({"account_logout"})


class Met(NamedTuple):
    """A page somebody met: the name of its address, the address, its questions to the database, its HTML."""

    name: str
    path: str
    queries: int
    page: str


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
        page = answer.content.decode()
        waiting += _LINK.findall(page)
        # What was worked out is remembered until something changes: then every time after the first counts.
        yield Met(name, path, count if count <= MOST_QUERIES else look(client, path)[1], page)


def look(client: Client, path: str, form: dict[str, str] | None = None) -> tuple[Any, int]:
    """Return the answer of a page, or of a form that is sent, and how many questions it asked."""
    with _Counter() as counter, connection.execute_wrapper(counter):
        answer = client.get(path) if form is None else client.post(path, form)
    return answer, counter.count


class _Counter:
    """Counts the questions that are asked of the database, and what begins a transaction as one of them.

    A test runs in a transaction of its own. What would begin one there only marks a place in it, or does
    nothing: there each of those counts as one, and the marks do not.
    """

    def __init__(self) -> None:
        self.count = 0
        self._depth = len(connection.atomic_blocks)

    def __enter__(self) -> Self:
        enter, is_outside = transaction.Atomic.__enter__, self._is_outside

        def counted(block: Any) -> None:
            self.count += is_outside()
            enter(block)

        self._stack = ExitStack()
        self._stack.enter_context(patch.object(transaction.Atomic, "__enter__", counted))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def __call__(self, execute: Any, sql: str, *asked: Any) -> Any:
        is_mark = sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")) and self._is_outside()
        self.count += not is_mark
        return execute(sql, *asked)

    def _is_outside(self) -> bool:
        return 0 < self._depth == len(connection.atomic_blocks)
