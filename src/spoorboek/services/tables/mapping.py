"""How a received file is read: which column means what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from spoorboek.services.tables.errors import MappingError

E = TypeVar("E", bound=Enum)

ENCODINGS = ("utf-8", "windows-1252")
SEPARATORS = (";", ",", "\t", "|")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_RESERVED = frozenset({"row", "first_on", "last_on"})
_TAKEN = ("_state", "_text")


class FileFormat(Enum):
    """The two kinds of file that are read."""

    CSV = "csv"
    XLSX = "xlsx"


class ColumnRole(Enum):
    """What a column is for."""

    PERIOD = "period"
    """Over which days the row speaks."""
    AREA = "area"
    """The code of the area."""
    VALUE = "value"
    """The number itself."""
    LOW = "low"
    """The lower 95% bound of the number."""
    HIGH = "high"
    """The upper 95% bound of the number."""
    DIMENSION = "dimension"
    """What the number is split by: a kind, a group."""
    IDENTITY = "identity"
    """The number of the row at its owner; no two rows have the same."""
    INVENTED = "invented"
    """Says of the row what in it is made up: nothing, ``grenzen`` or ``waarde``."""
    NOTE = "note"
    """Text that is kept and not counted by."""


class ColumnType(Enum):
    """What a cell may hold."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is taken over: ``header`` in the file, ``name`` in the kept table.

    ``required``: an empty cell is wrong. ``minimum`` and ``maximum`` bound a number, inclusively.
    """

    header: str
    name: str
    role: ColumnRole
    type: ColumnType
    required: bool = True
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    @property
    def is_number(self) -> bool:
        """Tell whether the cells are numbers."""
        return self.type in {ColumnType.INTEGER, ColumnType.DECIMAL}


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one kind of file is read.

    Empty ``encoding`` and ``separator`` are recognised from the file. ``withheld`` are the words
    that stand for a number that is known and not given, ``unknown`` those for one not known; both
    differ from 0. ``header_row`` is the row with the headers, ``footer_rows`` how many rows at the
    end are no data. ``sheet`` is needed when a workbook shows more than one.
    """

    columns: tuple[Column, ...]
    format: FileFormat = FileFormat.CSV
    encoding: str = ""
    separator: str = ""
    decimal_mark: str = ","
    header_row: int = 1
    footer_rows: int = 0
    sheet: str = ""
    withheld: tuple[str, ...] = ("x",)
    unknown: tuple[str, ...] = (".", "-")

    def __post_init__(self) -> None:
        _check_columns(self.columns)
        if self.encoding and self.encoding not in ENCODINGS:
            raise MappingError(f"De codering moet {' of '.join(ENCODINGS)} zijn, niet '{self.encoding}'.")
        if self.separator and self.separator not in SEPARATORS:
            raise MappingError(f"Het scheidingsteken moet ; , | of tab zijn, niet '{self.separator}'.")
        if self.decimal_mark not in {",", "."}:
            raise MappingError(f"Het decimaalteken moet , of . zijn, niet '{self.decimal_mark}'.")
        if self.header_row < 1 or self.footer_rows < 0:
            raise MappingError("De koprij is ten minste 1 en het aantal slotrijen ten minste 0.")

    def columns_with(self, role: ColumnRole) -> tuple[Column, ...]:
        """Return the columns with this role, in the order of the mapping."""
        return tuple(column for column in self.columns if column.role is role)

    def column_with(self, role: ColumnRole) -> Column | None:
        """Return the first column with this role, or None."""
        return next(iter(self.columns_with(role)), None)

    def as_data(self) -> dict[str, Any]:
        """Return the mapping as plain data that ``read_mapping`` reads back."""
        plain: dict[str, Any] = {
            "format": self.format.value,
            "encoding": self.encoding,
            "separator": self.separator,
            "decimal_mark": self.decimal_mark,
            "header_row": self.header_row,
            "footer_rows": self.footer_rows,
            "sheet": self.sheet,
            "withheld": list(self.withheld),
            "unknown": list(self.unknown),
        }
        plain["columns"] = [_column_as_data(column) for column in self.columns]
        return plain


def read_mapping(data: Mapping[str, Any]) -> TableMapping:
    """Return the mapping that plain data describe; raise MappingError with a Dutch sentence."""
    if not isinstance(data, Mapping):
        raise MappingError("Een koppeling is een lijst van namen en waarden.")
    known = set(TableMapping.__dataclass_fields__)
    _refuse_unknown(data, known, "koppeling")
    plain = dict(data)
    columns = plain.pop("columns", None)
    if not isinstance(columns, list) or not columns:
        raise MappingError("Een koppeling heeft ten minste één kolom nodig.")
    for key in ("withheld", "unknown"):
        if key in plain:
            plain[key] = _texts(key, plain[key])
    for key in ("header_row", "footer_rows"):
        if not isinstance(plain.get(key, 0), int):
            raise MappingError(f"'{key}' moet een geheel getal zijn, niet '{plain[key]}'.")
    plain["format"] = _choice(FileFormat, plain.get("format", "csv"), "format")
    return TableMapping(columns=tuple(_read_column(each) for each in columns), **plain)


def _texts(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise MappingError(f"'{key}' moet een lijst van woorden zijn, niet '{value}'.")
    return tuple(value)


def _read_column(data: object) -> Column:
    if not isinstance(data, Mapping):
        raise MappingError(f"Een kolom is een lijst van namen en waarden, niet '{data}'.")
    _refuse_unknown(data, set(Column.__dataclass_fields__), "kolom")
    if missing := {"header", "name", "role", "type"} - set(data):
        raise MappingError(f"Bij een kolom ontbreekt {', '.join(sorted(missing))}.")
    bounds = {key: _bound(data[key]) for key in ("minimum", "maximum") if data.get(key) is not None}
    return Column(
        header=str(data["header"]),
        name=str(data["name"]),
        role=_choice(ColumnRole, data["role"], "role"),
        type=_choice(ColumnType, data["type"], "type"),
        required=bool(data.get("required", True)),
        **bounds,
    )


def _bound(value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except ArithmeticError as error:
        raise MappingError(f"Een grens is een getal, niet '{value}'.") from error


def _choice(kind: type[E], value: object, key: str) -> E:
    try:
        return kind(value)
    except ValueError as error:
        allowed = ", ".join(str(each.value) for each in kind)
        raise MappingError(f"'{key}' moet een van deze zijn: {allowed}; niet '{value}'.") from error


def _refuse_unknown(data: Mapping[str, Any], known: set[str], what: str) -> None:
    if unknown := sorted(str(key) for key in data if key not in known):
        raise MappingError(f"Een {what} kent geen '{unknown[0]}'.")


def _column_as_data(column: Column) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "header": column.header,
        "name": column.name,
        "role": column.role.value,
        "type": column.type.value,
    }
    if not column.required:
        plain["required"] = False
    for key in ("minimum", "maximum"):
        if (bound := getattr(column, key)) is not None:
            plain[key] = str(bound)
    return plain


def _check_columns(columns: tuple[Column, ...]) -> None:
    if not columns:
        raise MappingError("Een koppeling heeft ten minste één kolom nodig.")
    for what, values in (
        ("kop", [column.header.strip().casefold() for column in columns]),
        ("naam", [column.name for column in columns]),
    ):
        if double := next((value for value in values if values.count(value) > 1), None):
            raise MappingError(f"De {what} '{double}' staat twee keer in de koppeling.")
    for column in columns:
        if not _NAME.fullmatch(column.name) or column.name in _RESERVED or column.name.endswith(_TAKEN):
            raise MappingError(f"'{column.name}' kan geen naam van een kolom zijn.")
    _check_roles(columns)


def _check_roles(columns: tuple[Column, ...]) -> None:
    roles = [column.role for column in columns]
    single = (ColumnRole.PERIOD, ColumnRole.AREA, ColumnRole.LOW, ColumnRole.HIGH, ColumnRole.INVENTED)
    if double := next((role for role in single if roles.count(role) > 1), None):
        raise MappingError(f"De rol '{double.value}' kan maar één kolom hebben.")
    if (ColumnRole.LOW in roles) != (ColumnRole.HIGH in roles):
        raise MappingError("Grenzen komen samen: een kolom 'low' en een kolom 'high'.")
    for column in columns:
        numeric = column.role in {ColumnRole.VALUE, ColumnRole.LOW, ColumnRole.HIGH}
        if numeric and not column.is_number:
            raise MappingError(f"Kolom '{column.header}' is een getal; het type is integer of decimal.")
        dated = column.type in {ColumnType.PERIOD, ColumnType.DATE}
        if column.role is ColumnRole.PERIOD and not dated:
            raise MappingError(f"Kolom '{column.header}' is een periode; het type is period of date.")
        if column.role is not ColumnRole.PERIOD and column.type is ColumnType.PERIOD:
            raise MappingError(f"Kolom '{column.header}' is geen periode; kies een ander type.")
