"""What somebody gets: an answer of a page or a command as text, whatever form it has."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from django.db import connection
from django.test import Client

from spoorboek.apps.audit.models import Event, Head

_TOKEN = re.compile(r'name="(?:csrfmiddlewaretoken|form_key)" value="[^"]*"|csrfmiddlewaretoken=\w+')
_SAVEPOINT = re.compile(r'"s\d+_x\d+"')
_NONCE_HEADERS = frozenset({"Set-Cookie", "Date"})


@dataclass(frozen=True)
class Answer:
    """One answer: how it ended, every text in it, and what the log says was read meanwhile."""

    status: int
    texts: tuple[str, ...]
    location: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    reads: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Pairs of subject and identity of each record that was logged as read, with a purpose."""
    is_page: bool = field(default=False, compare=False)
    questions: tuple[int, ...] = field(default=(), compare=False)
    """What was asked of the database, in order: a number for each sort of question, whatever its values."""

    @property
    def whole(self) -> str:
        """Return all texts as one."""
        return "\n".join(self.texts)


def ask(client: Client, method: str, address: str, data: object = None) -> Answer:
    """Ask for a page and return the answer with what was logged."""
    before, asked = last_event(), Followed()
    with connection.execute_wrapper(asked):
        response = client.generic(method, address) if data is None else client.post(address, data)
        content = b"".join(response) if response.streaming else response.content
    headers = tuple(
        sorted((name, value) for name, value in response.headers.items() if name not in _NONCE_HEADERS)
    )
    kind = response.headers.get("Content-Type", "")
    return Answer(
        status=response.status_code,
        texts=tuple(_TOKEN.sub("", text) for text in texts_of(content)),
        location=response.headers.get("Location", ""),
        headers=headers,
        reads=tuple(list_reads(before)),
        is_page=kind.startswith("text/html"),
        questions=tuple(asked.questions),
    )


@lru_cache(maxsize=256)
def texts_of(content: bytes) -> tuple[str, ...]:
    """Return every text in a file: of a PDF its pages, data and attachments, of a package its members."""
    return tuple(_texts_of(content))


def _texts_of(content: bytes) -> Iterator[str]:
    if content.startswith(b"%PDF"):
        yield from _texts_of_pdf(content)
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                text = package.read(name).decode("utf-8", errors="replace")
                yield text
                # Words that a writer cut into runs.
                yield re.sub(r"<[^>]+>", "", text)
    else:
        yield content.decode("utf-8", errors="replace")


def texts_of_folder(folder: Path) -> Iterator[str]:
    """Yield the name and every text of every file in a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()
            yield from texts_of(path.read_bytes())


def _texts_of_pdf(content: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(len(document)):
            text = document[number].get_textpage().get_text_range()
            yield text
            yield re.sub(r"[\s­\ufffe]+", "", text)
        yield repr(document.get_metadata_dict())
    finally:
        document.close()
    with pikepdf.open(io.BytesIO(content)) as opened:
        for name, attached in opened.attachments.items():
            yield name
            yield attached.get_file().read_bytes().decode("utf-8", errors="replace")


def list_reads(after: int) -> Iterator[tuple[str, str]]:
    """Yield subject and identity of each record that was logged as read since an event."""
    for event in Event.objects.filter(sequence__gt=after, action="read"):
        if str(event.details.get("purpose", "")).strip():
            for identity in event.details.get("ids", []):
                yield event.subject, str(identity)


def last_event() -> int:
    """Return the number of the newest event in the log."""
    return Head.objects.filter(pk=1).values_list("length", flat=True).first() or 0


class Followed:
    """Keeps which questions are asked of the database: their words, without the values."""

    def __init__(self) -> None:
        self.questions: list[int] = []

    def __call__(self, execute: Callable[..., Any], sql: str, *asked: Any) -> Any:
        self.questions.append(hash(_SAVEPOINT.sub("", sql)))
        return execute(sql, *asked)


KEPT_BY_VISITS = frozenset({"django_session", "audit_event", "audit_head", "people_keptform"})
"""Tables that change when somebody looks, or sends a form that is refused and kept for its owner."""


def fingerprint_of_database() -> dict[str, str]:
    """Return for each table the digest of everything in it."""
    found = {}
    for table in sorted(connection.introspection.table_names()):
        if table not in KEPT_BY_VISITS and not table.startswith("axes_"):
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = sorted(repr(row) for row in cursor.fetchall())
            found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found
