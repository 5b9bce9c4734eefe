import spoorboek.apps.access.sealed_fields
from django.db import migrations

from spoorboek.apps.access.sealing import open_sealed_texts, seal_plain_texts

_REASON = ("letter_audits", "findingdecision", "reason")


class Migration(migrations.Migration):

    dependencies = [
        ('letter_audits', '0002_sealed_content'),
    ]

    operations = [
        migrations.AlterField(
            model_name='findingdecision',
            name='reason',
            field=spoorboek.apps.access.sealed_fields.SealedField(blank=True, bound_to=('audit_id', 'finding')),
        ),
        migrations.RunPython(seal_plain_texts(*_REASON), open_sealed_texts(*_REASON)),
    ]
