"""From a received file to a kept table: everything is right, or nothing is kept.

DuckDB reads and checks whole columns at once; Python looks at single rows only to say what is wrong
with the first few of them.
"""

# ruff: noqa: S608 - the names come from a checked mapping and are quoted; see engine.quote_name
from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

import duckdb

from spoorboek.figures.errors import PeriodError
from spoorboek.figures.period import Period
from spoorboek.services.tables.cells import Check, checks_of, kept_columns, raw_cell, trimmed, typed_column
from spoorboek.services.tables.engine import open_engine, quote_name, quote_text
from spoorboek.services.tables.errors import RefusedFileError
from spoorboek.services.tables.mapping import Column, ColumnRole, ColumnType, FileFormat, TableMapping
from spoorboek.services.tables.report import SHOWN_COUNT, FindingList, Report, shorten
from spoorboek.services.tables.store import FileStore
from spoorboek.services.tables.text import TextTable, UnreadableError, open_text
from spoorboek.services.tables.workbook import open_workbook_as_text

_STATLINE = re.compile(r"(\d{4})(JJ|KW|MM)(\d{2})")
_STRUCTURE = {
    "TOO MANY COLUMNS": "de rij heeft te veel kolommen",
    "MISSING COLUMNS": "de rij heeft te weinig kolommen",
    "UNQUOTED VALUE": "een aanhalingsteken is niet goed gesloten",
    "LINE SIZE OVER MAXIMUM": "de rij is te lang",
    "INVALID ENCODING": "de rij bevat tekens die niet te lezen zijn",
}


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A file that was taken over: the file as received, and its rows as Parquet."""

    file_sha256: str
    table_sha256: str
    row_count: int
    report: Report


def import_table(
    stream: BinaryIO, mapping: TableMapping, store: FileStore, *, shown_count: int = SHOWN_COUNT
) -> KeptTable:
    """Read, check and keep a received file; raise RefusedFileError and keep nothing when it is wrong."""
    with store.working_file() as received, store.working_file(".parquet") as made:
        with received.open("xb") as target:
            shutil.copyfileobj(stream, target, 1 << 20)
        report = _build(received, made, mapping, store, FindingList(shown_count))
        if not report.is_accepted:
            raise RefusedFileError(report)
        table_sha256 = store.keep_file(made)
        return KeptTable(store.keep_file(received), table_sha256, report.row_count, report)


def _build(
    received: Path, made: Path, mapping: TableMapping, store: FileStore, findings: FindingList
) -> Report:
    """Write the Parquet file to ``made`` and return the report."""
    notes: tuple[str, ...] = ()
    row_count = 0
    try:
        with contextlib.ExitStack() as stack:
            text = stack.enter_context(_open_as_text(received, mapping, store, findings))
            notes = text.notes
            engine = stack.enter_context(open_engine(store.root.resolve()))
            row_count = _read_rows(engine, text, mapping, findings)
            if not findings.count:
                _check_rows(engine, mapping, findings)
            if not findings.count:
                _write_table(engine, made, mapping)
    except UnreadableError as error:
        findings.add(0, "", "", str(error))
    return findings.as_report(row_count=row_count, notes=notes)


@contextlib.contextmanager
def _open_as_text(
    received: Path, mapping: TableMapping, store: FileStore, findings: FindingList
) -> Iterator[TextTable]:
    opened = (
        open_text(received, mapping, store)
        if mapping.format is FileFormat.CSV
        else open_workbook_as_text(received, mapping, store, findings)
    )
    with opened as text:
        yield text


def _read_rows(
    engine: duckdb.DuckDBPyConnection, text: TextTable, mapping: TableMapping, findings: FindingList
) -> int:
    """Fill ``cells`` with text and typed value of what the mapping names; return the number of rows."""
    source = _source_of(text, mapping)
    typed = "".join(
        f", {expression} AS {quote_name(name)}"
        for column in mapping.columns
        for name, expression in typed_column(column, mapping)
    )
    try:
        engine.execute(f"CREATE TEMP TABLE cells AS SELECT raw.*{typed} FROM {source} AS raw")  # nosec B608
    except duckdb.Error as error:
        # The reader refuses some broken files as a whole (a quote that is never closed).
        raise UnreadableError("Het bestand is niet als tabel te lezen; is het volledig?") from error
    _report_structure(engine, findings)
    row_count = _count(engine, "SELECT count(*) FROM cells")
    if not row_count and not findings.count:
        raise UnreadableError("Het bestand heeft wel koppen maar geen rijen.")
    _number_rows(engine, mapping)
    return row_count


def _number_rows(engine: duckdb.DuckDBPyConnection, mapping: TableMapping) -> None:
    """Make ``numbered``: the cells with their row number in the file and the days of their period.

    The number follows from the order in which the rows were read, so it is taken before any join.
    """
    numbered = mapping.format is FileFormat.XLSX
    row = "CAST(sheet_row AS BIGINT)" if numbered else f"cells.rowid + {mapping.header_row + 1}"
    period = mapping.column_with(ColumnRole.PERIOD)
    days, joined = "", ""
    if period is not None and period.type is ColumnType.PERIOD:
        _read_periods(engine, period)
        days = ", periods.first_on, periods.last_on"
        joined = f" LEFT JOIN periods ON periods.text = cells.{raw_cell(period)}"
    engine.execute(f"CREATE TEMP VIEW numbered AS SELECT {row} AS row, cells.*{days} FROM cells{joined}")  # nosec B608


def _source_of(text: TextTable, mapping: TableMapping) -> str:
    """Return the SQL that reads the columns of the mapping as trimmed text; an empty cell is NULL."""
    numbered = mapping.format is FileFormat.XLSX
    places = _find_columns(text.headers, mapping)
    cells = ", ".join(
        f"{trimmed(f'c{place + numbered}')} AS {raw_cell(column)}"
        for column, place in zip(mapping.columns, places, strict=True)
    )
    columns = ", ".join(f"c{place}: 'VARCHAR'" for place in range(len(text.headers) + numbered))
    return (
        f"(SELECT {'c0 AS sheet_row, ' if numbered else ''}{cells} FROM read_csv("  # nosec B608
        f"{quote_text(str(text.path.resolve()))}, delim={quote_text(text.separator)}, "
        f"""quote='"', escape='"', header=false, skip={text.skipped_lines}, auto_detect=false, """
        f"columns={{{columns}}}, store_rejects=true, encoding='utf-8'))"
    )


def _find_columns(headers: tuple[str, ...], mapping: TableMapping) -> list[int]:
    found = [header.casefold() for header in headers]
    places: list[int] = []
    for column in mapping.columns:
        wanted = column.header.strip().casefold()
        if found.count(wanted) > 1:
            raise UnreadableError(f"De kolom '{column.header}' staat er twee keer in.")
        if wanted not in found:
            there = ", ".join(f"'{header}'" for header in headers[:20])
            raise UnreadableError(f"De kolom '{column.header}' ontbreekt; gevonden: {there}.")
        places.append(found.index(wanted))
    return places


def _report_structure(engine: duckdb.DuckDBPyConnection, findings: FindingList) -> None:
    """Report rows that are no rows: too many cells, too few, a quote left open."""
    faults = engine.execute(
        "SELECT line, any_value(CAST(error_type AS VARCHAR)), any_value(csv_line) FROM reject_errors "  # nosec B608
        f"GROUP BY line ORDER BY line LIMIT {findings.shown_count}"
    ).fetchall()
    for line, kind, content in faults:
        sentence = _STRUCTURE.get(kind, "de rij is niet te lezen")
        findings.add(int(line), "", content or "", f"{sentence}: '{(content or '')[:60]}'")
    total = _count(engine, "SELECT count(DISTINCT line) FROM reject_errors")
    findings.add_unseen(total - len(faults))


def _check_rows(engine: duckdb.DuckDBPyConnection, mapping: TableMapping, findings: FindingList) -> None:
    """Report every cell that does not hold what it should, and rows that stand there twice."""
    checks = list(checks_of(mapping))
    # One pass counts every kind of fault; only what is wrong is looked at again.
    sums = ", ".join(f"count(*) FILTER ({check.condition})" for check in checks)
    if checks:
        counts = engine.execute(f"SELECT {sums} FROM numbered").fetchone() or ()  # nosec B608
        for check, count in zip(checks, counts, strict=True):
            if count:
                _report_check(engine, check, int(count), findings)
    if key := _key_of(mapping):
        _report_doubles(engine, key, findings)


def _report_check(engine: duckdb.DuckDBPyConnection, check: Check, count: int, findings: FindingList) -> None:
    rows = engine.execute(
        f"SELECT row, {check.shown} FROM numbered "  # nosec B608
        f"WHERE {check.condition} ORDER BY row LIMIT {findings.shown_count}"
    ).fetchall()
    for row, value in rows:
        findings.add(int(row), check.header, value or "", check.sentence.format(value=shorten(value or "")))
    findings.add_unseen(count - len(rows))


def _key_of(mapping: TableMapping) -> str:
    """Return the SQL of what may not be said twice, or nothing when rows may be alike."""
    identity = mapping.column_with(ColumnRole.IDENTITY)
    if identity is not None:
        return quote_name(identity.name)
    if mapping.column_with(ColumnRole.VALUE) is None:
        return ""
    split = (*mapping.columns_with(ColumnRole.AREA), *mapping.columns_with(ColumnRole.DIMENSION))
    days = ["first_on", "last_on"] if mapping.column_with(ColumnRole.PERIOD) else []
    return ", ".join([*days, *(quote_name(column.name) for column in split)])


def _report_doubles(engine: duckdb.DuckDBPyConnection, key: str, findings: FindingList) -> None:
    """Report rows that say the same thing twice, which would count double."""
    different = f"SELECT count(*) FROM (SELECT DISTINCT {key} FROM numbered)"  # nosec B608
    double_count = _count(engine, "SELECT count(*) FROM cells") - _count(engine, different)
    if not double_count:
        return
    first = f"min(row) OVER (PARTITION BY {key})"
    found = engine.execute(
        f"SELECT row, first FROM (SELECT row, {first} AS first FROM numbered) "  # nosec B608
        f"WHERE row <> first ORDER BY row LIMIT {findings.shown_count}"
    ).fetchall()
    for row, earlier in found:
        findings.add(int(row), "", "", f"deze rij gaat over hetzelfde als rij {earlier}")
    findings.add_unseen(double_count - len(found))


def _write_table(engine: duckdb.DuckDBPyConnection, made: Path, mapping: TableMapping) -> None:
    names = [name for column in mapping.columns for name in kept_columns(column)]
    kept = ", ".join(["row", *(quote_name(name) for name in names)])
    # Rows stay in the order of the file, and groups have one size: the same file gives the same bytes.
    engine.execute(
        f"COPY (SELECT {kept} FROM numbered ORDER BY row) TO {quote_text(str(made.resolve()))} "  # nosec B608
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
    )


def _read_periods(engine: duckdb.DuckDBPyConnection, column: Column) -> None:
    """Read each different text in the period column once."""
    engine.execute("CREATE TEMP TABLE periods (text VARCHAR, first_on DATE, last_on DATE)")
    texts = engine.execute(f"SELECT DISTINCT {raw_cell(column)} FROM cells").fetchall()  # nosec B608
    days = [(text, *found) for (text,) in texts if text and (found := _as_days(text))]
    values = ", ".join(f"({quote_text(text)}, '{first}', '{last}')" for text, first, last in days)
    if values:
        engine.execute(f"INSERT INTO periods VALUES {values}")  # nosec B608


def _as_days(text: str) -> tuple[date, date] | None:
    if match := _STATLINE.fullmatch(text):
        text = {"JJ": match[1], "KW": f"{match[1]}-Q{int(match[3])}", "MM": f"{match[1]}-{match[3]}"}[
            match[2]
        ]
    try:
        period = Period.parse(text)
    except PeriodError:
        return None
    return period.first, period.last


def _count(engine: duckdb.DuckDBPyConnection, query: str) -> int:
    found = engine.execute(query).fetchone()
    return int(found[0] or 0) if found else 0
