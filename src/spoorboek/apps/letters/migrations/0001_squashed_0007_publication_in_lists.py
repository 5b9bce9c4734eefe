import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from spoorboek.apps.access.first_tables import CreateTables, GuardTables
from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):

    replaces = [('letters', '0001_initial'), ('letters', '0002_immutable'), ('letters', '0003_signed_text'), ('letters', '0004_retractions'), ('letters', '0005_open_revisions'), ('letters', '0006_word_returns'), ('letters', '0007_publication_in_lists')]

    initial = True

    dependencies = [
        ('people', '__first__'),
        ('plans', '0001_squashed_0006_action_promises'),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='LetterType',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField()),
                    ('version', models.PositiveIntegerField()),
                    ('specification', models.TextField()),
                ],
                options={
                    'ordering': ('slug', 'version'),
                    'constraints': [models.UniqueConstraint(fields=('slug', 'version'), name='one_type_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Letter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(unique=True)),
                    ('title', models.CharField(max_length=300)),
                    ('case_number', models.CharField(blank=True, max_length=64)),
                    ('dated_on', models.DateField()),
                    ('status', models.CharField(choices=[('draft', 'concept'), ('in_approval', 'ligt ter goedkeuring'), ('approved', 'goedgekeurd'), ('published', 'gepubliceerd'), ('corrected', 'gecorrigeerd door een nieuwe brief'), ('withdrawn', 'ingetrokken voor publicatie'), ('retracted', 'ingetrokken')], default='draft', max_length=16)),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                    ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='letters.letter')),
                    ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='plans.safetyplan')),
                    ('letter_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='letters.lettertype')),
                ],
                options={
                    'ordering': ('-dated_on', 'slug'),
                },
            ),
            migrations.CreateModel(
                name='Revision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('source', models.TextField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('saved_at', models.DateTimeField()),
                    ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='letters.letter')),
                    ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                    ('open_since', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('letter', 'number'),
                    'constraints': [models.UniqueConstraint(fields=('letter', 'number'), name='one_revision_once'), models.UniqueConstraint(condition=models.Q(('open_since__isnull', False)), fields=('letter',), name='one_revision_is_open')],
                },
            ),
            migrations.CreateModel(
                name='Publication',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('published_at', models.DateTimeField()),
                    ('manifest', models.TextField()),
                    ('manifest_digest', models.CharField(max_length=64)),
                    ('pdf_sha256', models.CharField(max_length=64)),
                    ('docx_sha256', models.CharField(max_length=64)),
                    ('html_sha256', models.CharField(max_length=64)),
                    ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='letters.letter')),
                    ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                    ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='letters.revision')),
                ],
                options={
                    'ordering': ('-published_at',),
                    'indexes': [models.Index(fields=['letter', 'published_at', 'manifest_digest', 'pdf_sha256'], name='publication_in_lists')],
                },
            ),
            migrations.CreateModel(
                name='PublishedFigure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(db_index=True, max_length=200)),
                    ('text', models.CharField(max_length=64)),
                    ('sentence', models.TextField()),
                    ('verdict', models.CharField(blank=True, max_length=32)),
                    ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='letters.publication')),
                ],
            ),
            migrations.CreateModel(
                name='SignedStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.CharField(max_length=32)),
                    ('signed_at', models.DateTimeField()),
                    ('text_sha256', models.CharField(max_length=64)),
                    ('remark', models.TextField(blank=True)),
                    ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signed_steps', to='letters.letter')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                    ('revision_number', models.PositiveIntegerField(default=0)),
                    ('numbers', models.JSONField(default=dict)),
                ],
                options={
                    'ordering': ('signed_at',),
                    'constraints': [models.UniqueConstraint(fields=('letter', 'step', 'text_sha256'), name='one_step_once_per_text')],
                },
            ),
            migrations.CreateModel(
                name='Override',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('revision_sha256', models.CharField(max_length=64)),
                    ('claim_id', models.CharField(max_length=64)),
                    ('verdict', models.CharField(max_length=32)),
                    ('reason', models.TextField()),
                    ('role', models.CharField(max_length=32)),
                    ('made_at', models.DateTimeField()),
                    ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='letters.letter')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('made_at',),
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_override_has_a_reason'), models.UniqueConstraint(fields=('letter', 'revision_sha256', 'claim_id', 'verdict'), name='one_override_once')],
                },
            ),
            migrations.CreateModel(
                name='Retraction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField()),
                    ('retracted_at', models.DateTimeField()),
                    ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='retraction', to='letters.letter')),
                    ('retracted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_retraction_has_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='WordReturn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(unique=True)),
                    ('file_name', models.CharField(max_length=200)),
                    ('file_sha256', models.CharField(max_length=64)),
                    ('based_on', models.PositiveIntegerField()),
                    ('received_at', models.DateTimeField()),
                    ('report', models.JSONField(default=dict)),
                    ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='word_returns', to='letters.letter')),
                    ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                    ('revision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='word_returns', to='letters.revision')),
                ],
                options={
                    'ordering': ('-received_at', 'code'),
                },
            ),
            migrations.CreateModel(
                name='Remark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('author', models.CharField(blank=True, max_length=200)),
                    ('written_at', models.CharField(blank=True, max_length=40)),
                    ('quote', models.TextField(blank=True)),
                    ('text', models.TextField()),
                    ('answers', models.TextField(blank=True)),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='letters.letter')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                    ('word_return', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='letters.wordreturn')),
                ],
                options={
                    'ordering': ('pk',),
                },
            ),
        ),
        GuardTables(forbid_change("letters_lettertype")),
        GuardTables(forbid_change("letters_signedstep")),
        GuardTables(forbid_change("letters_publication")),
        GuardTables(forbid_change("letters_publishedfigure")),
        GuardTables(forbid_change("letters_override")),
        GuardTables(forbid_change("letters_retraction")),
        # A revision that its writer still has open may change.
        GuardTables(forbid_change("letters_revision", verbs=("update",), when="OLD.open_since IS NULL")),
        GuardTables(forbid_change("letters_revision", verbs=("delete",))),
    ]
