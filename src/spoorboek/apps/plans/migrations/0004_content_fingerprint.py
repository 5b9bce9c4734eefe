from django.db import migrations, models

from spoorboek.apps.plans.frozen import freeze_fingerprints


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_deliveries")]

    operations = [
        # Nullable, so that SQLite adds the column without building the table anew: that would drop its triggers.
        migrations.AddField(
            model_name="planversion",
            name="content_sha256",
            field=models.CharField(blank=True, max_length=64, null=True),
        ),
        migrations.RunPython(freeze_fingerprints, migrations.RunPython.noop),
    ]
