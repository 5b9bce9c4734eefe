"""Who is looking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from spoorboek.rules.roles import Permission, Role, permissions_of


@dataclass(frozen=True, slots=True)
class Viewer:
    """The one who reads or acts. ``person_id`` is empty for somebody who is not logged in.

    ``at``: the moment of looking, because some access begins and ends; None is now.
    """

    person_id: str
    name: str
    roles: frozenset[Role]
    organisation_id: str = ""
    at: datetime | None = None

    @property
    def moment(self) -> datetime:
        """Return the moment of looking."""
        return self.at or timezone.now()

    def looking_at(self, at: datetime) -> Viewer:
        """Return the same person at this moment."""
        return replace(self, at=at)

    @property
    def permissions(self) -> frozenset[Permission]:
        """Return everything this viewer may ever do."""
        return permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        """Tell whether this viewer may ever do this."""
        return permission in self.permissions


ANONYMOUS = Viewer(person_id="", name="anoniem", roles=frozenset({Role.ANONYMOUS}))
