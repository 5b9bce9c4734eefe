"""Days on which something was done: they have been, and they are days that somebody lives to see."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from spoorboek.apps.interventions.errors import InterventionError

_FIRST, _LAST = date(1900, 1, 1), date(2200, 12, 31)


def check_noted_day(on: date, at: datetime) -> None:
    """Refuse to note that something was done on a day that is still to come, or in another age."""
    _check_possible(on)
    if on > timezone.localtime(at).date():
        raise InterventionError(f"{on:%d-%m-%Y} ligt in de toekomst: schrijf op wat er is gebeurd.")


def check_coming_day(on: date | None) -> None:
    """Refuse a day that no decision can mean. What is decided may begin or end later."""
    if on is not None:
        _check_possible(on)


def _check_possible(on: date) -> None:
    if not _FIRST <= on <= _LAST:
        raise InterventionError(
            f"{on.day:02}-{on.month:02}-{on.year:04} kan niet: kies een dag van 1900 tot en met 2200."
        )
