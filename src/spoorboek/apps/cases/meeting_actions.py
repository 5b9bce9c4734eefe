"""Meetings: planning, who was there, what was decided, and closing. Access follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import AccessError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import gather_events, record
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.kinds import access_rules_on
from spoorboek.apps.cases.models import AgendaItem, Attendance, Case, Meeting, Participation
from spoorboek.apps.cases.reaching import (
    check_opens,
    find_participant,
    find_participants,
    reach_case,
    reach_cases,
    require_text,
)
from spoorboek.apps.cases.work_actions import put_action, put_decision
from spoorboek.apps.intake.models import person_keys
from spoorboek.rules.case_access import OPENED_AT, CaseLevel, CaseRule
from spoorboek.rules.errors import RuleError
from spoorboek.rules.meeting_lines import LineKind, MeetingLine, read_line
from spoorboek.rules.roles import Permission

_LONGEST = timedelta(hours=12)
"""A meeting that nobody closes ends by itself after this time, and with it the access that it gave."""


def plan_meeting(
    *,
    title: str,
    planned_at: datetime,
    by: Viewer,
    at: datetime,
    cases: Sequence[str] = (),
    usernames: Sequence[str] = (),
    access_hours: int | None = None,
) -> str:
    """Plan a meeting led by ``by`` about cases with invited people, and return its number."""
    Access(by).require(Permission.CASES_WRITE, to="een overleg plannen")
    said = require_text(title, "de naam van het overleg", most=120)
    hours = access_rules_on(at.date()).meeting_hours if access_hours is None else access_hours
    if not 0 <= hours <= 24 * 14:
        raise CaseError(f"De toegang na afloop duurt 0 tot 336 uur, niet {hours}.")
    with transaction.atomic(), gather_events():
        meeting = Meeting.objects.create(
            number=_next_number(planned_at),
            title=said,
            planned_at=planned_at,
            access_hours=hours,
            chair_id=person_keys(by)[0],
        )
        found = reach_cases(list(dict.fromkeys(cases)), by, at)
        for case in found:
            _check_fits_agenda(case)
        people = dict.fromkeys([meeting.chair_id, *(one.pk for one in find_participants(usernames))])
        Attendance.objects.bulk_create([Attendance(meeting=meeting, person_id=key) for key in people])
        AgendaItem.objects.bulk_create(
            [AgendaItem(meeting=meeting, case=case, position=place) for place, case in enumerate(found, 1)]
        )
        _note("plan_meeting", meeting, by, at)
        for case in found:
            _note("put_on_agenda", meeting, by, at, case=case.pk)
        for key in people:
            if key != meeting.chair_id:
                _note("invite_to_meeting", meeting, by, at, person=str(key))
    return meeting.number


def put_on_agenda(*, number: str, case: str, by: Viewer, at: datetime) -> bool:
    """Put a case that ``by`` may change on the agenda; during the meeting those present see it at once.

    Returns False when it stood there already.
    """
    with transaction.atomic():
        return _put(_reach(number, by, at), case, by, at)


def _put(meeting: Meeting, case: str, by: Viewer, at: datetime) -> bool:
    """Put a case on the agenda of a meeting that is held already."""
    found = reach_case(case, by, at)
    _check_fits_agenda(found)
    agenda = _list_agenda(meeting)
    if found.pk in agenda:
        return False
    AgendaItem.objects.create(meeting=meeting, case=found, position=len(agenda) + 1)
    _note("put_on_agenda", meeting, by, at, case=found.pk)
    if meeting.started_at is not None:
        present = [each.person_id for each in meeting.attendances.filter(is_present=True)]
        _open(meeting, [found.pk], present, by, at)
    return True


def put_all_on_agenda(
    *, number: str, cases: Sequence[str], by: Viewer, at: datetime
) -> tuple[int, dict[str, str]]:
    """Put several cases on one agenda; return how many came on it, and for each other one why not.

    Raises NotFoundError or NotPermittedError when ``by`` may not change this meeting.
    """
    done, refused = 0, {}
    with transaction.atomic():
        meeting = _reach(number, by, at)
        for case in dict.fromkeys(cases):
            try:
                with transaction.atomic():
                    is_new = _put(meeting, case, by, at)
            except (AccessError, CaseError, RuleError) as error:
                refused[case] = str(error)
                continue
            done += is_new
            if not is_new:
                refused[case] = "staat al op deze agenda"
    return done, refused


def invite_to_meeting(*, number: str, username: str, by: Viewer, at: datetime) -> None:
    """Invite somebody to a meeting. They see the meeting; its cases only when they are there."""
    with transaction.atomic():
        meeting = _reach(number, by, at)
        person = find_participant(username)
        if not meeting.attendances.filter(person=person).exists():
            Attendance.objects.create(meeting=meeting, person=person)
            _note("invite_to_meeting", meeting, by, at, person=str(person.pk))


def start_meeting(*, number: str, present: Sequence[str], by: Viewer, at: datetime) -> None:
    """Begin: those present see the cases of the agenda from now on."""
    with transaction.atomic(), gather_events():
        meeting = _reach(number, by, at)
        if meeting.started_at is not None:
            raise CaseError("Dit overleg is al begonnen.")
        meeting.started_at = at
        meeting.save(update_fields=["started_at"])
        invited = {each.person.username: each for each in meeting.attendances.select_related("person")}
        names = list(dict.fromkeys(present))
        for username in names:
            if username not in invited:
                raise CaseError(f"'{username}' is niet uitgenodigd voor dit overleg.")
        people = [invited[name].person_id for name in names if not invited[name].is_present]
        meeting.attendances.filter(person__in=people).update(is_present=True)
        _open(meeting, _list_agenda(meeting), people, by, at)
        _note("start_meeting", meeting, by, at)
        for key in people:
            _note("mark_present", meeting, by, at, person=str(key), present=True)


def mark_present(*, number: str, username: str, by: Viewer, at: datetime, is_present: bool = True) -> None:
    """Note that an invited person is there, or is not there after all; then their access ends."""
    with transaction.atomic():
        meeting = _reach(number, by, at)
        if meeting.started_at is None:
            raise CaseError("Dit overleg is nog niet begonnen.")
        attendance = meeting.attendances.filter(person__username=username).first()
        if attendance is None:
            raise CaseError(f"'{username}' is niet uitgenodigd voor dit overleg.")
        if attendance.is_present == is_present:
            return
        attendance.is_present = is_present
        attendance.save(update_fields=["is_present"])
        _note("mark_present", meeting, by, at, person=str(attendance.person_id), present=is_present)
        if is_present:
            _open(meeting, _list_agenda(meeting), [attendance.person_id], by, at)
        else:
            _shut(meeting, at, Q(person_id=attendance.person_id))


def type_line(*, number: str, case: str, text: str, by: Viewer, at: datetime) -> MeetingLine:
    """Save one line typed about a case of the agenda at once, and return how it was understood."""
    line = read_line(text, on=timezone.localtime(at).date())
    with transaction.atomic():
        meeting = _reach(number, by, at)
        if meeting.started_at is None:
            raise CaseError("Dit overleg is nog niet begonnen.")
        items = AgendaItem.objects.filter(meeting=meeting).select_related("case")
        item = Access(by.looking_at(at)).get(items, what=f"Casus {case}", case__number=case)
        check_opens(item.case, by, at, "content")
        if line.kind is LineKind.DECISION:
            day = timezone.localtime(at).date()
            put_decision(item.case, line.text, day, by, at, meeting=meeting)
        elif line.kind is LineKind.ACTION:
            put_action(item.case, line.text, line.who, line.due_on, by, at, meeting=meeting)
        elif item.discussed_at is None:
            item.discussed_at = at
            item.save(update_fields=["discussed_at"])
    return line


def close_meeting(*, number: str, by: Viewer, at: datetime) -> datetime:
    """Close a meeting; return until when those present still see its cases."""
    with transaction.atomic():
        meeting = _reach(number, by, at)
        if meeting.started_at is None:
            raise CaseError("Dit overleg is nog niet begonnen.")
        meeting.ended_at = at
        meeting.save(update_fields=["ended_at"])
        until = at + timedelta(hours=meeting.access_hours)
        _shut(meeting, until, Q())
        _note("close_meeting", meeting, by, at)
    return until


def _reach(number: str, by: Viewer, at: datetime) -> Meeting:
    Access(by).require(Permission.CASES_WRITE, to="een overleg leiden")
    meetings = Meeting.objects.select_for_update(of=("self",))
    looking = by.looking_at(at)
    meeting = Access(looking).get_for_change(meetings, what=f"Overleg {number}", number=number)
    if meeting.ended_at is not None:
        raise CaseError("Dit overleg is gesloten.")
    return meeting


def _open(meeting: Meeting, cases: Iterable[int], people: Iterable[int], by: Viewer, at: datetime) -> None:
    """Let those present see the cases, for what a meeting opens, until the meeting is long over."""
    if meeting.started_at is None:
        return
    groups = access_rules_on(at.date()).opens[CaseRule.MEETING]
    until = meeting.started_at + _LONGEST + timedelta(hours=meeting.access_hours)
    Participation.objects.bulk_create(
        [
            Participation(
                case_id=case,
                person_id=person,
                rule=CaseRule.MEETING.value,
                groups=f" {' '.join(sorted(groups))} ",
                starts_at=at,
                ends_at=until,
                given_by=by.person_id,
                meeting=meeting,
            )
            for case in cases
            for person in people
        ]
    )


def _check_fits_agenda(case: Case) -> None:
    if CaseRule.MEETING not in OPENED_AT[CaseLevel(case.level)]:
        raise CaseError(f"Casus {case.number} is gesloten en komt niet op een agenda.")


def _list_agenda(meeting: Meeting) -> list[int]:
    return list(meeting.items.values_list("case_id", flat=True))


def _shut(meeting: Meeting, at: datetime, who: Q) -> None:
    given = Participation.objects.filter(who, meeting=meeting, ends_at__gt=at)
    given.update(ends_at=at)


def _next_number(planned_at: datetime) -> str:
    start = f"O-{timezone.localtime(planned_at).year}-"
    tails = [
        int(tail)
        for number in Meeting.objects.filter(number__startswith=start).values_list("number", flat=True)
        if (tail := number.removeprefix(start)).isdecimal()
    ]
    return f"{start}{max(tails, default=0) + 1:04}"


def _note(action: str, meeting: Meeting, by: Viewer, at: datetime, **details: object) -> None:
    subject = f"cases.meeting:{meeting.pk}"
    record(action=f"cases.{action}", by=by, at=at, subject=subject, details=details)
