"""Tables in texts without layout: rows of words and numbers under a row of years or names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = r"(?:[-+−]?\d{1,3}(?:[.\u00a0 ]?\d{3}){0,4}(?:,\d{1,10})?\s?%?|-|–|n\.?b\.?|\.)"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}\*{0,2}(?!\d)")
_BAR_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_WIDE = re.compile(r"\s{2,}|\t+")
_MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table in a text: ``lines_count`` is how many lines it takes."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines_count: int


def find_table(lines: Sequence[str]) -> FoundTable | None:
    """Return the table that begins at the first of these lines; None when there is none.

    Parameters: ``lines``. Errors: none. Known are tables with bars, with tabs or wide spaces, and a row of
    years over rows that end in as many numbers.
    """
    if not lines:
        return None
    return _find_bars(lines) or _find_years(lines) or _find_wide(lines)


def _split_bars(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _find_bars(lines: Sequence[str]) -> FoundTable | None:
    if len(lines) < 2 or lines[0].count("|") < 1 or not _BAR_RULE.match(lines[1]) or "|" not in lines[1]:
        return None
    end = 2
    while end < min(len(lines), _MOST_ROWS) and "|" in lines[end] and lines[end].strip():
        end += 1
    return FoundTable(_split_bars(lines[0]), tuple(_split_bars(line) for line in lines[2:end]), end)


def _find_years(lines: Sequence[str]) -> FoundTable | None:
    """Find a row of two or more years over rows with as many numbers, whatever separates them."""
    years = _YEAR.findall(lines[0])
    if len(years) < 2 or _YEAR.sub("", lines[0]).strip(" |\t")[-1:].isdigit():
        return None
    corner = lines[0][: lines[0].index(years[0])].strip(" |\t")
    after = lines[0][lines[0].index(years[0]) :]
    if len(corner) > 60 or re.sub(r"[\s|*]", "", _YEAR.sub("", after)):
        return None
    rows: list[tuple[str, ...]] = []
    end = 1
    while end < min(len(lines), _MOST_ROWS) and lines[end].strip():
        cells = _split_row(lines[end], len(years))
        if cells is not None:
            rows.append(cells)
        elif rows and _goes_on(lines[end]):
            rows[-1] = (f"{rows[-1][0]} {lines[end].strip()}", *rows[-1][1:])
        else:
            break
        end += 1
    return FoundTable((corner, *years), tuple(rows), end) if rows else None


def _goes_on(line: str) -> bool:
    """Tell whether a line is the rest of the name of a row: short, small letters, no number, no stop."""
    words = line.strip()
    return len(words) < 40 and words[:1].islower() and not re.search(r"\d|[.:;]$", words)


def _split_row(line: str, count: int) -> tuple[str, ...] | None:
    plain = line.replace("|", " ")
    tokens = plain.split()
    if len(tokens) <= count or not all(re.fullmatch(_NUMBER, token) for token in tokens[-count:]):
        return None
    name = " ".join(tokens[:-count])
    return (name, *tokens[-count:]) if re.search(r"[A-Za-zÀ-ÿ]", name) else None


def _find_wide(lines: Sequence[str]) -> FoundTable | None:
    """Find rows with cells that tabs or wide spaces keep apart, as many in each, with numbers in them."""
    split: list[tuple[str, ...]] = []
    for line in lines[:_MOST_ROWS]:
        cells = tuple(cell for cell in _WIDE.split(line.strip()) if cell)
        if len(cells) < 2 or (split and len(cells) != len(split[0])):
            break
        split.append(cells)
    if len(split) < 3 or not all(any(re.fullmatch(_NUMBER, c) for c in row[1:]) for row in split[1:]):
        return None
    return FoundTable(split[0], tuple(split[1:]), len(split))
