"""What is kept between two imports of a team's own list."""

from __future__ import annotations

from django.db import models

from spoorboek.apps.access.conditions import Condition, Holds
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.registers import REGISTERS


def owner_of(viewer: Viewer) -> str:
    """Return whose things these are: of the team, which is an organisation, or of somebody without one."""
    return (
        f"organisation:{viewer.organisation_id}"
        if viewer.organisation_id
        else f"person:{viewer.person_id or viewer.name}"
    )


class KeptMapping(Guarded):
    """How one list becomes rows of one register, under a name that its team knows.

    The words of a list may say something about a team's work, so that others see no name of it either.
    """

    owner = models.CharField(max_length=80)
    register = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    content = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("register", "name")
        constraints = [
            models.UniqueConstraint(
                fields=("owner", "register", "name"), name="one_mapping_per_team_and_name"
            )
        ]

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """For those of the team who may write in the register."""
        codes = tuple(code for code, register in REGISTERS.items() if viewer.may(register.writes))
        return Holds("register", codes) & Holds("owner", (owner_of(viewer),))

    def __str__(self) -> str:
        return f"{self.register}: {self.name}"
