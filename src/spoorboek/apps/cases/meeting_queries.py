"""Reading meetings: the list, the desk with its agenda, and the minutes as far as one may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.case_rows import ActionRow, DecisionRow
from spoorboek.apps.cases.file_queries import list_actions, list_decisions
from spoorboek.apps.cases.models import AgendaItem, Attendance, Meeting
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.apps.people.models import Person


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting. ``present`` and ``absent`` are user names of those invited."""

    number: str
    title: str
    planned_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    access_hours: int
    chair: str
    present: tuple[str, ...]
    absent: tuple[str, ...]
    may_run: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One case of the agenda, with what was decided about it in this meeting."""

    case: str
    title: str
    kind_title: str
    is_discussed: bool
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionRow, ...]
    open_actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class MeetingDesk:
    """A meeting with the cases of its agenda that exist for the viewer; others leave no trace."""

    meeting: MeetingRow
    items: tuple[ItemRow, ...]


def list_meetings(viewer: Viewer, *, limit: int = 100) -> list[MeetingRow]:
    """Return the meetings that exist for the viewer, newest first."""
    meetings = Meeting.objects.select_related("chair").prefetch_related("attendances__person")
    return [_row_of(viewer, meeting) for meeting in Access(viewer).filter(meetings)[:limit]]


def get_meeting(viewer: Viewer, number: str) -> MeetingRow:
    """Return one meeting without its cases, or raise NotFoundError."""
    meetings = Meeting.objects.select_related("chair").prefetch_related("attendances__person")
    return _row_of(viewer, Access(viewer).get(meetings, what=f"Overleg {number}", number=number))


def check_meeting_exists(viewer: Viewer, number: str) -> None:
    """Raise NotFoundError unless this meeting exists for the viewer; nothing of it is read."""
    if not Access(viewer).filter(Meeting.objects.filter(number=number)).exists():
        raise NotFoundError(f"Overleg {number}")


def find_next_case(viewer: Viewer, number: str, case: str, *, at: datetime) -> str:
    """Return the number of the case that comes up after ``case``: the next that waits, or itself.

    Not logged as a read: the page to which it leads logs what it shows.
    """
    items = Access(viewer.looking_at(at)).filter(AgendaItem.objects.filter(meeting__number=number))
    agenda = list(items.values_list("case__number", "discussed_at"))
    place = next((place for place, (each, _) in enumerate(agenda) if each == case), 0)
    after = (*agenda[place + 1 :], *agenda[:place])
    return next((each for each, discussed_at in after if discussed_at is None), case)


def get_desk(viewer: Viewer, number: str, *, at: datetime, purpose: str) -> MeetingDesk:
    """Return a meeting with its agenda and all that was decided in it, as far as it exists for the viewer.

    The read of the cases is logged.
    """
    looking = viewer.looking_at(at)
    meeting = get_meeting(looking, number)
    items = AgendaItem.objects.filter(meeting__number=number).select_related("case")
    with transaction.atomic():
        seen = list(Access(looking).filter(items))
        log_read(viewer, CASES, [item.case_id for item in seen], at=at, purpose=purpose)
    return MeetingDesk(meeting, _items_of(looking, seen, number))


def get_minutes_for(viewer: Viewer, number: str, username: str, *, at: datetime, purpose: str) -> MeetingDesk:
    """Return the minutes as one participant may read them: what exists for both them and the viewer.

    Whoever runs the meeting may ask for others; everybody for themselves.
    """
    mine = get_desk(viewer, number, at=at, purpose=purpose)
    if viewer.person_id and _username_of(viewer) == username:
        return mine
    attendance = Attendance.objects.filter(meeting__number=number, person__username=username)
    found = attendance.select_related("person").first()
    if not mine.meeting.may_run or found is None:
        raise NotFoundError(f"Verslag voor {username}")
    theirs = found.person.as_viewer().looking_at(at)
    items = AgendaItem.objects.filter(meeting__number=number).select_related("case")
    known = {item.case: item for item in _items_of(theirs, list(Access(theirs).filter(items)), number)}
    both = tuple(_overlap(item, known[item.case]) for item in mine.items if item.case in known)
    return MeetingDesk(mine.meeting, both)


def _overlap(mine: ItemRow, theirs: ItemRow) -> ItemRow:
    keys = {action.key for action in theirs.actions}
    return replace(
        mine,
        decisions=tuple(decision for decision in mine.decisions if decision in theirs.decisions),
        actions=tuple(action for action in mine.actions if action.key in keys),
        open_actions=(),
    )


def _items_of(viewer: Viewer, items: Sequence[AgendaItem], number: str) -> tuple[ItemRow, ...]:
    cases = [item.case for item in items]
    decisions = list_decisions(viewer, cases, meeting=number)
    actions = list_actions(viewer, cases)
    return tuple(
        ItemRow(
            case=item.case.number,
            title=item.case.title,
            kind_title=item.case.get_kind_display(),
            is_discussed=item.discussed_at is not None,
            decisions=tuple(d for d in decisions if d.case == item.case.number),
            actions=tuple(a for a in actions if a.case == item.case.number and a.meeting == number),
            open_actions=tuple(
                a for a in actions if a.case == item.case.number and a.meeting != number and not a.done_on
            ),
        )
        for item in items
    )


def _row_of(viewer: Viewer, meeting: Meeting) -> MeetingRow:
    invited = meeting.attendances.all()
    return MeetingRow(
        number=meeting.number,
        title=meeting.title,
        planned_at=meeting.planned_at,
        started_at=meeting.started_at,
        ended_at=meeting.ended_at,
        access_hours=meeting.access_hours,
        chair=meeting.chair.get_username(),
        present=tuple(each.person.get_username() for each in invited if each.is_present),
        absent=tuple(each.person.get_username() for each in invited if not each.is_present),
        may_run=Meeting.changeable_by(viewer).is_allowed(meeting),
    )


def _username_of(viewer: Viewer) -> str:
    person = Person.objects.filter(pk=viewer.person_id).first()
    return person.get_username() if person else ""
