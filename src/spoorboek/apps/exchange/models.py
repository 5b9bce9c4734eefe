"""What is kept between two imports of a team's own list."""

from __future__ import annotations

from django.db import models

from spoorboek.apps.access.conditions import Condition, Holds
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.registers import REGISTERS


class KeptMapping(Guarded):
    """How one list becomes rows of one register, under a name that its makers know. No personal data."""

    register = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    content = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("register", "name")
        constraints = [models.UniqueConstraint(fields=("register", "name"), name="one_mapping_per_name")]

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """For those who may write in the register."""
        codes = tuple(code for code, register in REGISTERS.items() if viewer.may(register.writes))
        return Holds("register", codes)

    def __str__(self) -> str:
        return f"{self.register}: {self.name}"
