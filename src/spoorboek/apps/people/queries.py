"""Reading people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import CharField, Value

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.roles import list_roles, permissions_of
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.people.models import Person, RoleAssignment, read_roles
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as the administrator sees them."""

    person_id: str
    username: str
    name: str
    first_name: str
    last_name: str
    organisation: str
    email: str
    roles: tuple[str, ...]
    has_second_step: bool
    is_active: bool
    is_invented: bool
    last_login_at: datetime | None


def find_viewer(username: str) -> Viewer | None:
    """Return this person as the one who looks, or None when nobody active has the name."""
    person = Person.objects.filter(username=username, is_active=True).first()
    return person.as_viewer() if person else None


def get_viewer(username: str) -> Viewer:
    """Return this person as the one who looks, or raise NotFoundError."""
    found = find_viewer(username)
    if found is None:
        raise NotFoundError(f"De gebruiker {username}")
    return found


def read_entrance(person: Person) -> bool:
    """Tell whether somebody who logged in set up the second step.

    Their roles are read with it: both are asked on every page.
    """
    said = RoleAssignment.objects.filter(person=person).annotate(what=Value("role", CharField())).order_by()
    steps = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).order_by()
    rows = said.values_list("what", "role").union(
        steps.annotate(what=Value("step", CharField())).values_list("what", "type"), all=True
    )
    found = list(rows)
    person.known_roles = read_roles(word for what, word in found if what == "role")
    return any(what == "step" for what, _ in found)


def list_people(viewer: Viewer) -> list[PersonRow]:
    """Return everybody with an account for those who manage people, who can log in first, by username."""
    Access(viewer).require(Permission.PEOPLE_MANAGE, to="de lijst van personen inzien")
    protected = set(
        Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True)
    )
    people = Person.objects.select_related("organisation").prefetch_related("role_assignments")
    return [_as_row(person, protected) for person in people.order_by("-is_active", "username")]


def get_person(viewer: Viewer, username: str) -> PersonRow:
    """Return one person for those who manage people, or raise NotFoundError."""
    found = next((one for one in list_people(viewer) if one.username == username), None)
    if found is None:
        raise NotFoundError(f"De gebruiker {username}")
    return found


def _as_row(person: Person, protected: set[int]) -> PersonRow:
    return PersonRow(
        person_id=str(person.pk),
        username=person.username,
        name=person.get_full_name() or person.username,
        first_name=person.first_name,
        last_name=person.last_name,
        organisation=person.organisation.name if person.organisation else "",
        email=person.email,
        roles=tuple(sorted(assignment.role for assignment in person.role_assignments.all())),
        has_second_step=person.pk in protected,
        is_active=person.is_active,
        is_invented=person.is_invented,
        last_login_at=person.last_login,
    )


def list_names(person_ids: Iterable[str]) -> dict[str, str]:
    """Return the username for each id that is somebody's, for pages that show who did something.

    A username is no secret inside the house; the caller has already decided who may see the page.
    """
    known = [int(each) for each in person_ids if each.isdecimal()]
    return {str(pk): name for pk, name in Person.objects.filter(pk__in=known).values_list("pk", "username")}


def list_usernames_with(permission: Permission, *, on: date) -> list[str]:
    """Return the user names of everybody active whose roles may do this on a day, in order."""
    roles = [role.value for role in list_roles() if permission in permissions_of(frozenset({role}), on)]
    found = Person.objects.filter(is_active=True, role_assignments__role__in=roles)
    return sorted(set(found.values_list("username", flat=True)))
