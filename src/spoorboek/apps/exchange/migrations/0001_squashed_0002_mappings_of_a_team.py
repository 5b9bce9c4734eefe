from django.db import migrations, models

from spoorboek.apps.access.first_tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('exchange', '0001_kept_mappings'), ('exchange', '0002_mappings_of_a_team')]

    initial = True

    dependencies = [
        ('audit', '0001_squashed_0003_what_counts'),
        ('people', '0001_squashed_0007_roles_of_a_municipality'),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='KeptMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('register', models.CharField(max_length=40)),
                    ('name', models.CharField(max_length=80)),
                    ('content', models.JSONField()),
                    ('kept_at', models.DateTimeField()),
                    ('owner', models.CharField(max_length=80)),
                ],
                options={
                    'ordering': ('register', 'name'),
                    'constraints': [models.UniqueConstraint(fields=('owner', 'register', 'name'), name='one_mapping_per_team_and_name')],
                },
            ),
        ),
    ]
