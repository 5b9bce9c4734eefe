"""What belongs in the addresses of cases and meetings: whom each opens for stands in the record beside it."""

from __future__ import annotations

from tests.leaks.canaries import Record, absent_like
from tests.leaks.world import World

from spoorboek.apps.cases.models import CaseAction, Referral

CASE_WRITES = frozenset("correct withdraw text texts add phase close access handover invite refer".split())
"""What is done with a case by those who run it: who leads it, and coordinators while it lets them in."""
ONE_OF_CASE = frozenset({"done", "step", "mend"})
MEETINGS = ("meeting", "minutes", "minutes_for", "meeting_desk")
_TAILS = {"text": "plan", "add": "actie"}
Parts = tuple[tuple[str, ...], Record, tuple[str, ...]]


def list_case_parts(world: World, tail: str) -> list[Parts]:
    """Return the parts of an address at which a case is changed, with who runs it."""
    if tail in ONE_OF_CASE:
        return [_one_of_case(world, tail)]
    more = (_TAILS[tail],) if tail in _TAILS else ()
    found = []
    for number in world.names["casussen"]:
        case = world.record_named("casussen", number)
        # What is open for who works with cases is still run by its own people and by coordinators.
        kind = "shut case" if case.kind == "shut case" else "case"
        leader = frozenset(world.names.get(f"leads {number}", ()))
        found.append(_parts((number, *more), Record(kind, case.model, case.key, number, leader)))
    return found


def list_meeting_parts(world: World, name: str) -> list[Parts]:
    """Return the parts of an address of a meeting, with for whom it is."""
    (number,) = world.names["meeting"]
    meeting = world.record_named("meeting", number)
    people = {
        "meeting": meeting.people,
        "minutes": meeting.people,
        "minutes_for": frozenset({"volgt", "genodigd"}),
        "meeting_desk": frozenset({"volgt"}),
    }[name]
    values = (number, "genodigd") if name == "minutes_for" else (number,)
    return [_parts(values, Record("meeting", meeting.model, meeting.key, number, people))]


def _one_of_case(world: World, tail: str) -> Parts:
    number = world.names["casussen"][0]
    case = world.record_named("casussen", number)
    if tail == "step":
        key, people = Referral.objects.get(case__number=number).pk, frozenset({"leidt"})
    else:
        key, people = CaseAction.objects.get(case__number=number).pk, frozenset({"leidt", "genodigd"})
    if tail == "mend":
        return _parts(
            (number, "actie", str(key)), Record("case", case.model, case.key, number, frozenset({"leidt"}))
        )
    return _parts((number, str(key)), Record("case", case.model, case.key, number, people))


def _parts(values: tuple[str, ...], record: Record) -> Parts:
    return values, record, tuple(map(absent_like, values))
