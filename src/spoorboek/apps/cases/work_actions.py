"""Writing in a case: its own fields, texts, decisions, actions, who takes part, the phase."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotPermittedError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.errors import CaseError, ConflictError
from spoorboek.apps.cases.kinds import access_rules_on, list_phases
from spoorboek.apps.cases.models import (
    Case,
    CaseAction,
    CaseDecision,
    CaseParty,
    Meeting,
    Participation,
    PhaseEntry,
)
from spoorboek.apps.cases.reaching import check_opens, check_was, find_person, note, reach_case, require_text
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.intake.models import person_keys
from spoorboek.apps.intake.register_actions import correct_registration
from spoorboek.apps.people.models import Person
from spoorboek.rules.case_access import OPENED_AT, CaseLevel, CaseRule
from spoorboek.rules.case_kinds import check_can_move
from spoorboek.rules.noted_days import check_possible_day
from spoorboek.rules.roles import Permission


def change_case(
    *, number: str, version: int, changes: Mapping[str, object], reason: str, by: Viewer, at: datetime
) -> None:
    """Correct fields of a case that somebody read at ``version``; or raise ConflictError."""
    with transaction.atomic():
        case = reach_case(number, by, at, open_only=False)
        if case.version != version:
            raise ConflictError(case.version, {name: _shown(case, name) for name in changes})
        changed = correct_registration(
            register=CASES,
            number=number,
            changes=changes,
            reason=reason,
            by=by.looking_at(at),
            at=at,
            held=case,
        )
        if changed:
            Case.objects.filter(pk=case.pk).update(version=version + 1)


def record_decision(
    *, number: str, text: str, decided_on: date, by: Viewer, at: datetime, group: str = "content"
) -> int:
    """Write a decision in a case and return its key."""
    with transaction.atomic():
        return put_decision(reach_case(number, by, at, group=group), text, decided_on, by, at, group=group)


def record_action(
    *,
    number: str,
    text: str,
    by: Viewer,
    at: datetime,
    who: str = "",
    due_on: date | None = None,
    group: str = "content",
) -> int:
    """Write an action in a case and return its key. ``who``: a user name, or the name of an organisation."""
    with transaction.atomic():
        return put_action(reach_case(number, by, at, group=group), text, who, due_on, by, at, group=group)


def put_decision(
    case: Case,
    text: str,
    decided_on: date,
    by: Viewer,
    at: datetime,
    *,
    group: str = "content",
    meeting: Meeting | None = None,
) -> int:
    """Write a decision in a case that was reached already."""
    said = require_text(text, "het besluit")
    check_was(decided_on, at)
    made = CaseDecision.objects.create(
        case=case,
        group=group,
        text=said,
        decided_on=decided_on,
        meeting=meeting,
        entered_at=at,
        person_id=by.person_id,
    )
    note("record_decision", case, by, at, decision=made.pk)
    return made.pk


def put_action(
    case: Case,
    text: str,
    who: str,
    due_on: date | None,
    by: Viewer,
    at: datetime,
    *,
    group: str = "content",
    meeting: Meeting | None = None,
) -> int:
    """Write an action in a case that was reached already."""
    said = require_text(text, "de actie")
    check_possible_day(due_on)
    person = get_user_model().objects.filter(username=who.strip(), is_active=True).first() if who else None
    made = CaseAction.objects.create(
        case=case,
        group=group,
        text=said,
        assignee_id=person.pk if person else None,
        organisation="" if person else who.strip()[:120],
        due_on=due_on,
        meeting=meeting,
        entered_at=at,
        person_id=by.person_id,
    )
    note("record_action", case, by, at, case_action=made.pk)
    return made.pk


def finish_action(*, key: int, done_on: date, by: Viewer, at: datetime) -> str:
    """Note that an action is done and return the number of its case.

    By who must do it, and by who may change the case.
    """
    with transaction.atomic():
        actions = CaseAction.objects.select_for_update(of=("self",)).select_related("case")
        looking = by.looking_at(at)
        action = Access(looking).get(actions, what="Deze actie", pk=key)
        is_mine = action.assignee_id in person_keys(by)
        if not is_mine and not Case.changeable_by(looking).is_allowed(action.case):
            raise NotPermittedError("U mag dit niet: een actie van een ander afronden.")
        check_was(done_on, at)
        if action.done_on is None:
            action.done_on = done_on
            action.save(update_fields=["done_on"])
            note("finish_action", action.case, by, at, case_action=action.pk)
    return action.case.number


def record_party(*, number: str, name: str, is_person: bool, task: str, by: Viewer, at: datetime) -> int:
    """Write down who takes part without logging in; a person in the group of the content."""
    with transaction.atomic():
        return put_party(reach_case(number, by, at), name, task, by, at, is_person=is_person)


def put_party(case: Case, name: str, task: str, by: Viewer, at: datetime, *, is_person: bool) -> int:
    """Write down who takes part in a case that was reached already."""
    group = "content" if is_person else "base"
    check_opens(case, by, at, group)
    said = require_text(name, "de naam", most=120)
    made = CaseParty.objects.create(
        case=case,
        group=group,
        name=said,
        is_person=is_person,
        task=task.strip()[:200],
        entered_at=at,
        person_id=by.person_id,
    )
    note("record_party", case, by, at, party=made.pk)
    return made.pk


def move_to_phase(
    *, number: str, phase: str, entered_on: date, by: Viewer, at: datetime, reason: str = ""
) -> None:
    """Move a case to a phase of its kind; elsewhere than to the next one with a reason."""
    with transaction.atomic():
        case = reach_case(number, by, at)
        check_can_move(list_phases(case.kind, case.opened_on), case.phase, phase, reason)
        if entered_on < case.opened_on:
            raise CaseError(f"Een fase begint niet voor de opening op {case.opened_on:%d-%m-%Y}.")
        check_was(entered_on, at)
        last = PhaseEntry.objects.filter(case=case).order_by("-pk").first()
        if last is not None and entered_on < last.entered_on:
            raise CaseError(f"De fase van nu begon op {last.entered_on:%d-%m-%Y}: de volgende niet eerder.")
        case.phase, case.version = phase, case.version + 1
        case.save(update_fields=["phase", "version"])
        PhaseEntry.objects.create(
            case=case,
            group="base",
            phase=phase,
            entered_on=entered_on,
            reason=reason.strip()[:300],
            entered_at=at,
            person_id=by.person_id,
        )
        note("move_to_phase", case, by, at, phase=phase)


def hand_over(
    *, number: str, username: str, by: Viewer, at: datetime, reason: str = "", stays: bool = False
) -> None:
    """Give the lead of a case to somebody else who works with cases; who led it may stay in its team.

    Who leads sees everything. So whoever does not see everything hands over only as a coordinator, and
    never to themselves: nobody opens shut fields for themselves this way.
    """
    with transaction.atomic():
        case = reach_case(number, by, at)
        person = find_person(username)
        if not person.as_viewer().may(Permission.CASES_WRITE):
            raise CaseError(f"'{person.username}' werkt niet met casussen en kan er geen leiden.")
        if case.owner_id == person.pk:
            raise CaseError(f"'{person.username}' leidt deze casus al.")
        _check_may_hand_over(case, person, by.looking_at(at))
        former, case.owner, case.version = case.owner_id, person, case.version + 1
        case.save(update_fields=["owner", "version"])
        if stays and former is not None:
            opened = sorted(access_rules_on(at.date()).opens[CaseRule.TEAM])
            Participation.objects.create(
                case=case,
                person_id=former,
                rule=CaseRule.TEAM.value,
                groups=f" {' '.join(opened)} ",
                starts_at=at,
                reason=reason.strip()[:300],
                given_by=by.person_id,
            )
        note("hand_over", case, by, at, to=str(person.pk), reason=reason.strip()[:300])


def _check_may_hand_over(case: Case, person: Person, by: Viewer) -> None:
    groups = access_rules_on(by.day).groups
    if all(Case.opens(by, group.code).is_allowed(case) for group in groups):
        return
    coordinates = CaseRule.COORDINATOR in OPENED_AT[CaseLevel(case.level)]
    if not coordinates or not by.may(Permission.CASES_VIEW_ALL):
        raise NotPermittedError("U mag dit niet: een casus overdragen waarvan u niet alles ziet.")
    if person.pk in person_keys(by):
        raise NotPermittedError("U mag dit niet: de leiding van deze casus zelf nemen.")


def _shown(case: Case, name: str) -> str:
    if name == "signals":
        return " ".join(sorted(case.signals.values_list("number", flat=True)))
    value = getattr(case, name, "")
    return "" if value is None else str(value)
