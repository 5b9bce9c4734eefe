"""Templates say what must be filled in, offer what may be chosen, and are taken in when they are filled."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.apps.registers.register_factories import AT, a_viewer

from spoorboek.apps.exchange.list_imports import ListReport, import_list, open_list
from spoorboek.apps.exchange.list_mapping import propose_mapping
from spoorboek.apps.exchange.list_templates import MARK, ROWS, list_words, name_column, write_template
from spoorboek.apps.exchange.table_files import write_book
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.entries import FieldDescription, list_fields
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

WRITERS = a_viewer(Role.COORDINATOR, Role.LAWYER)
LEADS_TO = {"measure": "measures", "day": "inspection-days"}
SAID = {("police-reports", "subject"): "anders"}
EACH = pytest.mark.parametrize("code", sorted(REGISTERS))


def open_template(code: str) -> Any:
    return load_workbook(io.BytesIO(write_template(REGISTERS[code])))


def fields_of(code: str) -> list[FieldDescription]:
    return [one for one in list_fields(REGISTERS[code]) if one.name not in ("number", "invented")]


def fill(code: str, one: FieldDescription) -> Any:
    """Return what somebody would type in a column that must be filled in."""
    if (code, one.name) in SAID:
        return SAID[code, one.name]
    if words := list_words(one):
        return words[0]
    if one.kind == "link":
        return take(LEADS_TO[one.name], fill_template(LEADS_TO[one.name])).rows[0].number
    typed = {"day": date(2024, 2, 1), "number": 3, "amount": "1.250,50", "text": "Verzonnen"}
    return typed[one.kind]


def fill_template(code: str) -> Any:
    """Return the template with one row, in which only what must be there was typed."""
    book = open_template(code)
    sheet = book.worksheets[0]
    sheet["A2"].value = "K1"
    for place, one in enumerate(fields_of(code), start=2):
        if one.required:
            sheet.cell(row=2, column=place).value = fill(code, one)
    return book


def take(code: str, book: Any) -> ListReport:
    out = io.BytesIO()
    book.save(out)
    sheet = open_list(out.getvalue())
    mapping = propose_mapping(REGISTERS[code], sheet.headers)
    return import_list(
        register=REGISTERS[code],
        name="lijst.xlsx",
        content=out.getvalue(),
        mapping=mapping,
        by=WRITERS,
        at=AT,
    )


@EACH
def test_template_hides_nothing_and_its_columns_are_known_by_their_names(code: str) -> None:
    book = open_template(code)
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    assert [sheet.title for sheet in book.worksheets[1:]] == ["Keuzes", "Uitleg"]
    headers = [str(cell.value) for cell in book.worksheets[0][1]]
    assert set(propose_mapping(REGISTERS[code], headers).columns) == set(headers)


@EACH
def test_what_must_be_filled_in_is_marked_in_words_and_in_colour_and_explained(code: str) -> None:
    book = open_template(code)
    header = {cell.value: cell for cell in book.worksheets[0][1]}
    explained = {row[0].value: row[1].value for row in book["Uitleg"].iter_rows(min_row=2)}
    for one in fields_of(code):
        cell = header[name_column(one)]
        assert str(cell.value).endswith(MARK) == one.required
        assert (cell.fill.fill_type == "solid") == one.required
        assert explained[one.label] == ("ja" if one.required else "nee")


@EACH
def test_each_closed_list_and_each_day_is_guarded_for_every_row(code: str) -> None:
    book = open_template(code)
    sheet = book.worksheets[0]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    for one in fields_of(code):
        rule = rules.pop(f"{letters[name_column(one)]}2:{letters[name_column(one)]}{ROWS}", None)
        if words := list_words(one):
            place = str(rule.formula1).removeprefix("Keuzes!").replace("$", "")  # type: ignore[union-attr]
            assert [cell.value for (cell,) in book["Keuzes"][place]] == words
        assert (rule is not None) == bool(words or one.kind == "day")
    assert not rules


@EACH
def test_filled_template_is_taken_in_and_known_the_next_time(code: str) -> None:
    book = fill_template(code)
    done = take(code, book)
    assert done.problems == () and done.added == 1
    again = take(code, book)
    assert (again.added, again.known) == (0, 1)


def test_excel_file_does_not_tell_when_it_was_made() -> None:
    file = zipfile.ZipFile(io.BytesIO(write_book("Beloften", ["Belofte"], [["Tien controles"]])))
    assert {entry.date_time[:3] for entry in file.infolist()} == {(1980, 1, 1)}
    about = file.read("docProps/core.xml").decode()
    assert about.count("2000-01-01T00:00:00Z</dcterms:") == 2
