"""Standing in for who is away: who takes whose steps in approval routes, from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.people.errors import StandInError
from spoorboek.apps.people.models import Person, RoleAssignment, StandIn, read_roles
from spoorboek.rules.absences import check_can_stand_in
from spoorboek.rules.errors import AbsenceError
from spoorboek.rules.roles import Permission, Role, add_role


@dataclass(frozen=True, slots=True)
class StandInRow:
    """One absence: who (username) is replaced by whom, in which role, over which days."""

    number: int
    username: str
    replaced_by: str
    person_id: str
    replaced_by_id: str
    role: Role
    first_on: date
    last_on: date
    is_now: bool
    may_end: bool


@transaction.atomic
def arrange_stand_in(
    *, username: str, replaced_by: str, role: Role, first_on: date, last_on: date, by: Viewer, at: datetime
) -> int:
    """Let somebody take the steps of another's role while the other is away; return its number.

    Everybody arranges this for themselves; who manages people, for everybody.
    """
    absent, other = _get_person(username), _get_person(replaced_by)
    if str(absent.pk) != by.person_id:
        Access(by).require(Permission.PEOPLE_MANAGE, to="voor een ander waarneming regelen")
    try:
        check_can_stand_in(
            role=role,
            absent_roles=absent.as_viewer().roles,
            stand_in_permissions=other.as_viewer().permissions,
            is_same_person=absent.pk == other.pk,
            first_on=first_on,
            last_on=last_on,
            on=timezone.localdate(at),
        )
    except AbsenceError as error:
        raise StandInError(str(error)) from error
    row = StandIn.objects.create(
        person=absent,
        replaced_by=other,
        role=role.value,
        first_on=first_on,
        last_on=last_on,
        made_at=at,
        made_by_id=int(by.person_id),
    )
    _log("arrange_stand_in", row, by=by, at=at)
    return int(row.pk)


@transaction.atomic
def end_stand_in(*, number: int, by: Viewer, at: datetime) -> None:
    """End it before its time, by either of the two or by who manages people."""
    row = StandIn.objects.select_for_update().filter(pk=number, ended_at=None).first()
    if row is None or not _may_end(by, row):
        raise NotFoundError("Deze waarneming")
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _log("end_stand_in", row, by=by, at=at)


def list_stand_ins(viewer: Viewer, *, on: date) -> list[StandInRow]:
    """Return every absence that is not over, the first first, for those who work with letters or people."""
    if not viewer.permissions & {Permission.LETTERS_VIEW_DRAFTS, Permission.PEOPLE_MANAGE}:
        raise NotPermittedError("U mag dit niet: zien wie voor wie waarneemt.")
    rows = StandIn.objects.select_related("person", "replaced_by").filter(last_on__gte=on, ended_at=None)
    return [_as_row(viewer, row, on) for row in rows]


def find_stand_in_roles(viewer: Viewer, *, on: date) -> frozenset[Role]:
    """Return the roles whose steps the viewer takes for others who are away and still have that role."""
    if not viewer.person_id.isdecimal():
        return frozenset()
    rows = _running(on).filter(replaced_by_id=int(viewer.person_id), person__is_active=True)
    held = {(one.person_id, one.role) for one in _assignments(rows)}
    return read_roles(row.role for row in rows if (row.person_id, row.role) in held)


def find_replaced(person_id: str, role: Role, *, on: date) -> str:
    """Return for whom (username) somebody stood in with a role on a day, or an empty text."""
    if not person_id.isdecimal():
        return ""
    row = _running(on).select_related("person").filter(replaced_by_id=int(person_id), role=role.value).first()
    return row.person.username if row else ""


def list_addresses_for_step(role: Role, *, on: date) -> dict[str, str]:
    """Return where to write to everybody who takes the steps of a role on a day: address and language."""
    own = Person.objects.filter(is_active=True, role_assignments__role=role.value)
    others = _running(on).filter(role=role.value).values("replaced_by")
    stands_in = Person.objects.filter(is_active=True, pk__in=others)
    return {one.email: one.language for one in (*own, *stands_in) if one.email}


def _running(on: date) -> QuerySet[StandIn]:
    return StandIn.objects.filter(first_on__lte=on, last_on__gte=on, ended_at=None)


def _assignments(rows: QuerySet[StandIn]) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(person__in=rows.values("person"))


def _get_person(username: str) -> Person:
    person = Person.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise NotFoundError(f"De gebruiker {username}")
    return person


def _may_end(viewer: Viewer, row: StandIn) -> bool:
    own = viewer.person_id in (str(row.person_id), str(row.replaced_by_id))
    return own or viewer.may(Permission.PEOPLE_MANAGE)


def _as_row(viewer: Viewer, row: StandIn, on: date) -> StandInRow:
    return StandInRow(
        number=int(row.pk),
        username=row.person.username,
        replaced_by=row.replaced_by.username,
        person_id=str(row.person_id),
        replaced_by_id=str(row.replaced_by_id),
        role=add_role(row.role),
        first_on=row.first_on,
        last_on=row.last_on,
        is_now=row.first_on <= on,
        may_end=_may_end(viewer, row),
    )


def _log(verb: str, row: StandIn, *, by: Viewer, at: datetime) -> None:
    details = {
        "role": row.role,
        "replaced_by": str(row.replaced_by_id),
        "first_on": row.first_on.isoformat(),
        "last_on": row.last_on.isoformat(),
    }
    record(action=f"people.{verb}", by=by, at=at, subject=f"people.person:{row.person_id}", details=details)
