"""A new city begins with one migration per room; a city of before has done all that they do."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from spoorboek.apps.access.first_tables import CreateTables, GuardTables
from spoorboek.apps.audit.immutable import forbid_change

STATEMENTS = ("CREATE TABLE", "CREATE TRIGGER", "DROP TABLE")


def _list_replaced() -> set[tuple[str, str]]:
    """Return every migration in whose place a first one came."""
    return {(app, name) for migration in _load().values() for app, name in migration.replaces}


def _list_all_but_first() -> set[tuple[str, str]]:
    return {key for key, migration in _load().items() if not migration.replaces}


def _load() -> dict[tuple[str, str], migrations.Migration]:
    found = MigrationLoader(None, load=False)
    found.load_disk()
    loaded: dict[tuple[str, str], migrations.Migration] = found.disk_migrations
    return loaded


def _plan_after(applied: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    record = dict.fromkeys(applied, None)
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: record)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _ in plan]


def test_a_city_made_by_the_migrations_of_before_has_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _plan_after(_list_all_but_first(), monkeypatch) == []


def test_a_city_that_was_halfway_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    last = {("cases", "0010_value_lists"), ("letters", "0007_publication_in_lists")}
    assert set(_plan_after(_list_all_but_first() - last, monkeypatch)) == last


def test_a_new_city_makes_the_tables_of_a_room_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = _plan_after(set(), monkeypatch)
    assert ("cases", "0001_squashed_0010_value_lists") in plan
    assert not _list_replaced() & set(plan)


def _write_sql(forwards: bool) -> list[str]:
    table = migrations.CreateModel("First", [("id", models.BigAutoField(primary_key=True))])
    second = migrations.CreateModel(
        "Second",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("first", models.ForeignKey("audit.First", models.PROTECT)),
        ],
    )
    steps = [CreateTables(table, second), GuardTables(forbid_change("audit_second", when="OLD.id > 1"))]
    empty, full = ProjectState(), ProjectState()
    for step in steps:
        step.state_forwards("audit", full)
    editor = connection.schema_editor(collect_sql=True)
    editor.deferred_sql = []
    for step in steps if forwards else reversed(steps):
        if forwards:
            step.database_forwards("audit", editor, empty, full)
        else:
            step.database_backwards("audit", editor, full, empty)
    return [line for line in editor.collected_sql if line.startswith(STATEMENTS)]


@pytest.mark.django_db
def test_tables_are_made_in_order_with_their_guards_and_go_in_reverse() -> None:
    made = [" ".join(line.split()[:3]).replace('"', "") for line in _write_sql(forwards=True)]
    assert made == [
        "CREATE TABLE audit_first",
        "CREATE TABLE audit_second",
        "CREATE TRIGGER audit_second_no_update",
        "CREATE TRIGGER audit_second_no_delete",
    ]
    gone = [" ".join(line.split()[:3]).replace('"', "").rstrip(";") for line in _write_sql(forwards=False)]
    assert gone == ["DROP TABLE audit_second", "DROP TABLE audit_first"]


@pytest.mark.parametrize(
    ("vendor", "asked"), [("sqlite", "WHEN OLD.id > 1"), ("postgresql", "WHEN (OLD.id > 1)")]
)
def test_a_guard_may_hold_for_some_rows_only(vendor: str, asked: str) -> None:
    said: list[str] = []
    editor = SimpleNamespace(
        connection=SimpleNamespace(vendor=vendor), execute=lambda sql, _: said.append(sql)
    )
    forbid_change("audit_event", verbs=("update",), when="OLD.id > 1")(None, editor)
    assert asked in said[-1]
