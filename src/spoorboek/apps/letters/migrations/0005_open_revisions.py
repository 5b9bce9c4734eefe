from django.db import migrations, models

TABLE = "letters_revision"
_SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN OLD.open_since IS NULL "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
_SQLITE_DELETE = (
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
_POSTGRES = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW "
    "WHEN (OLD.open_since IS NULL) EXECUTE FUNCTION refuse_change()"
)


def allow_open(apps, schema_editor):
    """A revision that its writer still has open may change; the others may not, as before."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_update ON {TABLE}", None)
        schema_editor.execute(_POSTGRES.format(table=TABLE), None)
        return
    # Adding the column made the table anew, and its triggers went with the old one.
    for name, statement in (("update", _SQLITE), ("delete", _SQLITE_DELETE)):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{name}", None)
        schema_editor.execute(statement.format(table=TABLE), None)


class Migration(migrations.Migration):
    dependencies = [("letters", "0004_retractions")]
    operations = [
        migrations.AddField("revision", "open_since", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "revision",
            models.UniqueConstraint(
                condition=models.Q(("open_since__isnull", False)),
                fields=("letter",),
                name="one_revision_is_open",
            ),
        ),
        migrations.RunPython(allow_open, migrations.RunPython.noop),
    ]
