"""What stands or moves in public space, and the areas designated for it."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from spoorboek.apps.access.day_orders import DayOrder, as_constraints, check_day_orders
from spoorboek.apps.access.listed_fields import ListedField
from spoorboek.apps.interventions.activity_models import ActivityRegistration

_AREA_DAYS = (DayOrder("designation_ends_after_it_starts", "designated_on", "ended_on", "de aanwijzing op"),)
_DEPLOYMENT_DAYS = (DayOrder("deployment_ends_after_it_starts", "started_on", "ended_on", "het begin op"),)
_ASSET_DAYS = (
    DayOrder("asset_replaced_after_placed", "placed_on", "replaced_on", "de plaatsing op"),
    DayOrder("asset_removed_after_placed", "placed_on", "removed_on", "de plaatsing op"),
)


class DesignatedArea(ActivityRegistration):
    """One area designated by a decision, from a day until it ends or is withdrawn."""

    class Kind(models.TextChoices):
        CAMERA = "camera", "cameragebied"
        ALCOHOL_BAN = "alcohol_ban", "gebied met alcoholverbod"
        SECURITY_RISK = "security_risk", "veiligheidsrisicogebied"
        MOBILE_CAMERA = "mobile_camera", "gebied voor mobiel cameratoezicht"
        SPECIAL_MEASURES = "special_measures", "gebied met bijzondere maatregelen (Wbmgp)"
        AREA_BAN = "area_ban", "gebiedsverbod"

    kind = models.CharField("soort", max_length=20, choices=Kind)
    name = models.CharField("naam", max_length=120)
    designated_on = models.DateField("aangewezen op")
    ended_on = models.DateField("geëindigd op", null=True, blank=True)

    class Meta:
        ordering = ("designated_on", "number")
        constraints = as_constraints(_AREA_DAYS)

    def clean(self) -> None:
        """Say in words what the constraint says to the database."""
        check_day_orders(self, _AREA_DAYS)

    def check_change(self, before: Self) -> None:
        """Keep what a decision fixed from being widened by a correction."""
        if getattr(self, "decision", None) is None:
            return
        for name in ("kind", "area_code", "designated_on"):
            if getattr(self, name) != getattr(before, name):
                raise ValidationError(
                    {name: "Dit staat in het besluit. Een ander of groter gebied vraagt een nieuw besluit."}
                )
        if before.ended_on is not None and (self.ended_on is None or self.ended_on > before.ended_on):
            raise ValidationError({"ended_on": "Langer dan dit vraagt een nieuw besluit."})


class Deployment(ActivityRegistration):
    """One deployment of something that comes and goes, such as a mobile camera, with its reason."""

    kind = ListedField("soort", max_length=20, list_code="deployment_kinds")
    reason = ListedField("aanleiding", max_length=20, list_code="deployment_reasons")
    place = models.CharField("plaats", max_length=120)
    started_on = models.DateField("begonnen op")
    ended_on = models.DateField("beëindigd op", null=True, blank=True)
    area = models.ForeignKey(
        DesignatedArea,
        verbose_name="aangewezen gebied",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deployments",
    )

    class Meta:
        ordering = ("started_on", "number")
        constraints = as_constraints(_DEPLOYMENT_DAYS)

    def clean(self) -> None:
        """Say in words what the constraint says to the database."""
        check_day_orders(self, _DEPLOYMENT_DAYS)


class Asset(ActivityRegistration):
    """One thing that the municipality owns and keeps in working order, such as a fixed camera.

    Replaced means that another one hangs there since; removed, that nothing does.
    """

    kind = ListedField("soort", max_length=20, list_code="asset_kinds")
    place = models.CharField("plaats", max_length=120)
    placed_on = models.DateField("geplaatst op")
    replaced_on = models.DateField("vervangen op", null=True, blank=True)
    removed_on = models.DateField("weggehaald op", null=True, blank=True)
    area = models.ForeignKey(
        DesignatedArea,
        verbose_name="aangewezen gebied",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assets",
    )

    class Meta:
        ordering = ("placed_on", "number")
        constraints = as_constraints(_ASSET_DAYS)

    def clean(self) -> None:
        """Say in words what the constraint says to the database."""
        check_day_orders(self, _ASSET_DAYS)
