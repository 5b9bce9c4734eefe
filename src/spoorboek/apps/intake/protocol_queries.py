"""Reading how a signal was weighed, what waits, and what is locked away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.sealed_fields import say_opened
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.locking import read_words
from spoorboek.apps.intake.models import Signal, SourceEnquiry
from spoorboek.apps.intake.protocol import Progress, get_present_version, list_privacy_steps, read_progress
from spoorboek.apps.intake.queries import SignalRow, make_signal_row
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.rules.protocols.signal_protocol import ProtocolStep
from spoorboek.rules.register_lifecycles import EnquiryStatus
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One step that was taken."""

    step: str
    step_title: str
    outcome_title: str
    criteria: tuple[str, ...]
    reason: str
    decided_on: date
    person_id: str


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """One source that was asked, with what it said as far as that was allowed."""

    key: int
    number: str
    source_title: str
    question: str
    status: EnquiryStatus
    status_title: str
    decided_because: str
    released_because: str
    content: str


@dataclass(frozen=True, slots=True)
class WeighingView:
    """How far a signal is: the steps taken, the sources asked, and the step that waits with who takes it.

    ``signal`` is None for the privacy officer, who judges the question and does not read the signal.
    """

    number: str
    theme: str
    received_on: date
    protocol_version: str
    reference: str
    decisions: tuple[DecisionRow, ...]
    enquiries: tuple[EnquiryRow, ...]
    sources: tuple[tuple[str, str], ...]
    waiting: ProtocolStep | None
    signal: SignalRow | None


@dataclass(frozen=True, slots=True)
class LockedRow:
    """A signal that is locked away: which, and until when. Not what it says."""

    number: str
    key: int
    received_on: date
    locked_until: date


@dataclass(frozen=True, slots=True)
class PrivacyWaitRow:
    """A signal that waits for the privacy officer: which, since when, and for what. Not what it says."""

    number: str
    key: int
    received_on: date
    title: str


@dataclass(frozen=True, slots=True)
class LockedSignal:
    """What a locked signal says, for who may open it with a reason."""

    number: str
    channel_title: str
    received_on: date
    theme: str
    summary: str
    place: str
    locked_until: date
    decisions: tuple[DecisionRow, ...]


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """How many signals wait for one step, and since when. ``step`` is empty before the first one."""

    step: str
    title: str
    count: int
    oldest_on: date


def count_waiting(viewer: Viewer) -> list[WaitingRow]:
    """Return how many signals wait for each step, of those the viewer may see, in order."""
    steps = get_present_version(timezone.localdate()).steps
    titles = {"": steps[0].title, **{step.code: step.title for step in steps}}
    waiting = Signal.objects.filter(Q(status="received") | ~Q(next_step=""), is_withdrawn=False)
    found = Access(viewer).filter(waiting).order_by().values("next_step")
    rows = found.annotate(count=Count("pk"), oldest=Min("received_on"))
    counted = [
        WaitingRow(
            one["next_step"], titles.get(one["next_step"], one["next_step"]), one["count"], one["oldest"]
        )
        for one in rows
    ]
    order = list(titles)
    return sorted(counted, key=lambda one: order.index(one.step) if one.step in order else len(order))


def get_weighing(viewer: Viewer, number: str, *, at: datetime, purpose: str) -> WeighingView:
    """Return how far a signal is, for who weighs and for the privacy officer while a step waits for them.

    The read is logged.
    """
    with transaction.atomic():
        signal, progress = _find(viewer, number, timezone.localtime(at).date())
        log_read(viewer, SIGNALS, [signal.pk], at=at, purpose=purpose)
        return _describe(viewer, signal, progress)


def get_step_to_take(viewer: Viewer, number: str, *, at: datetime) -> WeighingView:
    """Return the same to judge a form by when it is sent, or raise NotFoundError.

    Not logged as a read: nothing of it is shown. A page that is shown again after all reads the signal.
    """
    return _describe(viewer, *_find(viewer, number, timezone.localtime(at).date()))


def _describe(viewer: Viewer, signal: Signal, progress: Progress) -> WeighingView:
    enquiries = SourceEnquiry.objects.filter(signal=signal)
    return WeighingView(
        number=signal.number,
        theme=signal.theme,
        received_on=signal.received_on,
        protocol_version=progress.version.version,
        reference=progress.version.reference,
        decisions=_decisions(progress),
        enquiries=tuple(_enquiry_row(one, signal.number, progress) for one in enquiries),
        sources=tuple(progress.version.sources.items()),
        waiting=progress.waiting if signal.status in ("received", "weighed") else None,
        signal=make_signal_row(signal) if viewer.may(Permission.SIGNALS_VIEW) else None,
    )


def list_waiting_for_privacy(viewer: Viewer) -> list[PrivacyWaitRow]:
    """Return number, day received and title of the step of each signal that waits for the privacy officer.

    Also those with a hit of which the content waits for a decision. For others there are none.
    """
    if not viewer.may(Permission.SIGNALS_PRIVACY):
        return []
    titles = {step.code: step.title for step in get_present_version(timezone.localdate()).steps}
    waiting = Signal.objects.filter(is_locked=False, is_withdrawn=False, next_step__in=list_privacy_steps())
    found = {
        PrivacyWaitRow(one.number, one.pk, one.received_on, titles.get(one.next_step, one.next_step))
        for one in waiting
    }
    hits = SourceEnquiry.objects.filter(status=EnquiryStatus.HIT.value, signal__is_locked=False)
    found |= {
        PrivacyWaitRow(one.signal.number, one.signal.pk, one.signal.received_on, "Inhoud van een hit")
        for one in hits.select_related("signal")
    }
    return sorted(found, key=lambda each: (each.received_on, each.number, each.title))


def list_locked(viewer: Viewer) -> list[LockedRow]:
    """Return which signals are locked away and until when, the first to end first; for who may open them."""
    if not _may_open(viewer):
        return []
    rows = Signal.objects.filter(is_locked=True).order_by("locked_until", "number")
    return [
        LockedRow(one.number, one.pk, one.received_on, one.locked_until or one.received_on) for one in rows
    ]


def open_locked_signal(viewer: Viewer, number: str, *, at: datetime, purpose: str) -> LockedSignal:
    """Return what a locked signal says, to who may open it. The read is logged with the reason given."""
    signal = Signal.objects.filter(number=number, is_locked=True).first() if _may_open(viewer) else None
    if signal is None or signal.locked_until is None:
        raise NotFoundError(f"Signaal {number}")
    with transaction.atomic():
        log_read(viewer, SIGNALS, [signal.pk], at=at, purpose=purpose)
        decisions = _decisions(read_progress(signal, on=timezone.localtime(at).date()))
        words = read_words(signal)
    return LockedSignal(
        number=signal.number,
        channel_title=signal.get_channel_display(),
        received_on=signal.received_on,
        theme=signal.theme,
        summary=words.get("summary", signal.summary),
        place=words.get("place", ""),
        locked_until=signal.locked_until,
        decisions=decisions,
    )


def _may_open(viewer: Viewer) -> bool:
    readers = get_present_version(timezone.localdate()).locked_readers
    return bool(viewer.permissions & readers)


def _find(viewer: Viewer, number: str, on: date) -> tuple[Signal, Progress]:
    signal = Access(viewer).filter(Signal.objects.all()).filter(number=number).first()
    if signal is not None:
        return signal, read_progress(signal, on=on)
    if viewer.may(Permission.SIGNALS_PRIVACY):
        # One question whether it is hidden or absent, so that the two take the same time.
        asked = Q(next_step__in=list_privacy_steps()) | Q(enquiries__status=EnquiryStatus.HIT.value)
        kept = Signal.objects.filter(asked, number=number, is_locked=False).first()
        if kept is not None:
            return kept, read_progress(kept, on=on)
    raise NotFoundError(f"Signaal {number}")


def _decisions(progress: Progress) -> tuple[DecisionRow, ...]:
    rows = []
    for one in progress.decisions:
        step = progress.version.get_step(one.step)
        titles = dict(step.criteria)
        rows.append(
            DecisionRow(
                step=one.step,
                step_title=step.title,
                outcome_title=step.get_outcome(one.outcome).title,
                criteria=_titles(titles, one.criteria),
                # What cannot be opened says so: the signal and its other steps stay readable.
                reason=say_opened(one, "reason"),
                decided_on=one.decided_on,
                person_id=one.person_id,
            )
        )
    return tuple(rows)


def _titles(titles: dict[str, str], codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(titles.get(code, code) for code in codes)


def _enquiry_row(one: SourceEnquiry, number: str, progress: Progress) -> EnquiryRow:
    return EnquiryRow(
        key=one.pk,
        number=number,
        source_title=progress.version.sources.get(one.source, one.source),
        question=say_opened(one, "question"),
        status=EnquiryStatus(one.status),
        status_title=one.get_status_display(),
        decided_because=say_opened(one, "decided_because"),
        released_because=say_opened(one, "released_because"),
        content=say_opened(one, "content"),
    )
