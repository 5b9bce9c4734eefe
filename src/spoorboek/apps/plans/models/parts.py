"""What one version of a plan says, a row per part.

The fields bear the names of ``spoorboek.rules.plan_content``; a period is kept as its ISO text. Parts
name one another by code, as in the file of the plan, so that a version can be copied and compared as
it stands; that every code exists is checked when a version is written. The database refuses any
change of a part whose version is no draft.
"""

from __future__ import annotations

from django.db import models

from spoorboek.apps.access.conditions import Condition
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.models.plan import PlanVersion, visible_when_public
from spoorboek.rules.plan_content import PillarKind
from spoorboek.rules.promises import CountedPer, OutcomeDirection, PromiseKind, TargetDirection


def _code(*, blank: bool = False) -> models.CharField[str, str]:
    return models.CharField(max_length=80, blank=blank)


class VersionPart(Guarded):
    """One thing that a version says. ``position`` keeps the order of the plan."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="%(class)ss")
    position = models.PositiveIntegerField()
    code = _code()
    title = models.TextField()

    class Meta:
        abstract = True
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(fields=("version", "code"), name="%(class)s_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.code}"

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Visible as the version is that says it."""
        return visible_when_public(viewer, "version__status")


class Approach(VersionPart):
    """A way of working: by area, by theme, by target group."""


class Theme(VersionPart):
    """A priority of this plan, optionally mapped to a field of the national list."""

    approach = _code(blank=True)
    kernbeleid = models.CharField(max_length=80, blank=True)
    part_of = _code(blank=True)


class Pillar(VersionPart):
    """A group of goals inside a theme; the plan may call it an action line."""

    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in PillarKind])
    theme = _code(blank=True)


class Goal(VersionPart):
    """What the plan wants to reach."""

    theme = _code(blank=True)


class Partner(VersionPart):
    """An organisation that the plan names. Not an organisation that logs in (see people)."""


class BudgetSource(VersionPart):
    """Where the money comes from."""

    kind = models.CharField(max_length=40, blank=True)


class PlanArea(VersionPart):
    """A part of the city that the plan names, by its own name (no border; see areas for those)."""

    designation = models.CharField(max_length=120)


class AnnouncedPlan(VersionPart):
    """An execution plan that the plan announces, whether or not it is kept here."""

    period = models.CharField(max_length=32)
    theme = _code(blank=True)


class Promise(VersionPart):
    """A promise of one of four kinds; what the kind does not need is empty.

    ``figure`` is the code of a figure definition: text, because definitions come later in the cycle.
    """

    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in PromiseKind])
    owner = models.CharField(max_length=200)
    theme = _code(blank=True)
    goal = _code(blank=True)
    pillar = _code(blank=True)
    partners = models.JSONField(default=list, blank=True)
    budget = _code(blank=True)
    period = models.CharField(max_length=32, blank=True)
    note = models.TextField(blank=True)
    unit = models.CharField(max_length=120, blank=True)
    figure = _code(blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    direction = models.CharField(
        max_length=16, blank=True, choices=[(d.value, d.value) for d in TargetDirection]
    )
    per = models.CharField(max_length=16, blank=True, choices=[(p.value, p.value) for p in CountedPer])
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    outcome = models.CharField(
        max_length=16, blank=True, choices=[(o.value, o.value) for o in OutcomeDirection]
    )
    deliverable = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)


class Action(VersionPart):
    """An intended deployment with its owner and deadline."""

    owner = models.CharField(max_length=200)
    due_on = models.DateField()
    theme = _code(blank=True)
    promises = models.JSONField(blank=True, null=True)
    partners = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)


PART_MODELS: dict[str, type[VersionPart]] = {
    "approaches": Approach,
    "themes": Theme,
    "pillars": Pillar,
    "goals": Goal,
    "partners": Partner,
    "budgets": BudgetSource,
    "areas": PlanArea,
    "announced_plans": AnnouncedPlan,
    "promises": Promise,
    "actions": Action,
}
"""The lists of ``PlanContent`` and where their rows are kept."""
