"""What falls due: one list for the agenda and the calendar feed. A later part adds its function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.due_action_queries import list_due_actions
from spoorboek.apps.intake.follow_ups import list_due
from spoorboek.apps.intake.protocol_queries import list_locked
from spoorboek.apps.intake.register_queries import log_reads
from spoorboek.apps.interventions.deadlines import list_deadlines
from spoorboek.web.register_pages import PAGE_OF, REGISTERS


@dataclass(frozen=True, slots=True)
class DueDay:
    """One thing that falls due: when, what kind, which (number and key in its register), and where it is."""

    on: date
    kind: Promise | str
    register: str
    name: str
    key: int
    href: str = ""


_PURPOSE = "zien wat er in de agenda aan komt"
Source = Callable[[Viewer, date, date], Iterable[DueDay]]


def list_follow_ups(viewer: Viewer, first: date, last: date) -> Iterable[DueDay]:
    """Yield what the viewer keeps an eye on."""
    for row in list_due(viewer, REGISTERS, first=first, last=last):
        page = PAGE_OF.get(row.register)
        if page is not None and page.is_open_to(viewer):
            kind = capfirst(str(page.one))
            yield DueDay(row.due_on, kind, row.register, row.number, row.key, page.href(row.number))


def list_lock_ends(viewer: Viewer, first: date, last: date) -> Iterable[DueDay]:
    """Yield the locked signals of which the term ends, for who may open them."""
    for row in list_locked(viewer):
        if first <= row.locked_until <= last:
            kind = _("Termijn van een signaal op slot")
            yield DueDay(row.locked_until, kind, "signals", row.number, row.key)


def list_legal_terms(viewer: Viewer, first: date, last: date) -> Iterable[DueDay]:
    """Yield the terms of measures, orders and areas, each with its article, for who works with them."""
    for row in list_deadlines(viewer, first, last):
        page = PAGE_OF.get(row.register)
        if page is not None and page.is_open_to(viewer):
            kind = f"{row.title} ({row.article})" if row.article else row.title
            yield DueDay(row.last_on, kind, row.register, row.number, row.key, page.href(row.number))


def list_case_actions(viewer: Viewer, first: date, last: date) -> Iterable[DueDay]:
    """Yield the actions that are still to be done in the cases that exist for the viewer."""
    page = PAGE_OF["cases"]
    for row in list_due_actions(viewer, first, last):
        href = page.href(row.number) if page.is_open_to(viewer) else ""
        yield DueDay(row.due_on, _("Actie in een casus"), "cases", row.number, row.key, href)


SOURCES: tuple[Source, ...] = (list_follow_ups, list_lock_ends, list_legal_terms, list_case_actions)


def list_due_days(viewer: Viewer, first: date, last: date) -> list[DueDay]:
    """Return what falls due for the viewer from one day to another, in order."""
    found = [one for source in SOURCES for one in source(viewer, first, last)]
    return sorted(found, key=lambda one: (one.on, str(one.kind), one.name))


def log_due_days(viewer: Viewer, days: Iterable[DueDay], *, at: datetime) -> None:
    """Log what is shown of registrations with personal data: that a term runs says something about them."""
    shown: dict[str, set[int]] = {}
    for one in days:
        shown.setdefault(one.register, set()).add(one.key)
    read = [(REGISTERS[code], sorted(keys)) for code, keys in shown.items()]
    log_reads(viewer, read, at=at, purpose=_PURPOSE)


def write_calendar(days: Iterable[DueDay], *, address: str, at: datetime) -> str:
    """Return a calendar (RFC 5545) that says how many things fall due on each day, and nothing about what.

    It leaves the house: no number, no place and no name is in it.
    """
    counts: dict[date, int] = {}
    for one in days:
        counts[one.on] = counts.get(one.on, 0) + 1
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Spoorboek//agenda//NL"]
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for day, count in sorted(counts.items()):
        words = "1 termijn in Spoorboek" if count == 1 else f"{count} termijnen in Spoorboek"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day:%Y%m%d}@spoorboek",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{words}",
            f"URL:{address}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
