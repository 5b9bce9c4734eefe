"""SQL that makes the database itself refuse to change or delete rows of a table."""

from __future__ import annotations

from typing import Any

_SQLITE = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} {when}"
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$ "
    "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
)
_POSTGRES = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} FOR EACH ROW {when}"
    "EXECUTE FUNCTION refuse_change()"
)


def allow_change(table: str, *, verbs: tuple[str, ...] = ("update", "delete")) -> Any:
    """Return a migration step that undoes ``forbid_change``, for a migration that must change what is kept.

    Whoever uses it forbids again in the same migration.
    """

    def forwards(apps: Any, schema_editor: Any) -> None:
        where = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for verb in verbs:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{where}", None)

    return forwards


def forbid_change(table: str, *, verbs: tuple[str, ...] = ("update", "delete"), when: str = "") -> Any:
    """Return a migration step (forwards function) that makes ``table`` append-only.

    With ``when`` (SQL about ``OLD``) only the rows for which that holds are refused.
    """

    def forwards(apps: Any, schema_editor: Any) -> None:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        if is_postgres:
            schema_editor.execute(_POSTGRES_FUNCTION, None)
        template = _POSTGRES if is_postgres else _SQLITE
        asked = f"({when})" if is_postgres else when
        condition = f"WHEN {asked} " if when else ""
        for verb in verbs:
            statement = template.format(table=table, verb=verb, VERB=verb.upper(), when=condition)
            schema_editor.execute(statement, None)

    return forwards
