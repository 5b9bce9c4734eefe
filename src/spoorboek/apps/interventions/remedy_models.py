"""Objection and appeal against a measure."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spoorboek.apps.access.day_orders import DayOrder, as_constraints
from spoorboek.apps.interventions.decision_models import Forfeiture, MeasurePart
from spoorboek.apps.interventions.measure_models import Measure
from spoorboek.rules.clocks.remedies import (
    OUTCOME_WORDS,
    REMEDY_WORDS,
    RemedyKind,
    RemedyOutcome,
    RemedyStep,
)

_KINDS = [(kind.value, REMEDY_WORDS[kind]) for kind in RemedyKind]
_OUTCOMES = [(outcome.value, OUTCOME_WORDS[outcome]) for outcome in RemedyOutcome]
_DAYS = (
    DayOrder("remedy_decided_after_lodged", "lodged_on", "decided_on", "de ontvangst op"),
    DayOrder("suspension_ends_after_it_begins", "suspended_from", "suspended_until", "het begin op"),
    DayOrder("remedy_sent_after_decided", "decided_on", "sent_on", "de uitkomst van"),
)


class MeasureRemedy(MeasurePart):
    """One objection, appeal or request for interim relief against a measure, or the collection of a sum.

    ``forfeiture``: the sum, when it is the decision to collect that is contested. ``suspended_from`` and
    ``suspended_until``: for which days the court suspended the decision; without a last day the law ends it.
    Absent on purpose: who lodged it. The letter lies in the archive under ``reference``.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="remedies")
    forfeiture = models.ForeignKey(
        Forfeiture,
        verbose_name="tegen de invordering van",
        null=True,
        on_delete=models.PROTECT,
        related_name="remedies",
    )
    kind = models.CharField("rechtsmiddel", max_length=20, choices=_KINDS)
    reference = models.CharField("kenmerk", max_length=60, blank=True)
    lodged_on = models.DateField("ontvangen op")
    posted_on = models.DateField("op de post gedaan op", null=True)
    late_because = models.CharField("te laat, maar verschoonbaar omdat", max_length=300, blank=True)
    with_committee = models.BooleanField("met adviescommissie", default=False)
    adjourned_on = models.DateField("verdaagd op", null=True)
    decided_on = models.DateField("uitkomst van", null=True)
    outcome = models.CharField("uitkomst", max_length=20, choices=_OUTCOMES, blank=True)
    sent_on = models.DateField("uitkomst bekendgemaakt op", null=True)
    suspended_from = models.DateField("geschorst vanaf", null=True)
    suspended_until = models.DateField("geschorst tot en met", null=True)
    summary = models.CharField("kern van de uitkomst", max_length=1000, blank=True)

    class Meta:
        ordering = ("lodged_on", "pk")
        constraints = [
            *as_constraints(_DAYS),
            models.CheckConstraint(
                name="remedy_has_day_and_outcome",
                condition=Q(decided_on__isnull=True, outcome="")
                | Q(decided_on__isnull=False) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="only_granted_relief_suspends",
                condition=Q(suspended_from__isnull=True, suspended_until__isnull=True)
                | Q(suspended_from__isnull=False, kind="interim_relief", outcome="granted"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.kind}"

    def as_step(self) -> RemedyStep:
        """Return what the rules need to know of it."""
        return RemedyStep(
            kind=RemedyKind(self.kind),
            lodged_on=self.lodged_on,
            decided_on=self.decided_on,
            sent_on=self.sent_on,
            outcome=RemedyOutcome(self.outcome) if self.outcome else None,
            suspended_from=self.suspended_from,
            suspended_until=self.suspended_until,
        )
