"""Dutch dates and periods, both ways: 24 februari 2025 ; januari tot en met april 2023."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime

from spoorboek.figures.errors import PeriodError
from spoorboek.figures.period import Period

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]

_MONTH = "|".join(MONTHS)
_THROUGH = re.compile(r"\s+(?:tot en met|t/m)\s+")
_DAY = re.compile(rf"([1-9]|[12][0-9]|3[01])(?: ({_MONTH}))?(?: ([0-9]{{4}}))?")
_MONTHLY = re.compile(rf"({_MONTH})(?: ([0-9]{{4}}))?")
_YEAR = re.compile(r"[0-9]{4}")
_YEAR_PAIR = re.compile(r"([0-9]{4})(?: en |\s?[-\u2013]\s?)([0-9]{4})")
_QUARTER = re.compile(r"(eerste|tweede|derde|vierde|[1-4]e) kwartaal (?:van )?([0-9]{4})")
_QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}


def format_date(day: date) -> str:
    """Write a day.

    >>> format_date(date(2025, 2, 24))
    '24 februari 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"


def format_month(day: date) -> str:
    """Write the month in which a day lies: ``februari 2025``."""
    return f"{MONTHS[day.month - 1]} {day.year:04}"


def format_moment(moment: datetime) -> str:
    """Write a moment as the clock on the wall says it; the caller gives it in local time.

    >>> format_moment(datetime(2025, 2, 24, 14, 2))
    '24 februari 2025 om 14:02 uur'
    """
    return f"{format_date(moment)} om {moment:%H:%M} uur"


def parse_date(text: str) -> date:
    """Read ``24 februari 2025``. Raises PeriodError with the text when it is no real day."""
    match = _DAY.fullmatch(_tidy(text))
    if match is None or not match[2] or not match[3]:
        raise PeriodError(f"a Dutch date looks like 24 februari 2025, got {text!r}")
    return _day(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]), text)


def format_period(period: Period) -> str:
    """Write a period as briefly as Dutch allows.

    >>> format_period(Period.parse("2023-01..2023-04")), format_period(Period.parse("2019..2024"))
    ('januari tot en met april 2023', '2019 tot en met 2024')
    """
    iso = str(period)
    if period.first == period.last:
        return format_date(period.first)
    if _YEAR.fullmatch(iso):
        return iso
    if len(iso) == len("2019..2024"):
        return iso.replace("..", " tot en met ")
    whole_months = len(iso) <= len("2023-01..2023-04")
    first, last = (_month_words if whole_months else _day_words)(period)
    return f"{first} tot en met {last}" if first else last


def _month_words(period: Period) -> tuple[str, str]:
    if (period.first.year, period.first.month) == (period.last.year, period.last.month):
        return "", format_month(period.last)
    first = format_month(period.first)
    return (first.removesuffix(f" {period.last.year:04}"), format_month(period.last))


def _day_words(period: Period) -> tuple[str, str]:
    first, last = format_date(period.first), format_date(period.last)
    if (period.first.year, period.first.month) == (period.last.year, period.last.month):
        return str(period.first.day), last
    return first.removesuffix(f" {period.last.year:04}"), last


def parse_period(text: str) -> Period:
    """Read a period in Dutch words, and a few shorter forms that letters use.

    ``2023``, ``2019 tot en met 2024``, ``2023-2024``, ``2023 en 2024``, ``april 2023``,
    ``januari t/m april 2023``, ``eerste kwartaal 2023``, ``1 tot en met 15 maart 2023``.
    Raises PeriodError with the text when it is none of these or ends before it begins.
    """
    tidy = _tidy(text)
    if match := _QUARTER.fullmatch(tidy):
        quarter = _QUARTERS.get(match[1]) or int(match[1][0])
        return Period.parse(f"{match[2]}-Q{quarter}")
    if match := _YEAR_PAIR.fullmatch(tidy):
        first_year, last_year = int(match[1]), int(match[2])
        if " en " in tidy and last_year != first_year + 1:
            raise PeriodError(f"two years joined by 'en' must follow each other, got {text!r}")
        return Period.parse(f"{first_year:04}..{last_year:04}")
    first, *rest = _THROUGH.split(tidy)
    if len(rest) > 1:
        raise PeriodError(f"a period has one first and one last part, got {text!r}")
    last = _parse_part(rest[0] if rest else first, None, text)
    return Period(_parse_part(first, last, text).first, last.last) if rest else last


def _parse_part(part: str, after: Period | None, whole: str) -> Period:
    """Read one end of a period; what it leaves out is taken from the end that comes after it."""
    if _YEAR.fullmatch(part):
        return _year(int(part), whole)
    month = _MONTHLY.fullmatch(part)
    day = _DAY.fullmatch(part)
    if after is None and not (month and month[2]) and not (day and day[2] and day[3]):
        raise PeriodError(f"a period looks like januari tot en met april 2023, got {whole!r}")
    if month:
        year = int(month[2]) if month[2] else _last_of(after).year
        number = MONTHS.index(month[1]) + 1
        start = _day(year, number, 1, whole)
        return Period(start, start.replace(day=calendar.monthrange(year, number)[1]))
    if day:
        year = int(day[3]) if day[3] else _last_of(after).year
        number = MONTHS.index(day[2]) + 1 if day[2] else _last_of(after).month
        found = _day(year, number, int(day[1]), whole)
        return Period(found, found)
    raise PeriodError(f"a period looks like januari tot en met april 2023, got {whole!r}")


def _last_of(after: Period | None) -> date:
    return date.max if after is None else after.last


def _year(year: int, whole: str) -> Period:
    try:
        return Period.year(year)
    except ValueError as error:
        raise PeriodError(f"a period must be made of real days, got {whole!r}") from error


def _day(year: int, month: int, day: int, whole: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise PeriodError(f"a date must be a real day, got {whole!r}") from error


def _tidy(text: str) -> str:
    return " ".join(text.lower().split())
