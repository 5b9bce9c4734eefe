"""What figures are counted by. The numbers themselves are not stored: they are counted when asked for."""

from __future__ import annotations

from django.db import models

from spoorboek.apps.access.conditions import Condition, when
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.rules.roles import Permission


class _OfFigures(Guarded):
    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Whoever may see figures; others see what is published, which stands in the letters."""
        return when(viewer.may(Permission.FIGURES_VIEW))


class IndicatorDefinition(_OfFigures):
    """One counting rule in one version. Never changed: a change is a new version.

    ``content`` is the entry as it stands in the file with definitions (definition_file.py).
    """

    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    defined_at = models.DateTimeField()

    class Meta:
        ordering = ("code", "version")
        constraints = [models.UniqueConstraint(fields=("code", "version"), name="one_definition_version")]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class TableSpecification(_OfFigures):
    """Which figures stand in a table of a letter, in one version."""

    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    defined_at = models.DateTimeField()

    class Meta:
        ordering = ("code", "version")
        constraints = [models.UniqueConstraint(fields=("code", "version"), name="one_table_version")]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class KeptPeriod(models.Model):
    """Somebody declared that a register is complete over a period, so that nothing in it means none.

    Everybody may know it: it tells nothing of what stands in the register.
    """

    register = models.SlugField(max_length=60)
    first_on = models.DateField()
    last_on = models.DateField()
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ("register", "first_on", "last_on")
        constraints = [
            models.UniqueConstraint(fields=("register", "first_on", "last_on"), name="one_kept_period")
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.first_on} {self.last_on}"
