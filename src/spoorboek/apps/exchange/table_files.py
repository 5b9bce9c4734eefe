"""Tables as files for a spreadsheet: CSV and Excel, without formulas and always the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from spoorboek.documents.office_package import normalise_package

FORMS = ("csv", "xlsx")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones; a fixed day gives the same bytes


def write_csv(header: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """Return a table as CSV with semicolons, as a Dutch Excel opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_disarm(text) for text in header])
    for line in lines:
        writer.writerow([_as_csv(value) for value in line])
    # With a mark at the start, so that Excel reads it as UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _as_csv(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    return str(value) if isinstance(value, int) else _disarm(str(value))


def _disarm(text: str) -> str:
    """A spreadsheet takes a text that begins like this for a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def write_book(title: str, header: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """Return a table as an Excel file of one sheet."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title[:31]
    write_header(sheet, header)
    for number, line in enumerate(lines, start=2):
        for place, value in enumerate(line, start=1):
            write_cell(sheet.cell(row=number, column=place), value)
    return save_book(book)


def write_header(sheet: Any, names: Sequence[str]) -> None:
    """Write the names of the columns, and keep them in view."""
    for place, name in enumerate(names, start=1):
        write_cell(sheet.cell(row=1, column=place), name)
        sheet.cell(row=1, column=place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = max(14, min(40, len(name) + 4))
    sheet.freeze_panes = "A2"


def write_cell(cell: Any, value: Any) -> None:
    """Write one value: a number as a number, a day as a day, a text never as a formula."""
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
    if isinstance(value, str):
        # Characters that no workbook can hold; and never a formula, whatever it begins with.
        value = "".join(one for one in value if one >= " " or one in "\n\t")
        cell.value = value
        cell.data_type = "s"
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "DD-MM-YYYY"


def save_book(book: Workbook) -> bytes:
    """Return an Excel file as bytes: the same for the same table, whenever it is made."""
    book.properties.created = book.properties.modified = _MADE_AT
    book.properties.creator = "Spoorboek"
    out = io.BytesIO()
    # Not by ``book.save``, which writes the moment of saving into the file.
    with zipfile.ZipFile(out, "w") as archive:
        ExcelWriter(book, archive).save()
    return normalise_package(out.getvalue())
