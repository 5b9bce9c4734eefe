"""Registers that are complete over a period: declared by who keeps them, taken back when that was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.indicators.errors import CompletenessError
from spoorboek.apps.indicators.models import KeptPeriod
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.period import Period

_TO_DECLARE = "verklaren dat dit register volledig is"


@transaction.atomic
def declare_complete(*, register: Register, period: Period, by: Viewer, at: datetime) -> None:
    """Keep that everything of ``period`` stands in the register, so that what is not there was not."""
    Access(by).require(register.writes, to=_TO_DECLARE)
    if period.last >= timezone.localdate(at):
        raise CompletenessError(
            f"{format_period(period).capitalize()} is nog niet voorbij. "
            "Verklaar pas dat het register volledig is als er niets meer bij komt."
        )
    _, is_new = KeptPeriod.objects.get_or_create(
        register=register.code, first_on=period.first, last_on=period.last, defaults={"declared_at": at}
    )
    if is_new:
        _record("indicators.declare_complete", register, period, by, at)


@transaction.atomic
def take_back_complete(*, register: Register, period: Period, by: Viewer, at: datetime) -> None:
    """Take back that a register is complete over a period; then nothing in it is not known again."""
    Access(by).require(register.writes, to=_TO_DECLARE)
    found = KeptPeriod.objects.filter(register=register.code, first_on=period.first, last_on=period.last)
    if not found.delete()[0]:
        raise CompletenessError(f"Over {format_period(period)} is niets verklaard.")
    _record("indicators.take_back_complete", register, period, by, at)


def list_complete(register: str) -> tuple[Period, ...]:
    """Return over which periods a register was declared complete, the oldest first."""
    days = KeptPeriod.objects.filter(register=register).values_list("first_on", "last_on")
    return tuple(Period(first, last) for first, last in days)


def is_covered(period: Period, declared: Sequence[Period]) -> bool:
    """Tell whether the declared periods together hold every day of ``period``."""
    open_from = period.first
    for one in sorted(declared, key=lambda each: each.first):
        if one.first > open_from:
            return False
        open_from = max(open_from, one.last + timedelta(days=1))
        if open_from > period.last:
            return True
    return False


def _record(action: str, register: Register, period: Period, by: Viewer, at: datetime) -> None:
    subject = f"indicators.register:{register.code}"
    record(action=action, by=by, at=at, subject=subject, details={"period": str(period)})
