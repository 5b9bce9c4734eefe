"""One line typed during a meeting: a decision, an action with who and when, or on to the next case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from spoorboek.rules.errors import RuleError


class LineKind(Enum):
    """What a line typed in a meeting is."""

    DECISION = "decision"
    ACTION = "action"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A line as it was understood. ``who`` and ``due_on`` belong to an action."""

    kind: LineKind
    text: str = ""
    who: str = ""
    due_on: date | None = None


_STARTS = {
    "b": LineKind.DECISION,
    "besluit": LineKind.DECISION,
    "a": LineKind.ACTION,
    "actie": LineKind.ACTION,
}
_FIRST = re.compile(r"(?P<word>[A-Za-z]+)\s*[:\s]\s*(?P<rest>.*)", re.DOTALL)
_WHO = re.compile(r"(?:(?<=\s)|^)@(?P<who>[\w.-]{1,60})")
_DAY = re.compile(r"(?:(?<=\s)|^)(?P<day>\d{1,2})-(?P<month>\d{1,2})(?:-(?P<year>\d{4}))?(?=\s|$)")
_AFTER = re.compile(r"(?:(?<=\s)|^)\+(?P<count>\d{1,3})(?P<weeks>w?)(?=\s|$)")


def read_line(text: str, *, on: date) -> MeetingLine:
    """Return what a typed line says.

    Parameters: ``text``, one line: ``b`` or ``besluit`` and the decision; ``a`` or ``actie`` and the action,
    with ``@who`` and a day (``12-3``, ``12-3-2026``, ``+14`` days or ``+2w`` weeks) anywhere in it; ``>``
    alone goes to the next case. ``on``, the day of the meeting: a day without a year is the first one from
    then. Returns a MeetingLine. Errors: RuleError with a Dutch sentence.

    >>> line = read_line("a buren bellen @kernteamlid +1w", on=date(2025, 3, 3))
    >>> line.text, line.who, str(line.due_on)
    ('buren bellen', 'kernteamlid', '2025-03-10')
    """
    said = text.strip()
    if said == ">":
        return MeetingLine(LineKind.NEXT)
    first = _FIRST.fullmatch(said)
    kind = _STARTS.get(first["word"].lower()) if first else None
    if first is None or kind is None:
        raise RuleError("Begin met b (besluit) of a (actie), of typ > voor de volgende casus.")
    rest = first["rest"].strip()
    if kind is LineKind.DECISION:
        return MeetingLine(kind, _filled(rest))
    who, due_on = _WHO.search(rest), _read_day(rest, on)
    for pattern in (_WHO, _DAY, _AFTER):
        rest = pattern.sub(" ", rest, count=1)
    return MeetingLine(kind, _filled(" ".join(rest.split())), who["who"] if who else "", due_on)


def _filled(text: str) -> str:
    if not text:
        raise RuleError("Achter de letter staat nog niets.")
    return text


def _read_day(text: str, on: date) -> date | None:
    if found := _AFTER.search(text):
        return on + timedelta(days=int(found["count"]) * (7 if found["weeks"] else 1))
    if not (found := _DAY.search(text)):
        return None
    try:
        if found["year"]:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        return _next_such_day(int(found["day"]), int(found["month"]), on)
    except ValueError as error:
        raise RuleError(f"De dag {found.group().strip()} bestaat niet.") from error


def _next_such_day(day: int, month: int, on: date) -> date:
    for year in range(on.year, on.year + 8):
        if month == 2 and day == 29 and (year % 4 or (not year % 100 and year % 400)):
            continue
        if (wanted := date(year, month, day)) >= on:
            return wanted
    raise ValueError
