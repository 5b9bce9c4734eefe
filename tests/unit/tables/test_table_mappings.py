"""A mapping: what goes out comes back in, and what cannot be used gets a sentence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.table_files import COUNT, COUNTS, KIND, MARKS, YEAR

from spoorboek.services.tables.errors import DamagedFileError, MappingError, TableError
from spoorboek.services.tables.mapping import TableMapping, read_mapping
from spoorboek.services.tables.store import FileStore


def a_column(**changes: Any) -> dict[str, Any]:
    return {"header": "jaar", "name": "year", "role": "period", "type": "period"} | changes


@pytest.mark.parametrize(
    "mapping",
    [
        COUNTS,
        MARKS,
        TableMapping(
            (YEAR, KIND, replace(COUNT, required=False, minimum=Decimal(0), maximum=Decimal("9.5")))
        ),
        replace(COUNTS, encoding="utf-8", separator="\t", decimal_mark=".", header_row=4, footer_rows=1),
        replace(COUNTS, withheld=(), unknown=("?",), sheet="Blad 1"),
    ],
)
def test_a_mapping_goes_out_as_it_came_in(mapping: TableMapping) -> None:
    assert read_mapping(mapping.as_data()) == mapping


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "Een koppeling is een lijst"),
        ({"columns": []}, "ten minste één kolom"),
        ({"columns": [3]}, "Een kolom is een lijst"),
        ({"columns": [a_column()], "kleur": "rood"}, "Een koppeling kent geen 'kleur'"),
        ({"columns": [a_column(kleur="rood")]}, "Een kolom kent geen 'kleur'"),
        ({"columns": [{"header": "jaar"}]}, "ontbreekt name, role, type"),
        ({"columns": [a_column(role="tijd")]}, "'role' moet een van deze zijn: period, area"),
        ({"columns": [a_column(type="jaar")]}, "'type' moet een van deze zijn: text, integer"),
        (
            {"columns": [a_column()], "format": "ods"},
            "'format' moet een van deze zijn: csv, xlsx; niet 'ods'",
        ),
        ({"columns": [a_column()], "encoding": "latin-1"}, "De codering moet utf-8 of windows-1252 zijn"),
        ({"columns": [a_column()], "separator": ":"}, "Het scheidingsteken moet"),
        ({"columns": [a_column()], "decimal_mark": "'"}, "Het decimaalteken moet"),
        ({"columns": [a_column()], "header_row": 0}, "De koprij is ten minste 1"),
        ({"columns": [a_column()], "header_row": "een"}, "'header_row' moet een geheel getal zijn"),
        ({"columns": [a_column()], "withheld": "x"}, "'withheld' moet een lijst van woorden zijn"),
        ({"columns": [a_column(minimum="laag")]}, "Een grens is een getal, niet 'laag'"),
        ({"columns": [a_column(), a_column(name="b")]}, "De kop 'jaar' staat twee keer"),
        ({"columns": [a_column(), a_column(header="b")]}, "De naam 'year' staat twee keer"),
        ({"columns": [a_column(name="row")]}, "'row' kan geen naam van een kolom zijn"),
        ({"columns": [a_column(name='x"; DROP')]}, "kan geen naam van een kolom zijn"),
        ({"columns": [a_column(name="a_state")]}, "'a_state' kan geen naam"),
        ({"columns": [a_column(), a_column(header="b", name="b")]}, "De rol 'period' kan maar één kolom"),
        ({"columns": [a_column(role="low", type="decimal")]}, "Grenzen komen samen"),
        ({"columns": [a_column(role="value", type="text")]}, "het type is integer of decimal"),
        ({"columns": [a_column(type="text")]}, "het type is period of date"),
        ({"columns": [a_column(role="note")]}, "is geen periode; kies een ander type"),
    ],
)
def test_a_mapping_that_cannot_be_used_gets_its_sentence(data: Any, sentence: str) -> None:
    with pytest.raises(MappingError, match=sentence):
        read_mapping(data)


def test_a_kept_file_that_is_gone_or_has_no_hash_for_a_name_is_named(tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError, match="is absent"):
        FileStore(tmp_path).check("0" * 64)
    with pytest.raises(TableError, match="64 hexadecimal digits, got"):
        FileStore(tmp_path).path_of("../../etc/passwd")
