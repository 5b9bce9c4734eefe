"""What was decided about a signal step by step, which sources were asked, and who keeps an eye on it.

Absent on purpose: names of people that a source knows. ``content`` holds what was allowed to be shared, for
those who weigh the signal, and disappears with it. In the database it is encrypted, as are the question, and
why a step was taken or a source was asked.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from spoorboek.apps.access.conditions import Condition, Holds, when
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.sealed_fields import SealedField
from spoorboek.apps.access.viewer import Viewer
from spoorboek.rules.register_lifecycles import ENQUIRY_LIFECYCLE, EnquiryStatus
from spoorboek.rules.roles import Permission

ENQUIRY_CHOICES = [(status.value, ENQUIRY_LIFECYCLE.words[status]) for status in EnquiryStatus]


class StepDecision(models.Model):
    """One step of the protocol that was taken for one signal, with its reason. Never changed or deleted."""

    signal = models.ForeignKey("intake.Signal", on_delete=models.PROTECT, related_name="step_decisions")
    protocol = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    step = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40)
    criteria = models.JSONField(default=list)
    reason = SealedField(bound_to=("signal_id", "step"))
    decided_on = models.DateField()
    at = models.DateTimeField()
    person_id = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("signal", "step"), name="one_decision_per_step")]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.step}: {self.outcome}"


class SourceEnquiry(Guarded):
    """One source asked about one signal: allowed or not, then hit or no hit, and only then content."""

    signal = models.ForeignKey("intake.Signal", on_delete=models.PROTECT, related_name="enquiries")
    source = models.CharField(max_length=40)
    question = SealedField(bound_to=("signal_id", "source"))
    status = models.CharField(max_length=16, choices=ENQUIRY_CHOICES, default=EnquiryStatus.ASKED.value)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    decided_because = SealedField(blank=True, bound_to=("signal_id", "source"))
    released_because = SealedField(blank=True, bound_to=("signal_id", "source"))
    content = SealedField(blank=True, bound_to=("signal_id", "source"))

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("signal", "source"), name="each_source_asked_once"),
            models.CheckConstraint(
                name="enquiry_content_only_when_released",
                condition=models.Q(content="") | models.Q(status=EnquiryStatus.ANSWERED.value),
            ),
        ]

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """For who weighs signals until the signal is locked, and for the privacy officer."""
        weighs = when(viewer.may(Permission.SIGNALS_VIEW)) & Holds("signal__is_locked", (False,))
        return weighs | when(viewer.may(Permission.SIGNALS_PRIVACY))

    def __str__(self) -> str:
        return f"{self.signal_id} {self.source}: {self.status}"


class FollowUp(models.Model):
    """Who keeps an eye on a registration and on which day they look again. One for each registration.

    Text code and key as in ``Correction``, because any register can be followed. It exists for whom the
    registration exists.
    """

    register = models.CharField(max_length=40)
    registration_id = models.PositiveBigIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("register", "registration_id"), name="one_follow_up_each")
        ]
        indexes = [models.Index(fields=("due_on",), name="follow_up_due")]

    def __str__(self) -> str:
        return f"{self.register}:{self.registration_id} {self.due_on}"
