from django.db import migrations

from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [migrations.RunPython(forbid_change("intake_correction"), migrations.RunPython.noop)]
