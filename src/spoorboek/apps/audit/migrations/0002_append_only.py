from django.db import migrations

from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(forbid_change("audit_event"), migrations.RunPython.noop)]
