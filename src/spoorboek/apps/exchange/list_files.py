"""Lists as files: templates, and what somebody may see of a register. No hidden sheets, no formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.exchange.errors import ListError
from spoorboek.apps.intake.entries import list_fields
from spoorboek.apps.intake.register_lists import ListQuestion, list_all_rows
from spoorboek.apps.intake.register_queries import RegistrationRow

FORMS = ("csv", "xlsx")
_TEMPLATE_ROWS = 1000
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones; a fixed day gives the same bytes


def write_template(register: Register) -> bytes:
    """Return an Excel file with the columns of a register, and drop-downs for what is chosen from a list."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = register.title[:31]
    choices: Any = book.create_sheet("Keuzes")
    fields = [one for one in list_fields(register) if one.name not in ("number", "invented")]
    _write_header(sheet, ["kenmerk", *(one.label for one in fields)])
    used = 0
    for place, one in enumerate(fields, start=2):
        words = [title for _, title in one.choices] or (["ja", "nee"] if one.kind == "yes_no" else [])
        letter = get_column_letter(place)
        if one.kind == "day":
            for (cell,) in sheet[f"{letter}2:{letter}{_TEMPLATE_ROWS}"]:
                cell.number_format = "DD-MM-YYYY"
        if not words:
            continue
        used += 1
        for number, word in enumerate([one.label, *words], start=1):
            _write(choices.cell(row=number, column=used), word)
        column = get_column_letter(used)
        rule = DataValidation(
            type="list",
            formula1=f"Keuzes!${column}$2:${column}${len(words) + 1}",
            allow_blank=not one.required,
            showErrorMessage=True,
            errorTitle="Kies uit de lijst",
            error="Deze waarde kennen wij niet.",
        )
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{_TEMPLATE_ROWS}")
    return _save(book)


def export_list(
    viewer: Viewer, register: Register, question: ListQuestion, *, at: datetime, purpose: str, form: str
) -> bytes:
    """Return what a question finds, of what the viewer may see, as ``csv`` or ``xlsx``.

    Every row is logged as read, and that a file was made. Raises ListError for another form.
    """
    if form not in FORMS:
        raise ListError(f"'{form}' kan niet, wel: {', '.join(FORMS)}.")
    with transaction.atomic():
        rows = list_all_rows(viewer, register, question, at=at, purpose=purpose)
        record(
            action="exchange.export_list",
            by=viewer,
            at=at,
            subject=f"intake.register:{register.code}",
            details={"rows": len(rows), "form": form},
        )
    fields = list_fields(register)
    header = [one.label for one in fields]
    lines = [_cells(row, [one.name for one in fields]) for row in rows]
    return _write_csv(header, lines) if form == "csv" else _write_book(register.title, header, lines)


def _cells(row: RegistrationRow, names: Sequence[str]) -> list[Any]:
    facts = {fact.name: fact for fact in row.facts}
    kept = {"number": row.number, "invented": "ja" if row.invented else "nee"}
    return [
        kept.get(name, _value(facts[name].value, facts[name].word) if name in facts else "") for name in names
    ]


def _value(value: Any, word: str) -> Any:
    if isinstance(value, bool) or value is None:
        return word
    return value if isinstance(value, int | Decimal | date) else word


def _write_csv(header: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
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


def _write_book(title: str, header: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title[:31]
    _write_header(sheet, header)
    for number, line in enumerate(lines, start=2):
        for place, value in enumerate(line, start=1):
            _write(sheet.cell(row=number, column=place), value)
    return _save(book)


def _write_header(sheet: Any, names: Sequence[str]) -> None:
    for place, name in enumerate(names, start=1):
        _write(sheet.cell(row=1, column=place), name)
        sheet.cell(row=1, column=place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = max(14, min(40, len(name) + 4))
    sheet.freeze_panes = "A2"


def _write(cell: Any, value: Any) -> None:
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


def _save(book: Workbook) -> bytes:
    book.properties.created = book.properties.modified = _MADE_AT
    book.properties.creator = "Spoorboek"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
