from django.db import migrations

from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]
    operations = [
        migrations.RunPython(forbid_change(table), migrations.RunPython.noop)
        for table in ("sources_importmapping", "sources_snapshot", "sources_revocation")
    ]
