"""An order under penalty: when a forfeited sum is paid, and when lifting may be asked. Awb, title 5.3."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.clocks.deadline import Clock, Deadline, get_setting, run_clock
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.terms import add_term


def compute_penalty_payment(forfeited_on: date) -> Deadline:
    """Return the last day to pay a forfeited sum.

    Parameters: ``forfeited_on``, the day on which it was forfeited by operation of law. Returns a Deadline.
    Errors: ClockError before 1 July 2009. Source: Awb, artikel 5:33.

    >>> compute_penalty_payment(date(2025, 3, 20)).last_on
    datetime.date(2025, 5, 1)
    """
    return run_clock(Clock.PENALTY_PAYMENT, forfeited_on)


def check_can_request_lifting(in_force_on: date, *, forfeited_on: Sequence[date], on: date) -> None:
    """Check that the offender may ask to lift an order because it was a year in force without forfeiture.

    Parameters: ``in_force_on``, the day from which the order holds; ``forfeited_on``, the days of forfeiture;
    ``on``, the day of the request. Returns nothing. After a forfeiture the year starts again: our reading.
    Errors: ClockError with a Dutch sentence. Source: Awb, artikel 5:34, tweede lid.
    """
    setting = get_setting(Clock.LIFT_REQUEST, in_force_on)
    start = max([in_force_on, *(day for day in forfeited_on if in_force_on <= day <= on)])
    full = add_term(start, setting.term)
    if on < full:
        since = "van kracht" if start == in_force_on else "zonder dat er een dwangsom is verbeurd"
        raise ClockError(
            f"Om opheffing kan worden gevraagd als de last {setting.term} zonder verbeurte van kracht is "
            f"({setting.reference}). Hij is sinds {format_date(start)} {since}: vragen kan vanaf "
            f"{format_date(full)}."
        )
