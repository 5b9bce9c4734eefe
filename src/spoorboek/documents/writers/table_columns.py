"""How the columns of a table share its width."""

from __future__ import annotations

import math

from spoorboek.documents.model import TableBlock
from spoorboek.documents.writers.wording import find_number_columns, holds_text, join_words

_SHORT_LINE = 16
"""A column with no longer lines than this is as wide as they are: a state, a name."""
_LEAST_SHARE, _MOST_SHARE = 24, 48


def share_columns(table: TableBlock) -> tuple[int, ...]:
    """Return the share of each column in the room for words; 0 for one as wide as its longest line.

    In a table of text a column with long cells gets more room, but a cell twice as long not twice as much:
    it takes a line more.
    """
    numeric = find_number_columns(table)
    if not holds_text(table):
        return tuple(0 if is_number else 1 for is_number in numeric)
    shares = [
        0 if is_number and index else _share([join_words(row[index]) for row in (table.header, *table.rows)])
        for index, is_number in enumerate(numeric)
    ]
    return tuple(shares) if any(shares) else tuple(1 for _ in shares)


def _share(cells: list[str]) -> int:
    longest = max(map(len, cells))
    if longest <= _SHORT_LINE:
        return 0
    return max(_LEAST_SHARE, min(_MOST_SHARE, round(5 * math.sqrt(longest))))
