"""Which rows stand on one page of a list."""

from __future__ import annotations


def find_first_row(page: int, size: int, total: int) -> int:
    """Return where a page of ``size`` rows begins; a page past the end of ``total`` is the last one."""
    return min(max(page - 1, 0), max(total - 1, 0) // size) * size
