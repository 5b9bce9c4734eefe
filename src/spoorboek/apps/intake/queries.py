"""Reading signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.channels import CHANNELS
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.apps.intake.models import Signal, SignalText
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.register_lifecycles import SignalStatus


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal as shown to those who work with signals. The raw text is not here."""

    identity: str
    number: str
    channel: str
    channel_title: str
    received_on: date
    discussed_on: date | None
    theme: str
    summary: str
    place: str
    area_code: str
    latitude: Decimal | None
    longitude: Decimal | None
    is_tip: bool
    status: SignalStatus
    invented: bool
    is_withdrawn: bool


def get_signal(viewer: Viewer, number: str, *, at: datetime, purpose: str) -> SignalRow:
    """Return one signal, or raise NotFoundError. The read is logged."""
    with transaction.atomic():
        signal = Access(viewer).get(Signal.objects.all(), what=f"Signaal {number}", number=number)
        log_read(viewer, SIGNALS, [signal.pk], at=at, purpose=purpose)
    return make_signal_row(signal)


def get_raw_text(viewer: Viewer, number: str, *, at: datetime, purpose: str) -> str:
    """Return the raw text of a signal to one of its named readers. The read is logged."""
    if not says_something(purpose):
        raise PurposeError
    with transaction.atomic():
        what = f"De tekst van signaal {number}"
        kept = Access(viewer).get(SignalText.objects.all(), what=what, signal__number=number)
        log_read(viewer, SIGNALS, [kept.signal_id], at=at, purpose=purpose)
    text: str = kept.text
    return text


def count_text_readers(viewer: Viewer, number: str) -> int:
    """Return how many people may read the raw text of a signal; 0 for who is none of them."""
    kept = Access(viewer).filter(SignalText.objects.filter(signal__number=number)).first()
    return kept.readers.count() if kept else 0


def make_signal_row(signal: Signal) -> SignalRow:
    """Return a signal that was found through Access as it is shown; the caller logs the read."""
    return SignalRow(
        identity=f"{SIGNALS.code}:{signal.pk}",
        number=signal.number,
        channel=signal.channel,
        channel_title=signal.get_channel_display(),
        received_on=signal.received_on,
        discussed_on=signal.discussed_on,
        theme=signal.theme,
        summary=signal.summary,
        place=signal.place,
        area_code=signal.area_code,
        latitude=signal.latitude,
        longitude=signal.longitude,
        is_tip=CHANNELS[signal.channel].anonymous,
        status=SignalStatus(signal.status),
        invented=signal.invented,
        is_withdrawn=signal.is_withdrawn,
    )
