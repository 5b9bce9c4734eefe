"""Reports of the police to the mayor, and the measures that followed or did not."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from spoorboek.apps.access.conditions import Condition, when
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.rules.roles import Permission


class MeasureRegistration(Registration):
    """A row of a register about measures: it exists for those who work with measures."""

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Measures exist for those who decide on them or prepare them."""
        return when(viewer.may(Permission.MEASURES_VIEW))


class PoliceReport(MeasureRegistration):
    """One administrative police report. ``premises`` is a code of our own, not an address.

    It ends in measures (many to many: one measure may rest on several reports) or in a decision to
    do nothing, which needs a reason and a day.
    """

    class Subject(models.TextChoices):
        DRUGS = "drugs", "drugs"
        PROSTITUTION = "prostitution", "prostitutie"
        OTHER = "other", "anders"

    class DrugKind(models.TextChoices):
        SOFT = "soft", "softdrugs"
        HARD = "hard", "harddrugs"

    received_on = models.DateField("ontvangen op")
    subject = models.CharField("onderwerp", max_length=20, choices=Subject)
    drug_kind = models.CharField("soort drugs", max_length=10, choices=DrugKind, blank=True)
    premises = models.CharField("pand", max_length=60, blank=True)
    no_action_on = models.DateField("besloten niets te doen op", null=True, blank=True)
    no_action_reason = models.CharField("reden om niets te doen", max_length=300, blank=True)

    class Meta:
        ordering = ("received_on", "number")
        constraints = [
            models.CheckConstraint(
                name="report_drug_kind_only_for_drugs",
                condition=Q(subject="drugs") & ~Q(drug_kind="") | ~Q(subject="drugs") & Q(drug_kind=""),
            ),
            models.CheckConstraint(
                name="report_no_action_has_reason",
                condition=Q(no_action_on__isnull=True, no_action_reason="")
                | Q(no_action_on__gte=F("received_on")) & ~Q(no_action_reason=""),
            ),
        ]

    def clean(self) -> None:
        """Say in words what the constraints say to the database."""
        if (self.subject == self.Subject.DRUGS) != bool(self.drug_kind):
            raise ValidationError({"drug_kind": "Vul dit in als het om drugs gaat, en alleen dan."})
        if (self.no_action_on is None) != (not self.no_action_reason):
            raise ValidationError({"no_action_reason": "Niets doen vraagt een dag en een reden."})
        if self.no_action_on is not None and self.no_action_on < self.received_on:
            raise ValidationError({"no_action_on": f"Dit ligt vóór de ontvangst op {self.received_on}."})


class Measure(MeasureRegistration):
    """One measure that the mayor or the executive board took."""

    class Kind(models.TextChoices):
        CLOSURE = "closure", "sluiting"
        WARNING = "warning", "waarschuwing"
        PENALTY_ORDER = "penalty_order", "last onder dwangsom"
        COERCIVE_DECISION = "coercive_decision", "dwangbesluit (soort niet vermeld)"

    kind = models.CharField("soort", max_length=20, choices=Kind)
    taken_on = models.DateField("genomen op")
    reason = models.CharField("motivering", max_length=300, blank=True)
    reports = models.ManyToManyField(
        PoliceReport, verbose_name="bestuurlijke rapportages", blank=True, related_name="measures"
    )

    class Meta:
        ordering = ("taken_on", "number")


class Closure(MeasureRegistration):
    """One building closed by a measure, from a day until a day, and possibly opened again earlier."""

    measure = models.ForeignKey(
        Measure, verbose_name="maatregel", on_delete=models.PROTECT, related_name="closures"
    )
    premises = models.CharField("pand", max_length=60)
    closed_from = models.DateField("gesloten vanaf")
    closed_until = models.DateField("gesloten tot en met")
    reopened_on = models.DateField("heropend op", null=True, blank=True)

    class Meta:
        ordering = ("closed_from", "number")
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_it_begins", condition=Q(closed_until__gte=F("closed_from"))
            ),
            models.CheckConstraint(
                name="closure_reopened_after_closed",
                condition=Q(reopened_on__isnull=True) | Q(reopened_on__gt=F("closed_from")),
            ),
        ]

    def clean(self) -> None:
        """Say in words what the constraints say to the database."""
        if self.closed_until < self.closed_from:
            raise ValidationError({"closed_until": f"Dit ligt vóór het begin op {self.closed_from}."})
        if self.reopened_on is not None and self.reopened_on <= self.closed_from:
            raise ValidationError({"reopened_on": f"Dit ligt niet na de sluiting op {self.closed_from}."})


class PenaltyOrder(MeasureRegistration):
    """One order under penalty, or a warning that one may follow.

    ``labelled_as`` keeps the word of the source: where that says both, we do not choose.
    """

    class Label(models.TextChoices):
        ORDER = "order", "last onder dwangsom"
        WARNING = "warning", "waarschuwing"
        ORDER_OR_WARNING = "order_or_warning", "last of waarschuwing (de bron noemt beide)"

    class Subject(models.TextChoices):
        DRUG_DEALING = "drug_dealing", "drugs dealen"
        OTHER = "other", "anders"

    imposed_on = models.DateField("opgelegd op")
    labelled_as = models.CharField("zo genoemd", max_length=20, choices=Label)
    subject = models.CharField("onderwerp", max_length=20, choices=Subject)
    amount_eur = models.DecimalField(
        "dwangsom in euro", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )

    class Meta:
        ordering = ("imposed_on", "number")
        constraints = [
            models.CheckConstraint(name="penalty_not_negative", condition=Q(amount_eur__gte=0)),
        ]


class Seizure(MeasureRegistration):
    """Criminal assets taken on one day. ``is_estimate`` when the source says "about"."""

    seized_on = models.DateField("afgepakt op")
    amount_eur = models.DecimalField(
        "bedrag in euro", max_digits=14, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    vehicle_count = models.PositiveIntegerField("voertuigen", default=0)
    is_estimate = models.BooleanField("geschat", default=False)

    class Meta:
        ordering = ("seized_on", "number")
        constraints = [
            models.CheckConstraint(name="seizure_not_negative", condition=Q(amount_eur__gte=0)),
        ]
