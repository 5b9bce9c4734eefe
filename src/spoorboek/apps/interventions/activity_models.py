"""Things organised to make people and organisations stronger."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from spoorboek.apps.access.conditions import Condition, when
from spoorboek.apps.access.listed_fields import ListedField
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.rules.roles import Permission


class ActivityRegistration(Registration):
    """A row of a register about what was organised or deployed: for everybody in the office."""

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Activities exist for those who work on plans, figures and letters."""
        return when(viewer.may(Permission.ACTIVITIES_VIEW))


class Activity(ActivityRegistration):
    """One activity, counted in its own unit: ``amount`` lessons, partners, schools or sessions."""

    kind = ListedField("soort", max_length=20, list_code="activity_kinds")
    title = models.CharField("titel", max_length=200)
    theme = models.CharField("thema", max_length=60)
    audience = models.CharField("doelgroep", max_length=120)
    held_on = models.DateField("gehouden op")
    unit = ListedField("eenheid", max_length=20, list_code="activity_units")
    amount = models.PositiveIntegerField("aantal", validators=[MinValueValidator(1)])
    pillar = models.PositiveSmallIntegerField(
        "pijler", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    at_network_day = models.BooleanField("op een netwerkdag", default=False)

    class Meta:
        ordering = ("held_on", "number")
        constraints = [models.CheckConstraint(name="activity_counts_something", condition=Q(amount__gte=1))]
