"""DuckDB behind a lock: it reads and writes in given folders only, and cannot be talked out of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

_CLOSED = {
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_MEMORY_LIMIT = "1GB"


@contextmanager
def open_engine(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend a database in memory that sees the files in ``folder`` and nothing else outside."""
    engine = duckdb.connect(":memory:", config=dict(_CLOSED))
    try:
        place = quote_text(str(folder))
        engine.execute(f"SET memory_limit='{_MEMORY_LIMIT}'")
        engine.execute(f"SET temp_directory={quote_text(str(folder / 'workshop' / 'spill'))}")
        engine.execute(f"SET allowed_directories=[{place}]")
        engine.execute("SET enable_external_access=false")
        engine.execute("SET enable_progress_bar=false")
        engine.execute("SET lock_configuration=true")
        yield engine
    finally:
        engine.close()


def quote_text(value: str) -> str:
    """Return the value as an SQL text. For what cannot be a parameter, such as a file name."""
    return "'" + value.replace("'", "''") + "'"


def quote_name(name: str) -> str:
    """Return the name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
