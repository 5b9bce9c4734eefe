"""The digest by e-mail: how much waits for somebody and where, and nothing about what it is.

E-mail leaves the house: no number, name, place or title is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.letter_work import LetterWork, sort_letter_work
from spoorboek.apps.audit.actions import record
from spoorboek.apps.audit.remembering import open_memory
from spoorboek.apps.cases.due_action_queries import list_due_actions
from spoorboek.apps.cases.registers import REGISTERS as CASE_REGISTERS
from spoorboek.apps.intake.follow_ups import list_due
from spoorboek.apps.intake.protocol_queries import count_waiting, list_waiting_for_privacy
from spoorboek.apps.intake.registers import REGISTERS as SIGNAL_REGISTERS
from spoorboek.apps.interventions.deadlines import list_deadlines
from spoorboek.apps.interventions.registers import REGISTERS as INTERVENTION_REGISTERS
from spoorboek.apps.people.own_things import list_digest_people
from spoorboek.figures.dutch_phrases import format_count
from spoorboek.rules.roles import Permission

_REGISTERS = {**SIGNAL_REGISTERS, **CASE_REGISTERS, **INTERVENTION_REGISTERS}
TARGETS = ("signals", "agenda", "letters")
"""The pages to which a line of a digest leads."""


@dataclass(frozen=True, slots=True)
class DigestLine:
    """How much of one kind waits, in words, and the page (one of ``TARGETS``) where it is."""

    sentence: str
    target: str


def list_digest_lines(viewer: Viewer, *, at: datetime) -> list[DigestLine]:
    """Return what waits for the viewer in the week of ``at``; nothing for what does not."""
    today = timezone.localdate(at)
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    follow_ups = list_due(viewer, _REGISTERS, first=monday, last=sunday)
    actions = list_due_actions(viewer, date.min, sunday, own=True)
    counts = (
        (_count_signals(viewer), "signaal wacht op een weging", "signalen wachten op een weging", "signals"),
        (
            len(list_waiting_for_privacy(viewer)),
            "signaal wacht op uw privacytoets",
            "signalen wachten op uw privacytoets",
            "signals",
        ),
        (
            len(follow_ups),
            "afspraak om deze week te bekijken",
            "afspraken om deze week te bekijken",
            "agenda",
        ),
        (
            _count_terms(viewer, monday, sunday),
            "wettelijke of afgesproken termijn loopt deze week af",
            "wettelijke of afgesproken termijnen lopen deze week af",
            "agenda",
        ),
        (len(actions), "actie voor uiterlijk deze week", "acties voor uiterlijk deze week", "agenda"),
        (_count_letters(viewer, at), "brief wacht op u", "brieven wachten op u", "letters"),
    )
    return [DigestLine(format_count(count, one, more), to) for count, one, more, to in counts if count]


def send_digests(*, addresses: Mapping[str, str], sender: str, by: Viewer, at: datetime) -> int:
    """Send everybody with a role for whom something waits one e-mail; return how many were sent.

    ``addresses``: the whole address of the page for each of ``TARGETS``.
    """
    Access(by).require(Permission.PEOPLE_MANAGE, to="overzichten per e-mail versturen")
    messages = []
    for mail, person in list_digest_people():
        lines = list_digest_lines(person.looking_at(at), at=at) if person.roles else []
        if lines:
            messages.append(
                EmailMessage("Spoorboek: wat op u wacht", _write(lines, addresses), sender, [mail])
            )
    with transaction.atomic():
        record(
            action="accounts.send_digests",
            by=by,
            at=at,
            subject="accounts.digest",
            details={"count": len(messages)},
        )
        if messages:
            get_connection().send_messages(messages)
    return len(messages)


def _count_signals(viewer: Viewer) -> int:
    if not viewer.may(Permission.SIGNALS_WRITE):
        return 0
    return sum(step.count for step in count_waiting(viewer))


def _count_terms(viewer: Viewer, first: date, last: date) -> int:
    """Count the terms for who acts on them; who may only read them is not written to."""
    acts = viewer.permissions & {Permission.MEASURES_WRITE, Permission.ACTIVITIES_WRITE}
    return len(list_deadlines(viewer, first, last)) if acts else 0


def _count_letters(viewer: Viewer, at: datetime) -> int:
    work = sort_letter_work(viewer, open_memory(viewer, at=at))
    waiting = (LetterWork.SIGN, LetterWork.ASK_AGAIN, LetterWork.PUBLISH)
    return sum(len(work.get(one, ())) for one in waiting)


def _write(lines: list[DigestLine], addresses: Mapping[str, str]) -> str:
    said = [f"- {line.sentence}\n  {addresses[line.target]}" for line in lines]
    return "\n".join(["Dit wacht op u in Spoorboek:", "", *said, "", "Log in om te zien wat het is."]) + "\n"
