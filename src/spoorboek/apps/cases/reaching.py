"""How actions reach a case: the one who acts must see it, may change it, and opens the group of fields."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotPermittedError
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
    if found.is_withdrawn:
        raise CaseError(f"Casus {number} is ingetrokken.")
    if open_only and found.status != CaseStatus.OPEN.value:
        raise CaseError(f"Casus {number} is afgesloten. Heropen de casus om verder te gaan.")
    check_opens(found, by, at, group)
    return found


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
    found = find_person(username)
    their = found.as_viewer()
    if their.roles and not their.may(Permission.CASES_VIEW):
        raise CaseError(f"'{found.username}' heeft geen rol waarmee casussen te zien zijn.")
    return found


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
