from django.db import migrations, models

from spoorboek.apps.access.first_tables import CreateTables, GuardTables
from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):

    replaces = [('audit', '0001_initial'), ('audit', '0002_append_only'), ('audit', '0003_what_counts')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('sequence', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField(db_index=True)),
                    ('person_id', models.CharField(blank=True, db_index=True, max_length=64)),
                    ('action', models.CharField(db_index=True, max_length=64)),
                    ('subject', models.CharField(db_index=True, max_length=200)),
                    ('details', models.JSONField(default=dict)),
                    ('previous_hash', models.CharField(max_length=64)),
                    ('hash', models.CharField(max_length=64)),
                ],
                options={
                    'ordering': ('sequence',),
                },
            ),
            migrations.CreateModel(
                name='Head',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('length', models.PositiveBigIntegerField(default=0)),
                    ('hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
                    ('state', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
                ],
            ),
        ),
        GuardTables(forbid_change("audit_event")),
    ]
