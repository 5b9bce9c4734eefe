"""Workbooks of Excel, read row by row into the same text form as a CSV file.

A workbook is a zip of XML: sizes are checked before anything is unpacked. Formulas are not computed;
the outcome that Excel kept is read, and the report says where formulas stand.
"""

from __future__ import annotations

import csv
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl

from spoorboek.services.tables.mapping import TableMapping
from spoorboek.services.tables.report import FindingList
from spoorboek.services.tables.store import FileStore
from spoorboek.services.tables.text import TextTable, UnreadableError

PARTS_LIMIT = 2_000
UNPACKED_LIMIT = 512 * 1024 * 1024
RATIO_LIMIT = 200
"""A sheet of figures packs 10 to 40 times; a bomb a thousand times."""
_SMALL = 1024 * 1024
_COLUMNS_LIMIT = 500
_SHOWN_FORMULAS = 5


@contextmanager
def open_workbook_as_text(
    received: Path, mapping: TableMapping, store: FileStore, findings: FindingList
) -> Iterator[TextTable]:
    """Lend one sheet as UTF-8 text whose first column is the row number. Raises UnreadableError."""
    check_zip(received)
    with store.working_file(".csv") as copy:
        try:
            with warnings.catch_warnings():
                # The library warns about looks that it does not read (print titles, validation).
                warnings.simplefilter("ignore")
                headers, notes = _write_text(received, copy, mapping, findings)
        except UnreadableError:
            raise
        except Exception as error:
            # The library gives any kind of error on a damaged workbook, from KeyError to SyntaxError.
            raise UnreadableError("Het bestand is geen leesbare Excel-werkmap; is het volledig?") from error
        yield TextTable(copy, ";", headers, 0, notes)


def check_zip(path: Path | BinaryIO) -> None:
    """Refuse what is no workbook, or one that unpacks into more than we want to hold."""
    try:
        with zipfile.ZipFile(path) as parts:
            infos = parts.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(
            "Het bestand is geen hele Excel-werkmap (.xlsx): het is beschadigd of half gekopieerd."
        ) from error
    if len(infos) > PARTS_LIMIT:
        raise UnreadableError(f"De werkmap heeft {len(infos)} delen; meer dan {PARTS_LIMIT} lezen wij niet.")
    unpacked = sum(info.file_size for info in infos)
    bomb = any(
        info.file_size > _SMALL and info.file_size > RATIO_LIMIT * max(info.compress_size, 1)
        for info in infos
    )
    if unpacked > UNPACKED_LIMIT or bomb:
        raise UnreadableError(f"De werkmap wordt uitgepakt te groot ({unpacked // _SMALL} MB).")
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableError("De werkmap is beveiligd met een wachtwoord.")


def _write_text(
    received: Path, copy: Path, mapping: TableMapping, findings: FindingList
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    # Opened as streams, because the library judges a path by how its name ends.
    with received.open("rb") as first, received.open("rb") as second:
        values = openpyxl.load_workbook(first, read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(second, read_only=True, data_only=False)
        name, notes = _choose_sheet(values, mapping.sheet)
        headers, formula_places = _write_rows(values[name], formulas[name], copy, mapping, findings)
    if formula_places:
        shown = ", ".join(formula_places[:_SHOWN_FORMULAS])
        notes.append(
            f"{len(formula_places)} cellen zijn formules ({shown}); de bewaarde uitkomst is gelezen."
        )
    return headers, tuple(notes)


def _choose_sheet(book: Any, wanted: str) -> tuple[str, list[str]]:
    sheets = {sheet.title: getattr(sheet, "sheet_state", "visible") for sheet in book.worksheets}
    shown = [title for title, state in sheets.items() if state == "visible"]
    if wanted and wanted not in sheets:
        raise UnreadableError(f"Het blad '{wanted}' ontbreekt; gevonden: {', '.join(sheets)}.")
    if not wanted and len(shown) != 1:
        raise UnreadableError(
            f"De werkmap heeft {len(shown)} zichtbare bladen; noem welk blad: {', '.join(shown)}."
        )
    name = wanted or shown[0]
    notes = [f"Blad '{name}' gelezen."]
    for title, state in sheets.items():
        if state != "visible":
            read = "en toch gelezen, omdat de koppeling het noemt" if title == name else "en niet gelezen"
            notes.append(f"Blad '{title}' is verborgen {read}.")
    return name, notes


def _write_rows(
    values: Any, formulas: Any, copy: Path, mapping: TableMapping, findings: FindingList
) -> tuple[tuple[str, ...], list[str]]:
    # The size that a sheet states of itself may be wrong or a bomb; the rows themselves decide.
    values.reset_dimensions()
    formulas.reset_dimensions()
    headers: tuple[str, ...] = ()
    places: list[str] = []
    last_row = _last_row(values) - mapping.footer_rows
    with copy.open("x", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        both = zip(values.iter_rows(), formulas.iter_rows(), strict=True)
        for number, (cells, sources) in enumerate(both, start=1):
            if number > last_row:
                break
            if number == mapping.header_row:
                headers = tuple(as_text(cell.value, ".").strip() for cell in cells[:_COLUMNS_LIMIT])
            elif number > mapping.header_row:
                places += [f"{s.coordinate}" for s in sources if getattr(s, "data_type", "") == "f"]
                _check_cells(number, cells, sources, headers, findings)
                _write_row(writer, number, cells, headers, mapping)
    if not any(headers):
        raise UnreadableError(f"Het blad heeft geen koprij op rij {mapping.header_row}.")
    return headers, places


def _last_row(sheet: Any) -> int:
    """Return the number of the last row that holds something."""
    last = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if any(value is not None for value in row):
            last = number
    return last


def _check_cells(
    number: int, cells: Sequence[Any], sources: Iterable[Any], headers: tuple[str, ...], findings: FindingList
) -> None:
    for place, (cell, source) in enumerate(zip(cells, sources, strict=False)):
        header = headers[place] if place < len(headers) else ""
        if getattr(cell, "data_type", "") == "e":
            findings.add(number, header, str(cell.value), f"de cel bevat een fout van Excel: {cell.value}")
        elif getattr(source, "data_type", "") == "f" and cell.value is None:
            findings.add(number, header, "", "de formule in deze cel heeft geen bewaarde uitkomst")


def _write_row(
    writer: Any, number: int, cells: Sequence[Any], headers: tuple[str, ...], mapping: TableMapping
) -> None:
    texts = [as_text(cell.value, mapping.decimal_mark) for cell in islice(cells, len(headers))]
    if any(texts):
        # Rows end where their last filled cell stands; the reader wants them all of one length.
        writer.writerow([number, *texts, *[""] * (len(headers) - len(texts))])


def as_text(value: object, decimal_mark: str) -> str:
    """Return a cell as the text that the checks read."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        text = f"{value:.15g}" if not value.is_integer() else str(int(value))
        return text.replace(".", decimal_mark)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\0", " ")
