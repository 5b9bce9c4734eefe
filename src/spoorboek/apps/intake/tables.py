"""Reading a CSV file with registrations."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from spoorboek.apps.intake.errors import RegisterFileError

_SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: its cells by column name, and the line on which it ends."""

    number: int
    cells: dict[str, str]


def read_table(name: str, content: bytes) -> list[Line]:
    """Return the lines of a CSV file, or raise RegisterFileError with file and line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RegisterFileError(f"{name}, regel {line}: het bestand is niet opgeslagen als UTF-8.") from error
    if "\0" in text:
        raise RegisterFileError(f"{name}: dit is geen tekstbestand (er staan nulbytes in).")
    heading = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=heading.count)
    cells = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[Line] = []
    try:
        columns = _check_columns(name, next(cells, []))
        for row in cells:
            if row:
                lines.append(_pair(name, cells.line_num, columns, row))
    except csv.Error as error:
        raise RegisterFileError(f"{name}, regel {cells.line_num}: aanhalingstekens kloppen niet.") from error
    return lines


def _check_columns(name: str, heading: list[str]) -> list[str]:
    columns = [column.strip() for column in heading]
    if not any(columns):
        raise RegisterFileError(f"{name}: het bestand is leeg of begint niet met de namen van de kolommen.")
    if double := sorted({column for column in columns if columns.count(column) > 1}):
        raise RegisterFileError(f"{name}: de kolom '{double[0]}' staat er meer dan één keer in.")
    return columns


def _pair(name: str, number: int, columns: list[str], row: list[str]) -> Line:
    if len(row) != len(columns):
        raise RegisterFileError(f"{name}, regel {number}: {len(row)} cellen bij {len(columns)} kolommen.")
    return Line(number, dict(zip(columns, (cell.strip() for cell in row), strict=True)))
