"""The other periods that a formula looks at."""

from __future__ import annotations

from datetime import date

from spoorboek.figures.errors import PeriodError
from spoorboek.figures.expression import Shift
from spoorboek.figures.period import Period


def shift_period(period: Period, shift: Shift, *, baseline: Period | None = None) -> Period | None:
    """Return the period that a function looks at, or None when there is none.

    Parameters: ``period`` that is asked for; ``shift`` the function; ``baseline`` of the definition.

    A part of a year goes with the same part of a baseline year. 1 January exists for periods within one
    year; no calendar goes back before the year 1.

    >>> str(shift_period(Period.parse("2023-01..2023-04"), Shift.YEAR_START))
    '2023-01-01'
    >>> shift_period(Period.parse("2023..2024"), Shift.YEAR_START) is None
    True
    """
    try:
        if shift is Shift.PREVIOUS:
            return period.previous()
        if shift is Shift.YEAR_EARLIER:
            return period.same_a_year_earlier()
        if shift is Shift.BASELINE:
            return _find_in_baseline(period, baseline)
    except PeriodError:
        return None
    year = period.first.year
    if period.last.year != year:
        return None
    if shift is Shift.NEXT_YEAR_START:
        year += 1
    return Period(date(year, 1, 1), date(year, 1, 1)) if year <= date.max.year else None


def _find_in_baseline(period: Period, baseline: Period | None) -> Period | None:
    if baseline is None:
        return None
    if not baseline.is_one_year:
        return baseline if _is_as_long(period, baseline) else None
    if period.first.year != period.last.year or period.first.year < baseline.first.year:
        return None
    while period.first.year > baseline.first.year:
        period = period.same_a_year_earlier()
    return period


def _is_as_long(one: Period, other: Period) -> bool:
    if one.is_whole_months and other.is_whole_months:
        return len(one.months()) == len(other.months())
    return one.days_count == other.days_count
