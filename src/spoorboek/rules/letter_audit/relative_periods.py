"""Periods that lean on the day of the letter: vorig jaar, de afgelopen twee jaar, sinds 2021."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.calendar_words import YEAR, Moments, months
from spoorboek.rules.letter_audit.model import MentionKind, Spot
from spoorboek.rules.letter_audit.numerals import read_word

_COUNT = (
    r"(?:\d{1,2}|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|anderhalf|enkele|paar|aantal)"
)
_PAST = re.compile(
    rf"\b(?:de|het|in de|over de)?\s*\b(?P<at>(?:afgelopen|voorbije|laatste|vorige|voorgaande)\s+"
    rf"(?:(?P<count>{_COUNT})\s+)?(?P<unit>jaar|jaren|maand|maanden|kwartaal|halfjaar|half\s+jaar|periode|"
    rf"weken|week|decennia|tijd))\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    rf"\b(?P<at>(?:komende|komend|volgende|volgend|aankomende)\s+"
    rf"(?:(?P<count>{_COUNT})\s+)?(?P<unit>jaar|jaren|maand|maanden|kwartaal|periode|weken))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?P<at>(?P<last>vorig jaar|afgelopen jaar|het jaar ervoor|het jaar daarvoor|een jaar eerder)|"
    r"(?P<after>een jaar later|het jaar erna|het jaar daarna|het jaar erop|het jaar daarop|"
    r"het daaropvolgende jaar)|"
    r"(?P<this>dit jaar|lopende jaar|huidige jaar)|(?P<next>volgend jaar|komend jaar)|"
    r"(?P<then>datzelfde jaar|hetzelfde jaar|dat jaar|dezelfde periode|beide jaren|"
    r"deze periode|die periode))\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"\b(?P<at>(?P<count>{_COUNT}|een)\s+(?P<unit>jaar|jaren|maanden)\s+(?:geleden|eerder|later))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"\b(?P<at>(?:sinds|vanaf)\s+(?:het jaar\s+|eind\s+|begin\s+|medio\s+|de zomer van\s+)?"
    rf"(?P<year>{YEAR}))(?![\d-])",
    re.IGNORECASE,
)
_UNTIL = re.compile(rf"\b(?P<at>(?:tot en met|t/m|tot)\s+(?P<year>{YEAR}))(?![\d-])", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w.,-])(?P<at>{YEAR})(?![\w]|[.,]\d|-\w)")

# A slip such as 2205 or 1823 is a year where only a year can stand.
_FAR = re.compile(
    rf"\b(?:in|sinds|het jaar|{'|'.join(MONTHS)})"
    r"\s+(?P<at>2[1-9]\d\d|1[0-8]\d\d)(?![\w-]|[.,]\d|\s+(?!was\b|is\b|[a-zà-ÿ]+(?:en|s)\s+"
    r"(?:wij|we|de|het|er|zij|ze|ook|in|onze|\d))(?:[a-zà-ÿ]+e\s+)?[a-zà-ÿ]+(?:en|s)\b)",
    re.IGNORECASE,
)

# What a text must have for each: to see so is many times faster than to search.
_NEEDS = {
    _SINCE: ("sinds", "vanaf"),
    _NAMED: ("jaar", "jaren", "periode"),
    _PAST: ("afgelopen", "voorbije", "laatste", "vorige", "voorgaande"),
    _COMING: ("komend", "volgend"),
    _AGO: ("geleden", "eerder", "later"),
    _UNTIL: ("tot", "t/m"),
}


def find_relative(words: str, moments: Moments) -> Iterator[Spot]:
    """Yield periods that lean on the day of the letter; without that day they have no period.

    Parameters: ``words``; ``moments``. Errors: none.
    """
    lowered = words.lower()
    for match in _search(_SINCE, words, lowered):
        yield _since(match, moments)
    for match in _search(_NAMED, words, lowered):
        yield _named(match, moments)
    for match in _search(_PAST, words, lowered):
        yield _counted(match, moments, -1)
    for match in _search(_COMING, words, lowered):
        yield _counted(match, moments, 1)
    for match in _search(_AGO, words, lowered):
        year, count = moments.year, _count(match["count"])
        if match["at"].lower().endswith("later"):
            yield _later(match, moments, count)
            continue
        period = Period.year(year - count) if year and count and match["unit"] != "maanden" else None
        yield _spot(match, period, ago=True)


def _later(match: re.Match[str], moments: Moments, count: int | None) -> Spot:
    """Twee jaar later: so many years behind the last year that was named."""
    near = _find_near(match, moments)
    is_years = match["unit"] != "maanden"
    return _spot(match, Period.year(near + count) if near and count and is_years else None)


def _find_near(match: re.Match[str], moments: Moments) -> int | None:
    """Return the year that stands last before words like "een jaar later", else the last year around."""
    before = _YEAR_BEFORE.findall(match.string, 0, match.start())
    limit = moments.dated_on.year if moments.dated_on else _NO_LIMIT
    known = [int(one) for one in before[-_LOOKED_AT:] if int(one) <= limit]
    return known[-1] if known else moments.near_year or moments.recent_year


_YEAR_BEFORE = re.compile(rf"(?<![\w.,-]){YEAR}(?![\w]|[.,]\d|-\w)")
_NO_LIMIT = 9999
_LOOKED_AT = 3


def _search(pattern: re.Pattern[str], words: str, lowered: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(words) if any(part in lowered for part in _NEEDS[pattern]) else iter(())


def find_years(words: str) -> Iterator[Spot]:
    """Yield single years and joined ones, whatever they turn out to be.

    Parameters: ``words``. Errors: none.
    """
    for match in _search(_UNTIL, words, words.lower()):
        yield Spot(
            MentionKind.PERIOD,
            match.start("year"),
            match.end("year"),
            period=Period.year(int(match["year"])),
            detail={"until": True},
        )
    for match in _FAR.finditer(words):
        year = Period.year(int(match["at"]))
        yield Spot(MentionKind.PERIOD, match.start("at"), match.end("at"), period=year)
    for match in _BARE.finditer(words):
        yield Spot(MentionKind.PERIOD, match.start(), match.end(), period=Period.year(int(match["at"])))


def _spot(match: re.Match[str], period: Period | None, **detail: object) -> Spot:
    return Spot(
        MentionKind.PERIOD,
        match.start("at"),
        match.end("at"),
        period=period,
        detail={"relative": True, **detail},
    )


def _since(match: re.Match[str], moments: Moments) -> Spot:
    first = Period.year(int(match["year"])).first
    last = moments.dated_on or (date(moments.recent_year, 12, 31) if moments.recent_year else None)
    period = Period(first, last) if last and last >= first else Period.year(int(match["year"]))
    return Spot(
        MentionKind.PERIOD,
        match.start("at"),
        match.end("at"),
        period=period,
        detail={"since": int(match["year"]), "open": True},
    )


def _named(match: re.Match[str], moments: Moments) -> Spot:
    if match["then"]:
        both = "beide" in match["then"].lower() or "periode" in match["then"].lower()
        year = None if both else _find_near(match, moments)
        return _spot(match, Period.year(year) if year else None, refers_back=True)
    near = _find_near(match, moments)
    if match["after"]:
        return _spot(match, Period.year(near + 1) if near else None)
    back = "eerder" in match["at"] or "ervoor" in match["at"] or "daarvoor" in match["at"]
    base = (near or moments.year) if back else moments.year
    if base is None:
        return _spot(match, None)
    return _spot(match, Period.year(base + (-1 if match["last"] else 1 if match["next"] else 0)))


def _count(word: str | None) -> int | None:
    if not word:
        return 1
    value = int(word) if word.isdigit() else read_word(word)
    return value if isinstance(value, int) else None


def _counted(match: re.Match[str], moments: Moments, sign: int) -> Spot:
    count, unit, day = _count(match["count"]), match["unit"].lower(), moments.dated_on
    if match["count"] is None and unit in ("jaren", "maanden", "periode", "weken", "tijd", "decennia"):
        return _spot(match, None, length_unit=unit)
    if day is None or count is None:
        return _spot(match, None, count=count, length_unit=unit)
    if unit in ("jaar", "jaren"):
        # A letter in the first half of a year looks back on whole years, and ahead from its own.
        early = day.month <= 6
        if sign < 0:
            first, last = day.year - count, day.year - 1
        else:
            first = day.year if early and count > 1 else day.year + 1
            last = first + count - 1
        return _spot(match, Period.parse(f"{first:04}..{last:04}"), count=count, length_unit="jaar")
    if unit in ("maand", "maanden") and sign < 0:
        return _spot(match, _last_months(day, count), count=count, length_unit="maand")
    if unit in ("halfjaar", "half jaar") and sign < 0:
        return _spot(match, _last_months(day, 6), count=6, length_unit="maand")
    return _spot(match, None, count=count, length_unit=unit)


def _last_months(day: date, count: int) -> Period | None:
    end = day.year * 12 + day.month - 2
    start = end - count + 1
    first, last = (
        months(start // 12, start % 12 + 1, start % 12 + 1),
        months(end // 12, end % 12 + 1, end % 12 + 1),
    )
    return Period(first.first, last.last) if first and last else None
