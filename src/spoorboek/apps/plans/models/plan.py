"""A plan, its versions, and the decisions that adopt or withdraw a version."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spoorboek.apps.access.conditions import Condition, Holds, when
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.figures.period import Period
from spoorboek.rules.plan_lifecycle import PUBLIC_STATUSES, VersionStatus
from spoorboek.rules.roles import Permission

_PUBLIC = tuple(status.value for status in PUBLIC_STATUSES)


def visible_when_public(viewer: Viewer, path: str) -> Condition:
    """Return: adopted once (then public), or the viewer may see drafts. ``path`` leads to the status."""
    return when(viewer.may(Permission.PLANS_VIEW_DRAFTS)) | Holds(path, _PUBLIC)


class SafetyPlan(Guarded):
    """One plan. With a ``parent`` it is an execution plan (uitvoeringsplan) under that plan.

    The database refuses to change this row once a version is adopted: a plan with another period or
    title is another plan. Absent on purpose: what the plan says (that belongs to a version).
    """

    slug = models.SlugField(unique=True, max_length=100)
    title = models.CharField(max_length=200)
    area_code = models.CharField(max_length=16)
    first_on = models.DateField()
    last_on = models.DateField()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="execution_plans"
    )

    class Meta:
        ordering = ("first_on", "slug")
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="plan_ends_after_start"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="plan_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        """Return the days of the plan, both ends included."""
        return Period(self.first_on, self.last_on)

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """A plan exists for everybody once a version of it was adopted."""
        return visible_when_public(viewer, "versions__status")


class PlanVersion(Guarded):
    """One version of a plan. Its parts change only while it is a draft; the database guards that.

    ``reason`` says why there is a version after the first. ``accountability`` lists the ways in
    which the plan says the council will hear of it. ``content_sha256``: the fingerprint of all that it
    says, from the moment it was adopted.
    """

    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(
        max_length=16,
        choices=[(status.value, status.value) for status in VersionStatus],
        default=VersionStatus.DRAFT.value,
    )
    reason = models.TextField(blank=True)
    accountability = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=64, blank=True)
    # Empty for a draft, and for what was adopted before fingerprints were kept.
    content_sha256 = models.CharField(max_length=64, null=True, blank=True)

    class Meta:
        ordering = ("plan", "number")
        constraints = [
            models.UniqueConstraint(fields=("plan", "number"), name="version_number_once"),
            models.UniqueConstraint(
                fields=("plan",), condition=Q(status="draft"), name="one_draft_at_a_time"
            ),
            models.UniqueConstraint(
                fields=("plan",), condition=Q(status="adopted"), name="one_adopted_at_a_time"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_1"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="later_version_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number} ({self.status})"

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """A draft exists only for those who may see drafts; the rest is public."""
        return visible_when_public(viewer, "status")


class VersionDecision(Guarded):
    """The decision that adopted or withdrew a version. Append-only."""

    ADOPTION = "adoption"
    WITHDRAWAL = "withdrawal"

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in (ADOPTION, WITHDRAWAL)])
    body = models.CharField(max_length=200)
    decided_on = models.DateField()
    case_number = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    # Nullable for the same reason as the fingerprint: SQLite then leaves the table and its triggers alone.
    link = models.CharField(max_length=500, null=True, blank=True)

    class Meta:
        ordering = ("version", "decided_on")
        constraints = [models.UniqueConstraint(fields=("version", "kind"), name="one_decision_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.kind} {self.decided_on}"

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Visible as its version is."""
        return visible_when_public(viewer, "version__status")
