"""What the administrator does with an account that is there: change it, end it, open it, a new password."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.people.actions import INSTALLATION, assign_role, find_organisation
from spoorboek.apps.people.errors import OwnAccountError
from spoorboek.apps.people.models import Person, RoleAssignment
from spoorboek.apps.people.own_models import CalendarKey
from spoorboek.apps.people.passwords import make_password
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.roles import Permission, Role


@transaction.atomic
def change_person(
    *,
    username: str,
    first_name: str,
    last_name: str,
    organisation: str,
    roles: Iterable[Role],
    email: str = "",
    by: Viewer,
    at: datetime,
) -> None:
    """Give somebody this name, organisation, address and exactly these roles; one stays manager oneself."""
    person = _lock(username, by, to="een persoon wijzigen")
    wanted, present = {role.value for role in roles}, set(_list_roles(person))
    gone = sorted(present - wanted)
    if _is_own(person, by) and Role.ADMINISTRATOR.value in gone:
        raise OwnAccountError("U kunt uw eigen rol van beheerder niet weghalen. Vraag een andere beheerder.")
    told = (person.first_name, person.last_name, person.organisation, person.email)
    person.first_name, person.last_name, person.email = first_name, last_name, email
    person.organisation = find_organisation(organisation)
    person.save()
    if told != (first_name, last_name, person.organisation, email):
        _log("change", person, by=by, at=at)
    for role in gone:
        person.role_assignments.filter(role=role).delete()
        _log("take_role", person, by=by, at=at, details={"role": role})
    for role in sorted(wanted - present):
        assign_role(username=username, role=Role(role), by=by, at=at)


@transaction.atomic
def end_account(*, username: str, by: Viewer, at: datetime) -> None:
    """Close an account: its owner is out at once, what they did stays. Roles and calendar address end too."""
    person = _lock(username, by, to="een account beëindigen")
    if _is_own(person, by):
        raise OwnAccountError("U kunt uw eigen account niet beëindigen. Vraag een andere beheerder.")
    if not person.is_active:
        return
    person.is_active = False
    person.save()
    roles = _list_roles(person)
    person.role_assignments.all().delete()
    CalendarKey.objects.filter(person=person).delete()
    _log("end", person, by=by, at=at, details={"roles": roles})


@transaction.atomic
def reopen_account(*, username: str, by: Viewer, at: datetime) -> str:
    """Open a closed account again, without roles, and return its new password, to be told once."""
    person = _lock(username, by, to="een account heropenen")
    if not person.is_active:
        person.is_active = True
        person.save()
        _log("reopen", person, by=by, at=at)
    return renew_password(username=username, forgets_second_step=True, by=by, at=at)


@transaction.atomic
def renew_password(*, username: str, forgets_second_step: bool, by: Viewer, at: datetime) -> str:
    """Give somebody a new password and return it, to be told once; wherever they are logged in, that ends.

    ``forgets_second_step``: they lost their telephone too, and set up a new code when they log in.
    """
    person = _lock(username, by, to="een nieuw wachtwoord geven")
    if _is_own(person, by):
        raise OwnAccountError("Uw eigen wachtwoord wijzigt u bij 'Mijn account'.")
    if not person.is_active:
        raise OwnAccountError("Dit account is beëindigd. Heropen het eerst.")
    password = make_password(person.username, person.first_name, person.last_name)
    person.set_password(password)
    person.save()
    if forgets_second_step:
        Authenticator.objects.filter(user=person).delete()
    _log("renew_password", person, by=by, at=at, details={"second_step": forgets_second_step})
    return password


@transaction.atomic
def let_administrator_in(*, username: str, reason: str, forgets_second_step: bool, at: datetime) -> str:
    """Give an administrator whom nobody can help a new password, and return it, to be told once.

    For whoever owns the machine: nobody is logged in, so the log says that it was done there, and why. All
    others are helped by an administrator, who knows them.
    """
    person = _lock(username, INSTALLATION, to="een beheerder weer toelaten")
    if Role.ADMINISTRATOR.value not in _list_roles(person):
        raise OwnAccountError(
            f"{username} is geen beheerder. Een beheerder helpt, bij Beheer, Personen en rollen."
        )
    if not says_something(reason):
        raise OwnAccountError("Schrijf waarom. De reden komt in het logboek.")
    _log("let_in", person, by=INSTALLATION, at=at, details={"reason": reason.strip()})
    return renew_password(username=username, forgets_second_step=forgets_second_step, by=INSTALLATION, at=at)


def _lock(username: str, by: Viewer, *, to: str) -> Person:
    Access(by).require(Permission.PEOPLE_MANAGE, to=to)
    person = Person.objects.select_for_update().filter(username=username).first()
    if person is None:
        raise NotFoundError(f"De gebruiker {username}")
    return person


def _is_own(person: Person, by: Viewer) -> bool:
    return str(person.pk) == by.person_id


def _list_roles(person: Person) -> list[str]:
    return sorted(RoleAssignment.objects.filter(person=person).values_list("role", flat=True))


def _log(
    verb: str, person: Person, *, by: Viewer, at: datetime, details: dict[str, Any] | None = None
) -> None:
    record(action=f"people.{verb}", by=by, at=at, subject=f"people.person:{person.pk}", details=details)
