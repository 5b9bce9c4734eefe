import django.core.validators
import django.db.models.deletion
import spoorboek.apps.access.sealed_fields
import spoorboek.apps.intake.channels
from django.conf import settings
from django.db import migrations, models

from spoorboek.apps.access.first_tables import CreateTables, GuardTables
from spoorboek.apps.audit.immutable import forbid_change


class Migration(migrations.Migration):

    replaces = [('intake', '0001_initial'), ('intake', '0002_corrections_append_only'), ('intake', '0003_weighing_and_locking'), ('intake', '0004_step_decisions_append_only'), ('intake', '0005_sealed_content'), ('intake', '0006_by_area'), ('intake', '0007_seal_words'), ('intake', '0008_seal_what_is_there'), ('intake', '0009_signals_in_lists'), ('intake', '0010_signals_on_map')]

    initial = True

    dependencies = [
        ('people', '__first__'),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='Correction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('register', models.CharField(max_length=40)),
                    ('registration_id', models.PositiveBigIntegerField()),
                    ('field', models.CharField(max_length=60)),
                    ('before', models.CharField(max_length=120)),
                    ('after', models.CharField(max_length=120)),
                    ('reason', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('person_id', models.CharField(max_length=64)),
                ],
                options={
                    'ordering': ('pk',),
                    'indexes': [models.Index(fields=['register', 'registration_id'], name='correction_of')],
                },
            ),
            migrations.CreateModel(
                name='Signal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9._-]*\\Z', 'Een nummer bestaat uit letters, cijfers, punten en streepjes, zoals S-2023-0001.')], verbose_name='nummer')),
                    ('area_code', models.CharField(default='GM0505', max_length=10, validators=[django.core.validators.RegexValidator('^(GM\\d{4}|WK\\d{6}|BU\\d{8})\\Z', 'Een gebiedscode ziet eruit als GM0505, WK050501 of BU05050101.')], verbose_name='gebiedscode')),
                    ('invented', models.BooleanField(default=False, verbose_name='verzonnen')),
                    ('entered_at', models.DateTimeField(verbose_name='ingevoerd op')),
                    ('is_withdrawn', models.BooleanField(default=False, verbose_name='ingetrokken')),
                    ('channel', models.CharField(choices=spoorboek.apps.intake.channels.list_channel_choices, max_length=32, verbose_name='kanaal')),
                    ('received_on', models.DateField(verbose_name='ontvangen op')),
                    ('theme', models.CharField(max_length=60, verbose_name='thema')),
                    ('summary', models.CharField(max_length=300, verbose_name='samenvatting')),
                    ('place', models.CharField(blank=True, max_length=120, verbose_name='plaats')),
                    ('reported_by', models.CharField(blank=True, max_length=120, verbose_name='gemeld door (organisatie)')),
                    ('status', models.CharField(choices=[('received', 'ontvangen'), ('weighed', 'gewogen'), ('taken_in', 'in behandeling genomen'), ('referred', 'doorverwezen'), ('set_aside', 'niet in behandeling genomen')], default='received', max_length=16, verbose_name='status')),
                    ('weighed_on', models.DateField(blank=True, null=True, verbose_name='gewogen op')),
                    ('discussed_on', models.DateField(blank=True, null=True, verbose_name='besproken in casusoverleg op')),
                    ('supported_by', models.CharField(blank=True, max_length=200, verbose_name='ondersteund door')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='reden van het besluit')),
                    ('is_locked', models.BooleanField(default=False)),
                    ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='breedtegraad')),
                    ('locked_until', models.DateField(blank=True, null=True)),
                    ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='lengtegraad')),
                    ('next_step', models.CharField(blank=True, max_length=40)),
                    ('locked_words', spoorboek.apps.access.sealed_fields.SealedField(blank=True, bound_to=('number',))),
                ],
                options={
                    'ordering': ('received_on', 'number'),
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('channel', 'mma'), _negated=True), ('reported_by', ''), _connector='OR'), name='signal_tip_line_keeps_no_reporter'), models.CheckConstraint(condition=models.Q(('status__in', ['received', 'weighed', 'taken_in', 'referred', 'set_aside'])), name='signal_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'received'), ('weighed_on__isnull', True)), models.Q(models.Q(('status', 'received'), _negated=True), ('weighed_on__isnull', False)), _connector='OR'), name='signal_weighed_or_received'), models.CheckConstraint(condition=models.Q(models.Q(('weighed_on__isnull', True), ('weighed_on__gte', models.F('received_on')), _connector='OR'), models.Q(('discussed_on__isnull', True), ('discussed_on__gte', models.F('received_on')), _connector='OR')), name='signal_moments_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'mma'), ('status', 'taken_in'), _negated=True), models.Q(('supported_by', ''), _negated=True), _connector='OR'), name='signal_tip_alone_carries_nothing'), models.CheckConstraint(condition=models.Q(models.Q(('is_locked', False), ('locked_until__isnull', True)), models.Q(('is_locked', True), ('locked_until__isnull', False), ('status', 'set_aside')), _connector='OR'), name='signal_lock_has_an_end'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='signal_point_is_whole')],
                    'indexes': [models.Index(fields=['area_code', 'received_on'], name='signal_by_area'), models.Index(fields=['is_locked', 'received_on', 'id'], name='signal_in_lists'), models.Index(fields=['is_locked', 'area_code'], name='signal_on_map')],
                },
            ),
            migrations.CreateModel(
                name='SignalText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', spoorboek.apps.access.sealed_fields.SealedField(bound_to=('signal_id',))),
                    ('readers', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('signal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='raw_text', to='intake.signal')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='FollowUp',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('register', models.CharField(max_length=40)),
                    ('registration_id', models.PositiveBigIntegerField()),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('due_on', 'pk'),
                    'indexes': [models.Index(fields=['due_on'], name='follow_up_due')],
                    'constraints': [models.UniqueConstraint(fields=('register', 'registration_id'), name='one_follow_up_each')],
                },
            ),
            migrations.CreateModel(
                name='SourceEnquiry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.CharField(max_length=40)),
                    ('question', spoorboek.apps.access.sealed_fields.SealedField(bound_to=('signal_id', 'source'))),
                    ('status', models.CharField(choices=[('asked', 'gevraagd'), ('allowed', 'toegestaan'), ('refused', 'niet toegestaan'), ('hit', 'hit'), ('no_hit', 'geen hit'), ('released', 'inhoud toegestaan'), ('withheld', 'inhoud niet toegestaan'), ('answered', 'inhoud ontvangen')], default='asked', max_length=16)),
                    ('asked_at', models.DateTimeField()),
                    ('asked_by', models.CharField(max_length=64)),
                    ('decided_because', spoorboek.apps.access.sealed_fields.SealedField(blank=True, bound_to=('signal_id', 'source'))),
                    ('released_because', spoorboek.apps.access.sealed_fields.SealedField(blank=True, bound_to=('signal_id', 'source'))),
                    ('content', spoorboek.apps.access.sealed_fields.SealedField(blank=True, bound_to=('signal_id', 'source'))),
                    ('signal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='intake.signal')),
                ],
                options={
                    'ordering': ('pk',),
                    'constraints': [models.UniqueConstraint(fields=('signal', 'source'), name='each_source_asked_once'), models.CheckConstraint(condition=models.Q(('content', ''), ('status', 'answered'), _connector='OR'), name='enquiry_content_only_when_released')],
                },
            ),
            migrations.CreateModel(
                name='StepDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('protocol', models.CharField(max_length=40)),
                    ('version', models.CharField(max_length=20)),
                    ('step', models.CharField(max_length=40)),
                    ('outcome', models.CharField(max_length=40)),
                    ('criteria', models.JSONField(default=list)),
                    ('reason', spoorboek.apps.access.sealed_fields.SealedField(bound_to=('signal_id', 'step'))),
                    ('decided_on', models.DateField()),
                    ('at', models.DateTimeField()),
                    ('person_id', models.CharField(max_length=64)),
                    ('signal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='step_decisions', to='intake.signal')),
                ],
                options={
                    'ordering': ('pk',),
                    'constraints': [models.UniqueConstraint(fields=('signal', 'step'), name='one_decision_per_step')],
                },
            ),
        ),
        GuardTables(forbid_change("intake_correction")),
        GuardTables(forbid_change("intake_stepdecision")),
    ]
