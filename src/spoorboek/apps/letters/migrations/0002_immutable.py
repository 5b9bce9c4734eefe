from django.db import migrations

from spoorboek.apps.audit.immutable import forbid_change

TABLES = ("letters_lettertype", "letters_revision", "letters_signedstep", "letters_publication", "letters_publishedfigure")


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]
    operations = [migrations.RunPython(forbid_change(table), migrations.RunPython.noop) for table in TABLES]
