"""Periods: a first and a last day, both inside, written the ISO way."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from spoorboek.figures.errors import PeriodError

_YEAR = re.compile(r"([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def _last_day_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``first`` to ``last``, both included.

    >>> Period.parse("2023-01..2023-04").last
    datetime.date(2023, 4, 30)
    >>> str(Period.parse("2023-01-01..2023-12-31"))
    '2023'
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodError(f"a period must end on or after its first day, got {self.first} to {self.last}")

    @classmethod
    def year(cls, year: int) -> Period:
        """Return the calendar year ``year``."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2023``, ``2023-04``, ``2023-Q2``, ``2023-04-05`` or two of these joined by ``..``.

        Raises PeriodError with the text when it is none of these.
        """
        first, separator, last = text.strip().partition("..")
        start = cls._parse_one(first, text)
        if not separator:
            return start
        return cls(start.first, cls._parse_one(last, text).last)

    @classmethod
    def _parse_one(cls, part: str, whole: str) -> Period:
        try:
            if match := _YEAR.fullmatch(part):
                return cls.year(int(match[1]))
            if match := _QUARTER.fullmatch(part):
                year, quarter = int(match[1]), int(match[2])
                return cls(date(year, 3 * quarter - 2, 1), _last_day_of_month(year, 3 * quarter))
            if match := _MONTH.fullmatch(part):
                year, month = int(match[1]), int(match[2])
                return cls(date(year, month, 1), _last_day_of_month(year, month))
            if match := _DAY.fullmatch(part):
                day = date(int(match[1]), int(match[2]), int(match[3]))
                return cls(day, day)
        except (ValueError, calendar.IllegalMonthError) as error:
            raise PeriodError(f"a period must be made of real days, got {whole!r}") from error
        raise PeriodError(f"a period looks like 2023, 2023-04 or 2023-01..2023-04, got {whole!r}")

    def __str__(self) -> str:
        first, last = self.first, self.last
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year:04}" if first.year == last.year else f"{first.year:04}..{last.year:04}"
        if first.day == 1 and last == _last_day_of_month(last.year, last.month):
            start, end = first.isoformat()[:7], last.isoformat()[:7]
            return start if start == end else f"{start}..{end}"
        return first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"

    @property
    def days_count(self) -> int:
        """Return the number of days in the period, at least 1."""
        return (self.last - self.first).days + 1

    @property
    def is_one_year(self) -> bool:
        """Tell whether this is exactly one calendar year."""
        return self == Period.year(self.first.year)

    def contains(self, other: date | Period) -> bool:
        """Tell whether a day or another period lies wholly inside."""
        if isinstance(other, Period):
            return self.first <= other.first and other.last <= self.last
        return self.first <= other <= self.last

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def years(self) -> tuple[Period, ...]:
        """Return the calendar years that lie wholly inside, oldest first."""
        candidates = (Period.year(y) for y in range(self.first.year, self.last.year + 1))
        return tuple(year for year in candidates if self.contains(year))

    def months(self) -> tuple[Period, ...]:
        """Return the calendar months that lie wholly inside, oldest first."""
        start, end = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        candidates = (_month(index) for index in range(start, end + 1))
        return tuple(month for month in candidates if self.contains(month))

    def split_by_month(self) -> tuple[Period, ...]:
        """Return the period cut at the ends of the months, oldest first; it leaves nothing out.

        >>> [str(part) for part in Period.parse("2023-01-15..2023-02-10").split_by_month()]
        ['2023-01-15..2023-01-31', '2023-02-01..2023-02-10']
        """
        start, end = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        months = (_month(index) for index in range(start, end + 1))
        return tuple(Period(max(m.first, self.first), min(m.last, self.last)) for m in months)

    @property
    def is_whole_months(self) -> bool:
        """Tell whether the period begins and ends with a calendar month."""
        return self.first.day == 1 and self.last == _last_day_of_month(self.last.year, self.last.month)

    @property
    def is_whole_years(self) -> bool:
        """Tell whether the period begins and ends with a calendar year."""
        return self.is_whole_months and (self.first.month, self.last.month) == (1, 12)

    def previous(self) -> Period:
        """Return the period of the same kind just before: last year, last month, or as many days.

        Raises PeriodError when that would lie before the year 1.

        >>> str(Period.parse("2023").previous()), str(Period.parse("2023-01").previous())
        ('2022', '2022-12')
        """
        try:
            before = self.first - timedelta(days=1)
            if self.is_whole_years:
                length = self.last.year - self.first.year + 1
                return Period(date(self.first.year - length, 1, 1), before)
            if self.is_whole_months:
                start, end = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
                return Period(_month(2 * start - end - 1).first, before)
            return Period(before - timedelta(days=self.days_count - 1), before)
        except (ValueError, OverflowError) as error:
            raise PeriodError(f"no calendar goes back before the year 1, asked before {self}") from error

    def same_a_year_earlier(self) -> Period:
        """Return the same days of the year before; whole months stay whole, 29 February becomes 28.

        Raises PeriodError when that would lie before the year 1.

        >>> str(Period.parse("2025-02").same_a_year_earlier())
        '2024-02'
        """
        if self.first.year == 1:
            raise PeriodError(f"no calendar goes back before the year 1, asked a year before {self}")
        last = _a_year_before(self.last)
        if self.is_whole_months:
            last = _last_day_of_month(last.year, last.month)
        return Period(_a_year_before(self.first), last)


def is_period(text: str) -> bool:
    """Tell whether a text is a period as files write it.

    Parameters: ``text``, such as ``2023..2026``. Returns a bool. Errors: none.
    """
    try:
        Period.parse(text)
    except PeriodError:
        return False
    return True


def _month(index: int) -> Period:
    """Return month number ``index``, counted from January of the year 0."""
    year, month = index // 12, index % 12 + 1
    return Period(date(year, month, 1), _last_day_of_month(year, month))


def _a_year_before(day: date) -> date:
    return (
        day.replace(year=day.year - 1, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year - 1)
    )
