"""From signs on a page to lines in reading order: columns, tables, headings by their size, small notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from spoorboek.documents.readers.audit_flow import FOOTNOTE, Line, stand_off

_NUMERIC = re.compile(r"[-+−]?(?:€\s?)?\d[\d.,\u00a0 ]*%?\*?|[-–]|n\.?b\.?")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDE_GAP = 1.6
"""In ems: a wider gap parts cells or columns."""
_CELL_GAP = 0.7
_WORD_GAP = 0.17
_HEADING = 1.12
_SMALL = 0.8
_NOTE = 0.92
_RUNNING = 2
_FEWEST_IN_COLUMN = 3


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign on a page, in points from its lower left corner.

    ``bottom`` is the line that it stands on, ``foot`` where its ink begins: raised for the mark of a note.
    """

    sign: str
    left: float
    right: float
    bottom: float
    foot: float
    size: float


@dataclass(frozen=True, slots=True)
class Run:
    """Words on one line without a wide gap."""

    words: str
    left: float
    right: float
    bottom: float
    size: float
    is_edge: bool = False


def lay_out(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of a page in reading order.

    Parameters: ``glyphs``. Errors: none.
    """
    rows = _mark_edges(_make_rows(glyphs))
    runs = [run for row in rows for run in row]
    if not runs:
        return []
    body = median(run.size for run in runs for _ in range(min(len(run.words), 40)))
    lines: list[Line] = []
    band: list[list[Run]] = []
    for group in _group_tables(rows):
        if len(group) > 1:
            lines += _read_band(band, body)
            band = []
            lines += [Line(""), Line("", table=_make_table(group)), Line("")]
        else:
            band += group
    return lines + _read_band(band, body)


def _make_rows(glyphs: Sequence[Glyph]) -> list[list[Run]]:
    """Put signs that stand on one line together, from top to bottom, and part them at wide gaps."""
    visible = [g for g in glyphs if g.sign.strip()]
    usual = median(g.size for g in visible) if visible else 0.0
    rows: list[list[Glyph]] = []
    for glyph in sorted((g for g in visible if g.size >= _SMALL * usual), key=lambda g: -g.bottom):
        if rows and abs(rows[-1][0].bottom - glyph.bottom) < 0.3 * max(glyph.size, 4):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for glyph in sorted((g for g in visible if g.size < _SMALL * usual), key=lambda g: -g.bottom):
        _add_small(rows, glyph, usual)
    ordered = sorted(rows, key=lambda row: -row[0].bottom)
    return [_part(sorted(row, key=lambda g: g.left)) for row in ordered]


def _add_small(rows: list[list[Glyph]], glyph: Glyph, usual: float) -> None:
    """Put a small sign in the line that it is the mark of a note in, else on its own line."""
    for row in rows:
        rise = glyph.bottom - row[0].bottom
        is_own = abs(rise) < 0.3 * glyph.size and row[0].size < _SMALL * usual
        is_mark = 0 <= rise < 0.7 * usual and any(-1 < glyph.left - g.right < usual for g in row)
        if is_own or is_mark:
            row.append(glyph)
            return
    rows.append([glyph])


def _mark_edges(rows: list[list[Run]]) -> list[list[Run]]:
    """Mark the two lines at the top and at the foot, where running heads and page numbers stand."""
    last = len(rows) - _RUNNING
    return [
        [replace(run, is_edge=len(rows) > _RUNNING and (at < _RUNNING or at >= last)) for run in row]
        for at, row in enumerate(rows)
    ]


def _part(row: list[Glyph]) -> list[Run]:
    """Part a line at its wide gaps, and at narrower ones where numbers stand in columns."""
    fine = _part_at(row, _CELL_GAP)
    if len(fine) > 1 and all(_NUMERIC.fullmatch(run.words.strip()) for run in fine[1:]):
        return fine
    return _part_at(row, _WIDE_GAP)


def _part_at(row: list[Glyph], ems: float) -> list[Run]:
    runs: list[list[Glyph]] = []
    for glyph in row:
        if runs and glyph.left - runs[-1][-1].right <= ems * max(glyph.size, 4):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [_to_run(run) for run in runs]


def _to_run(glyphs: list[Glyph]) -> Run:
    size = median(g.size for g in glyphs)
    base = median(g.bottom for g in glyphs)
    words = ""
    before: Glyph | None = None
    for glyph in glyphs:
        is_mark = glyph.sign.isdigit() and glyph.foot > base + 0.15 * size
        if before is not None and glyph.left - before.right > _WORD_GAP * max(size, 4):
            words += " "
        words += stand_off(words, glyph.sign.translate(_SUPERSCRIPT)) if is_mark else glyph.sign
        before = glyph
    return Run(words, glyphs[0].left, max(g.right for g in glyphs), base, size)


def _is_table_row(row: Sequence[Run]) -> bool:
    numbers = sum(1 for run in row if _NUMERIC.fullmatch(run.words.strip()))
    return len(row) >= 2 and numbers >= 1 and numbers >= len(row) - 1


def _group_tables(rows: list[list[Run]]) -> list[list[list[Run]]]:
    """Part the rows into tables (two rows or more with numbers) and single rows."""
    groups: list[list[list[Run]]] = []
    at = 0
    while at < len(rows):
        table, end = _take_table(rows, at)
        if len(table) < 2:
            groups.append([rows[at]])
            at += 1
            continue
        has_head = bool(groups) and len(groups[-1]) == 1 and len(groups[-1][0]) >= 2
        if has_head and len(groups[-1][0]) >= max(len(row) for row in table) - 1:
            table = [*groups.pop(), *table]
        groups.append(table)
        at = end
    return groups


def _take_table(rows: list[list[Run]], at: int) -> tuple[list[list[Run]], int]:
    """Return the rows with numbers from ``at``, names that run on over more lines included, and their end."""
    table: list[list[Run]] = []
    end = at
    while end < len(rows):
        row = rows[end]
        if _is_table_row(row):
            table.append(row)
        elif table and _is_rest_of_name(row, table[-1], rows[end - 1]):
            name, *values = table[-1]
            table[-1] = [replace(name, words=f"{name.words} {row[0].words}"), *values]
        else:
            break
        end += 1
    return table, end


def _is_rest_of_name(row: Sequence[Run], above: Sequence[Run], before: Sequence[Run]) -> bool:
    """Tell whether a line goes on with the name in the first column of a table: under it, and as narrow."""
    if len(row) != 1 or len(above) < 2:
        return False
    run, name = row[0], above[0]
    is_under = abs(run.left - name.left) < 0.3 * run.size and run.right <= above[1].left
    return is_under and before[0].bottom - run.bottom < 1.7 * max(run.size, name.size)


def _make_table(rows: Sequence[Sequence[Run]]) -> tuple[tuple[str, ...], ...]:
    """Put each run under the column that it stands closest to."""
    widest = max(rows, key=len)
    columns = [(run.left, run.right) for run in widest]
    table = []
    for row in rows:
        cells = [""] * len(columns)
        for run in row:
            best = min(range(len(columns)), key=lambda c: _distance(run, columns[c]))
            cells[best] = f"{cells[best]} {run.words}".strip()
        table.append(tuple(cells))
    has_head = not _is_table_row(rows[0]) or all(
        re.fullmatch(r"(?:19|20)\d\d\*?", c) for c in table[0][1:] if c
    )
    return tuple(table) if has_head else (tuple("" for _ in columns), *table)


def _distance(run: Run, column: tuple[float, float]) -> float:
    left, right = column
    return min(abs(run.left - left), abs(run.right - right), abs((run.left + run.right) - (left + right)) / 2)


def _read_band(rows: list[list[Run]], body: float) -> list[Line]:
    """Read rows without tables: the left column before the right one when there are two."""
    runs = [run for row in rows for run in row]
    gutter = _find_gutter(rows)
    if gutter is None:
        return _to_lines([_merge(row) for row in rows], body)
    lines: list[Line] = []
    left: list[Run] = []
    right: list[Run] = []
    for run in runs:
        if run.left < gutter < run.right:
            lines += [
                *_to_lines(left, body),
                Line(""),
                *_to_lines(right, body),
                Line(""),
                *_to_lines([run], body),
            ]
            left, right = [], []
        else:
            (left if run.right <= gutter else right).append(run)
    return [*lines, *_to_lines(left, body), Line(""), *_to_lines(right, body)]


def _find_gutter(rows: Sequence[Sequence[Run]]) -> float | None:
    """Return where the white between two columns is; None when the page has one column."""
    pairs = [(a.right, b.left) for row in rows for a, b in pairwise(row)]
    if len(pairs) < _FEWEST_IN_COLUMN:
        return None
    gutter = median((right + left) / 2 for right, left in pairs)
    runs = [run for row in rows for run in row]
    crossing = sum(1 for run in runs if run.left < gutter < run.right)
    left = [run for run in runs if run.right <= gutter]
    right = [run for run in runs if run.left >= gutter]
    if min(len(left), len(right)) < _FEWEST_IN_COLUMN or crossing > 0.4 * len(runs):
        return None
    # Columns hold sentences; a list of names and numbers beside each other is no text in columns.
    return (
        gutter
        if median(len(run.words) for run in left) > 20 and median(len(r.words) for r in right) > 12
        else None
    )


def _merge(row: Sequence[Run]) -> Run:
    words = "   ".join(run.words for run in row)
    first, last = row[0], row[-1]
    return Run(words, first.left, last.right, first.bottom, max(run.size for run in row), first.is_edge)


def _to_lines(runs: Sequence[Run], body: float) -> list[Line]:
    lines: list[Line] = []
    gaps = [a.bottom - b.bottom for a, b in pairwise(runs) if a.bottom - b.bottom > 0]
    usual = median(gaps) if gaps else body * 1.3
    before: Run | None = None
    in_note = False
    for run in runs:
        if before is not None:
            gap = before.bottom - run.bottom
            if gap > 1.35 * usual or gap > 2.2 * body or abs(before.size - run.size) > 0.15 * body:
                lines.append(Line(""))
        is_heading = True if run.size > _HEADING * body and len(run.words) < 120 else None
        level = (1 if run.size > 1.4 * body else 2) if is_heading else 0
        in_note = run.size < _NOTE * body and (in_note or bool(FOOTNOTE.match(run.words)))
        lines.append(Line(run.words, is_heading, level, is_footnote=in_note, is_edge=run.is_edge))
        before = run
    return lines
