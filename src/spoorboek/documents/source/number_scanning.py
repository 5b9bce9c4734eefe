"""Every number in a text: numerals and number words, and which of them name a day, a year or a rank.

The rule is that every number on a page is a figure or marked as fixed. To keep writing bearable some
numbers are marked by the system, because they can hardly be anything else:

- dates, with or without a year (``24 februari 2025``, ``24-02-2025``), reason ``datum``;
- years from 1900 to 2099 and ranges of them (``2023-2026``), reason ``jaartal`` - but not before a
  counted noun, so that ``2016 meldingen`` stays a number that must be tied;
- times of the day (``14.00 uur``), reason ``tijdstip``;
- ranks in digits (``1e``, ``2de``), reason ``rangtelwoord``.

Ranks in words (``eerste``) and vague words (``enkele``, ``tientallen``, ``beide``) are no numbers.
``een`` is the article; ``één`` is a number. ``in acht nemen`` is an idiom.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.figures.errors import NumberError
from spoorboek.figures.number_words import format_number_words, parse_number_words

_MONTH = "|".join(MONTHS)
_YEAR = r"(?:19|20)[0-9]{2}"
_COUNTED = (
    "meldingen|melding|misdrijven|incidenten|delicten|gevallen|signalen|casussen|zaken|controles|bedrijven|panden|"
    "personen|mensen|inwoners|jongeren|kinderen|woningen|adressen|locaties|gebieden|keer|maal|euro|procent|uur|dagen|"
    "weken|maanden|jaar|lessen|scholen|leerlingen|deelnemers|bezoekers|waarschuwingen|boetes|rapportages|voertuigen|"
    "aangiften|slachtoffers|verdachten|sessies|acties|bijeenkomsten|trainingen|gesprekken|huishoudens|ondernemers"
)
_PATTERN = re.compile(
    rf"""
    (?P<datum>
        (?<![\w.,]) [0-9]{{1,2}} (?:\s?[-\u2013]\s?[0-9]{{1,2}} | \s(?:en|tot\sen\smet|t/m)\s[0-9]{{1,2}})?
        \s (?:{_MONTH}) \b (?:\s{_YEAR}(?![\w]|[.,][0-9]))?
      | (?<![\w.,-]) [0-9]{{1,2}}-[0-9]{{1,2}}-{_YEAR} (?![\w]|[-.,][0-9])
      | (?<![\w.,-]) {_YEAR}-[0-9]{{2}}-[0-9]{{2}} (?![\w]|[-.,][0-9])
    )
  | (?P<tijdstip> (?<![\w.,]) [0-9]{{1,2}}[.:][0-9]{{2}} \s uur \b )
  | (?P<rangtelwoord> (?<![\w.,]) [0-9]{{1,3}}(?:e|de|ste) \b )
  | (?P<jaartal>
        (?<![\w.,\u20ac-]) (?<!\u20ac\s) {_YEAR} (?:\s?[-\u2013/]\s?(?:{_YEAR}|[0-9]{{2}}))?
        (?![\w%]|[-.,/][0-9])
        (?!\s(?:{_COUNTED})\b)
    )
  | (?P<numeral> (?:[^\W\d_]+-)? \w*\d\w* (?:[.,:/-]\w*\d\w*)* )
  | (?P<sign> (?<!m)[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089\u2150-\u218b\u2460-\u249b] )
  | (?P<word> [^\W\d_]{{3,}} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AUTOMATIC = ("datum", "tijdstip", "rangtelwoord", "jaartal")
_WRITTEN = tuple(format_number_words(number) for number in range(1000))
_WORDS = frozenset(_WRITTEN) | frozenset(word.replace("ë", "e") for word in _WRITTEN)
_WORDS |= {"eén", "anderhalf", "anderhalve", "miljoen", "miljard"}
_IDIOM = re.compile(r"\bin\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number in a text. ``reason`` is empty when an author must tie it or mark it as fixed."""

    start: int
    end: int
    reason: str


def scan_numbers(text: str) -> list[NumberMatch]:
    """Return every number in ``text``, in order; they do not overlap.

    >>> [(m.start, m.end, m.reason) for m in scan_numbers("Op 24 februari waren er drie.")]
    [(3, 14, 'datum'), (24, 28, '')]
    """
    return list(_scan(text))


@lru_cache(maxsize=4096)
def _scan(text: str) -> tuple[NumberMatch, ...]:
    """While a letter is being written all but one of its paragraphs are the same at every check."""
    found: list[NumberMatch] = []
    for match in _PATTERN.finditer(text):
        kind = match.lastgroup
        if kind == "word" and not _is_number_word(match[0], text, match.start()):
            continue
        found.append(NumberMatch(match.start(), match.end(), kind if kind in _AUTOMATIC and kind else ""))
    return tuple(found)


def _is_number_word(word: str, text: str, start: int) -> bool:
    lowered = word.lower()
    if lowered == "acht" and _IDIOM.search(text, max(0, start - 4), start):
        return False
    if lowered in _WORDS:
        return True
    if "honderd" not in lowered and "duizend" not in lowered:
        return False
    try:
        parse_number_words(word)
    except NumberError:
        return False
    return True
