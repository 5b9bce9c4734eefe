import django.db.models.deletion
from django.db import migrations, models

from spoorboek.apps.access.first_tables import CreateTables, GuardTables
from spoorboek.apps.audit.immutable import forbid_change
from spoorboek.apps.plans.frozen import freeze_adopted, freeze_fingerprints

# What is fixed as soon as the version that it belongs to is adopted.
PARTS = (
    'plans_approach',
    'plans_theme',
    'plans_pillar',
    'plans_goal',
    'plans_partner',
    'plans_budgetsource',
    'plans_planarea',
    'plans_announcedplan',
    'plans_promise',
    'plans_action',
)


class Migration(migrations.Migration):

    replaces = [('plans', '0001_initial'), ('plans', '0002_frozen'), ('plans', '0003_deliveries'), ('plans', '0004_content_fingerprint'), ('plans', '0005_evidence_and_links'), ('plans', '0006_action_promises')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='SafetyPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(max_length=100, unique=True)),
                    ('title', models.CharField(max_length=200)),
                    ('area_code', models.CharField(max_length=16)),
                    ('first_on', models.DateField()),
                    ('last_on', models.DateField()),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='execution_plans', to='plans.safetyplan')),
                ],
                options={
                    'ordering': ('first_on', 'slug'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='plan_ends_after_start'), models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='plan_is_not_its_own_parent')],
                },
            ),
            migrations.CreateModel(
                name='PlanVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('status', models.CharField(choices=[('draft', 'draft'), ('adopted', 'adopted'), ('superseded', 'superseded'), ('withdrawn', 'withdrawn')], default='draft', max_length=16)),
                    ('reason', models.TextField(blank=True)),
                    ('accountability', models.JSONField(blank=True, default=list)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.CharField(blank=True, max_length=64)),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='plans.safetyplan')),
                    ('content_sha256', models.CharField(blank=True, max_length=64, null=True)),
                ],
                options={
                    'ordering': ('plan', 'number'),
                    'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='version_number_once'), models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('plan',), name='one_draft_at_a_time'), models.UniqueConstraint(condition=models.Q(('status', 'adopted')), fields=('plan',), name='one_adopted_at_a_time'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='version_number_from_1'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='later_version_has_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='PlanDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=80)),
                    ('outcome', models.CharField(choices=[('kept', 'kept'), ('changed', 'changed'), ('stopped', 'stopped'), ('ended', 'ended'), ('added', 'added')], max_length=16)),
                    ('subject', models.TextField()),
                    ('reason', models.TextField()),
                    ('decided_on', models.DateField()),
                    ('about', models.CharField(blank=True, max_length=80)),
                    ('evaluation', models.CharField(blank=True, max_length=64)),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.safetyplan')),
                    ('figure', models.CharField(blank=True, max_length=120, null=True)),
                    ('letter', models.CharField(blank=True, max_length=100, null=True)),
                ],
                options={
                    'ordering': ('plan', 'decided_on', 'code'),
                    'constraints': [models.UniqueConstraint(fields=('plan', 'code'), name='decision_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Commitment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=80)),
                    ('text', models.TextField()),
                    ('made_on', models.DateField()),
                    ('made_in', models.CharField(blank=True, max_length=64)),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('note', models.TextField(blank=True)),
                    ('discharged_by', models.CharField(blank=True, max_length=100)),
                    ('discharged_on', models.DateField(blank=True, null=True)),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.safetyplan')),
                ],
                options={
                    'ordering': ('plan', 'made_on', 'code'),
                    'constraints': [models.UniqueConstraint(fields=('plan', 'code'), name='commitment_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('discharged_by', ''), ('discharged_on', None)), models.Q(models.Q(('discharged_by', ''), _negated=True), ('discharged_on__isnull', False)), _connector='OR'), name='commitment_discharge_complete')],
                },
            ),
            migrations.CreateModel(
                name='Theme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('title', models.TextField()),
                    ('approach', models.CharField(blank=True, max_length=80)),
                    ('kernbeleid', models.CharField(blank=True, max_length=80)),
                    ('part_of', models.CharField(blank=True, max_length=80)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.planversion')),
                ],
                options={
                    'ordering': ('version', 'position'),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='theme_code_once')],
                },
            ),
            migrations.CreateModel(
                name='VersionDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('adoption', 'adoption'), ('withdrawal', 'withdrawal')], max_length=16)),
                    ('body', models.CharField(max_length=200)),
                    ('decided_on', models.DateField()),
                    ('case_number', models.CharField(blank=True, max_length=64)),
                    ('note', models.TextField(blank=True)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='plans.planversion')),
                    ('link', models.CharField(blank=True, max_length=500, null=True)),
                ],
                options={
                    'ordering': ('version', 'decided_on'),
                    'constraints': [models.UniqueConstraint(fields=('version', 'kind'), name='one_decision_of_a_kind')],
                },
            ),
            migrations.CreateModel(
                name='PlanArea',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('title', models.TextField()),
                    ('designation', models.CharField(max_length=120)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.planversion')),
                ],
                options={
                    'ordering': ('version', 'position'),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='planarea_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Pillar',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('title', models.TextField()),
                    ('kind', models.CharField(choices=[('pillar', 'pillar'), ('action_line', 'action_line')], max_length=16)),
                    ('theme', models.CharField(blank=True, max_length=80)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.planversion')),
                ],
                options={
                    'ordering': ('version', 'position'),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='pillar_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Partner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('title', models.TextField()),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.planversion')),
                ],
                options={
                    'ordering': ('version', 'position'),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='partner_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Goal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('title', models.TextField()),
                    ('theme', models.CharField(blank=True, max_length=80)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.planversion')),
                ],
                options={
                    'ordering': ('version', 'position'),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='goal_code_once')],
                },
            ),
            migrations.CreateModel(
                name='BudgetSource',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('title', models.TextField()),
                    ('kind', models.CharField(blank=True, max_length=40)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.planversion')),
                ],
                options={
                    'ordering': ('version', 'position'),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='budgetsource_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Approach',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('title', models.TextField()),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.planversion')),
                ],
                options={
                    'ordering': ('version', 'position'),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='approach_code_once')],
                },
            ),
            migrations.CreateModel(
                name='AnnouncedPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('title', models.TextField()),
                    ('period', models.CharField(max_length=32)),
                    ('theme', models.CharField(blank=True, max_length=80)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.planversion')),
                ],
                options={
                    'ordering': ('version', 'position'),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='announcedplan_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Action',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('title', models.TextField()),
                    ('owner', models.CharField(max_length=200)),
                    ('due_on', models.DateField()),
                    ('theme', models.CharField(blank=True, max_length=80)),
                    ('partners', models.JSONField(blank=True, default=list)),
                    ('note', models.TextField(blank=True)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.planversion')),
                    ('promises', models.JSONField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('version', 'position'),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='action_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Promise',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('title', models.TextField()),
                    ('kind', models.CharField(choices=[('count', 'count'), ('outcome', 'outcome'), ('milestone', 'milestone'), ('standing', 'standing')], max_length=16)),
                    ('owner', models.CharField(max_length=200)),
                    ('theme', models.CharField(blank=True, max_length=80)),
                    ('goal', models.CharField(blank=True, max_length=80)),
                    ('pillar', models.CharField(blank=True, max_length=80)),
                    ('partners', models.JSONField(blank=True, default=list)),
                    ('budget', models.CharField(blank=True, max_length=80)),
                    ('period', models.CharField(blank=True, max_length=32)),
                    ('note', models.TextField(blank=True)),
                    ('unit', models.CharField(blank=True, max_length=120)),
                    ('figure', models.CharField(blank=True, max_length=80)),
                    ('target', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
                    ('direction', models.CharField(blank=True, choices=[('at_least', 'at_least'), ('at_most', 'at_most'), ('exactly', 'exactly')], max_length=16)),
                    ('per', models.CharField(blank=True, choices=[('year', 'year'), ('period', 'period')], max_length=16)),
                    ('baseline', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('rises', 'rises'), ('falls', 'falls'), ('stays', 'stays')], max_length=16)),
                    ('deliverable', models.TextField(blank=True)),
                    ('evidence', models.TextField(blank=True)),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.planversion')),
                ],
                options={
                    'ordering': ('version', 'position'),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='promise_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=80)),
                    ('delivered_on', models.DateField()),
                    ('evidence', models.TextField()),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='plans.safetyplan')),
                ],
                options={
                    'verbose_name_plural': 'deliveries',
                    'ordering': ('plan', 'delivered_on', 'code'),
                    'constraints': [models.UniqueConstraint(fields=('plan', 'code'), name='delivery_once'), models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='delivery_has_evidence')],
                },
            ),
        ),
        GuardTables(freeze_adopted(*PARTS)),
        GuardTables(forbid_change("plans_versiondecision")),
        GuardTables(forbid_change("plans_plandecision")),
        GuardTables(forbid_change("plans_delivery")),
        GuardTables(freeze_fingerprints),
    ]
