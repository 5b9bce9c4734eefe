import django.db.models.deletion
import spoorboek.apps.access.sealed_fields
from django.conf import settings
from django.db import migrations, models

from spoorboek.apps.access.first_tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('letter_audits', '0001_initial'), ('letter_audits', '0002_sealed_content'), ('letter_audits', '0003_seal_reasons')]

    initial = True

    dependencies = [
        ('people', '__first__'),
        ('plans', '0001_squashed_0006_action_promises'),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='LetterAudit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(unique=True)),
                    ('title', models.CharField(max_length=200)),
                    ('made_at', models.DateTimeField()),
                    ('keep_until', models.DateField(db_index=True)),
                    ('result', spoorboek.apps.access.sealed_fields.SealedJSONField(bound_to=('code',))),
                    ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='plans.safetyplan')),
                    ('uploader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('-made_at', 'code'),
                },
            ),
            migrations.CreateModel(
                name='FindingDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('finding', models.PositiveIntegerField()),
                    ('choice', models.CharField(choices=[('accepted', 'overgenomen'), ('dismissed', 'weggelegd')], max_length=16)),
                    ('reason', spoorboek.apps.access.sealed_fields.SealedField(blank=True, bound_to=('audit_id', 'finding'))),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                    ('audit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='letter_audits.letteraudit')),
                ],
                options={
                    'ordering': ('audit', 'finding'),
                    'constraints': [models.UniqueConstraint(fields=('audit', 'finding'), name='one_decision_per_finding'), models.CheckConstraint(condition=models.Q(('choice', 'dismissed'), ('reason', ''), _negated=True), name='a_dismissal_has_a_reason')],
                },
            ),
        ),
    ]
