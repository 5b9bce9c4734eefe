from django.db import migrations

import spoorboek.apps.access.sealed_fields
from spoorboek.apps.access.sealing import open_sealed_texts, seal_plain_texts


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0004_step_decisions_append_only'),
    ]

    operations = [
        migrations.AlterField(
            model_name='signaltext',
            name='text',
            field=spoorboek.apps.access.sealed_fields.SealedField(bound_to=('signal_id',)),
        ),
        migrations.AlterField(
            model_name='sourceenquiry',
            name='content',
            field=spoorboek.apps.access.sealed_fields.SealedField(blank=True, bound_to=('signal_id', 'source')),
        ),
        migrations.RunPython(
            seal_plain_texts("intake", "signaltext", "text"), open_sealed_texts("intake", "signaltext", "text")
        ),
        migrations.RunPython(
            seal_plain_texts("intake", "sourceenquiry", "content"), open_sealed_texts("intake", "sourceenquiry", "content")
        ),
    ]
