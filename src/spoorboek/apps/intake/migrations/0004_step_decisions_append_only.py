from django.db import migrations

from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_weighing_and_locking")]
    operations = [migrations.RunPython(forbid_change("intake_stepdecision"), migrations.RunPython.noop)]
