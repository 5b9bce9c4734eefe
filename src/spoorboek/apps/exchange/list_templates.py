"""Empty lists to fill in: an Excel file per register that says what must be in each column and what may."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from spoorboek.apps.access.registers import Register
from spoorboek.apps.exchange.list_mapping import REFERENCE
from spoorboek.apps.exchange.table_files import save_book, write_cell, write_header
from spoorboek.apps.intake.entries import FieldDescription, list_fields

ROWS = 1000
"""So many rows have drop-downs and forms; more rows are taken in as well."""
MARK = " *"
"""Behind the name of a column that must be filled in. A reader of names looks past it."""
_CHOICES, _EXPLANATION = "Keuzes", "Uitleg"
_MUST = PatternFill("solid", fgColor="FFF0C8")
_DAY, _LONGEST = "DD-MM-YYYY", 80
_KINDS = {
    "text": "tekst",
    "day": "een dag, zoals 31-1-2025",
    "number": "een heel getal",
    "amount": "een bedrag in euro",
    "decimal": "een getal",
    "yes_no": "ja of nee",
    "choice": "een keuze uit de lijst",
    "link": "het nummer of de gebruikersnaam waar dit bij hoort",
    "links": "nummers met een puntkomma ertussen",
}
_ABOUT = {
    "area_code": "de code van het CBS voor een wijk of buurt, zoals BU05050101",
    "latitude": "graden, zoals 51,81",
    "longitude": "graden, zoals 4,67",
}
_ABOUT_REFERENCE = "uw eigen kenmerk; daaraan herkennen wij de rij als u de lijst nog eens stuurt"


def write_template(register: Register) -> bytes:
    """Return an Excel file with the columns of a register, drop-downs and a sheet that explains each column.

    The list is the first sheet, the only one that is read back. Nothing is hidden.
    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = register.title[:31]
    fields = [one for one in list_fields(register) if one.name not in ("number", "invented")]
    write_header(sheet, [REFERENCE, *(name_column(one) for one in fields)])
    choices: Any = book.create_sheet(_CHOICES)
    for place, one in enumerate(fields, start=2):
        if one.required:
            sheet.cell(row=1, column=place).fill = _MUST
        _prepare_column(sheet, choices, get_column_letter(place), one)
    _explain(book.create_sheet(_EXPLANATION), fields)
    return save_book(book)


def name_column(one: FieldDescription) -> str:
    """Return what stands above the column of a field, with the mark of what must be filled in."""
    return f"{one.label}{MARK}" if one.required else one.label


def list_words(one: FieldDescription) -> list[str]:
    """Return the words of a closed list, or none for a field that is open."""
    return [title for _code, title in one.choices] or (["ja", "nee"] if one.kind == "yes_no" else [])


def _prepare_column(sheet: Any, choices: Any, letter: str, one: FieldDescription) -> None:
    cells = f"{letter}2:{letter}{ROWS}"
    if one.kind == "day":
        for (cell,) in sheet[cells]:
            cell.number_format = _DAY
        error = "Vul een dag in, zoals 31-1-2025."
        _check(sheet, cells, one, error, type="date", operator="greaterThan", formula1="1")
    words = list_words(one)
    if words:
        column = get_column_letter(1 if choices["A1"].value is None else choices.max_column + 1)
        for number, word in enumerate([one.label, *words], start=1):
            write_cell(choices[f"{column}{number}"], word)
        choices[f"{column}1"].font = Font(bold=True)
        choices.column_dimensions[column].width = min(40, max(len(word) for word in (one.label, *words)) + 4)
        source = f"{_CHOICES}!${column}$2:${column}${len(words) + 1}"
        error = "Deze waarde kennen wij niet. Kies uit de lijst."
        _check(sheet, cells, one, error, type="list", formula1=source)


def _check(sheet: Any, cells: str, one: FieldDescription, error: str, **said: Any) -> None:
    rule = DataValidation(
        allow_blank=not one.required,
        showErrorMessage=True,
        errorTitle=one.label[:32],
        error=error,
        **said,
    )
    sheet.add_data_validation(rule)
    rule.add(cells)


def _explain(sheet: Any, fields: Sequence[FieldDescription]) -> None:
    write_header(sheet, ["Kolom", "Verplicht", "Wat erin hoort"])
    lines = [(REFERENCE, "nee", _ABOUT_REFERENCE)]
    lines += [(one.label, "ja" if one.required else "nee", _describe(one)) for one in fields]
    for number, line in enumerate(lines, start=2):
        for place, words in enumerate(line, start=1):
            write_cell(sheet.cell(row=number, column=place), words)
            sheet.cell(row=number, column=place).alignment = Alignment(wrap_text=True, vertical="top")
    about = (
        f"Vul het eerste blad in. Een kolom met een ster ({MARK.strip()}) en een gele kop is verplicht. "
        "Alleen dat blad wordt gelezen."
    )
    write_cell(sheet.cell(row=len(lines) + 3, column=1), about)
    for letter, width in (("A", 32), ("B", 12), ("C", 80)):
        sheet.column_dimensions[letter].width = width


def _describe(one: FieldDescription) -> str:
    words = list_words(one)
    said = ", ".join(words)
    if not words:
        return _ABOUT.get(one.name) or _KINDS[one.kind]
    return f"een van: {said}" if len(said) <= _LONGEST else f"{_KINDS[one.kind]} (blad {_CHOICES})"
