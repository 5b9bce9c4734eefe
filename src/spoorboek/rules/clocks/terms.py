"""Terms: so many hours, days, weeks, months or years, and the day or moment on which they end."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.holidays import (
    LAST_YEAR,
    Holiday,
    find_holiday,
    get_working_day,
    is_decree_known,
    is_working_day,
)

NETHERLANDS = ZoneInfo("Europe/Amsterdam")

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class TermUnit(Enum):
    """In what a term is counted. The values are the Dutch words, singular and plural."""

    HOURS = ("uur", "uur")
    DAYS = ("dag", "dagen")
    WEEKS = ("week", "weken")
    MONTHS = ("maand", "maanden")
    YEARS = ("jaar", "jaar")


@dataclass(frozen=True, slots=True)
class Term:
    """So many of one unit, at least 1.

    >>> str(Term(1, TermUnit.WEEKS)), str(Term(6, TermUnit.WEEKS))
    ('1 week', '6 weken')
    """

    count: int
    unit: TermUnit

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ClockError(f"Een termijn is ten minste 1 {self.unit.value[0]}, niet {self.count}.")

    def __str__(self) -> str:
        return f"{self.count} {self.unit.value[0 if self.count == 1 else 1]}"


def parse_term(text: str) -> Term:
    """Read a term in Dutch words.

    Parameters: ``text`` such as ``3 maanden``, ``1 week``, ``12 uur``. Returns the Term. Errors: ClockError
    with the text.

    >>> parse_term("3 maanden")
    Term(count=3, unit=<TermUnit.MONTHS: ('maand', 'maanden')>)
    """
    match = re.fullmatch(r"([1-9][0-9]{0,4}) ([a-z]+)", text.strip().lower())
    unit = next((unit for unit in TermUnit if match and match[2] in unit.value), None)
    if match is None or unit is None:
        raise ClockError(f"'{text}' is geen termijn. Schrijf bijvoorbeeld '6 weken' of '3 maanden'.")
    return Term(int(match[1]), unit)


def add_term(on: date, term: Term) -> date:
    """Return the last day of a term that starts on the day after ``on``.

    Parameters: ``on``, the day of the event, which does not count; ``term`` in days or longer. Returns the
    day with the same weekday (weeks) or the same number (months, years); where that number does not exist,
    the last day of the month. Errors: ClockError for hours or a day beyond the calendar. Source: Dutch use
    for terms that run from the day after an event (Awb, artikel 6:8); a lawyer confirms the month rule.

    >>> add_term(date(2024, 1, 31), Term(1, TermUnit.MONTHS))
    datetime.date(2024, 2, 29)
    >>> add_term(date(2024, 2, 29), Term(1, TermUnit.YEARS))
    datetime.date(2025, 2, 28)
    """
    if term.unit is TermUnit.HOURS:
        raise ClockError(f"Een termijn van {term} loopt vanaf een tijdstip, niet vanaf een dag.")
    if term.unit in (TermUnit.DAYS, TermUnit.WEEKS):
        days = term.count * (7 if term.unit is TermUnit.WEEKS else 1)
        if on.toordinal() + days > date(LAST_YEAR, 12, 31).toordinal():
            raise ClockError(f"{term} na {format_date(on)} valt buiten de kalender.")
        return on + timedelta(days=days)
    months = term.count * (12 if term.unit is TermUnit.YEARS else 1)
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    if year > LAST_YEAR:
        raise ClockError(f"{term} na {format_date(on)} valt buiten de kalender.")
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def add_period(first_on: date, term: Term) -> date:
    """Return the last day of a measure that lasts a term and whose first day counts.

    Parameters: ``first_on``, the first day on which it holds; ``term`` in days or longer. Returns a day
    such that the measure never lasts longer than the term. Errors: ClockError as ``add_term``.

    >>> add_period(date(2025, 1, 15), Term(3, TermUnit.MONTHS))
    datetime.date(2025, 4, 14)
    """
    return add_term(first_on, term) - timedelta(days=1)


def is_extendable(term: Term) -> bool:
    """Tell whether the Algemene termijnenwet can make a statutory term run on.

    Parameters: ``term``. Returns false for terms in hours, in more than 90 days, twelve weeks or three
    months, and in years. Errors: none. Source: Algemene termijnenwet, artikel 4, aanhef en onder a.

    >>> is_extendable(Term(12, TermUnit.WEEKS)), is_extendable(Term(13, TermUnit.WEEKS))
    (True, False)
    """
    most = {TermUnit.DAYS: 90, TermUnit.WEEKS: 12, TermUnit.MONTHS: 3}
    return term.count <= most.get(term.unit, 0)


@dataclass(frozen=True, slots=True)
class TermEnd:
    """Where a term ends, and why there.

    ``nominal_on``: by counting alone. ``last_on``: the last day, after the Algemene termijnenwet. ``why``:
    Dutch sentences, also about what is not certain. ``checked`` is false when a day on the way was not read
    in its own source.
    """

    nominal_on: date
    last_on: date
    why: tuple[str, ...]
    checked: bool = True


def compute_term_end(start_on: date, term: Term) -> TermEnd:
    """Return the end of a statutory term, with the extension of the Algemene termijnenwet where it applies.

    Parameters: ``start_on``, the day of the event, which does not count; ``term`` in days or longer.
    Returns a TermEnd; its ``last_on`` is a working day whenever ``is_extendable(term)``. Errors: ClockError
    as ``add_term`` and ``list_holidays``. Source: Algemene termijnenwet, artikelen 1, 2 and 4. Not for
    terms that count back from a day (artikel 1, tweede lid), nor for terms in a contract, a by-law or a
    decision.

    >>> compute_term_end(date(2026, 3, 30), Term(4, TermUnit.DAYS)).last_on
    datetime.date(2026, 4, 7)
    """
    nominal = add_term(start_on, term)
    if not is_extendable(term):
        sentence = f"De Algemene termijnenwet geldt niet voor een termijn van {term} (artikel 4)."
        return TermEnd(nominal, nominal, (sentence,))
    last = by_first_article = get_working_day(nominal)
    if term.unit is not TermUnit.DAYS or term.count >= 3:
        last = max(last, _get_second_working_day(start_on))
    why: list[str] = []
    if last != nominal:
        article = "artikel 1" if last == by_first_article else "artikel 2"
        why.append(
            f"{format_weekday(nominal)}{_name(nominal)} is niet de laatste dag: de termijn loopt door tot "
            "en met "
            f"{format_weekday(last)} (Algemene termijnenwet, {article})."
        )
    first = nominal if last == by_first_article else start_on + timedelta(days=1)
    met = [h for day in range(first.toordinal(), last.toordinal()) if (h := find_holiday(_day(day)))]
    why += [f"Nog na te kijken: {format_date(h.on)}, {h.name} ({h.reference})." for h in met if not h.checked]
    if not is_decree_known(last):
        why.append(
            f"Voor {last.year} is hier geen besluit over gelijkgestelde dagen bekend: de termijn kan later "
            "eindigen."
        )
    return TermEnd(nominal, last, tuple(why), _all_checked(met))


def compute_hours_end(start_at: datetime, term: Term) -> datetime:
    """Return the moment at which a term in hours ends, by the clock that does not jump.

    Parameters: ``start_at`` with a time zone; ``term`` in hours. Returns the moment in Dutch time: in the
    night in which the clock goes back, twelve hours end at an earlier time on the wall. Errors: ClockError
    for another unit or a moment without a time zone.

    >>> compute_hours_end(datetime(2025, 10, 25, 20, 0, tzinfo=NETHERLANDS), Term(12, TermUnit.HOURS)).hour
    7
    """
    if term.unit is not TermUnit.HOURS:
        raise ClockError(f"Een termijn van {term} telt geen uren.")
    return (check_moment(start_at).astimezone(UTC) + timedelta(hours=term.count)).astimezone(NETHERLANDS)


def check_moment(at: datetime) -> datetime:
    """Return ``at`` when it has a time zone; raise ClockError when it could be any moment."""
    if at.tzinfo is None:
        raise ClockError(f"Het tijdstip {at:%Y-%m-%d %H:%M} heeft geen tijdzone.")
    return at


def format_weekday(on: date) -> str:
    """Write a day with its name.

    >>> format_weekday(date(2026, 5, 2))
    'zaterdag 2 mei 2026'
    """
    return f"{WEEKDAYS[on.weekday()]} {format_date(on)}"


def _get_second_working_day(start_on: date) -> date:
    """Return the first day at which two working days lie after ``start_on`` (artikel 2)."""
    first = get_working_day(start_on + timedelta(days=1))
    return get_working_day(first + timedelta(days=1))


def _name(on: date) -> str:
    holiday = find_holiday(on)
    if holiday is not None:
        return f" ({holiday.name})"
    return "" if not is_working_day(on) else " (minder dan twee werkdagen)"


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _all_checked(met: list[Holiday]) -> bool:
    return all(holiday.checked for holiday in met)
