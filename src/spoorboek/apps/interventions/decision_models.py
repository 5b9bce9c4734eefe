"""What people decided on a measure beside the table, and the sums that were forfeited under an order."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from spoorboek.apps.access.conditions import Condition, when
from spoorboek.apps.access.day_orders import DayOrder, as_constraints
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.measure_models import Measure, PenaltyOrder
from spoorboek.rules.roles import Permission

_FORFEITURE_DAYS = (
    DayOrder("collection_after_violation", "violated_on", "decided_on", "de overtreding van"),
)


class MeasurePart(Guarded):
    """Something that belongs to a measure and exists for the same people."""

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """As the measures: for those who decide on them or prepare them."""
        return when(viewer.may(Permission.MEASURES_VIEW))


class MeasureDecision(MeasurePart):
    """How a measure was decided: what the table proposed, what was chosen, and why.

    ``ladder`` is empty where no table exists. ``proposed`` and ``why`` keep what the table said then, in
    words: tables change. ``deviation_reason`` is there whenever the choice differs (Awb, artikel 4:84).
    """

    measure = models.OneToOneField(Measure, on_delete=models.PROTECT, related_name="decision")
    ladder = models.CharField("ladder", max_length=60, blank=True)
    version = models.CharField("versie", max_length=60, blank=True)
    row = models.CharField("rij", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("nummer of trede", null=True)
    proposed = models.CharField("voorstel", max_length=300, blank=True)
    why = models.JSONField("uitleg", default=list)
    basis = models.CharField("wettelijke grondslag", max_length=300)
    provision = models.CharField("overtreden voorschrift", max_length=200)
    body = models.CharField("bevoegd orgaan", max_length=60)
    body_because = models.CharField("bevoegd omdat", max_length=300, blank=True)
    grounds = models.JSONField("gronden", default=list)
    term = models.CharField("termijn", max_length=40, blank=True)
    suitability = models.TextField("geschiktheid", blank=True)
    necessity = models.TextField("noodzaak", blank=True)
    balance = models.TextField("evenwichtigheid", blank=True)
    views_asked_on = models.DateField("zienswijze gevraagd op", null=True)
    views_skipped_because = models.CharField("geen zienswijze omdat", max_length=300, blank=True)
    deviation = models.CharField("afwijking", max_length=40, blank=True)
    differences = models.JSONField("verschillen", default=list)
    deviation_reason = models.TextField("reden van de afwijking", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deviation_has_a_reason", condition=Q(deviation="") | ~Q(deviation_reason="")
            )
        ]

    def __str__(self) -> str:
        return f"besluit {self.measure_id}"


class Forfeiture(MeasurePart):
    """One sum forfeited under an order, by operation of law, and what was done to collect it."""

    order = models.ForeignKey(PenaltyOrder, on_delete=models.PROTECT, related_name="forfeitures")
    violated_on = models.DateField("overtreden op")
    finding = models.CharField("bevinding", max_length=300)
    amount_eur = models.DecimalField(
        "verbeurd in euro", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    decided_on = models.DateField("invorderingsbeschikking van", null=True)
    paid_on = models.DateField("betaald op", null=True)

    class Meta:
        ordering = ("violated_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("order", "violated_on"), name="forfeited_once_a_day"),
            *as_constraints(_FORFEITURE_DAYS),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.violated_on}"
