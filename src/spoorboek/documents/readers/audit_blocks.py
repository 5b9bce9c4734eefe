"""A letter by anybody, as it was read: one text, and blocks that point into it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum


class BlockKind(Enum):
    """What a part of a letter is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, and where it stands in the text of the letter."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AuditTable:
    """A table; ``header`` is empty when it has none. Rows may differ in length."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A part of a letter. ``page`` counts from 1; ``level`` is that of a heading or list, from 1, else 0.

    ``start`` and ``end`` are offsets in code points, ``end`` not included; ``table`` is there for tables.
    """

    kind: BlockKind
    start: int
    end: int
    page: int
    level: int = 0
    table: AuditTable | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A slip of scanning or typesetting that was mended: what stands in the text now, and what was read."""

    start: int
    end: int
    read: str
    repaired: str


@dataclass(frozen=True, slots=True)
class AuditText:
    """A letter as it was read; blocks in reading order, positions in code points of ``text``.

    ``pages``: where each page begins; one page, beginning at 0, for files that have none.
    """

    text: str
    pages: tuple[int, ...] = (0,)
    blocks: tuple[TextBlock, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def page_at(self, position: int) -> int:
        """Return the page, counted from 1, on which ``position`` stands."""
        return max(1, bisect_right(self.pages, position))
