import spoorboek.apps.access.sealed_fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0006_by_area'),
    ]

    operations = [
        migrations.AddField(
            model_name='signal',
            name='locked_words',
            field=spoorboek.apps.access.sealed_fields.SealedField(blank=True, bound_to=('number',)),
        ),
        migrations.AlterField(
            model_name='sourceenquiry',
            name='decided_because',
            field=spoorboek.apps.access.sealed_fields.SealedField(blank=True, bound_to=('signal_id', 'source')),
        ),
        migrations.AlterField(
            model_name='sourceenquiry',
            name='question',
            field=spoorboek.apps.access.sealed_fields.SealedField(bound_to=('signal_id', 'source')),
        ),
        migrations.AlterField(
            model_name='sourceenquiry',
            name='released_because',
            field=spoorboek.apps.access.sealed_fields.SealedField(blank=True, bound_to=('signal_id', 'source')),
        ),
        migrations.AlterField(
            model_name='stepdecision',
            name='reason',
            field=spoorboek.apps.access.sealed_fields.SealedField(bound_to=('signal_id', 'step')),
        ),
    ]
