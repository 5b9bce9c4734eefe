"""Cases: problems under coordination, and who was invited to talk about them."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from spoorboek.apps.access.conditions import Condition, Holds, when
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.kinds import list_kind_choices
from spoorboek.apps.intake.models import Signal, person_keys
from spoorboek.rules.register_lifecycles import CASE_LIFECYCLE, CaseStatus
from spoorboek.rules.roles import Permission

STATUS_CHOICES = [(status.value, CASE_LIFECYCLE.words[status]) for status in CaseStatus]
OPEN = CaseStatus.OPEN.value


class Case(Registration):
    """One problem under coordination, from opening to closing.

    ``title`` names a place or a theme, never a person. A reopened case keeps its closing and goes on
    as a new case that ``follows`` it: what was once counted as closed stays closed then.
    """

    kind = models.CharField("soort", max_length=32, choices=list_kind_choices)
    title = models.CharField("titel", max_length=200)
    theme = models.CharField("thema", max_length=60)
    place = models.CharField("plaats", max_length=120, blank=True)
    opened_on = models.DateField("geopend op")
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    status = models.CharField("status", max_length=16, choices=STATUS_CHOICES, default=OPEN)
    closing_reason = models.CharField("reden van afsluiten", max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="regisseur",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    follows = models.OneToOneField(
        "self",
        verbose_name="vervolg op",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
    )
    signals = models.ManyToManyField(Signal, verbose_name="signalen", blank=True, related_name="cases")

    class Meta:
        ordering = ("opened_on", "number")
        constraints = [
            models.CheckConstraint(name="case_status_known", condition=Q(status__in=[*dict(STATUS_CHOICES)])),
            models.CheckConstraint(
                name="case_open_or_closed",
                condition=Q(status=OPEN, closed_on__isnull=True)
                | (~Q(status=OPEN) & Q(closed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_closed_after_opened",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
        ]

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """A case exists for who leads it, who is invited to it, and who coordinates all of them."""
        keys = person_keys(viewer)
        return (
            when(viewer.may(Permission.CASES_VIEW_ALL))
            | Holds("owner_id", keys)
            | Holds("participations__person_id", keys)
        )

    def clean(self) -> None:
        """Say in words what the constraints say to the database."""
        if (self.status == OPEN) != (self.closed_on is None):
            raise ValidationError({"closed_on": "Een casus is open, of afgesloten op een dag."})
        if self.closed_on is not None and self.closed_on < self.opened_on:
            raise ValidationError({"closed_on": f"Dit ligt vóór de opening op {self.opened_on}."})


class Participation(models.Model):
    """One person invited to one meeting about one case, for an organisation."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    meeting_on = models.DateField()

    class Meta:
        ordering = ("meeting_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("case", "person", "meeting_on"), name="invited_once_per_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.meeting_on}"
