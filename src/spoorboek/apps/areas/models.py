"""Areas, because borders move: one row is one area in one edition."""

from __future__ import annotations

from django.db import models


class Area(models.Model):
    """A municipality, district or neighbourhood as it was in the year ``edition``.

    Open to everybody: codes, names and borders are published by Statistics Netherlands. Text codes for
    the parent, because editions come as a whole and old ones may lose theirs.
    """

    class Kind(models.TextChoices):
        """The three levels. The values are the Dutch words that users read."""

        MUNICIPALITY = "gemeente", "gemeente"
        DISTRICT = "wijk", "wijk"
        NEIGHBOURHOOD = "buurt", "buurt"

    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    edition = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent_code = models.CharField(max_length=10, blank=True)
    boundary = models.JSONField(null=True)
    """GeoJSON geometry in degrees (EPSG:4326), simplified for drawing; not for measuring."""
    attribution = models.CharField(max_length=200)

    class Meta:
        ordering = ("edition", "code")
        constraints = [models.UniqueConstraint(fields=("code", "edition"), name="one_area_per_edition")]

    def __str__(self) -> str:
        return f"{self.code} {self.name} ({self.edition})"
