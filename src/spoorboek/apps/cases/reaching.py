"""How actions reach a case: the one who acts must see it, may change it, and opens the group of fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.models import Case
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.intake.register_actions import subject_of
from spoorboek.apps.people.models import Person
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.case_access import BASE
from spoorboek.rules.noted_days import check_noted_day
from spoorboek.rules.register_lifecycles import CaseStatus
from spoorboek.rules.roles import Permission

_INSIDE = frozenset(
    {
        "save_text",
        "keep_draft",
        "drop_draft",
        "record_decision",
        "record_action",
        "finish_action",
        "record_party",
        "strike_part",
    }
)
"""What is written inside a case, which no figure counts."""


def reach_case(number: str, by: Viewer, at: datetime, *, group: str = BASE, open_only: bool = True) -> Case:
    """Return a case to change it, locked until the end of the transaction.

    Raises NotFoundError when it does not exist for ``by``, NotPermittedError when it is only shown or its
    group is shut, and CaseError when it is no longer open.
    """
    Access(by).require(Permission.CASES_WRITE, to="een casus wijzigen")
    # Who takes part is read once, with the case: the conditions below walk over it.
    cases = Case.objects.select_for_update().prefetch_related("participations")
    found = Access(by.looking_at(at)).get_for_change(cases, what=f"{CASES.title}: {number}", number=number)
    _check_reached(found, by, at, group, open_only=open_only)
    return found


def reach_cases(numbers: Sequence[str], by: Viewer, at: datetime) -> list[Case]:
    """Return several cases to change them, locked and judged as ``reach_case`` does, in the order asked."""
    Access(by).require(Permission.CASES_WRITE, to="een casus wijzigen")
    access = Access(by.looking_at(at))
    rows = Case.objects.select_for_update().prefetch_related("participations").order_by("pk")
    found = {case.number: case for case in access.filter(rows.filter(number__in=numbers))}
    for number in numbers:
        what = f"{CASES.title}: {number}"
        if number not in found:
            raise NotFoundError(what)
        access.require_change(found[number], what=what)
        _check_reached(found[number], by, at, BASE)
    return [found[number] for number in numbers]


def _check_reached(case: Case, by: Viewer, at: datetime, group: str, *, open_only: bool = True) -> None:
    if case.is_withdrawn:
        raise CaseError(f"Casus {case.number} is ingetrokken.")
    if open_only and case.status != CaseStatus.OPEN.value:
        raise CaseError(f"Casus {case.number} is afgesloten. Heropen de casus om verder te gaan.")
    check_opens(case, by, at, group)


def check_opens(case: Case, by: Viewer, at: datetime, group: str) -> None:
    """Raise NotPermittedError when this group of fields of the case is shut for ``by``."""
    if not Case.opens(by.looking_at(at), group).is_allowed(case):
        raise NotPermittedError("U mag dit niet: deze gegevens van de casus inzien.")


def find_person(username: str) -> Person:
    """Return an active person by user name, or raise CaseError."""
    found = get_user_model().objects.filter(username=username.strip(), is_active=True).first()
    if found is None:
        raise CaseError(f"'{username.strip()}' bestaat niet.")
    assert isinstance(found, Person)
    return found


def find_participant(username: str) -> Person:
    """Return who will take part; refuse somebody whose roles show no case, who would be let in to nothing."""
    (found,) = find_participants([username])
    return found


def find_participants(usernames: Sequence[str]) -> list[Person]:
    """Return several people who will take part, judged as ``find_participant`` does, in the order asked."""
    names = [username.strip() for username in usernames]
    people = Person.objects.filter(username__in=names, is_active=True).prefetch_related("role_assignments")
    found = {person.username: person for person in people} if names else {}
    for name in names:
        if name not in found:
            raise CaseError(f"'{name}' bestaat niet.")
        their = found[name].as_viewer()
        if their.roles and not their.may(Permission.CASES_VIEW):
            raise CaseError(f"'{name}' heeft geen rol waarmee casussen te zien zijn.")
    return [found[name] for name in names]


def check_was(on: date, at: datetime) -> None:
    """Raise RuleError when what is written down as done at ``at`` was done on a day that is still to come."""
    check_noted_day(on, today=timezone.localtime(at).date())


def note(action: str, case: Case, by: Viewer, at: datetime, **details: object) -> None:
    """Append what was done with a case to the log. ``details`` hold no personal data."""
    record(
        action=f"cases.{action}",
        by=by,
        at=at,
        subject=subject_of(CASES, case),
        details=details,
        is_counted=action not in _INSIDE,
    )


def require_text(text: str, what: str, *, most: int = 500) -> str:
    """Return a text without space around it, or raise CaseError when it is empty or too long."""
    said = text.strip() if says_something(text) else ""
    if not said:
        raise CaseError(f"Vul in: {what}.")
    if len(said) > most:
        raise CaseError(f"{what.capitalize()} is te lang: {len(said)} tekens, hoogstens {most}.")
    if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in said):
        raise CaseError(f"In {what} staan tekens die niet te lezen zijn.")
    return said
