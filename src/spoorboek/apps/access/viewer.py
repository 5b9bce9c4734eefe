"""Who is looking."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.rules.roles import Permission, Role, permissions_of


@dataclass(frozen=True, slots=True)
class Viewer:
    """The one who reads or acts. ``person_id`` is empty for somebody who is not logged in."""

    person_id: str
    name: str
    roles: frozenset[Role]
    organisation_id: str = ""

    @property
    def permissions(self) -> frozenset[Permission]:
        """Return everything this viewer may ever do."""
        return permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        """Tell whether this viewer may ever do this."""
        return permission in self.permissions


ANONYMOUS = Viewer(person_id="", name="anoniem", roles=frozenset({Role.ANONYMOUS}))
