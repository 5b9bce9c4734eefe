"""What stands or moves in public space, and the areas designated for it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from spoorboek.apps.interventions.activity_models import ActivityRegistration


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
        constraints = [
            models.CheckConstraint(
                name="designation_ends_after_it_starts",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("designated_on")),
            )
        ]

    def clean(self) -> None:
        """Say in words what the constraint says to the database."""
        if self.ended_on is not None and self.ended_on < self.designated_on:
            raise ValidationError({"ended_on": f"Dit ligt vóór de aanwijzing op {self.designated_on}."})


class Deployment(ActivityRegistration):
    """One deployment of something that comes and goes, such as a mobile camera, with its reason."""

    class Kind(models.TextChoices):
        MOBILE_CAMERA = "mobile_camera", "mobiel cameratoezicht"
        STEWARDS = "stewards", "suswachten"

    class Reason(models.TextChoices):
        NEW_YEAR = "new_year", "jaarwisseling"
        ARSON = "arson", "brandstichting"
        STREET_RACE = "street_race", "straatraces"
        EXPLOSION = "explosion", "explosies"
        YOUTH_NUISANCE = "youth_nuisance", "jeugdoverlast"

    kind = models.CharField("soort", max_length=20, choices=Kind)
    reason = models.CharField("aanleiding", max_length=20, choices=Reason)
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
        constraints = [
            models.CheckConstraint(
                name="deployment_ends_after_it_starts",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            )
        ]

    def clean(self) -> None:
        """Say in words what the constraint says to the database."""
        if self.ended_on is not None and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": f"Dit ligt vóór het begin op {self.started_on}."})


class Asset(ActivityRegistration):
    """One thing that the municipality owns and keeps in working order, such as a fixed camera.

    Replaced means that another one hangs there since; removed, that nothing does.
    """

    class Kind(models.TextChoices):
        FIXED_CAMERA = "fixed_camera", "vaste camera"

    kind = models.CharField("soort", max_length=20, choices=Kind)
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
        constraints = [
            models.CheckConstraint(
                name="asset_replaced_after_placed",
                condition=Q(replaced_on__isnull=True) | Q(replaced_on__gte=F("placed_on")),
            ),
            models.CheckConstraint(
                name="asset_removed_after_placed",
                condition=Q(removed_on__isnull=True) | Q(removed_on__gte=F("placed_on")),
            ),
        ]

    def clean(self) -> None:
        """Say in words what the constraint says to the database."""
        for name in ("replaced_on", "removed_on"):
            day = getattr(self, name)
            if day is not None and day < self.placed_on:
                raise ValidationError({name: f"Dit ligt vóór de plaatsing op {self.placed_on}."})
