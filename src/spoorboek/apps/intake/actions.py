"""What can be done with a signal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.channels import CHANNELS
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.models import Signal, SignalText
from spoorboek.apps.intake.register_actions import get_for_change, record_registration, subject_of
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.rules.roles import Permission

_MOST_READERS_OF_A_TIP = 2
"""Meld Misdaad Anoniem: at most two officials of a municipality have access."""


def record_signal(
    *,
    channel: str,
    received_on: date,
    theme: str,
    summary: str,
    by: Viewer,
    at: datetime,
    place: str = "",
    reported_by: str = "",
    area_code: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    number: str | None = None,
    invented: bool = False,
) -> str:
    """Write a signal down and return its number. Of an anonymous channel no reporter is accepted."""
    values = {
        "channel": channel,
        "received_on": received_on,
        "theme": theme,
        "summary": summary,
        "place": place,
        "reported_by": reported_by,
        "area_code": area_code,
        "latitude": latitude,
        "longitude": longitude,
        "number": number,
        "invented": invented,
    }
    return record_registration(register=SIGNALS, values=values, by=by, at=at, action="intake.record_signal")


def keep_raw_text(*, number: str, text: str, readers: Sequence[str], by: Viewer, at: datetime) -> None:
    """Keep the raw text of a signal apart, for the people named by their user names.

    Of the tip line at most two people may read it. A text that is there is never replaced.
    """
    Access(by).require(Permission.SIGNALS_WRITE, to="de tekst van een signaal bewaren")
    with transaction.atomic():
        signal = _get(number, by)
        if CHANNELS[signal.channel].anonymous and len(set(readers)) > _MOST_READERS_OF_A_TIP:
            raise RegistrationError(
                [f"een anonieme melding heeft hoogstens twee lezers, niet {len(set(readers))}"]
            )
        if SignalText.objects.filter(signal=signal).exists():
            # Else anybody who may write could put another text in its place and name themselves reader.
            raise RegistrationError(
                ["van dit signaal is al een tekst bewaard; wie die leest, wijst lezers aan"]
            )
        people = list(get_user_model().objects.filter(username__in=readers))
        if unknown := sorted(set(readers) - {person.get_username() for person in people}):
            raise RegistrationError([f"'{unknown[0]}' bestaat niet"])
        kept = SignalText.objects.create(signal=signal, text=text)
        kept.readers.set(people)
        record(action="intake.keep_raw_text", by=by, at=at, subject=subject_of(SIGNALS, signal))


def name_reader(*, number: str, username: str, by: Viewer, at: datetime) -> None:
    """Let one more person read the raw text; only who reads it already may do so.

    Of the tip line a third reader is refused.
    """
    with transaction.atomic():
        what = f"De tekst van signaal {number}"
        kept = Access(by).get(SignalText.objects.select_for_update(), what=what, signal__number=number)
        person = get_user_model().objects.filter(username=username, is_active=True).first()
        if person is None:
            raise RegistrationError([f"'{username}' bestaat niet"])
        present = set(kept.readers.values_list("pk", flat=True))
        is_tip = CHANNELS[kept.signal.channel].anonymous
        if is_tip and len(present | {person.pk}) > _MOST_READERS_OF_A_TIP:
            raise RegistrationError(["een anonieme melding heeft hoogstens twee lezers; die zijn er al"])
        kept.readers.add(person)
        record(
            action="intake.name_reader",
            by=by,
            at=at,
            subject=subject_of(SIGNALS, kept.signal),
            details={"reader": str(person.pk)},
        )


def _get(number: str, by: Viewer) -> Signal:
    signal = get_for_change(SIGNALS, number, by)
    assert isinstance(signal, Signal)
    return signal
