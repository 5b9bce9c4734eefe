"""What was said to the council and decided while a plan was carried out. Not part of any version."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spoorboek.apps.access.conditions import Condition
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.models.plan import SafetyPlan, visible_when_public
from spoorboek.rules.plan_content import DecisionOutcome


class PlanRecord(Guarded):
    """One thing that came after adoption. Visible as its plan is."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, related_name="%(class)ss")
    code = models.CharField(max_length=80)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.plan_id} {self.code}"

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Visible as its plan is."""
        return visible_when_public(viewer, "plan__versions__status")


class Commitment(PlanRecord):
    """A commitment to the council (toezegging).

    The database lets it change once: when a letter discharges it. ``discharged_by`` is the slug of
    that letter: text, because letters come later in the cycle.
    """

    text = models.TextField()
    made_on = models.DateField()
    made_in = models.CharField(max_length=64, blank=True)
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    discharged_by = models.CharField(max_length=100, blank=True)
    discharged_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("plan", "made_on", "code")
        constraints = [
            models.UniqueConstraint(fields=("plan", "code"), name="commitment_code_once"),
            models.CheckConstraint(
                condition=Q(discharged_by="", discharged_on=None)
                | (~Q(discharged_by="") & Q(discharged_on__isnull=False)),
                name="commitment_discharge_complete",
            ),
        ]


class PlanDecision(PlanRecord):
    """What was decided about one thing after an evaluation. Append-only.

    ``about`` is the code of the promise, action, goal or theme, when the plan has one. ``letter`` (a slug)
    and ``figure`` (``code@period``) are the evidence: text, because both come later in the cycle.
    """

    outcome = models.CharField(max_length=16, choices=[(o.value, o.value) for o in DecisionOutcome])
    subject = models.TextField()
    reason = models.TextField()
    decided_on = models.DateField()
    about = models.CharField(max_length=80, blank=True)
    evaluation = models.CharField(max_length=64, blank=True)
    # Nullable, so that SQLite leaves the table and its triggers alone.
    letter = models.CharField(max_length=100, null=True, blank=True)
    figure = models.CharField(max_length=120, null=True, blank=True)

    class Meta:
        ordering = ("plan", "decided_on", "code")
        constraints = [models.UniqueConstraint(fields=("plan", "code"), name="decision_code_once")]


class Delivery(PlanRecord):
    """A milestone that was reached, with what shows it. ``code`` is that of the promise. Append-only.

    Absent on purpose: a milestone without a delivery is not failed, nobody has shown it yet.
    """

    delivered_on = models.DateField()
    evidence = models.TextField()

    class Meta:
        ordering = ("plan", "delivered_on", "code")
        constraints = [
            models.UniqueConstraint(fields=("plan", "code"), name="delivery_once"),
            models.CheckConstraint(condition=~Q(evidence=""), name="delivery_has_evidence"),
        ]
        verbose_name_plural = "deliveries"
