"""What a table of ours means, as data beside it (CSV on the Web, W3C Recommendation of 17 December 2015)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from spoorboek.documents.figures_csv import COLUMNS
from spoorboek.figures.values import NonValue

CONTEXT = "http://www.w3.org/ns/csvw"
LICENCE = "http://creativecommons.org/licenses/by/4.0/"
"""What anybody may do with our tables: everything, with the name of the municipality."""
_ABSENT = ("", *(value.value for value in NonValue))
_SEVERAL = " | "


@dataclass(frozen=True, slots=True)
class ColumnType:
    """What may stand in a column: a type of CSVW, the words for no value, and what parts several values."""

    base: str = "string"
    absent: Sequence[str] = ("",)
    separator: str = ""
    is_required: bool = False
    yes_or_no: str = ""
    """For a column of type boolean: the words for true and false, parted by a bar."""


_TEXT = ColumnType(is_required=True)
_NUMBER = ColumnType("decimal", absent=_ABSENT)
_WHOLE = ColumnType("integer", is_required=True)
_TRUTH = ColumnType("boolean", is_required=True)
FIGURE_TYPES: Mapping[str, ColumnType] = {
    "key": _TEXT,
    "title": _TEXT,
    "value": _NUMBER,
    "unit": ColumnType(),
    "period": _TEXT,
    "area_code": _TEXT,
    "area_name": _TEXT,
    "area_edition": ColumnType("gYear", is_required=True),
    "provisional": _TRUTH,
    "kind": _TEXT,
    "counts": _TEXT,
    "source_type": _TEXT,
    "low": _NUMBER,
    "high": _NUMBER,
    "numerator": _NUMBER,
    "denominator": _NUMBER,
    "factor": _NUMBER,
    "definition_version": _WHOLE,
    "comparability": ColumnType(),
    "counting_rule": ColumnType(),
    "sources": ColumnType(separator=_SEVERAL),
    "retrieved_at": ColumnType("dateTime", separator=_SEVERAL),
    "row_count": ColumnType("integer"),
    "rows_sha256": ColumnType(),
    "invented": _TRUTH,
}
"""The type of each column that ``write_figures_csv`` writes."""


@dataclass(frozen=True, slots=True)
class TableAbout:
    """What there is to say of a whole table: its address, its name, who publishes it and since when."""

    address: str
    title: str
    publisher: str
    issued_at: datetime | None = None


def describe_figures(about: TableAbout) -> dict[str, Any]:
    """Return the description of a table of ``write_figures_csv``.

    Parameters: ``about`` the table. Returns CSVW metadata as JSON values; the key names a row. Errors: none.
    """
    return describe_table(about, FIGURE_TYPES, COLUMNS, key="key")


def describe_table(
    about: TableAbout, types: Mapping[str, ColumnType], meanings: Mapping[str, str], *, key: str
) -> dict[str, Any]:
    """Return the description of a table.

    Parameters: ``about`` the table; ``types`` by the name in its first row, in the order of the columns;
    ``meanings`` in Dutch by the same names; ``key``, the column that names a row. Returns CSVW metadata as
    JSON values. Errors: KeyError when a column has no meaning.
    """
    described: dict[str, Any] = {
        "@context": [CONTEXT, {"@language": "nl"}],
        "url": about.address,
        "dc:title": about.title,
        "dc:publisher": about.publisher,
        "dc:license": {"@id": LICENCE},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\n"]},
        "tableSchema": {
            "columns": [_describe_column(name, kind, meanings[name]) for name, kind in types.items()],
            "primaryKey": key,
        },
    }
    if about.issued_at is not None:
        described["dc:issued"] = {"@value": about.issued_at.isoformat(), "@type": "xsd:dateTime"}
    return described


def _describe_column(name: str, kind: ColumnType, meaning: str) -> dict[str, Any]:
    """The name in the first row is a name in any language, so that a strict reader finds it there."""
    base: Any = {"base": kind.base, "format": kind.yes_or_no} if kind.yes_or_no else kind.base
    described = {"name": name, "titles": {"und": name}, "dc:description": meaning, "datatype": base}
    if tuple(kind.absent) != ("",):
        described["null"] = list(kind.absent)
    if kind.separator:
        described["separator"] = kind.separator
    if kind.is_required:
        described["required"] = True
    return described
