"""What was done to collect a forfeited sum after it was decided on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spoorboek.apps.access.day_orders import DayOrder, as_constraints
from spoorboek.apps.interventions.decision_models import Forfeiture, MeasurePart

_DAYS = (DayOrder("deferral_ends_after_it_begins", "done_on", "until_on", "het begin op"),)


class CollectionStep(MeasurePart):
    """One dated step to collect a forfeited sum, or the days for which payment was deferred."""

    class Kind(models.TextChoices):
        MADE_KNOWN = "made_known", "invorderingsbeschikking bekendgemaakt"
        REMINDER = "reminder", "aanmaning"
        WRIT = "writ", "dwangbevel"
        DEFERRAL = "deferral", "uitstel van betaling"

    forfeiture = models.ForeignKey(Forfeiture, on_delete=models.PROTECT, related_name="collection_steps")
    kind = models.CharField("stap", max_length=16, choices=Kind)
    done_on = models.DateField("op, of vanaf")
    until_on = models.DateField("tot en met", null=True)
    reference = models.CharField("kenmerk", max_length=60, blank=True)

    class Meta:
        ordering = ("done_on", "pk")
        constraints = [
            *as_constraints(_DAYS),
            models.CheckConstraint(
                name="only_a_deferral_lasts",
                condition=Q(kind="deferral", until_on__isnull=False)
                | ~Q(kind="deferral") & Q(until_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forfeiture_id} {self.kind} {self.done_on}"
