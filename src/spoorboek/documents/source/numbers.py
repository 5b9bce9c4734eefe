"""The numbers in a stretch of prose, with their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spoorboek.documents.source.number_scanning import NumberMatch, scan_numbers
from spoorboek.documents.source.place import Place
from spoorboek.documents.source.spans import (
    ClaimSpan,
    CommitmentSpan,
    Link,
    PromiseSpan,
    SourceInlines,
    Words,
)

_BARRIER = "\ufffc"
"""Stands for a span or note: no number runs on across it."""


@dataclass(frozen=True, slots=True)
class NumberToken:
    """A number in prose: its place in the letter, its text, and why it is fixed (empty: it is not)."""

    start: int
    end: int
    text: str
    reason: str


class _Joined:
    """Prose as one text, with the way back to the nodes that it was made of."""

    def __init__(self, inlines: SourceInlines) -> None:
        self._starts: list[int] = []
        self.nodes: list[Words | Link | None] = []
        parts: list[str] = []
        at = 0
        for node in _flatten(inlines):
            text = _BARRIER if node is None else node.text
            self._starts.append(at)
            self.nodes.append(node)
            parts.append(text)
            at += len(text)
        self.text = "".join(parts)

    def index(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def start(self, index: int) -> int:
        return self._starts[index]


def _flatten(inlines: SourceInlines) -> Iterator[Words | Link | None]:
    for node in inlines:
        if isinstance(node, (Words, Link)):
            yield node
        elif isinstance(node, (ClaimSpan, PromiseSpan, CommitmentSpan)):
            yield from _flatten(node.inlines)
        else:
            yield None


def find_numbers(inlines: SourceInlines) -> list[NumberToken]:
    """Return every number in the words of ``inlines`` that is not inside a number or fixed span."""
    joined = _Joined(inlines)
    found: list[NumberToken] = []
    for match in scan_numbers(joined.text):
        first, last = joined.index(match.start), joined.index(match.end - 1)
        start = _offset(joined.nodes[first], match.start - joined.start(first), ending=False)
        end = _offset(joined.nodes[last], match.end - joined.start(last), ending=True)
        found.append(NumberToken(start, end, joined.text[match.start : match.end], match.reason))
    return found


def _offset(node: Words | Link | None, position: int, *, ending: bool) -> int:
    """Return the offset in the letter; a link or an entity is pointed to as a whole."""
    if node is None:
        return 0
    place = node.place
    if place.end - place.start == len(node.text):
        return place.start + position
    return place.end if ending else place.start


def split_numbers(inlines: SourceInlines) -> dict[Place, list[NumberMatch]]:
    """Return for each words or link node, by its place, the numbers in its own text."""
    joined = _Joined(inlines)
    found: dict[Place, list[NumberMatch]] = {}
    for match in scan_numbers(joined.text):
        for index in range(joined.index(match.start), joined.index(match.end - 1) + 1):
            node, base = joined.nodes[index], joined.start(index)
            if node is None or not node.text:
                continue
            start, end = max(match.start - base, 0), min(match.end - base, len(node.text))
            found.setdefault(node.place, []).append(NumberMatch(start, end, match.reason))
    return found
