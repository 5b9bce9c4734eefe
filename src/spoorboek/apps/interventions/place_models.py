"""What people judged of two reports whose places resemble each other."""

from __future__ import annotations

from django.db import models

from spoorboek.apps.interventions.decision_models import MeasurePart
from spoorboek.apps.interventions.measure_models import PoliceReport


class PlaceJudgement(MeasurePart):
    """Whether an earlier report is about the same place as this one, and how somebody could tell."""

    report = models.ForeignKey(PoliceReport, on_delete=models.PROTECT, related_name="place_judgements")
    earlier = models.ForeignKey(PoliceReport, on_delete=models.PROTECT, related_name="+")
    is_same = models.BooleanField("dezelfde plek")
    reason = models.CharField("omdat", max_length=300)
    judged_at = models.DateTimeField("beoordeeld op")

    class Meta:
        ordering = ("judged_at", "pk")
        constraints = [models.UniqueConstraint(fields=("report", "earlier"), name="one_judgement_per_pair")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.earlier_id}"
