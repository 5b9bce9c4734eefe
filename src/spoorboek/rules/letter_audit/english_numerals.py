"""Numbers, shares, days and periods in English sentences; what is in figures is read as Dutch figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.calendar_words import YEAR, Moments, months
from spoorboek.rules.letter_audit.model import MentionKind, Spot

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS = {word: value for value, word in enumerate(_SMALL)}
_UNITS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORD = rf"(?:{'|'.join(sorted([*_UNITS, *_SCALES], key=len, reverse=True))})"
_NUMBER = re.compile(rf"\b{_WORD}(?:(?:[\s-]|\sand\s){_WORD})*\b", re.IGNORECASE)
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(_MONTHS)
_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PARTS = {
    "half": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
}
_SEPARATORS = re.compile(r"(?<=\d)[.,](?=\d)")
_D = r"(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?"
_DAY = re.compile(
    rf"\b(?:{_D}\s+(?:of\s+)?(?P<month>{_MONTH})|(?P<month2>{_MONTH})\s+(?P<day2>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?,?)"
    rf"\s+(?P<year>{YEAR})(?!\d)",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(rf"\b(?P<month>{_MONTH})\s+(?P<year>{YEAR})(?!\d)", re.IGNORECASE)
_FIRST_MONTHS = re.compile(
    rf"\b(?P<which>first|last)\s+(?P<count>{_WORD}|\d{{1,2}})\s+months\s+of\s+(?P<year>{YEAR})(?!\d)",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"\b(?P<nth>{'|'.join(_NTHS)})\s+(?P<unit>quarter|half)\s+of\s+(?P<year>{YEAR})(?!\d)", re.IGNORECASE
)
_SINCE = re.compile(rf"\bsince\s+(?P<year>{YEAR})(?![\d-])", re.IGNORECASE)
_SPAN = re.compile(
    rf"\b(?:from|between)\s+(?P<at>(?P<first>{YEAR})\s+(?:to|and)\s+(?P<last>{YEAR}))(?!\d)", re.I
)
_RELATIVE = re.compile(
    rf"\b(?P<at>(?P<name>last|previous|this|next|coming)\s+year|(?:the\s+)?(?:past|last)\s+(?P<count>{_WORD}|\d)\s+years)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?<![\w.,])(?P<number>\d+(?:,\d+)?)\s?(?P<sign>percentage\s+points?|per\s?cent)\b", re.IGNORECASE
)
_SHARE = re.compile(
    rf"\b(?:(?P<half>half)(?=\s+(?:of|the))|(?P<top>a|one|two|three)\s+(?P<part>{'|'.join(_PARTS)})(?=\s+of\b)|"
    rf"(?P<of>{_WORD}|\d{{1,2}})\s+(?:in|out of)\s+(?P<in>{_WORD}|\d{{1,3}}))\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b(?P<number>\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE)


def swap_separators(words: str) -> str:
    """Return words with the points and commas in numbers as Dutch writes them, in the same places.

    Parameters: ``words``. Errors: none.

    >>> swap_separators("1,204 reports, a mark of 7.3.")
    '1.204 reports, a mark of 7,3.'
    """
    return _SEPARATORS.sub(lambda found: "." if found[0] == "," else ",", words)


@lru_cache(maxsize=5_000)
def read_english(words: str) -> int | None:
    """Return the number that English words are; None when they are none.

    Parameters: ``words``. Errors: none.

    >>> read_english("one hundred and twenty-four"), read_english("several")
    (124, None)
    """
    total = current = 0
    parts = [part for part in re.split(r"[\s-]+", words.lower()) if part != "and"]
    for part in parts:
        if part in _UNITS:
            current += _UNITS[part]
        elif part == "hundred":
            current = max(current, 1) * 100
        elif part in _SCALES:
            total += max(current, 1) * _SCALES[part]
            current = 0
        else:
            return None
    return total + current if parts else None


def find_english_periods(words: str, moments: Moments) -> Iterator[Spot]:
    """Yield days and periods said in English, the longest forms first.

    Parameters: ``words``; ``moments``, for what leans on the day of the letter. Errors: none.
    """
    for match in _DAY.finditer(words):
        yield _read_day(match)
    for match in _FIRST_MONTHS.finditer(words):
        count = int(match["count"]) if match["count"].isdigit() else read_english(match["count"]) or 0
        span = (1, count) if match["which"].lower() == "first" else (13 - count, 12)
        yield _period(match, months(int(match["year"]), *span))
    for match in _QUARTER.finditer(words):
        size, nth = (3 if match["unit"].lower() == "quarter" else 6), _NTHS[match["nth"].lower()]
        if nth * size <= 12:
            yield _period(match, months(int(match["year"]), (nth - 1) * size + 1, nth * size))
    for match in _IN_MONTH.finditer(words):
        month = _MONTHS.index(match["month"].lower()) + 1
        yield _period(match, months(int(match["year"]), month, month))
    for match in _SPAN.finditer(words):
        first, last = int(match["first"]), int(match["last"])
        yield _period(match, Period.parse(f"{first}..{last}") if first <= last else None, written=match["at"])
    for match in _SINCE.finditer(words):
        since = Period.year(int(match["year"]))
        end = moments.dated_on or since.last
        period = Period(since.first, end) if end >= since.first else since
        yield _period(match, period, since=int(match["year"]), open=True)
    for match in _RELATIVE.finditer(words):
        yield _read_relative(match, moments)


def _read_day(match: re.Match[str]) -> Spot:
    found = match.groupdict()
    month = _MONTHS.index((found["month"] or found["month2"]).lower()) + 1
    try:
        day = date(int(found["year"]), month, int(found["day"] or found["day2"]))
    except ValueError:
        return Spot(MentionKind.DATE, match.start(), match.end(), detail={"impossible": True})
    return Spot(MentionKind.DATE, match.start(), match.end(), period=Period(day, day))


def _period(match: re.Match[str], period: Period | None, **detail: object) -> Spot:
    group = "at" if "at" in match.re.groupindex else 0
    return Spot(MentionKind.PERIOD, match.start(group), match.end(group), period=period, detail=detail)


def _read_relative(match: re.Match[str], moments: Moments) -> Spot:
    year = moments.year
    if year is None:
        return _period(match, None, relative=True)
    if match["count"]:
        count = int(match["count"]) if match["count"].isdigit() else read_english(match["count"]) or 1
        return _period(match, Period.parse(f"{year - count}..{year - 1}"), relative=True)
    step = {"last": -1, "previous": -1, "this": 0}.get(match["name"].lower(), 1)
    return _period(match, Period.year(year + step), relative=True)


def find_english_numbers(words: str) -> Iterator[Spot]:
    """Yield percentages, shares, ordinals and numbers that are said in English words.

    Parameters: ``words``, with points and commas as Dutch writes them. Errors: none.
    """
    for match in _PERCENT.finditer(words):
        value = Decimal(match["number"].replace(",", "."))
        half = Decimal("0.5").scaleb(-len(match["number"].partition(",")[2]))
        unit = "pp" if "point" in match["sign"].lower() else "%"
        number = int(value) if value == int(value) else value
        yield Spot(
            MentionKind.PERCENTAGE, match.start(), match.end(), number, value - half, value + half, unit
        )
    for match in _SHARE.finditer(words):
        if (spot := _read_share(match)) is not None:
            yield spot
    for match in _ORDINAL.finditer(words):
        yield Spot(MentionKind.ORDINAL, match.start(), match.end(), int(match["number"]))
    for match in _NUMBER.finditer(words):
        found = read_english(match[0])
        if found is not None and not re.fullmatch(r"(?i)one|hundred|thousand|million", match[0]):
            exact = Decimal(found)
            detail = {"words": True}
            yield Spot(MentionKind.NUMBER, match.start(), match.end(), found, exact, exact, detail=detail)


def _read_share(match: re.Match[str]) -> Spot | None:
    found = match.groupdict()
    if found["half"]:
        top, bottom = 1, 2
    elif found["part"]:
        top = 1 if found["top"].lower() == "a" else read_english(found["top"]) or 1
        bottom = _PARTS[found["part"].lower()]
    else:
        top, bottom = (int(w) if w.isdigit() else read_english(w) or 0 for w in (found["of"], found["in"]))
    if not 0 < top < bottom or bottom > 1_000:
        return None
    value = (Decimal(top) / Decimal(bottom)).quantize(Decimal("0.0001"))
    detail = {"top": top, "bottom": bottom}
    return Spot(MentionKind.SHARE, match.start(), match.end(), value, detail=detail)
