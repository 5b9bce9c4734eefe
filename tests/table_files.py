"""Files for the tests of tables: CSV texts and workbooks, right ones and wrong ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from spoorboek.services.tables.importer import KeptTable, import_table
from spoorboek.services.tables.mapping import Column, ColumnRole, ColumnType, FileFormat, TableMapping
from spoorboek.services.tables.store import FileStore

YEAR = Column("jaar", "year", ColumnRole.PERIOD, ColumnType.PERIOD)
KIND = Column("soort", "kind", ColumnRole.DIMENSION, ColumnType.TEXT)
COUNT = Column("aantal", "count", ColumnRole.VALUE, ColumnType.INTEGER)
MARK = Column("cijfer", "mark", ColumnRole.VALUE, ColumnType.DECIMAL)
LOW = Column("onder", "low", ColumnRole.LOW, ColumnType.DECIMAL)
HIGH = Column("boven", "high", ColumnRole.HIGH, ColumnType.DECIMAL)
COUNTS = TableMapping((YEAR, KIND, COUNT))
MARKS = TableMapping((YEAR, MARK, LOW, HIGH))
SHEET = TableMapping((YEAR, KIND, COUNT), format=FileFormat.XLSX)
GOOD = "jaar;soort;aantal\n2023;jeugd;707\n2024;jeugd;643\n"


def take_in(content: bytes, mapping: TableMapping, folder: Path, shown_count: int = 50) -> KeptTable:
    return import_table(io.BytesIO(content), mapping, FileStore(folder), shown_count=shown_count)


def a_workbook(rows: Sequence[Sequence[object]], *, title: str = "Cijfers", hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if hidden:
        book.create_sheet(hidden).sheet_state = "hidden"
    return _saved(book)


def a_workbook_of_two_sheets() -> bytes:
    book = openpyxl.Workbook()
    book.create_sheet("Tweede")
    return _saved(book)


def a_zip_bomb() -> bytes:
    """Return a small workbook whose sheet unpacks to 64 MB of the same byte."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("xl/worksheets/sheet1.xml", b" " * (64 * 1024 * 1024))
    return packed.getvalue()


def kept_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _saved(book: openpyxl.Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
