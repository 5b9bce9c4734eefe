"""Lists as files: templates, and what somebody may see of a register. No hidden sheets, no formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.exchange.errors import ListError
from spoorboek.apps.exchange.table_files import (
    FORMS,
    save_book,
    write_book,
    write_cell,
    write_csv,
    write_header,
)
from spoorboek.apps.intake.entries import FieldDescription, list_fields
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.apps.intake.register_lists import ListQuestion, list_all_rows
from spoorboek.apps.intake.register_queries import RegistrationRow

_TEMPLATE_ROWS = 1000
_TELL_NOTHING = frozenset({"number", "theme", "area_code", "next_step"})
_POINTS_AT_PEOPLE = frozenset({"latitude", "longitude", "owner"})


def write_template(register: Register) -> bytes:
    """Return an Excel file with the columns of a register, and drop-downs for what is chosen from a list."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = register.title[:31]
    choices: Any = book.create_sheet("Keuzes")
    fields = [one for one in list_fields(register) if one.name not in ("number", "invented")]
    write_header(sheet, ["kenmerk", *(one.label for one in fields)])
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
            write_cell(choices.cell(row=number, column=used), word)
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
    return save_book(book)


def export_list(
    viewer: Viewer,
    register: Register,
    question: ListQuestion,
    *,
    at: datetime,
    purpose: str,
    form: str,
    is_full: bool = False,
) -> bytes:
    """Return what a question finds, of what the viewer may see, as ``csv`` or ``xlsx``.

    What may say something about a person is left out, unless ``is_full``; then a purpose is needed. Every row
    is logged as read, and that a file was made. Raises ListError for another form, PurposeError.
    """
    if form not in FORMS:
        raise ListError(f"'{form}' kan niet, wel: {', '.join(FORMS)}.")
    if is_full and not purpose.strip():
        raise PurposeError
    with transaction.atomic():
        rows = list_all_rows(viewer, register, question, at=at, purpose=purpose)
        record(
            action="exchange.export_list",
            by=viewer,
            at=at,
            subject=f"intake.register:{register.code}",
            details={"rows": len(rows), "form": form, "full": is_full},
        )
    fields = [one for one in list_fields(register) if is_full or not is_about_people(register, one)]
    header = [one.label for one in fields]
    lines = [_cells(row, [one.name for one in fields]) for row in rows]
    return write_csv(header, lines) if form == "csv" else write_book(register.title, header, lines)


def is_about_people(register: Register, field: FieldDescription) -> bool:
    """Tell whether a field may say something about a person: free words, an exact point, a link to people.

    Only in registers whose reads are logged. The neighbourhood stays, the address goes.
    """
    if not register.is_logged or field.name in _TELL_NOTHING:
        return False
    return field.kind == "text" or field.name in _POINTS_AT_PEOPLE


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
