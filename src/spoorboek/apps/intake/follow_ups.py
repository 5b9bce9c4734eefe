"""Who keeps an eye on a registration, and when they look again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.models import FollowUp, person_keys

_MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DueRow:
    """A registration to look at again. ``username`` is who keeps an eye on it, empty when nobody does."""

    register: str
    number: str
    key: int
    due_on: date
    username: str


def set_follow_up(
    *,
    register: Register,
    numbers: Sequence[str],
    by: Viewer,
    at: datetime,
    username: str | None = None,
    due_on: date | None = None,
) -> int:
    """Say for some registrations who keeps an eye on them, when to look again, or both; all or none.

    What is None stays as it was. Returns how many there are. One that does not exist for ``by`` is absent.
    """
    Access(by).require(register.writes, to=f"iets afspreken bij {register.title.lower()}")
    wanted = list(dict.fromkeys(numbers))
    if not wanted:
        raise RegistrationError(["kies ten minste één regel"])
    if len(wanted) > _MOST_AT_ONCE:
        raise RegistrationError([f"hoogstens {_MOST_AT_ONCE} regels tegelijk, niet {len(wanted)}"])
    if username is None and due_on is None:
        raise RegistrationError(["kies een persoon, een dag of allebei"])
    with transaction.atomic():
        rows = Access(by).filter(register.model._default_manager.filter(number__in=wanted))
        keys = dict(rows.values_list("number", "pk"))
        if absent := [number for number in wanted if number not in keys]:
            raise NotFoundError(f"{register.title}: {absent[0]}")
        person = _find_person(username, register) if username is not None else None
        for number in wanted:
            kept, _ = FollowUp.objects.get_or_create(register=register.code, registration_id=keys[number])
            kept.person_id = person if username is not None else kept.person_id
            kept.due_on = due_on or kept.due_on
            kept.save()
        record(
            action="intake.set_follow_up",
            by=by,
            at=at,
            subject=f"intake.register:{register.code}",
            details={"ids": [keys[number] for number in wanted], "due_on": str(due_on or "")},
        )
    return len(wanted)


def list_due(
    viewer: Viewer, registers: Mapping[str, Register], *, first: date, last: date, own: bool = True
) -> list[DueRow]:
    """Return what is to be looked at from ``first`` to ``last``, oldest first, of what the viewer may see.

    ``own``: only what the viewer keeps an eye on.
    """
    found = FollowUp.objects.filter(due_on__gte=first, due_on__lte=last).select_related("person")
    if own:
        found = found.filter(person_id__in=person_keys(viewer))
    by_register: dict[str, list[FollowUp]] = {}
    for one in found:
        by_register.setdefault(one.register, []).append(one)
    rows: list[DueRow] = []
    for code, ones in by_register.items():
        if code not in registers:
            continue
        keys = [one.registration_id for one in ones]
        visible = Access(viewer).filter(registers[code].model._default_manager.filter(pk__in=keys))
        numbers = dict(visible.filter(is_withdrawn=False).values_list("pk", "number"))
        rows += [
            _as_row(code, numbers[one.registration_id], one, one.due_on)
            for one in ones
            if one.registration_id in numbers and one.due_on is not None
        ]
    return sorted(rows, key=lambda row: (row.due_on, row.number))


def _as_row(register: str, number: str, one: FollowUp, due_on: date) -> DueRow:
    username = one.person.username if one.person else ""
    return DueRow(register, number, one.registration_id, due_on, username)


def list_assignable(viewer: Viewer, register: Register) -> list[str]:
    """Return the user name of everybody who may write in a register, for who may do so too."""
    if not viewer.may(register.writes):
        return []
    people = get_user_model().objects.filter(is_active=True).prefetch_related("role_assignments")
    return [one.username for one in people.order_by("username") if one.as_viewer().may(register.writes)]


def _find_person(username: str, register: Register) -> int | None:
    if not username:
        return None
    found = get_user_model().objects.filter(username=username, is_active=True).first()
    if found is None:
        raise RegistrationError([f"'{username}' bestaat niet"])
    if not found.as_viewer().may(register.writes):
        raise RegistrationError([f"'{username}' werkt niet met {register.title.lower()}"])
    key: int = found.pk
    return key
