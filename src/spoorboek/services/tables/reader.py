"""Reading kept tables back: filtered rows, one locked database for a whole series of questions."""

# ruff: noqa: S608 - the names come from a checked mapping and are quoted; see engine.quote_name
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb

from spoorboek.services.tables.engine import open_engine, quote_name, quote_text
from spoorboek.services.tables.errors import TableError
from spoorboek.services.tables.store import FileStore


@dataclass(slots=True)
class TableReader:
    """Reads kept tables. Each file is checked against its hash when it is first asked for.

    The database is opened with the first question: much that is counted needs no kept table.
    """

    store: FileStore
    _stack: ExitStack
    _engine: duckdb.DuckDBPyConnection | None = None
    _columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def list_columns(self, table_sha256: str) -> tuple[str, ...]:
        """Return the names of the columns of a kept table; raise DamagedFileError when it changed."""
        if table_sha256 not in self._columns:
            self.store.check(table_sha256)
            described = self._open().execute(f"DESCRIBE SELECT * FROM {self._source(table_sha256)}")  # nosec B608
            self._columns[table_sha256] = tuple(row[0] for row in described.fetchall())
        return self._columns[table_sha256]

    def list_rows(
        self, table_sha256: str, columns: Sequence[str], where: Mapping[str, Sequence[Any]] | None = None
    ) -> list[tuple[Any, ...]]:
        """Return the rows, in the order of the file, in which each column of ``where`` has a given value."""
        known = self.list_columns(table_sha256)
        filters = dict(where or {})
        if unknown := [name for name in (*columns, *filters) if name not in known]:
            raise TableError(f"the table has no column {unknown[0]!r}, only {', '.join(known)}")
        names = ", ".join(quote_name(name) for name in columns)
        conditions = [
            f"CAST({quote_name(name)} AS VARCHAR) IN ({', '.join('?' * len(wanted)) or 'NULL'})"
            for name, wanted in filters.items()
        ]
        condition = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        values = [str(value) for wanted in filters.values() for value in wanted]
        query = f"SELECT {names} FROM {self._source(table_sha256)}{condition} ORDER BY row"  # nosec B608
        return self._open().execute(query, values).fetchall()

    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._engine is None:
            self._engine = self._stack.enter_context(open_engine(self.store.root.resolve()))
        return self._engine

    def _source(self, table_sha256: str) -> str:
        return f"read_parquet({quote_text(str(self.store.path_of(table_sha256).resolve()))})"


@contextmanager
def open_reader(store: FileStore) -> Iterator[TableReader]:
    """Lend a reader of kept tables."""
    with ExitStack() as stack:
        yield TableReader(store, stack)
