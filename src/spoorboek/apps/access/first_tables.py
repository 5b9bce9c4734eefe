"""Operations of first migrations, for a new city and for every database of a test.

Django makes all its models again after each table that is added to them and before each step in Python.
With a hundred tables that took longer than making the tables; these two need the models once, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """Make tables in the order in which they are given."""

    def __init__(self, *tables: CreateModel) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Add the tables to what Django knows; it makes its models when somebody asks for one."""
        state.is_delayed = True
        state.clear_delayed_apps_cache()
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make the tables."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Remove the tables, the last one first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Return the names of the tables."""
        return "Create " + ", ".join(table.name for table in self.tables)


class GuardTables(Operation):
    """Run a step that writes triggers, and so needs no models. Tables take their triggers with them."""

    def __init__(self, guard: Callable[[Any, Any], None]) -> None:
        self.guard = guard

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing: Django does not know of triggers."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Write the triggers."""
        self.guard(None, schema_editor)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Leave the triggers; they go with their tables."""

    def describe(self) -> str:
        """Say what is done."""
        return "Guard tables with triggers"
