"""A data table as data. Every table on every page is drawn by ``parts/table.html`` from this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Numbers stand to the right, with figures of equal width; a moment stays on one line."""

    label: Words
    is_number: bool = False
    keep_together: bool = False

    @property
    def css_class(self) -> str:
        """Return the class of its cells."""
        return "number" if self.is_number else "together" if self.keep_together else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words, and when wanted a link, a status or a small second line."""

    text: Words
    href: str = ""
    status: str = ""
    """One of ``ok``, ``note``, ``unknown``, ``wrong``, ``absent``: drawn as sign, word and colour."""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. The first cell of each row names the row."""

    caption: Words
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]] = field(default_factory=tuple)
    empty: Words = ""
    """What stands in place of the table when there are no rows, with the first step to take."""

    @property
    def drawn_rows(self) -> list[list[tuple[Column, Cell]]]:
        """Return each row with every cell beside its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def cell(text: Words, **more: str) -> Cell:
    """Return a cell; an empty text becomes a dash that is read as a dash."""
    return Cell(text or "–", **more)
