import datetime
import django.core.validators
import django.db.models.deletion
import spoorboek.apps.cases.kinds
from django.conf import settings
from django.db import migrations, models

from spoorboek.apps.access.first_tables import CreateTables, GuardTables
from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):

    replaces = [('cases', '0001_initial'), ('cases', '0002_need_to_know_and_meetings'), ('cases', '0003_text_versions_append_only'), ('cases', '0004_text_drafts'), ('cases', '0005_indexes_of_lists'), ('cases', '0006_by_area'), ('cases', '0007_case_flow'), ('cases', '0008_struck_parts'), ('cases', '0009_map_of_lists'), ('cases', '0010_value_lists')]

    initial = True

    dependencies = [
        ('intake', '0001_squashed_0010_signals_on_map'),
        ('people', '__first__'),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='Case',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9._-]*\\Z', 'Een nummer bestaat uit letters, cijfers, punten en streepjes, zoals S-2023-0001.')], verbose_name='nummer')),
                    ('area_code', models.CharField(default='GM0505', max_length=10, validators=[django.core.validators.RegexValidator('^(GM\\d{4}|WK\\d{6}|BU\\d{8})\\Z', 'Een gebiedscode ziet eruit als GM0505, WK050501 of BU05050101.')], verbose_name='gebiedscode')),
                    ('invented', models.BooleanField(default=False, verbose_name='verzonnen')),
                    ('entered_at', models.DateTimeField(verbose_name='ingevoerd op')),
                    ('is_withdrawn', models.BooleanField(default=False, verbose_name='ingetrokken')),
                    ('kind', models.CharField(choices=spoorboek.apps.cases.kinds.list_kind_choices, max_length=32, verbose_name='soort')),
                    ('title', models.CharField(max_length=200, verbose_name='titel')),
                    ('theme', models.CharField(max_length=60, verbose_name='thema')),
                    ('place', models.CharField(blank=True, max_length=120, verbose_name='plaats')),
                    ('opened_on', models.DateField(db_index=True, verbose_name='geopend op')),
                    ('closed_on', models.DateField(blank=True, null=True, verbose_name='afgesloten op')),
                    ('status', models.CharField(choices=[('open', 'open'), ('closed', 'afgesloten'), ('reopened', 'heropend')], default='open', max_length=16, verbose_name='status')),
                    ('closing_reason', models.CharField(blank=True, max_length=300, verbose_name='reden van afsluiten')),
                    ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='cases.case', verbose_name='vervolg op')),
                    ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='regisseur')),
                    ('signals', models.ManyToManyField(blank=True, related_name='cases', to='intake.signal', verbose_name='signalen')),
                    ('complexity', models.CharField(blank=True, max_length=16, verbose_name='complexiteit')),
                    ('level', models.CharField(choices=[('open', 'open'), ('audited', 'gevolgd'), ('protected', 'beschermd'), ('closed', 'gesloten')], default='audited', max_length=16, verbose_name='toegang')),
                    ('phase', models.CharField(blank=True, max_length=32, verbose_name='fase')),
                    ('version', models.PositiveIntegerField(default=1, verbose_name='versie')),
                ],
                options={
                    'ordering': ('opened_on', 'number'),
                    'indexes': [models.Index(fields=['is_withdrawn', 'opened_on', 'id', 'level', 'owner', 'kind', 'status'], name='case_in_lists'), models.Index(fields=['kind', 'is_withdrawn', 'opened_on', 'closed_on'], name='case_flow'), models.Index(fields=['area_code', 'opened_on', 'id', 'is_withdrawn', 'level', 'owner', 'kind', 'status'], name='case_by_area')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['open', 'closed', 'reopened'])), name='case_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='case_open_or_closed'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='case_closed_after_opened'), models.CheckConstraint(condition=models.Q(('level__in', ['open', 'audited', 'protected', 'closed'])), name='case_level_known')],
                },
            ),
            migrations.CreateModel(
                name='CaseParty',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.CharField(default='content', max_length=32, verbose_name='groep')),
                    ('entered_at', models.DateTimeField()),
                    ('person_id', models.CharField(blank=True, max_length=64)),
                    ('name', models.CharField(max_length=120, verbose_name='naam')),
                    ('is_person', models.BooleanField(default=False, verbose_name='persoon')),
                    ('task', models.CharField(blank=True, max_length=200, verbose_name='taak')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                    ('is_struck', models.BooleanField(default=False, verbose_name='doorgehaald')),
                    ('struck_because', models.CharField(blank=True, max_length=300, verbose_name='reden van doorhalen')),
                ],
                options={
                    'ordering': ('pk',),
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CaseText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.CharField(default='content', max_length=32, verbose_name='groep')),
                    ('entered_at', models.DateTimeField()),
                    ('person_id', models.CharField(blank=True, max_length=64)),
                    ('section', models.CharField(choices=spoorboek.apps.cases.kinds.list_section_choices, max_length=32, verbose_name='onderdeel')),
                    ('body', models.TextField(blank=True, verbose_name='tekst')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                ],
                options={
                    'ordering': ('pk',),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('case', 'section'), name='one_text_per_section')],
                },
            ),
            migrations.CreateModel(
                name='CaseTextVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField()),
                    ('body', models.TextField(blank=True)),
                    ('at', models.DateTimeField()),
                    ('person_id', models.CharField(blank=True, max_length=64)),
                    ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='cases.casetext')),
                ],
                options={
                    'ordering': ('version',),
                    'constraints': [models.UniqueConstraint(fields=('text', 'version'), name='each_text_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=40, unique=True, verbose_name='nummer')),
                    ('title', models.CharField(max_length=120, verbose_name='overleg')),
                    ('planned_at', models.DateTimeField(verbose_name='gepland op')),
                    ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='begonnen op')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='gesloten op')),
                    ('access_hours', models.PositiveSmallIntegerField(verbose_name='uren toegang na afloop')),
                    ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('-planned_at', '-pk'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('ended_at__gte', models.F('started_at')), ('started_at__isnull', False)), _connector='OR'), name='meeting_ends_after_it_starts')],
                },
            ),
            migrations.CreateModel(
                name='Participation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('meeting_on', models.DateField(blank=True, null=True)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='cases.case')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ends_at', models.DateTimeField(blank=True, null=True)),
                    ('given_by', models.CharField(blank=True, max_length=64)),
                    ('groups', models.CharField(default=' base ', max_length=200)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('rule', models.CharField(choices=[('team', 'hoort bij het team'), ('invited', 'is uitgenodigd'), ('meeting', 'was aanwezig bij het overleg'), ('glass', 'nam noodtoegang')], default='invited', max_length=16)),
                    ('starts_at', models.DateTimeField(default=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))),
                    ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='cases.meeting')),
                ],
                options={
                    'ordering': ('starts_at', 'pk'),
                    'indexes': [models.Index(fields=['person', 'rule', 'starts_at', 'ends_at', 'groups', 'case'], name='taking_part_by_person')],
                    'constraints': [models.UniqueConstraint(fields=('case', 'person', 'meeting_on'), name='invited_once_per_meeting')],
                },
            ),
            migrations.CreateModel(
                name='AgendaItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('discussed_at', models.DateTimeField(blank=True, null=True)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='cases.case')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='cases.meeting')),
                ],
                options={
                    'ordering': ('position', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'case'), name='case_once_on_an_agenda')],
                },
            ),
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_present', models.BooleanField(default=False)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='cases.meeting')),
                ],
                options={
                    'ordering': ('pk',),
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='invited_once_to_a_meeting')],
                },
            ),
            migrations.CreateModel(
                name='CaseAction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.CharField(default='content', max_length=32, verbose_name='groep')),
                    ('entered_at', models.DateTimeField()),
                    ('person_id', models.CharField(blank=True, max_length=64)),
                    ('text', models.CharField(max_length=500, verbose_name='actie')),
                    ('organisation', models.CharField(blank=True, max_length=120, verbose_name='organisatie')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='uiterlijk op')),
                    ('done_on', models.DateField(blank=True, null=True, verbose_name='gedaan op')),
                    ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                    ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='cases.meeting')),
                    ('is_struck', models.BooleanField(default=False, verbose_name='doorgehaald')),
                    ('struck_because', models.CharField(blank=True, max_length=300, verbose_name='reden van doorhalen')),
                ],
                options={
                    'ordering': ('pk',),
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CaseDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.CharField(default='content', max_length=32, verbose_name='groep')),
                    ('entered_at', models.DateTimeField()),
                    ('person_id', models.CharField(blank=True, max_length=64)),
                    ('text', models.CharField(max_length=500, verbose_name='besluit')),
                    ('decided_on', models.DateField(verbose_name='besloten op')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                    ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='cases.meeting')),
                    ('is_struck', models.BooleanField(default=False, verbose_name='doorgehaald')),
                    ('struck_because', models.CharField(blank=True, max_length=300, verbose_name='reden van doorhalen')),
                ],
                options={
                    'ordering': ('pk',),
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PhaseEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.CharField(default='content', max_length=32, verbose_name='groep')),
                    ('entered_at', models.DateTimeField()),
                    ('person_id', models.CharField(blank=True, max_length=64)),
                    ('phase', models.CharField(max_length=32, verbose_name='fase')),
                    ('entered_on', models.DateField(verbose_name='sinds')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='reden')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                ],
                options={
                    'ordering': ('pk',),
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Referral',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.CharField(default='content', max_length=32, verbose_name='groep')),
                    ('entered_at', models.DateTimeField()),
                    ('person_id', models.CharField(blank=True, max_length=64)),
                    ('target', models.CharField(max_length=32, verbose_name='naar')),
                    ('reference', models.CharField(blank=True, max_length=60, verbose_name='kenmerk')),
                    ('reason', models.CharField(max_length=300, verbose_name='reden')),
                    ('status', models.CharField(choices=[('sent', 'verstuurd'), ('accepted', 'aanvaard'), ('refused', 'geweigerd'), ('done', 'afgerond'), ('revoked', 'ingetrokken')], default='sent', max_length=16, verbose_name='status')),
                    ('sent_on', models.DateField(verbose_name='verstuurd op')),
                    ('accepted_on', models.DateField(blank=True, null=True, verbose_name='aanvaard op')),
                    ('refused_on', models.DateField(blank=True, null=True, verbose_name='geweigerd op')),
                    ('done_on', models.DateField(blank=True, null=True, verbose_name='afgerond op')),
                    ('revoked_on', models.DateField(blank=True, null=True, verbose_name='ingetrokken op')),
                    ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='opvolgen op')),
                    ('answer', models.CharField(blank=True, max_length=300, verbose_name='antwoord')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                ],
                options={
                    'ordering': ('pk',),
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['sent', 'accepted', 'refused', 'done', 'revoked'])), name='referral_status_known')],
                },
            ),
            migrations.CreateModel(
                name='CaseTextDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.CharField(default='content', max_length=32, verbose_name='groep')),
                    ('entered_at', models.DateTimeField()),
                    ('person_id', models.CharField(blank=True, max_length=64)),
                    ('section', models.CharField(choices=spoorboek.apps.cases.kinds.list_section_choices, max_length=32, verbose_name='onderdeel')),
                    ('body', models.TextField(verbose_name='tekst')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                    ('writer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('pk',),
                    'abstract': False,
                },
            ),
        ),
        GuardTables(forbid_change("cases_casetextversion")),
    ]
