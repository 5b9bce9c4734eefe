"""The article beside each case of a table: it stands in the case and in its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from _pytest.mark import ParameterSet


def under(article: str, *rows: Any) -> list[ParameterSet]:
    """Return cases of a table that rest on one article; a case of one value needs no brackets."""
    return [_make(article, row if isinstance(row, tuple) else (row,)) for row in rows]


def _make(article: str, row: Sequence[Any]) -> ParameterSet:
    # Short, as the name of a test goes into reports and file names.
    said = " ".join(str(value)[:24] for value in row if isinstance(value, str | int) and value != "")
    return pytest.param(*row, id=f"{article} | {said}")
