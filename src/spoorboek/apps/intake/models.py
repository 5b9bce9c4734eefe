"""Signals as they come in, and the corrections that people made in any register.

Absent on purpose: names of reporters, for any channel. Of an anonymous channel nothing about a
reporter can be stored at all; the database refuses it.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from spoorboek.apps.access.conditions import Condition, Holds, when
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.sealed_fields import SealedField
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.channels import ANONYMOUS_TIP_LINE, CHANNELS, list_channel_choices
from spoorboek.apps.intake.protocol_models import FollowUp as FollowUp
from spoorboek.apps.intake.protocol_models import SourceEnquiry as SourceEnquiry
from spoorboek.apps.intake.protocol_models import StepDecision as StepDecision
from spoorboek.rules.register_lifecycles import SIGNAL_LIFECYCLE, SignalStatus
from spoorboek.rules.roles import Permission

STATUS_CHOICES = [(status.value, SIGNAL_LIFECYCLE.words[status]) for status in SignalStatus]
RECEIVED, TAKEN_IN = SignalStatus.RECEIVED.value, SignalStatus.TAKEN_IN.value


class Signal(Registration):
    """One indication of a problem, not yet verified. ``reported_by`` is an organisation, never a name."""

    channel = models.CharField("kanaal", max_length=32, choices=list_channel_choices)
    received_on = models.DateField("ontvangen op")
    theme = models.CharField("thema", max_length=60)
    summary = models.CharField("samenvatting", max_length=300)
    place = models.CharField("plaats", max_length=120, blank=True)
    reported_by = models.CharField("gemeld door (organisatie)", max_length=120, blank=True)
    status = models.CharField("status", max_length=16, choices=STATUS_CHOICES, default=RECEIVED)
    weighed_on = models.DateField("gewogen op", null=True, blank=True)
    discussed_on = models.DateField("besproken in casusoverleg op", null=True, blank=True)
    supported_by = models.CharField("ondersteund door", max_length=200, blank=True)
    reason = models.CharField("reden van het besluit", max_length=300, blank=True)
    latitude = models.DecimalField("breedtegraad", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("lengtegraad", max_digits=9, decimal_places=6, null=True, blank=True)
    next_step = models.CharField(max_length=40, blank=True)
    """The step of the protocol that waits; empty before the first step and after the last."""
    is_locked = models.BooleanField(default=False)
    locked_until = models.DateField(null=True, blank=True)
    locked_words = SealedField(blank=True, bound_to=("number",))
    """What the signal said before it was locked away (``locking.py``)."""

    class Meta:
        ordering = ("received_on", "number")
        # What is known in a neighbourhood is asked while somebody types.
        indexes = [
            models.Index(fields=("area_code", "received_on"), name="signal_by_area"),
            # The list shows the newest of those that are not locked away, and how many there are.
            models.Index(fields=("is_locked", "received_on", "id"), name="signal_in_lists"),
            # The map beside the list shows how many there are in each neighbourhood.
            models.Index(fields=("is_locked", "area_code"), name="signal_on_map"),
        ]
        constraints = [
            models.CheckConstraint(
                name="signal_tip_line_keeps_no_reporter",
                condition=~Q(channel=ANONYMOUS_TIP_LINE) | Q(reported_by=""),
            ),
            models.CheckConstraint(
                name="signal_status_known", condition=Q(status__in=[*dict(STATUS_CHOICES)])
            ),
            models.CheckConstraint(
                name="signal_weighed_or_received",
                condition=Q(status=RECEIVED, weighed_on__isnull=True)
                | (~Q(status=RECEIVED) & Q(weighed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="signal_moments_in_order",
                condition=(Q(weighed_on__isnull=True) | Q(weighed_on__gte=F("received_on")))
                & (Q(discussed_on__isnull=True) | Q(discussed_on__gte=F("received_on"))),
            ),
            models.CheckConstraint(
                name="signal_tip_alone_carries_nothing",
                condition=~Q(channel=ANONYMOUS_TIP_LINE, status=TAKEN_IN) | ~Q(supported_by=""),
            ),
            models.CheckConstraint(
                name="signal_lock_has_an_end",
                condition=Q(is_locked=False, locked_until__isnull=True)
                | Q(is_locked=True, locked_until__isnull=False, status=SignalStatus.SET_ASIDE.value),
            ),
            models.CheckConstraint(
                name="signal_point_is_whole",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Signals exist for those who work with signals, until they are locked away."""
        return when(viewer.may(Permission.SIGNALS_VIEW)) & Holds("is_locked", (False,))

    def clean(self) -> None:
        """Say in words what the constraints say to the database."""
        if not CHANNELS[self.channel].is_open_on(self.received_on):
            days = CHANNELS[self.channel].describe_days()
            raise ValidationError(
                {"channel": f"Langs '{self.get_channel_display()}' komen alleen signalen binnen {days}."}
            )
        if self.reported_by and CHANNELS[self.channel].anonymous:
            raise ValidationError(
                {"reported_by": f"Bij het kanaal '{self.get_channel_display()}' wordt geen melder bewaard."}
            )
        if (self.status == RECEIVED) != (self.weighed_on is None):
            raise ValidationError({"weighed_on": "Een signaal is gewogen op een dag, of nog niet gewogen."})
        for name in ("weighed_on", "discussed_on"):
            day = getattr(self, name)
            if day is not None and day < self.received_on:
                raise ValidationError({name: f"Dit ligt vóór de ontvangst op {self.received_on:%d-%m-%Y}."})
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"latitude": "Een punt heeft een breedtegraad en een lengtegraad."})
        if self.latitude is not None and self.longitude is not None and not _is_point(self):
            raise ValidationError({"latitude": "Dit punt ligt niet op de kaart."})
        if self.channel == ANONYMOUS_TIP_LINE and self.status == TAKEN_IN and not self.supported_by:
            raise ValidationError({"supported_by": "Een anonieme melding alleen is hiervoor niet genoeg."})

    def check_change(self, before: Self) -> None:
        """Keep a correction of the channel from doing away with what holds for anonymous tips."""
        is_tip = CHANNELS[self.channel].anonymous
        if is_tip != CHANNELS[before.channel].anonymous:
            words = (
                "wordt door verbeteren geen ander signaal" if not is_tip else "ontstaat niet door verbeteren"
            )
            raise ValidationError(
                {"channel": f"Een anonieme melding {words}. Trek dit signaal in en schrijf het opnieuw op."}
            )
        if is_tip and before.supported_by and not self.supported_by:
            raise ValidationError({"supported_by": "Waarop een anonieme melding steunt, verdwijnt niet."})


class SignalText(Guarded):
    """The raw text of a signal, apart and encrypted, for named readers (of a tip line at most two)."""

    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, related_name="raw_text")
    text = SealedField(bound_to=("signal_id",))
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """A raw text exists for its named readers, as long as they work with signals."""
        named = Holds("readers__pk", person_keys(viewer)) & Holds("signal__is_locked", (False,))
        return named & when(viewer.may(Permission.SIGNALS_VIEW))

    def __str__(self) -> str:
        return f"tekst van {self.signal_id}"


class Correction(models.Model):
    """One change of one field of a registration. The database refuses to change or delete it.

    Text ids and no foreign keys, as in the log. Of free text only is kept that it changed.
    """

    register = models.CharField(max_length=40)
    registration_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=60)
    before = models.CharField(max_length=120)
    after = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    person_id = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=("register", "registration_id"), name="correction_of")]

    def __str__(self) -> str:
        return f"{self.register}:{self.registration_id} {self.field}"


def person_keys(viewer: Viewer) -> tuple[int, ...]:
    """Return the key of the viewer among the people, or none for somebody without an account."""
    return (int(viewer.person_id),) if viewer.person_id.isdigit() else ()


def list_tips(signals: models.QuerySet[Signal]) -> list[bool]:
    """Return for each signal that something rests on whether it is an anonymous tip and nothing more.

    A tip that was weighed says what supports it. What is withdrawn supports nothing. Takes no viewer: it
    tells nothing but what a decision rests on, and the one who decides named the signals.
    """
    return [
        CHANNELS[one.channel].anonymous and not one.supported_by for one in signals.filter(is_withdrawn=False)
    ]


def _is_point(signal: Signal) -> bool:
    return abs(float(signal.latitude or 0)) <= 90 and abs(float(signal.longitude or 0)) <= 180
