"""The decision behind a designated area, its terms, and where each camera hung."""

from __future__ import annotations

from django.db import models

from spoorboek.apps.access.conditions import Condition, when
from spoorboek.apps.access.day_orders import DayOrder, as_constraints
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.camera_models import Asset, DesignatedArea
from spoorboek.rules.roles import Permission

_TERM_DAYS = (DayOrder("area_term_ends_after_it_begins", "first_on", "last_on", "het begin op"),)


class AreaPart(Guarded):
    """Something that belongs to an area or a camera and exists for the same people."""

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """As the areas: for those who work on plans, figures and letters."""
        return when(viewer.may(Permission.ACTIVITIES_VIEW))


class AreaDecision(AreaPart):
    """The decision that designated an area: its basis, why, who was consulted, where it lies.

    ``corners`` are pairs of latitude and longitude; without them the area is its neighbourhood as a whole.
    ``evaluate_on`` is the day before which the area is evaluated, ``evaluated_on`` the day it was.
    """

    area = models.OneToOneField(DesignatedArea, on_delete=models.PROTECT, related_name="decision")
    legal_basis = models.CharField("grondslag", max_length=200)
    reference = models.CharField("kenmerk van het besluit", max_length=60, blank=True)
    motivation = models.TextField("noodzaak")
    consulted_on = models.DateField("overleg met de officier van justitie", null=True)
    council_informed_on = models.DateField("raad geïnformeerd op", null=True)
    corners = models.JSONField("hoekpunten", default=list)
    evaluate_on = models.DateField("evalueren vóór", null=True)
    evaluated_on = models.DateField("geëvalueerd op", null=True)
    evaluation = models.TextField("uitkomst van de evaluatie", blank=True)

    def __str__(self) -> str:
        return f"besluit {self.area_id}"


class AreaTerm(AreaPart):
    """One period for which an area holds: the first, and then each extension.

    Each rests on a decision of its own: its day, reference, consultation and report to the council. It
    holds for the same area: what is wider is a new designation. ``separate_days``: the only days on which an
    area ban holds (ISO), none when it holds on all of them. ``starts_at`` and ``ends_at``: the hours of a
    search area that was designated at once, else empty.
    """

    area = models.ForeignKey(DesignatedArea, on_delete=models.PROTECT, related_name="terms")
    first_on = models.DateField("vanaf")
    last_on = models.DateField("tot en met", null=True)
    separate_days = models.JSONField("losse dagen", default=list)
    starts_at = models.DateTimeField("begint om", null=True)
    ends_at = models.DateTimeField("eindigt om", null=True)
    motivation = models.TextField("waarom", blank=True)
    decided_on = models.DateField("besluit van", null=True)
    reference = models.CharField("kenmerk van het besluit", max_length=60, blank=True)
    consulted_on = models.DateField("overleg met de officier van justitie", null=True)
    council_informed_on = models.DateField("raad geïnformeerd op", null=True)

    class Meta:
        ordering = ("first_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("area", "first_on"), name="one_term_from_a_day"),
            *as_constraints(_TERM_DAYS),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.first_on}"


class AssetStep(AreaPart):
    """One thing that happened to a camera on a day: it was moved, replaced or removed."""

    class Kind(models.TextChoices):
        MOVED = "moved", "verplaatst"
        REPLACED = "replaced", "vervangen"
        REMOVED = "removed", "weggehaald"

    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("wat", max_length=16, choices=Kind)
    done_on = models.DateField("op")
    place_before = models.CharField("plaats daarvoor", max_length=120)
    reason = models.CharField("waarom", max_length=300, blank=True)

    class Meta:
        ordering = ("done_on", "pk")

    def __str__(self) -> str:
        return f"{self.asset_id} {self.kind} {self.done_on}"
