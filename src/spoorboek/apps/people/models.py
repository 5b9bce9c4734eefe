"""People who log in, the organisation they work for, and what they do in the policy cycle."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractUser
from django.db import models

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.people.own_models import CalendarKey as CalendarKey
from spoorboek.apps.people.own_models import KeptFilter as KeptFilter
from spoorboek.apps.people.own_models import KeptForm as KeptForm
from spoorboek.apps.people.own_models import SentForm as SentForm
from spoorboek.apps.people.own_models import StandIn as StandIn
from spoorboek.rules.roles import Role, find_role


class Organisation(models.Model):
    """The municipality or one of its partners (police, prosecutor, housing association)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Person(AbstractUser):
    """Somebody who can log in. What they may do follows from their roles alone.

    Absent on purpose: Django's own groups and permissions decide nothing here.
    """

    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    is_invented = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="nl")
    """The one in which they read the pages last: e-mail is written in it."""
    known_roles: frozenset[Role] | None = None
    """The roles, when they were read together with something else (``queries.read_entrance``)."""

    def as_viewer(self) -> Viewer:
        """Return this person as the one who looks."""
        roles = self.known_roles
        if roles is None:
            roles = read_roles(assignment.role for assignment in self.role_assignments.all())
        return Viewer(
            person_id=str(self.pk),
            name=self.get_full_name() or self.username,
            roles=roles,
            organisation_id=str(self.organisation_id or ""),
        )


def read_roles(words: Iterable[str]) -> frozenset[Role]:
    """Return the roles with these words; one that the configuration does not know any more gives nothing."""
    return frozenset(role for word in words if (role := find_role(word)))


class RoleAssignment(models.Model):
    """One role of one person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("person", "role"), name="one_role_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"
