from django.db import migrations, models

from spoorboek.apps.access.first_tables import CreateTables, GuardTables
from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):

    replaces = [('indicators', '0001_initial'), ('indicators', '0002_append_only'), ('indicators', '0003_kept_period')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='IndicatorDefinition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60)),
                    ('version', models.PositiveIntegerField()),
                    ('content', models.JSONField()),
                    ('defined_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ('code', 'version'),
                    'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='one_definition_version')],
                },
            ),
            migrations.CreateModel(
                name='TableSpecification',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60)),
                    ('version', models.PositiveIntegerField()),
                    ('content', models.JSONField()),
                    ('defined_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ('code', 'version'),
                    'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='one_table_version')],
                },
            ),
            migrations.CreateModel(
                name='KeptPeriod',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('register', models.SlugField(max_length=60)),
                    ('first_on', models.DateField()),
                    ('last_on', models.DateField()),
                    ('declared_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ('register', 'first_on', 'last_on'),
                    'constraints': [models.UniqueConstraint(fields=('register', 'first_on', 'last_on'), name='one_kept_period')],
                },
            ),
        ),
        GuardTables(forbid_change("indicators_indicatordefinition")),
        GuardTables(forbid_change("indicators_tablespecification")),
    ]
