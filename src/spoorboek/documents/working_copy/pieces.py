"""What stands in a letter when it is neither Word nor source: pieces of prose and the blocks they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

_SPACES = re.compile(r"[ \t\n\r]+")


@dataclass(frozen=True, slots=True)
class Held:
    """A tie that holds a piece. ``instance`` tells two copies of one control apart."""

    name: str
    instance: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style, with the ties around them from outer to inner; or a reference to a note."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    href: str = ""
    held: tuple[Held, ...] = ()
    note: str = ""


Prose = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class HeadingPart:
    """A heading."""

    level: int
    prose: Prose


@dataclass(frozen=True, slots=True)
class ParagraphPart:
    """Running text."""

    prose: Prose


@dataclass(frozen=True, slots=True)
class ListPart:
    """A list; each item is its words and the lists or paragraphs under them."""

    items: tuple[tuple[Part, ...], ...]
    is_numbered: bool


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table by hand; the first row is its header."""

    caption: Prose
    rows: tuple[tuple[Prose, ...], ...]


@dataclass(frozen=True, slots=True)
class TiedPart:
    """A table, chart or list of promises that the system makes; ``lines`` are its words as read."""

    held: Held
    lines: tuple[str, ...] = ()


Part = HeadingPart | ParagraphPart | ListPart | TablePart | TiedPart


def join_text(prose: Iterable[Piece]) -> str:
    """Return the words of ``prose`` without what ties them. Parameters: ``prose``."""
    return "".join(piece.text for piece in prose)


def tidy(prose: Iterable[Piece]) -> Prose:
    """Return ``prose`` with single spaces, none at its ends, and neighbours of one kind joined.

    Parameters: ``prose``. A space that does not break a line stays what it is.
    """
    found: list[Piece] = []
    for piece in prose:
        text = _SPACES.sub(" ", piece.text)
        if _ends_in_space(found):
            text = text.removeprefix(" ")
        if not text and not piece.note:
            continue
        last = found[-1] if found else None
        if last and not piece.note and not last.note and replace(last, text=piece.text) == piece:
            found[-1] = replace(last, text=last.text + text)
        else:
            found.append(replace(piece, text=text))
    return tuple(_strip_end(found))


def _ends_in_space(found: list[Piece]) -> bool:
    last = next((piece for piece in reversed(found) if piece.text), None)
    return last is None or last.text.endswith(" ")


def _strip_end(found: list[Piece]) -> Iterator[Piece]:
    last = max((i for i, piece in enumerate(found) if piece.text.strip(" ") or piece.note), default=-1)
    for position, piece in enumerate(found[: last + 1]):
        ends = position == last and not piece.note
        yield replace(piece, text=piece.text.rstrip(" ")) if ends else piece


def walk_prose(parts: Iterable[Part]) -> Iterator[Prose]:
    """Yield every stretch of prose of ``parts``, in reading order. Parameters: ``parts``."""
    for part in parts:
        if isinstance(part, HeadingPart | ParagraphPart):
            yield part.prose
        elif isinstance(part, ListPart):
            for item in part.items:
                yield from walk_prose(item)
        elif isinstance(part, TablePart):
            yield part.caption
            for row in part.rows:
                yield from row


def list_held(parts: Iterable[Part]) -> list[Held]:
    """Return each tie that holds something in ``parts``, once for each copy. Parameters: ``parts``."""
    return list(dict.fromkeys(_walk_held(parts)))


def _walk_held(parts: Iterable[Part]) -> Iterator[Held]:
    for part in parts:
        if isinstance(part, TiedPart):
            yield part.held
        else:
            for prose in walk_prose((part,)):
                for piece in prose:
                    yield from piece.held
