"""Who is looking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from spoorboek.apps.access.roles import permissions_of
from spoorboek.rules.roles import Permission, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """The one who reads or acts. ``person_id`` is empty for somebody who is not logged in.

    ``at``: the moment of looking, because some access begins and ends; None is now. ``lent``: what is done in
    their name in one action, beyond their roles.
    """

    person_id: str
    name: str
    roles: frozenset[Role]
    organisation_id: str = ""
    at: datetime | None = None
    lent: frozenset[Permission] = frozenset()

    @property
    def moment(self) -> datetime:
        """Return the moment of looking."""
        return self.at or timezone.now()

    @property
    def day(self) -> date:
        """Return the day of looking, as the calendar on the wall has it."""
        return timezone.localdate(self.moment)

    def looking_at(self, at: datetime) -> Viewer:
        """Return the same person at this moment."""
        return replace(self, at=at)

    def lending(self, *permissions: Permission) -> Viewer:
        """Return the same person for one action that needs more than their roles give."""
        return replace(self, lent=self.lent | set(permissions))

    @property
    def permissions(self) -> frozenset[Permission]:
        """Return everything this viewer may do on the day of looking."""
        return permissions_of(self.roles, self.day) | self.lent

    def may(self, permission: Permission) -> bool:
        """Tell whether this viewer may do this on the day of looking."""
        return permission in self.permissions

    def get_role_for(self, permission: Permission) -> Role:
        """Return the role, first by name, through which this viewer may do this."""
        roles = sorted(self.roles, key=lambda role: role.value)
        return next(role for role in roles if permission in permissions_of(frozenset({role}), self.day))


ANONYMOUS = Viewer(person_id="", name="anoniem", roles=frozenset({Role.ANONYMOUS}))
