from django.db import migrations, models

from spoorboek.apps.audit.immutable import forbid_change


def guard_again(apps, schema_editor):
    """SQLite makes a new table to add a column, and a new table has no guards."""
    if schema_editor.connection.vendor == "sqlite":
        forbid_change("letters_signedstep")(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_immutable")]
    operations = [
        migrations.AddField("signedstep", "revision_number", models.PositiveIntegerField(default=0)),
        migrations.AddField("signedstep", "numbers", models.JSONField(default=dict)),
        migrations.RunPython(guard_again, migrations.RunPython.noop),
        migrations.RunPython(forbid_change("letters_override"), migrations.RunPython.noop),
    ]
