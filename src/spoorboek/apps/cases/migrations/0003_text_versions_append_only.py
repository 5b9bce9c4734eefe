from django.db import migrations

from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_need_to_know_and_meetings")]
    operations = [migrations.RunPython(forbid_change("cases_casetextversion"), migrations.RunPython.noop)]
