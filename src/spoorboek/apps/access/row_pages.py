"""Which rows stand on one page of a list."""

from __future__ import annotations


def find_first_row(page: int, size: int, total: int) -> int:
    """Return where a page begins in ``total`` rows of ``size`` a page; a page past the end is the last one."""
    return min(max(page - 1, 0), max(total - 1, 0) // size) * size
