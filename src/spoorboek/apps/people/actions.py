"""Making people and giving them roles."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.people.errors import RoleNotAssignableError, UsernameTakenError, WeakPasswordError
from spoorboek.apps.people.models import Organisation, Person, RoleAssignment
from spoorboek.rules.roles import Permission, Role

INSTALLATION = Viewer(
    person_id="installatie", name="installatie", roles=frozenset({Role.ADMINISTRATOR, Role.DATA_MANAGER})
)
"""Who acts when the example city is loaded and nobody is logged in yet."""


@transaction.atomic
def create_person(
    *,
    username: str,
    first_name: str,
    last_name: str,
    password: str,
    by: Viewer,
    at: datetime,
    organisation: str = "",
    email: str = "",
    is_invented: bool = False,
) -> str:
    """Make an account without any role and return its id. ``organisation`` is the name of one.

    ``email``: where the digest goes; without it none goes.
    """
    Access(by).require(Permission.PEOPLE_MANAGE, to="een persoon toevoegen")
    if Person.objects.filter(username__iexact=username).exists():
        raise UsernameTakenError(f"De gebruikersnaam {username} is al in gebruik.")
    works_for = find_organisation(organisation) if organisation else None
    person = Person(
        username=username,
        first_name=first_name,
        last_name=last_name,
        email=email,
        organisation=works_for,
        is_invented=is_invented,
        date_joined=at,
    )
    try:
        validate_password(password, user=person)
    except ValidationError as error:
        raise WeakPasswordError(" ".join(error.messages)) from error
    person.set_password(password)
    person.save()
    record(action="people.create", by=by, at=at, subject=f"people.person:{person.pk}")
    return str(person.pk)


@transaction.atomic
def assign_role(*, username: str, role: Role, by: Viewer, at: datetime) -> None:
    """Give somebody a role; giving it twice changes nothing."""
    Access(by).require(Permission.PEOPLE_MANAGE, to="een rol geven")
    if role is Role.ANONYMOUS:
        raise RoleNotAssignableError("De rol anoniem is voor wie niet is ingelogd; geef een andere rol.")
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise NotFoundError(f"De gebruiker {username}")
    _, is_new = RoleAssignment.objects.get_or_create(person=person, role=role.value)
    if is_new:
        record(
            action="people.assign_role",
            by=by,
            at=at,
            subject=f"people.person:{person.pk}",
            details={"role": role.value},
        )


def find_organisation(name: str) -> Organisation:
    """Return the organisation with this name; it is made when it is new."""
    slug = "-".join(name.lower().split())
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": name})[0]
