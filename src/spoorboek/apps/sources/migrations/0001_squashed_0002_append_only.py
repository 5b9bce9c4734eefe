import django.db.models.deletion
from django.db import migrations, models

from spoorboek.apps.access.first_tables import CreateTables, GuardTables
from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):

    replaces = [('sources', '0001_initial'), ('sources', '0002_append_only')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='Source',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60, unique=True)),
                    ('title', models.CharField(max_length=200)),
                    ('publisher', models.CharField(max_length=200)),
                    ('licence', models.CharField(max_length=200)),
                    ('address', models.CharField(blank=True, max_length=500)),
                    ('description', models.TextField(blank=True)),
                    ('source_type', models.CharField(choices=[('registered', 'registered'), ('self_reported', 'self_reported'), ('modelled', 'modelled'), ('operational', 'operational')], max_length=20)),
                    ('area_code', models.CharField(max_length=10)),
                ],
                options={
                    'ordering': ('code',),
                },
            ),
            migrations.CreateModel(
                name='ImportMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField()),
                    ('content', models.JSONField()),
                    ('kept_at', models.DateTimeField()),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mappings', to='sources.source')),
                ],
                options={
                    'ordering': ('source', 'version'),
                    'constraints': [models.UniqueConstraint(fields=('source', 'version'), name='one_mapping_version')],
                },
            ),
            migrations.CreateModel(
                name='Snapshot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=80, unique=True)),
                    ('file_name', models.CharField(max_length=200)),
                    ('file_sha256', models.CharField(max_length=64)),
                    ('table_sha256', models.CharField(max_length=64)),
                    ('row_count', models.PositiveBigIntegerField()),
                    ('retrieved_at', models.DateTimeField()),
                    ('imported_at', models.DateTimeField()),
                    ('is_provisional', models.BooleanField()),
                    ('is_invented', models.BooleanField()),
                    ('notes', models.JSONField(default=list)),
                    ('mapping', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='sources.importmapping')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='sources.source')),
                ],
                options={
                    'ordering': ('source', '-retrieved_at', '-id'),
                },
            ),
            migrations.CreateModel(
                name='Revocation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField()),
                    ('revoked_at', models.DateTimeField()),
                    ('snapshot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='revocation', to='sources.snapshot')),
                ],
                options={
                    'ordering': ('revoked_at',),
                },
            ),
        ),
        GuardTables(forbid_change("sources_importmapping")),
        GuardTables(forbid_change("sources_snapshot")),
        GuardTables(forbid_change("sources_revocation")),
    ]
