"""Sources, how their files are read, and what was received when.

The rows themselves are not here: they stand in files that are named after their content (services/tables).
"""

from __future__ import annotations

from django.db import models

from spoorboek.apps.access.conditions import Condition, when
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.figures.definition import SourceType
from spoorboek.rules.roles import Permission


class _OfSources(Guarded):
    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Everybody who works with figures sees where they come from."""
        return when(viewer.may(Permission.SOURCES_VIEW))


class Source(_OfSources):
    """Who publishes a set of numbers, and under which terms we may use it."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    address = models.CharField(max_length=500, blank=True)
    description = models.TextField(blank=True)
    source_type = models.CharField(max_length=20, choices=[(t.value, t.value) for t in SourceType])
    area_code = models.CharField(max_length=10)
    """What area the numbers are about when the file has no column that says so."""

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.title


class ImportMapping(_OfSources):
    """How the files of a source are read, in one version. Never changed: a change is a new version."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="mappings")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("source", "version")
        constraints = [models.UniqueConstraint(fields=("source", "version"), name="one_mapping_version")]

    def __str__(self) -> str:
        return f"{self.source_id} v{self.version}"


class Snapshot(_OfSources):
    """A source as it was received at one moment. The database refuses to change or delete it.

    ``code`` follows from what was received and how it was read, so the same file twice is one snapshot.
    """

    code = models.CharField(max_length=80, unique=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="snapshots")
    mapping = models.ForeignKey(ImportMapping, on_delete=models.PROTECT, related_name="snapshots")
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    table_sha256 = models.CharField(max_length=64)
    row_count = models.PositiveBigIntegerField()
    retrieved_at = models.DateTimeField()
    imported_at = models.DateTimeField()
    is_provisional = models.BooleanField()
    is_invented = models.BooleanField()
    """The source says of itself that all its numbers are made up."""
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ("source", "-retrieved_at", "-id")

    def __str__(self) -> str:
        return self.code


class Revocation(_OfSources):
    """Why a snapshot is no longer used. A row of its own, because a snapshot never changes."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="revocation")
    reason = models.TextField()
    revoked_at = models.DateTimeField()

    class Meta:
        ordering = ("revoked_at",)

    def __str__(self) -> str:
        return f"{self.snapshot_id}: {self.reason}"
