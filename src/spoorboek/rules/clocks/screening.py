"""The clock of an integrity screening: Wet Bibob, artikelen 15 and 29."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from spoorboek.rules.clocks.deadline import Clock, Deadline, get_setting, run_clock, run_plain_clock
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.terms import compute_term_end


def compute_integrity_advice(
    requested_on: date, *, extended: bool = False, suspended_day_count: int = 0
) -> Deadline:
    """Return the last day for the advice of the national bureau.

    Parameters: ``requested_on``; ``extended``, whether the bureau took its extra weeks;
    ``suspended_day_count``, days 0 or more during which data were missing. Returns a Deadline. Errors:
    ClockError. Source: Wet Bibob, artikel 15.

    >>> compute_integrity_advice(date(2025, 9, 1)).last_on
    datetime.date(2025, 10, 27)
    """
    if suspended_day_count < 0:
        raise ClockError(f"Een opschorting duurt 0 dagen of meer, niet {suspended_day_count}.")
    start = requested_on + timedelta(days=suspended_day_count)
    deadline = replace(run_clock(Clock.INTEGRITY_ADVICE, start), start_on=requested_on)
    if not extended:
        return deadline
    setting = get_setting(Clock.INTEGRITY_ADVICE_EXTENSION, requested_on)
    end = compute_term_end(deadline.nominal_on, setting.term)
    return replace(
        deadline,
        nominal_on=end.nominal_on,
        last_on=end.last_on,
        checked=deadline.checked and setting.checked and end.checked,
        why=(*deadline.why, f"Verlengd met {setting.term} ({setting.reference}).", *end.why),
    )


def compute_integrity_advice_use(advised_on: date) -> Deadline:
    """Return until when an advice may be used in another file.

    Parameters: ``advised_on``, the day of the advice. Returns a Deadline without extension: a term in years.
    Errors: ClockError. Source: Wet Bibob, artikel 29 (two years, longer since 2020: not checked).
    """
    because = "De Algemene termijnenwet geldt niet voor een termijn in jaren (artikel 4)."
    return run_plain_clock(Clock.INTEGRITY_ADVICE_USE, advised_on, because=because)
