"""Days on which a statutory term does not end: Saturday, Sunday and the days of the Algemene termijnenwet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.parameters.dated import FOLDER, ParameterError

LAST_YEAR = 9000
"""Far enough for every term, and far enough from the end of the calendar."""

_SATURDAY, _SUNDAY = 5, 6
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day on which no statutory term ends, with where that is written.

    ``equated``: made equal to a holiday by royal decree. ``checked``: the source itself was read.
    """

    on: date
    name: str
    reference: str
    equated: bool = False
    checked: bool = True


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    reference: str
    since: date
    until: date
    month: int = 0
    day: int = 0
    after_easter: int | None = None
    on_sunday: int = 0

    def find_day(self, year: int) -> date | None:
        """Return the day of this rule in ``year``; None when the rule did not hold then."""
        if self.after_easter is not None:
            found = compute_easter(year) + timedelta(days=self.after_easter)
        else:
            found = date(year, self.month, self.day)
            if found.weekday() == _SUNDAY:
                found += timedelta(days=self.on_sunday)
        return found if self.since <= found <= self.until else None


@dataclass(frozen=True, slots=True)
class _Decree:
    reference: str
    checked: bool
    first: date
    last: date
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """The rules and decrees from which holidays are made, and the first year that they cover."""

    first_year: int
    rules: tuple[_Rule, ...]
    decrees: tuple[_Decree, ...]


def compute_easter(year: int) -> date:
    """Return Easter Sunday.

    Parameters: ``year`` in the Gregorian calendar, 1583 or later. Returns a Sunday from 22 March to 25
    April. Errors: ClockError for an earlier year. Source: J. Meeus, Astronomical Algorithms, chapter 8 (the
    anonymous Gregorian algorithm of 1876).

    >>> compute_easter(2008), compute_easter(2038)
    (datetime.date(2008, 3, 23), datetime.date(2038, 4, 25))
    """
    if not 1583 <= year <= LAST_YEAR:
        raise ClockError(f"Pasen is te berekenen voor 1583 tot en met {LAST_YEAR}, niet voor {year}.")
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@cache
def list_holidays(year: int) -> tuple[Holiday, ...]:
    """Return the holidays of one year in order, days made equal by decree included.

    Parameters: ``year``, from the first year in the parameters (1990). Returns one Holiday per day, also when
    two fall together (Ascension Day on 5 May 2016). Errors: ClockError for a year that we do not cover.
    Source: Algemene termijnenwet, artikel 3; the days and decrees stand in ``parameters/holidays``.

    >>> [h.name for h in list_holidays(2025) if h.on.month == 4]
    ['Goede Vrijdag', 'tweede paasdag', 'Koningsdag']
    """
    calendar = _get_calendar()
    if not calendar.first_year <= year <= LAST_YEAR:
        raise ClockError(
            f"Feestdagen zijn bekend van {calendar.first_year} tot en met {LAST_YEAR}, niet voor {year}."
        )
    found: dict[date, Holiday] = {}
    for rule in calendar.rules:
        on = rule.find_day(year)
        if on is not None:
            name = f"{found[on].name} en {rule.name}" if on in found else rule.name
            found[on] = Holiday(on, name, rule.reference)
    for decree in calendar.decrees:
        for on in decree.days:
            if on.year == year and on not in found:
                name = "gelijkgesteld met een feestdag"
                found[on] = Holiday(on, name, decree.reference, equated=True, checked=decree.checked)
    return tuple(found[on] for on in sorted(found))


def find_holiday(on: date) -> Holiday | None:
    """Return the holiday on a day, or None on every other day.

    Parameters: ``on``, a day in a year that is covered. Errors: ClockError as ``list_holidays``.
    """
    return _by_day(on.year).get(on)


def is_working_day(on: date) -> bool:
    """Tell whether a statutory term may end on a day.

    Parameters: ``on``. Returns false on Saturday, Sunday and holidays. Errors: ClockError as
    ``list_holidays``. Source: Algemene termijnenwet, artikel 1, eerste lid.

    >>> is_working_day(date(2026, 5, 15)), is_working_day(date(2026, 5, 18))
    (False, True)
    """
    return on.weekday() < _SATURDAY and find_holiday(on) is None


def get_working_day(on: date) -> date:
    """Return ``on`` when it is a working day, else the first working day after it.

    Parameters: ``on``. Errors: ClockError as ``list_holidays``. Source: Algemene termijnenwet, artikel 1.

    >>> get_working_day(date(2026, 4, 3))
    datetime.date(2026, 4, 7)
    """
    while not is_working_day(on):
        on += _DAY
    return on


def is_decree_known(on: date) -> bool:
    """Tell whether we know the decree on equated days for the time in which ``on`` lies.

    Parameters: ``on``. Returns false before 2017 and after the last decree: then a day may be missing.
    """
    return any(decree.first <= on <= decree.last for decree in _get_calendar().decrees)


@cache
def _by_day(year: int) -> Mapping[date, Holiday]:
    return {holiday.on: holiday for holiday in list_holidays(year)}


@cache
def _get_calendar() -> HolidayCalendar:
    return read_calendar((FOLDER / "holidays" / "netherlands.yaml").read_text(encoding="utf-8"))


def read_calendar(text: str) -> HolidayCalendar:
    """Read the rules of holidays and the decrees on equated days.

    Parameters: ``text``, YAML as in ``parameters/holidays``. Returns a HolidayCalendar. Errors:
    ParameterError for a part that is missing or a day of a decree outside its years.
    """
    raw: Mapping[str, Any] = yaml.safe_load(text)
    try:
        rules = tuple(_Rule(**{"since": date.min, "until": date.max, **rule}) for rule in raw["rules"])
        decrees = tuple(_Decree(**{**decree, "days": tuple(decree["days"])}) for decree in raw["decrees"])
        calendar = HolidayCalendar(raw["first_year"], rules, decrees)
    except (KeyError, TypeError) as error:
        raise ParameterError(f"holidays need first_year, rules and decrees, got {error}") from error
    for decree in decrees:
        outside = [day for day in decree.days if not decree.first <= day <= decree.last]
        if outside:
            raise ParameterError(f"days of a decree must lie in its years, got {outside}")
    return calendar
