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
from spoorboek.apps.accounts.mail_words import get_mail_words
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
from spoorboek.rules.roles import Permission

_REGISTERS = {**SIGNAL_REGISTERS, **CASE_REGISTERS, **INTERVENTION_REGISTERS}
TARGETS = ("signals", "agenda", "letters")
"""The pages to which a line of a digest leads."""


@dataclass(frozen=True, slots=True)
class DigestLine:
    """How much of one kind (of ``mail_words``) waits, and the page (one of ``TARGETS``) where it is."""

    kind: str
    count: int
    target: str


def list_digest_lines(viewer: Viewer, *, at: datetime) -> list[DigestLine]:
    """Return what waits for the viewer in the week of ``at``; nothing for what does not."""
    today = timezone.localdate(at)
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    follow_ups = list_due(viewer, _REGISTERS, first=monday, last=sunday)
    actions = list_due_actions(viewer, date.min, sunday, own=True)
    counts = (
        ("signals", _count_signals(viewer), "signals"),
        ("privacy", len(list_waiting_for_privacy(viewer)), "signals"),
        ("follow_ups", len(follow_ups), "agenda"),
        ("terms", _count_terms(viewer, monday, sunday), "agenda"),
        ("actions", len(actions), "agenda"),
        ("letters", _count_letters(viewer, at), "letters"),
    )
    return [DigestLine(kind, count, target) for kind, count, target in counts if count]


def send_digests(*, addresses: Mapping[str, str], sender: str, by: Viewer, at: datetime) -> int:
    """Send everybody with a role for whom something waits one e-mail; return how many were sent.

    ``addresses``: the whole address of the page for each of ``TARGETS``.
    """
    Access(by).require(Permission.PEOPLE_MANAGE, to="overzichten per e-mail versturen")
    messages = []
    for reader in list_digest_people():
        viewer, words = reader.viewer.looking_at(at), get_mail_words(reader.language)
        found = list_digest_lines(viewer, at=at) if viewer.roles else []
        lines = [(words.say_waiting(line.kind, line.count), addresses[line.target]) for line in found]
        if lines:
            text = words.write_digest(lines)
            messages.append(EmailMessage(words.digest_subject, text, sender, [reader.address]))
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
