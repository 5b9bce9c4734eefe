"""A team's own list as text by column: Excel or CSV, with what was strange about it and in which cell.

Nothing is computed: of a formula the outcome that Excel kept is read. Hidden sheets are not read. A cell
that was merged downwards says the same for each of its rows, as its maker meant.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from spoorboek.services.tables.text import UnreadableError
from spoorboek.services.tables.workbook import as_text, check_zip

ROWS_LIMIT = 50_000
COLUMNS_LIMIT = 200
BYTES_LIMIT = 20 * 1024 * 1024
_HEADER_SEARCH = 15
_CELL_LIMIT = 5_000
_SEPARATORS = (";", ",", "\t", "|")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_NO_LIST = "Dit is geen tekstbestand en geen Excelbestand (.xlsx)."
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the file, and the text of each filled cell by its column (from 0)."""

    number: int
    cells: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it came: the names above its columns, its rows, remarks, and cells that cannot be used."""

    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    is_workbook: bool = True

    def cell_name(self, row: int, column: int) -> str:
        """Return what people call a cell: ``cel C4``, or row and column name in a text file."""
        if self.is_workbook:
            return f"cel {get_column_letter(column + 1)}{row}"
        return f"regel {row}, kolom '{self.headers[column]}'"


@dataclass
class _Found:
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_sheet(content: bytes) -> Sheet:
    """Read the one visible list of a file; raise UnreadableError with a Dutch sentence."""
    if not content:
        raise UnreadableError("Het bestand is leeg.")
    if len(content) > BYTES_LIMIT:
        raise UnreadableError(f"Het bestand is te groot: hoogstens {BYTES_LIMIT // 1024**2} MB.")
    if content.startswith(_OLD_EXCEL):
        raise UnreadableError("Dit is een oud Excelbestand (.xls) of het is beveiligd. Bewaar het als .xlsx.")
    if content.startswith(b"%PDF"):
        raise UnreadableError("Dit is een PDF. Stuur het Excelbestand of de CSV.")
    return _read_workbook(content) if content.startswith(b"PK") else _read_text(content)


def _read_workbook(content: bytes) -> Sheet:
    check_zip(io.BytesIO(content))
    try:
        with warnings.catch_warnings():
            # The library warns about looks that it does not read (print titles, validation).
            warnings.simplefilter("ignore")
            return _read_book(content)
    except UnreadableError:
        raise
    except Exception as error:
        # The library gives any kind of error on a damaged workbook, from KeyError to SyntaxError.
        raise UnreadableError("Het bestand is geen leesbare Excel-werkmap; is het volledig?") from error


def _read_book(content: bytes) -> Sheet:
    values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    found = _Found()
    visible = [one for one in values.worksheets if getattr(one, "sheet_state", "visible") == "visible"]
    hidden = [one.title for one in values.worksheets if one not in visible]
    if hidden:
        found.notes.append(f"Verborgen bladen zijn niet gelezen: {', '.join(hidden)}.")
    if not visible:
        raise UnreadableError("De werkmap heeft geen zichtbaar blad.")
    if len(visible) > 1:
        found.notes.append(f"Alleen het eerste blad is gelezen: '{visible[0].title}'.")
    sheet: Any = visible[0]
    raw = _raw_xml(content, sheet)
    formulas = _formula_places(content, sheet.title) if _FORMULA.search(raw) else frozenset()
    if formulas:
        found.notes.append(
            f"{len(formulas)} cellen zijn formules; de uitkomst die Excel bewaarde is gelezen."
        )
    sheet.reset_dimensions()
    lines = list(_book_lines(sheet, formulas, found))
    lines = _fill_merged(lines, raw, found)
    return _as_sheet(lines, found, is_workbook=True)


def _raw_xml(content: bytes, sheet: Any) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(str(sheet._worksheet_path).lstrip("/"))


def _formula_places(content: bytes, title: str) -> frozenset[tuple[int, int]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    sheet: Any = book[title]
    sheet.reset_dimensions()
    return frozenset(
        (number, place)
        for number, cells in enumerate(sheet.iter_rows(), start=1)
        for place, cell in enumerate(cells)
        if getattr(cell, "data_type", "") == "f"
    )


Line = tuple[int, dict[int, str]]


def _book_lines(sheet: Any, formulas: frozenset[tuple[int, int]], found: _Found) -> Iterator[Line]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        said: dict[int, str] = {}
        for place, cell in enumerate(cells[:COLUMNS_LIMIT]):
            name = f"cel {get_column_letter(place + 1)}{number}"
            if cell.value is None:
                if (number, place) in formulas:
                    found.problems.append(f"{name}: de formule heeft geen bewaarde uitkomst")
                continue
            if getattr(cell, "data_type", "") == "e":
                found.problems.append(f"{name}: hier staat een fout van Excel ({cell.value})")
            said[place] = as_text(cell.value, ",").strip()
        yield from _keep(number, said)


def _keep(number: int, said: dict[int, str]) -> Iterator[Line]:
    filled = {place: text[:_CELL_LIMIT] for place, text in said.items() if text}
    if filled:
        yield number, filled
    if number > ROWS_LIMIT:
        raise UnreadableError(f"De lijst heeft meer dan {ROWS_LIMIT} rijen. Verdeel hem over bestanden.")


def _fill_merged(lines: list[Line], raw: bytes, found: _Found) -> list[Line]:
    """Let a cell that was merged downwards speak for each of its rows."""
    by_number = dict(lines)
    filled = 0
    for match in _MERGED.finditer(raw):
        left, top, _right, bottom = range_boundaries(match.group(1).decode())
        place = (left or 1) - 1
        text = by_number.get(top or 0, {}).get(place)
        for number in range((top or 0) + 1, min(bottom or 0, ROWS_LIMIT) + 1):
            # An empty row stays empty: a long merged cell does not make rows.
            if text is not None and number in by_number and place not in by_number[number]:
                by_number[number][place] = text
                filled += 1
    if filled:
        found.notes.append(f"{filled} samengevoegde cellen zijn op elke rij ingevuld.")
    return lines


def _read_text(content: bytes) -> Sheet:
    found = _Found()
    text = _decode(content, found)
    if "\0" in text:
        raise UnreadableError(_NO_LIST)
    head = text[:4000]
    separator = _find_separator(head)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines: list[Line] = []
    while True:
        # A row is named by the line on which it begins, as an editor shows it.
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise UnreadableError(f"Regel {number}: de aanhalingstekens kloppen niet.") from error
        lines += _keep(number, {place: cell.strip() for place, cell in enumerate(cells[:COLUMNS_LIMIT])})
        if len(lines) > ROWS_LIMIT:
            raise UnreadableError(f"De lijst heeft meer dan {ROWS_LIMIT} rijen. Verdeel hem over bestanden.")
    return _as_sheet(lines, found, is_workbook=False)


def _find_separator(head: str) -> str:
    """Return what stands between the cells. What is pasted from a spreadsheet has a tab on every line."""
    if head.count("\t") >= max(1, head.rstrip().count("\n")):
        return "\t"
    return max(_SEPARATORS, key=head.count)


def _decode(content: bytes, found: _Found) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            try:
                return content.decode(name)
            except UnicodeDecodeError as error:
                raise UnreadableError("Het bestand is beschadigd: de tekens kloppen niet.") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        found.notes.append("Het bestand is niet in UTF-8 maar gelezen als Windows-1252.")
    if b"\0" in content:
        raise UnreadableError(_NO_LIST)
    try:
        return content.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"Byte {error.start + 1} is geen teken. Bewaar het bestand als UTF-8."
        ) from error


def _as_sheet(lines: Sequence[Line], found: _Found, *, is_workbook: bool) -> Sheet:
    """Take the fullest of the first rows for the names of the columns; what stands above is a title."""
    if not lines:
        raise UnreadableError("De lijst is leeg.")
    first = lines[:_HEADER_SEARCH]
    widest = max(len(cells) for _, cells in first)
    at = next(place for place, (_, cells) in enumerate(first) if len(cells) >= max(1, (widest + 1) // 2))
    number, named = lines[at]
    headers = tuple(named.get(place, "") for place in range(max(named) + 1))
    doubles = sorted(
        {one for one in headers if one and [h.casefold() for h in headers].count(one.casefold()) > 1}
    )
    if doubles:
        raise UnreadableError(f"Regel {number}: de kolom '{doubles[0]}' staat er meer dan één keer.")
    rows = tuple(
        SheetRow(row, {place: text for place, text in cells.items() if place < len(headers)})
        for row, cells in lines[at + 1 :]
    )
    kept = tuple(row for row in rows if row.cells)
    return Sheet(headers, kept, tuple(found.notes), tuple(found.problems), is_workbook)
