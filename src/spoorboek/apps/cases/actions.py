"""What can be done with a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.listed_fields import is_listed
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.models import Case
from spoorboek.apps.cases.reaching import check_was
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.intake.models import person_keys
from spoorboek.apps.intake.register_actions import get_for_change, record_registration, subject_of
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.case_access import CaseLevel
from spoorboek.rules.register_lifecycles import CASE_LIFECYCLE, CaseStatus
from spoorboek.rules.roles import Permission


def open_case(
    *,
    kind: str,
    title: str,
    theme: str,
    opened_on: date,
    by: Viewer,
    at: datetime,
    owner: str = "",
    signals: Sequence[str] = (),
    place: str = "",
    area_code: str = "",
    complexity: str = "",
    level: CaseLevel = CaseLevel.AUDITED,
    number: str | None = None,
    invented: bool = False,
) -> str:
    """Open a case and return its number. ``signals`` are numbers; anonymous tips alone open no case.

    ``owner`` is a user name; without one the case belongs to whoever opens it.
    """
    values = {
        "kind": kind,
        "title": title,
        "theme": theme,
        "opened_on": opened_on,
        "owner": owner or _username_of(by),
        "signals": signals,
        "place": place,
        "area_code": area_code,
        "complexity": complexity,
        "level": level.value,
        "number": number,
        "invented": invented,
    }
    return record_registration(register=CASES, values=values, by=by, at=at, action="cases.open_case")


def close_case(*, number: str, closed_on: date, reason: str, by: Viewer, at: datetime) -> None:
    """Close an open case on a day, with the reason."""
    if not says_something(reason):
        raise CaseError("Schrijf op waarom de casus wordt afgesloten.")
    with transaction.atomic():
        case = _get_for_step(number, CaseStatus.CLOSED, by, at)
        check_was(closed_on, at)
        if closed_on < case.opened_on:
            raise CaseError(
                f"Casus {number} is geopend op {case.opened_on:%d-%m-%Y} "
                f"en kan niet op {closed_on:%d-%m-%Y} zijn afgesloten."
            )
        case.status, case.closed_on, case.closing_reason = CaseStatus.CLOSED.value, closed_on, reason
        case.version += 1
        case.save()
        record(action="cases.close_case", by=by, at=at, subject=subject_of(CASES, case))


def reopen_case(*, number: str, reopened_on: date, by: Viewer, at: datetime) -> str:
    """Go on with a closed case as a new one that follows it; return the number of the new one.

    The closing stays as it was, because letters may have counted it.
    """
    with transaction.atomic():
        case = _get_for_step(number, CaseStatus.REOPENED, by, at)
        if case.closed_on is None or reopened_on < case.closed_on:
            raise CaseError(f"Casus {number} kan niet worden heropend op een dag vóór de afsluiting.")
        case.status = CaseStatus.REOPENED.value
        case.save()
        values = {
            "kind": case.kind,
            "title": case.title,
            "theme": case.theme,
            "place": case.place,
            "area_code": case.area_code,
            "complexity": case.complexity if is_listed("complexities", case.complexity, reopened_on) else "",
            "level": case.level,
            "opened_on": reopened_on,
            "owner": case.owner.get_username() if case.owner else "",
            "follows": case.number,
            "invented": case.invented,
        }
        record(action="cases.reopen_case", by=by, at=at, subject=subject_of(CASES, case))
        return record_registration(register=CASES, values=values, by=by, at=at, action="cases.open_case")


def _username_of(by: Viewer) -> str:
    person = get_user_model().objects.filter(pk__in=person_keys(by)).first()
    return person.get_username() if person else ""


def _get(number: str, by: Viewer, at: datetime) -> Case:
    Access(by).require(Permission.CASES_WRITE, to="een casus wijzigen")
    case = get_for_change(CASES, number, by.looking_at(at))
    assert isinstance(case, Case)
    return case


def _get_for_step(number: str, to: CaseStatus, by: Viewer, at: datetime) -> Case:
    case = _get(number, by, at)
    CASE_LIFECYCLE.check_can_become(CaseStatus(case.status), to)
    return case
