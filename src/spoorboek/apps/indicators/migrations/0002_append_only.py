from django.db import migrations

from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [
        migrations.RunPython(forbid_change(table), migrations.RunPython.noop)
        for table in ("indicators_indicatordefinition", "indicators_tablespecification")
    ]
