"""Inspections with several organisations, each on its own legal basis."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from spoorboek.apps.access.conditions import Condition, when
from spoorboek.apps.access.listed_fields import ListedField
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.models import Signal
from spoorboek.rules.roles import Permission


class InspectionRegistration(Registration):
    """A row of a register about inspections: it exists for those who work with inspections."""

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Inspections exist for inspectors and for those who coordinate or decide."""
        return when(viewer.may(Permission.INSPECTIONS_VIEW))


class InspectionDay(InspectionRegistration):
    """One day on which several organisations inspected businesses together."""

    held_on = models.DateField("gehouden op")
    sector = ListedField("branche", max_length=20, list_code="sectors")
    place = models.CharField("plaats", max_length=120, blank=True)

    class Meta:
        ordering = ("held_on", "number")


class InspectionParticipant(InspectionRegistration):
    """One organisation that took part in one day, with the power it used and what for."""

    day = models.ForeignKey(
        InspectionDay, verbose_name="controledag", on_delete=models.PROTECT, related_name="participants"
    )
    organisation = models.CharField("organisatie", max_length=120)
    legal_basis = models.CharField("grondslag", max_length=200)
    purpose = models.CharField("doel", max_length=200)

    class Meta:
        ordering = ("day_id", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("day", "organisation"), condition=Q(is_withdrawn=False), name="takes_part_once"
            )
        ]


class InspectedBusiness(InspectionRegistration):
    """One business or dwelling inspected on one day. ``business`` is a code of our own, not a name.

    A dwelling is entered with consent or an authorisation only (Algemene wet op het binnentreden,
    artikelen 1 and 2).
    """

    class EntryBasis(models.TextChoices):
        CONSENT = "consent", "toestemming van de bewoner"
        AUTHORISATION = "authorisation", "machtiging tot binnentreden"

    day = models.ForeignKey(
        InspectionDay, verbose_name="controledag", on_delete=models.PROTECT, related_name="businesses"
    )
    business = models.CharField("bedrijf", max_length=60)
    sector = ListedField("branche", max_length=20, list_code="sectors")
    finding = ListedField("bevinding", max_length=24, list_code="findings")
    remark = models.CharField("toelichting", max_length=300, blank=True)
    address = models.CharField("adres", max_length=120, blank=True)
    is_dwelling = models.BooleanField("is een woning", default=False)
    entry_basis = models.CharField("binnengegaan met", max_length=16, choices=EntryBasis, blank=True)
    entry_reference = models.CharField("kenmerk of wie toestemming gaf", max_length=120, blank=True)

    class Meta:
        ordering = ("day_id", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("day", "business"), condition=Q(is_withdrawn=False), name="inspected_once_a_day"
            ),
            models.CheckConstraint(
                name="dwelling_entered_with_consent_or_authorisation",
                condition=Q(is_dwelling=False) | ~Q(entry_basis=""),
            ),
        ]

    def clean(self) -> None:
        """Say in words what the constraint says to the database."""
        if self.is_dwelling and not self.entry_basis:
            raise ValidationError(
                {"entry_basis": "Een woning gaat u in met toestemming of een machtiging: kies."}
            )


class VisitFinding(Guarded):
    """What one participant found at one visit, on its own legal basis; maybe a signal followed from it."""

    business = models.ForeignKey(InspectedBusiness, on_delete=models.PROTECT, related_name="visit_findings")
    participant = models.ForeignKey(
        InspectionParticipant, on_delete=models.PROTECT, related_name="visit_findings"
    )
    kind = ListedField("bevinding", max_length=24, list_code="findings")
    remark = models.CharField("toelichting", max_length=300, blank=True)
    found_at = models.DateTimeField("opgeschreven op")
    signal = models.ForeignKey(
        Signal, null=True, on_delete=models.PROTECT, related_name="inspection_findings"
    )
    signalled_at = models.DateTimeField("doorgegeven op", null=True)

    class Meta:
        ordering = ("found_at", "pk")

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """As the inspections."""
        return when(viewer.may(Permission.INSPECTIONS_VIEW))

    def __str__(self) -> str:
        return f"{self.business_id} {self.kind}"


class EstablishmentCheck(InspectionRegistration):
    """One check of a sex establishment, with or without a licence, to notice exploitation."""

    checked_on = models.DateField("gecontroleerd op")
    is_licensed = models.BooleanField("vergund")
    establishment = models.CharField("inrichting", max_length=60)
    partners = models.CharField("samen met", max_length=120)
    remark = models.CharField("toelichting", max_length=300, blank=True)

    class Meta:
        ordering = ("checked_on", "number")
