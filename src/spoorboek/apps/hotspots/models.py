"""Sets of reports and the analyses of them."""

from __future__ import annotations

from django.db import models

from spoorboek.apps.access.conditions import Condition, when
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.rules.roles import Permission


class _OfOffice(Guarded):
    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """A place can be somebody's home, so points are for those who work with them."""
        return when(viewer.may(Permission.HOTSPOTS_VIEW))


class IncidentSet(_OfOffice):
    """Reports as they were taken in from one file. Never changed: a newer file is another set."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    content = models.TextField()
    """CSV with start, end, x, y, and numbers for who reported and which problem; nothing else is kept."""
    sha256 = models.CharField(max_length=64)
    """Of the file that was taken in."""
    report_count = models.PositiveIntegerField()
    dropped = models.JSONField(default=dict)
    """How many rows were left out at reading, by reason."""
    notes = models.JSONField(default=list)
    zone = models.CharField(max_length=60)
    clock = models.CharField(max_length=10)
    """Whether times are of what happened or of the report."""
    is_invented = models.BooleanField()
    taken_in_at = models.DateTimeField()

    class Meta:
        ordering = ("-taken_in_at", "code")

    def __str__(self) -> str:
        return self.title


class HotspotAnalysis(_OfOffice):
    """One answer about a set: what was asked, with what it was made, and what came out."""

    incident_set = models.ForeignKey(IncidentSet, on_delete=models.PROTECT, related_name="analyses")
    parameters = models.JSONField()
    seed = models.PositiveBigIntegerField()
    used_count = models.PositiveIntegerField()
    dropped = models.JSONField(default=dict)
    result = models.JSONField()
    code_version = models.CharField(max_length=60)
    run_at = models.DateTimeField()
    is_invented = models.BooleanField()

    class Meta:
        ordering = ("incident_set", "-run_at", "-id")

    def __str__(self) -> str:
        return f"{self.incident_set_id} {self.run_at:%Y-%m-%d}"
