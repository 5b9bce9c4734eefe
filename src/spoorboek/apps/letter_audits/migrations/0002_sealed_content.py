from django.db import migrations

import spoorboek.apps.access.sealed_fields
from spoorboek.apps.access.sealing import open_sealed_texts, seal_plain_texts


class Migration(migrations.Migration):

    dependencies = [
        ('letter_audits', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='letteraudit',
            name='result',
            field=spoorboek.apps.access.sealed_fields.SealedJSONField(bound_to=('code',)),
        ),
        migrations.RunPython(
            seal_plain_texts("letter_audits", "letteraudit", "result"), open_sealed_texts("letter_audits", "letteraudit", "result")
        ),
    ]
