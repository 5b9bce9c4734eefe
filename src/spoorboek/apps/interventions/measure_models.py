"""Reports of the police to the mayor, and the measures that followed or did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from spoorboek.apps.access.conditions import Condition, when
from spoorboek.apps.access.day_orders import DayOrder, as_constraints, check_day_orders
from spoorboek.apps.access.listed_fields import ListedField
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.models import Case
from spoorboek.apps.intake.models import Signal, list_tips
from spoorboek.rules.protocols.grounds import rests_on_tips_alone
from spoorboek.rules.roles import Permission
from spoorboek.rules.value_lists import DRUGS

_MEASURE_DAYS = (
    DayOrder("measure_published_after_taken", "taken_on", "published_on", "het besluit van"),
    DayOrder("measure_lifted_after_taken", "taken_on", "lifted_on", "het besluit van"),
)
_CLOSURE_DAYS = (
    DayOrder("closure_ends_after_it_begins", "closed_from", "closed_until", "het begin op"),
    DayOrder("closure_reopened_after_closed", "closed_from", "reopened_on", "de sluiting op", strictly=True),
)


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

    class DrugKind(models.TextChoices):
        SOFT = "soft", "softdrugs"
        HARD = "hard", "harddrugs"

    received_on = models.DateField("ontvangen op")
    subject = ListedField("onderwerp", max_length=20, list_code="report_subjects")
    drug_kind = models.CharField("soort drugs", max_length=10, choices=DrugKind, blank=True)
    premises = models.CharField("pand", max_length=60, blank=True)
    place_kind = ListedField("soort plek", max_length=20, list_code="place_kinds", blank=True)
    found_on = models.DateField("bevinding op", null=True, blank=True)
    findings = models.CharField("bevindingen", max_length=1000, blank=True)
    amounts = models.CharField("middelen en hoeveelheden", max_length=300, blank=True)
    provision = models.CharField("overtreden voorschrift", max_length=200, blank=True)
    earlier_violations = models.CharField("eerdere overtredingen", max_length=300, blank=True)
    is_tip_alone = models.BooleanField("rust alleen op een anonieme melding", default=False)
    case = models.ForeignKey(
        Case,
        verbose_name="casus",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="police_reports",
    )
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
        if (self.subject == DRUGS) != bool(self.drug_kind):
            raise ValidationError({"drug_kind": "Vul dit in als het om drugs gaat, en alleen dan."})
        if (self.no_action_on is None) != (not self.no_action_reason):
            raise ValidationError({"no_action_reason": "Niets doen vraagt een dag en een reden."})
        if self.no_action_on is not None and self.no_action_on < self.received_on:
            raise ValidationError(
                {"no_action_on": f"Dit ligt vóór de ontvangst op {self.received_on:%d-%m-%Y}."}
            )
        if self.found_on is not None and self.found_on > self.received_on:
            raise ValidationError({"found_on": f"Dit ligt na de ontvangst op {self.received_on:%d-%m-%Y}."})


class Measure(MeasureRegistration):
    """One measure that the mayor or the executive board took."""

    kind = ListedField("soort", max_length=20, list_code="measure_kinds")
    taken_on = models.DateField("genomen op")
    reason = models.CharField("motivering", max_length=300, blank=True)
    supported_by = models.CharField("steunt verder op", max_length=300, blank=True)
    reports = models.ManyToManyField(
        PoliceReport, verbose_name="bestuurlijke rapportages", blank=True, related_name="measures"
    )
    premises = models.CharField("pand", max_length=60, blank=True)
    case = models.ForeignKey(
        Case, verbose_name="casus", null=True, blank=True, on_delete=models.PROTECT, related_name="measures"
    )
    published_on = models.DateField("bekendgemaakt op", null=True, blank=True)
    lifted_on = models.DateField("opgeheven op", null=True, blank=True)
    lifting_reason = models.CharField("reden van opheffing", max_length=300, blank=True)

    class Meta:
        ordering = ("taken_on", "number")
        constraints = as_constraints(_MEASURE_DAYS)

    def clean(self) -> None:
        """Say in words what the constraints say to the database."""
        check_day_orders(self, _MEASURE_DAYS)

    def check_links(self, links: Mapping[str, Sequence[int]]) -> None:
        """Keep a measure from resting on an anonymous tip alone, through whichever door it comes in.

        It rests on its reports; without a report on the signals of its case.
        """
        if self.supported_by.strip():
            return
        keys = self.linked_keys(links, "reports")
        if keys:
            found = PoliceReport.objects.filter(pk__in=keys, is_withdrawn=False)
            are_tips = list(found.values_list("is_tip_alone", flat=True))
        else:
            are_tips = list_tips(Signal.objects.filter(cases=self.case_id)) if self.case_id else []
        if rests_on_tips_alone(are_tips):
            raise ValidationError(
                {
                    "supported_by": "Een maatregel kan niet op een anonieme melding alleen rusten. "
                    "Schrijf op wat die melding ondersteunt."
                }
            )


class Closure(MeasureRegistration):
    """One building closed by a measure, from a day until a day, and possibly opened again earlier.

    Without ``closed_until`` it is closed until further notice.
    """

    COMING_DAYS = frozenset({"closed_until"})

    measure = models.ForeignKey(
        Measure, verbose_name="maatregel", on_delete=models.PROTECT, related_name="closures"
    )
    premises = models.CharField("pand", max_length=60)
    closed_from = models.DateField("gesloten vanaf")
    closed_until = models.DateField("gesloten tot en met", null=True, blank=True)
    reopened_on = models.DateField("heropend op", null=True, blank=True)
    reopening_reason = models.CharField("reden van heropening", max_length=300, blank=True)

    class Meta:
        ordering = ("closed_from", "number")
        constraints = as_constraints(_CLOSURE_DAYS)

    def clean(self) -> None:
        """Say in words what the constraints say to the database."""
        check_day_orders(self, _CLOSURE_DAYS)


class PenaltyOrder(MeasureRegistration):
    """One order under penalty, or a warning that one may follow.

    ``labelled_as`` keeps the word of the source: where that says both, we do not choose.
    """

    COMING_DAYS = frozenset({"comply_until"})

    class Label(models.TextChoices):
        ORDER = "order", "last onder dwangsom"
        WARNING = "warning", "waarschuwing"
        ORDER_OR_WARNING = "order_or_warning", "last of waarschuwing (de bron noemt beide)"

    imposed_on = models.DateField("opgelegd op")
    labelled_as = models.CharField("zo genoemd", max_length=20, choices=Label)
    subject = ListedField("onderwerp", max_length=20, list_code="penalty_subjects")
    amount_eur = models.DecimalField(
        "dwangsom in euro", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    maximum_eur = models.DecimalField(
        "maximum in euro",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    comply_until = models.DateField("begunstigingstermijn tot en met", null=True, blank=True)
    measure = models.ForeignKey(
        Measure,
        verbose_name="maatregel",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="penalty_orders",
    )
    lifted_on = models.DateField("last opgeheven op", null=True, blank=True)

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
    what = models.CharField("wat is afgepakt", max_length=200, blank=True)
    seized_by = models.CharField("afgepakt door (organisatie)", max_length=120, blank=True)
    report = models.ForeignKey(
        PoliceReport,
        verbose_name="bestuurlijke rapportage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seizures",
    )

    class Meta:
        ordering = ("seized_on", "number")
        constraints = [
            models.CheckConstraint(name="seizure_not_negative", condition=Q(amount_eur__gte=0)),
        ]
