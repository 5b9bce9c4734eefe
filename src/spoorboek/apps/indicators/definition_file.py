"""The files with definitions (``indicators:``) and with tables (``tables:``), read and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spoorboek.apps.indicators.definitions import IndicatorRule, read_rule, rule_as_data
from spoorboek.apps.indicators.errors import DefinitionError
from spoorboek.services.plain_yaml import YamlFileError, read_yaml, write_yaml


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: a figure under a label."""

    figure: str
    label: str


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of a letter: figures below each other, periods beside each other, a total if it has one."""

    code: str
    title: str
    rows: tuple[TableRow, ...]
    total: TableRow | None = None

    @property
    def figures(self) -> tuple[str, ...]:
        """Return the codes of all figures in it, the total last."""
        return tuple(row.figure for row in (*self.rows, *([self.total] if self.total else [])))


def read_definitions(content: bytes) -> list[IndicatorRule]:
    """Return the definitions in a file; raise DefinitionError with a Dutch sentence."""
    rules = [read_rule(each) for each in _read_list(content, "indicators")]
    _refuse_doubles([rule.definition.code for rule in rules])
    return rules


def write_definitions(rules: Iterable[IndicatorRule]) -> str:
    """Return definitions as a file that ``read_definitions`` reads back."""
    return write_yaml({"indicators": [rule_as_data(rule) for rule in rules]})


def read_tables(content: bytes) -> list[TableSpec]:
    """Return the tables in a file; raise DefinitionError with a Dutch sentence."""
    tables = [read_table(each) for each in _read_list(content, "tables")]
    _refuse_doubles([table.code for table in tables])
    return tables


def read_table(data: object) -> TableSpec:
    """Return the table in one entry of a file; raise DefinitionError with a Dutch sentence."""
    if not isinstance(data, Mapping) or not {"code", "title", "rows"} <= set(data):
        raise DefinitionError("Een tabel heeft een code, een titel ('title') en rijen ('rows').")
    code = str(data["code"])
    if unknown := sorted(set(map(str, data)) - {"code", "title", "rows", "total"}):
        raise DefinitionError(f"Tabel '{code}' kent geen '{unknown[0]}'.")
    if not isinstance(data["rows"], list) or not data["rows"]:
        raise DefinitionError(f"Tabel '{code}' heeft ten minste één rij nodig.")
    rows = tuple(_read_row(each, code) for each in data["rows"])
    total = _read_row(data["total"], code) if data.get("total") else None
    return TableSpec(code, str(data["title"]), rows, total)


def table_as_data(table: TableSpec) -> dict[str, Any]:
    """Return a table as the entry that ``read_table`` reads back."""
    data: dict[str, Any] = {"code": table.code, "title": table.title}
    data["rows"] = [{"figure": row.figure, "label": row.label} for row in table.rows]
    if table.total:
        data["total"] = {"figure": table.total.figure, "label": table.total.label}
    return data


def write_tables(tables: Iterable[TableSpec]) -> str:
    """Return tables as a file that ``read_tables`` reads back."""
    return write_yaml({"tables": [table_as_data(table) for table in tables]})


def _read_row(data: object, code: str) -> TableRow:
    if not isinstance(data, Mapping) or set(data) != {"figure", "label"}:
        raise DefinitionError(f"Tabel '{code}': een rij heeft een cijfer ('figure') en een naam ('label').")
    return TableRow(str(data["figure"]), str(data["label"]))


def _read_list(content: bytes, name: str) -> list[Any]:
    try:
        data = read_yaml(content)
    except YamlFileError as error:
        raise DefinitionError(str(error)) from error
    if not isinstance(data, Mapping) or set(data) != {name} or not isinstance(data[name], list):
        raise DefinitionError(f"Het bestand begint met '{name}:' en daaronder een lijst.")
    found: list[Any] = data[name]
    return found


def _refuse_doubles(codes: list[str]) -> None:
    if double := next((code for code in codes if codes.count(code) > 1), None):
        raise DefinitionError(f"'{double}' staat er twee keer in.")
