"""Dates and periods in Dutch sentences, absolute and relative."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.calendar_needs import find_needs
from spoorboek.rules.letter_audit.model import MentionKind, Spot
from spoorboek.rules.letter_audit.numerals import read_word

_SHORT = ("jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec")
_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(_SHORT)})\b\.?)"
YEAR = r"(?:19[5-9]\d|20\d\d)"
_THROUGH = r"(?:tot en met|t/m|tot|en|-|–|/)"
_SMALL = r"(?:\d{1,2}|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|anderhalf)"
_NTH = r"(?:eerste|tweede|derde|vierde|vijfde|zesde|laatste|1e|2e|3e|4e|5e)"
_NTHS = {
    "eerste": 1,
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "vijfde": 5,
    "zesde": 6,
    "1e": 1,
    "2e": 2,
    "3e": 3,
    "4e": 4,
}
_SEASONS = {"voorjaar": (3, 5), "lente": (3, 5), "zomer": (6, 8), "najaar": (9, 11), "herfst": (9, 11)}
_PARTS = {
    "begin": (1, 3),
    "start": (1, 3),
    "voorjaar": (3, 5),
    "medio": (5, 8),
    "halverwege": (5, 8),
    "eind": (10, 12),
    "einde": (10, 12),
}


@dataclass(frozen=True, slots=True)
class Moments:
    """What relative words lean on: the day of the letter and the last year that the text spoke of."""

    dated_on: date | None = None
    recent_year: int | None = None
    near_year: int | None = None  # the last year around: what "een jaar later" leans on

    @property
    def year(self) -> int | None:
        """Return the year of the letter, else the last year that the text spoke of."""
        return self.dated_on.year if self.dated_on else self.recent_year


Reader = Callable[[re.Match[str], Moments], Spot | None]


def months(year: int, first: int, last: int) -> Period | None:
    """Return the months ``first`` to ``last`` of a year; None when the calendar has no such months.

    Parameters: ``year``; ``first`` and ``last`` from 1 to 12. Errors: none.
    """
    if not 1 <= first <= last <= 12:
        return None
    return Period.parse(f"{year:04}-{first:02}..{year:04}-{last:02}")


def month_number(name: str) -> int:
    """Return the number of a month by its Dutch name or its short form.

    Parameters: ``name``. Errors: StopIteration when it is no month.

    >>> month_number("maart"), month_number("mrt.")
    (3, 3)
    """
    plain = name.lower().rstrip(".")
    if plain == "mrt":
        return 3
    return next(place for place, month in enumerate(MONTHS, 1) if month.startswith(plain[:3]))


def _spot(match: re.Match[str], period: Period | None, **detail: object) -> Spot:
    kind = MentionKind.DATE if detail.pop("is_date", False) else MentionKind.PERIOD
    return Spot(kind, match.start("at"), match.end("at"), period=period, detail=detail)


def _read_day(match: re.Match[str], moments: Moments) -> Spot | None:
    found = match.groupdict()
    year = int(found["year"]) if found.get("year") else moments.recent_year or moments.year
    month = int(found["number"]) if found.get("number") else month_number(found["month"])
    detail = {} if found.get("year") else {"year_from": "context"}
    if year is None:
        # 2000 was a leap year: only what no year has is impossible.
        is_day = int(found["day"]) <= monthrange(2000, month)[1]
        return _spot(match, None, is_date=True, **({} if is_day else {"impossible": True}), **detail)
    try:
        day = date(year, month, int(found["day"]))
    except ValueError:
        return _spot(match, None, is_date=True, impossible=True)
    return _spot(match, Period(day, day), is_date=True, **detail)


def _read_years(match: re.Match[str], moments: Moments) -> Spot | None:
    first, last = int(match["first"]), match["last"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    written = match["at"]
    if len(last) == 2 and end != first + 1:
        return None
    if end < first:
        return _spot(match, None, written=written, reversed=True)
    return _spot(match, Period.parse(f"{first}..{end}"), written=written)


def _read_both(match: re.Match[str], moments: Moments) -> Spot | None:
    """Read two years that follow each other as one period."""
    return _read_years(match, moments) if int(match["last"]) == int(match["first"]) + 1 else None


def _read_first_months(match: re.Match[str], moments: Moments) -> Spot | None:
    year = int(match["year"]) if match["year"] else moments.recent_year or moments.year
    count = read_word(match["count"]) or (int(match["count"]) if match["count"].isdigit() else None)
    if year is None or not isinstance(count, int) or not 1 <= count <= 12:
        return _spot(match, None, relative=not match["year"])
    span = (1, count) if match["which"].lower() == "eerste" else (13 - count, 12)
    return _spot(match, months(year, *span), **({} if match["year"] else {"year_from": "context"}))


def _read_part(match: re.Match[str], moments: Moments) -> Spot | None:
    found = match.groupdict()
    year = int(found["year"]) if found.get("year") else moments.recent_year or moments.year
    detail = {} if found.get("year") else {"year_from": "context"}
    if year is None:
        return _spot(match, None, **detail)
    nth = _NTHS.get((found.get("nth") or found.get("quarter") or "").lower(), 0)
    if found.get("quarter") and found["quarter"].isdigit():
        nth = int(found["quarter"])
    length = {"kwartaal": 3, "q": 3, "tertaal": 4, "trimester": 4}.get((found.get("unit") or "").lower(), 6)
    if nth * length > 12:
        return _spot(match, None, impossible=True, **detail)
    return _spot(match, months(year, (nth - 1) * length + 1, nth * length), **detail)


def _read_month(match: re.Match[str], moments: Moments) -> Spot | None:
    found = match.groupdict()
    first = month_number(found["month"])
    last = month_number(found["until"]) if found.get("until") else first
    year = int(found["year"]) if found.get("year") else moments.recent_year or moments.year
    detail: dict[str, object] = {} if found.get("year") else {"year_from": "context"}
    if year is None:
        return _spot(match, None, **detail)
    if found.get("start_year") or last < first:
        begin = int(found["start_year"]) if found.get("start_year") else year - 1
        start, end = months(begin, first, first), months(year, last, last)
        ok = start and end and start.first <= end.last
        if not ok and found.get("start_year"):
            detail["impossible"] = True
        return _spot(match, Period(start.first, end.last) if start and end and ok else None, **detail)
    return _spot(match, months(year, first, last), **detail)


def _read_until_month(match: re.Match[str], moments: Moments) -> Spot | None:
    return _spot(match, months(int(match["year"]), 1, month_number(match["until"])))


def _read_season(match: re.Match[str], moments: Moments) -> Spot | None:
    found = match.groupdict()
    name = found["season"].lower()
    year = int(found["year"]) if found.get("year") else moments.recent_year or moments.year
    detail: dict[str, object] = {"season": name} | ({} if found.get("year") else {"year_from": "context"})
    if year is None:
        return _spot(match, None, **detail)
    if name == "winter":
        return _spot(match, Period(date(year, 12, 1), date(year + 1, 2, 28)), **detail)
    first, last = _SEASONS.get(name) or _PARTS[name]
    return _spot(match, months(year, first, last), **detail)


_D = r"(?P<day>[12]\d|3\d|0?[1-9])"
ABSOLUTE: tuple[tuple[str, Reader], ...] = (
    (rf"(?P<at>\b{_D}(?:e|ste|de)?\s+(?P<month>{_MONTH})\s+(?P<year>{YEAR}))(?!\d)", _read_day),
    (rf"(?P<at>(?<![\d-]){_D}[-/.](?P<number>0?[1-9]|1[0-2])[-/.](?P<year>{YEAR}))(?![\d-])", _read_day),
    (
        r"(?P<at>(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>[012]\d|3[01]))(?![\d-])",
        _read_day,
    ),
    (
        rf"(?P<at>\b(?P<which>eerste|laatste)\s+(?P<count>{_SMALL})\s+maanden(?:\s+(?:van\s+)?(?:het\s+jaar\s+)?(?P<year>{YEAR}))?)",
        _read_first_months,
    ),
    (
        rf"(?P<at>\b(?P<nth>{_NTH})\s+(?P<unit>kwartaal|tertaal|trimester|halfjaar|half\s+jaar|helft)\s+(?:van\s+)?(?:het\s+jaar\s+)?(?P<year>{YEAR}))",
        _read_part,
    ),
    (rf"(?P<at>\b(?P<nth>{_NTH})\s+(?P<unit>kwartaal|tertaal|trimester|halfjaar|half\s+jaar))", _read_part),
    (rf"(?P<at>\b(?P<unit>Q)(?P<quarter>[1-4])(?:\s*[-/]?\s*(?:van\s+)?(?P<year>{YEAR}))?)\b", _read_part),
    (rf"(?P<at>(?<!\d)(?P<year>{YEAR})[-\s](?P<unit>Q)(?P<quarter>[1-4]))\b", _read_part),
    (rf"(?P<at>\b(?P<season>winter)\s+(?:van\s+)?(?P<year>{YEAR})[-/–](?:20)?\d\d)(?!\d)", _read_season),
    (
        rf"(?P<at>\b(?P<season>voorjaar|lente|zomer|najaar|herfst|winter)\s+(?:van\s+)?(?P<year>{YEAR}))(?!\d)",
        _read_season,
    ),
    (
        rf"(?P<at>\b(?P<season>begin|medio|halverwege|einde?)\s+(?:van\s+)?(?P<year>{YEAR}))(?![\d-])",
        _read_season,
    ),
    (
        rf"(?P<at>\b(?P<month>{_MONTH})\s+(?P<start_year>{YEAR})\s*{_THROUGH}\s*(?P<until>{_MONTH})\s+(?P<year>{YEAR}))(?!\d)",
        _read_month,
    ),
    (
        rf"(?P<at>\b(?P<month>{_MONTH})\s*{_THROUGH}\s*(?P<until>{_MONTH})\s+(?:van\s+)?(?P<year>{YEAR}))(?!\d)",
        _read_month,
    ),
    (
        rf"(?P<at>\b(?:tot en met|t/m)\s+(?P<until>{_MONTH})\s+(?:van\s+)?(?P<year>{YEAR}))(?!\d)",
        _read_until_month,
    ),
    (rf"(?P<at>\b(?P<month>{_MONTH})\s+(?:van\s+)?(?P<year>{YEAR}))(?!\d)", _read_month),
    (rf"(?P<at>\b{_D}(?:e|ste)?\s+(?P<month>{_MONTH}))(?!\w)", _read_day),
    (
        rf"(?P<at>(?<![\d-])(?P<first>{YEAR})\s?(?:-|–|—|/|t/m|tot en met)\s?"
        rf"(?P<last>{YEAR}|2[1-9]\d\d|\d\d))(?![\d-]\d)",
        _read_years,
    ),
    (rf"\b(?:in|over|gedurende|jaren)\s+(?P<at>(?P<first>{YEAR})\s+en\s+(?P<last>{YEAR}))(?!\d)", _read_both),
    (rf"\btussen\s+(?P<at>(?P<first>{YEAR})\s+en\s+(?P<last>{YEAR}))(?!\d)", _read_years),
    (
        rf"\b(?:van|vanaf|periode)\s+"
        rf"(?P<at>(?P<first>{YEAR})\s+(?:tot en met|tot|t/m)\s+(?P<last>{YEAR}))(?!\d)",
        _read_years,
    ),
)
LOOSE: tuple[tuple[str, Reader], ...] = (
    (
        r"\b(?:in|van|sinds|vanaf|tot|per|eind|begin|medio|voor|maand)\s+"
        rf"(?P<at>(?P<month>{_MONTH})\s*(?:tot en met|t/m|en|tot)\s*(?P<until>{_MONTH}))\b",
        _read_month,
    ),
    (
        rf"\b(?:in|van|sinds|vanaf|tot|per|eind|begin|medio|maand|afgelopen|en)\s+"
        rf"(?P<at>(?P<month>{'|'.join(MONTHS)}))\b(?!\s+\d{{4}})",
        _read_month,
    ),
    (
        r"\b(?:het|afgelopen|dit|de|in)\s+(?P<at>(?P<season>voorjaar|zomer|najaar|herfst|winter))\b",
        _read_season,
    ),
)


def _compile(patterns: tuple[tuple[str, Reader], ...]) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in patterns)


_ABSOLUTE = _compile(ABSOLUTE)
_LOOSE = _compile(LOOSE)


def _find_need(pattern: re.Pattern[str]) -> str:
    groups = pattern.groupindex
    if "month" in groups or "until" in groups:
        return "month"
    return next((name for name in ("season", "unit", "which") if name in groups), "year")


_SORTED = tuple((_find_need(pattern), pattern, reader) for pattern, reader in _ABSOLUTE)


def find_absolute(words: str, moments: Moments) -> Iterator[Spot]:
    """Yield dates and periods that are said in full, the longest forms first; some may overlap.

    Parameters: ``words``; ``moments``, for a day or month without its year. Errors: none.
    """
    has = find_needs(words)
    for need, pattern, reader in _SORTED if has else ():
        for match in pattern.finditer(words) if need in has else ():
            if spot := reader(match, moments):
                yield spot


def find_loose(words: str, moments: Moments) -> Iterator[Spot]:
    """Yield months and seasons without a year.

    Parameters: ``words``; ``moments``, for the year. Errors: none.
    """
    if not find_needs(words, in_full=False) & {"month", "season"}:
        return
    for pattern, reader in _LOOSE:
        for match in pattern.finditer(words):
            if spot := reader(match, moments):
                yield spot
