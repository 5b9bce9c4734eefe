"""The words of a published file in reading order, read with nothing of the house."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import docx
from docx.table import Table

_SILENT = frozenset({"head", "script", "style", "template", "noscript", "svg", "object", "iframe", "math"})
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em i kbd mark q s samp small span strong sub sup time u var".split()
)


def words_of_word(content: bytes) -> tuple[str, ...]:
    """Return the paragraphs and table cells of a Word file, without empty ones."""
    return tuple(text for text in _walk(docx.Document(io.BytesIO(content))) if text.strip())


def words_of_page(content: bytes) -> tuple[str, ...]:
    """Return the text of each block of a page, without empty ones."""
    words = _Words()
    words.feed(content.decode())
    words.close()
    return words.finish()


class _Words(HTMLParser):
    """Collects text; every tag that is not inside a line begins a new block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        if tag not in _INLINE:
            self._break()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        if tag not in _INLINE and tag not in _EMPTY:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(data)

    def _break(self) -> None:
        text = " ".join("".join(self._line).split())
        if text:
            self._blocks.append(text)
        self._line = []

    def finish(self) -> tuple[str, ...]:
        """Return the blocks; called once, after the last text."""
        self._break()
        return tuple(self._blocks)


def _walk(container: Any) -> Iterator[str]:
    for block in container.iter_inner_content():
        if not isinstance(block, Table):
            yield block.text
            continue
        for cell in _cells(block):
            yield from _walk(cell)


def _cells(table: Table) -> Iterator[Any]:
    """Yield each cell once; python-docx gives a merged cell for each column that it covers."""
    seen: set[Any] = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                yield cell
