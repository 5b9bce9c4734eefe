"""Days on which something was done, as this app refuses them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.rules import noted_days
from spoorboek.rules.errors import RuleError


def check_noted_day(on: date | None, at: datetime) -> None:
    """Refuse to note that something was done on a day that is still to come, or in another age."""
    try:
        if on is not None:
            noted_days.check_noted_day(on, today=timezone.localtime(at).date())
    except RuleError as error:
        raise InterventionError(str(error)) from error


def check_coming_day(on: date | None) -> None:
    """Refuse a day that no decision can mean. What is decided may begin or end later."""
    try:
        noted_days.check_possible_day(on)
    except RuleError as error:
        raise InterventionError(str(error)) from error
