"""Ranges of numbers: tien tot twaalf, 3-9, tussen de 40 en 50."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from spoorboek.rules.letter_audit.model import MentionKind, Spot
from spoorboek.rules.letter_audit.numerals import DIGITS, read_digits, read_word

_N = rf"(?<![\w.,]){DIGITS}"
_WORD = r"[a-zà-ÿ]+"
_TO = r"(?:\s?[-–—]\s?|\s+(?:tot en met|tot|à|a|of|t/m)\s+)"
_RANGES = (
    re.compile(
        rf"\btussen\s+(?:de\s+)?(?P<at>(?P<low>{DIGITS})\s+en\s+(?:de\s+)?(?P<high>{DIGITS}))(?![\w]|[.,]\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<at>(?P<low>{_N}){_TO}(?P<high>{DIGITS}))(?!\w|[.,]\d|[-–/]\d)", re.IGNORECASE),
    re.compile(rf"\b(?P<at>(?P<low>{_WORD})\s+(?:tot en met|tot|à|of)\s+(?P<high>{_WORD}))\b", re.IGNORECASE),
    re.compile(
        rf"\btussen\s+(?:de\s+)?(?P<at>(?P<low>{_WORD})\s+en\s+(?:de\s+)?(?P<high>{_WORD}))\b", re.IGNORECASE
    ),
)


def find_ranges(words: str) -> Iterator[Spot]:
    """Yield ranges: tien tot twaalf, 3-9, tussen de 40 en 50.

    Parameters: ``words``. Errors: none.
    """
    for pattern in _RANGES:
        for match in pattern.finditer(words):
            low, high = _number(match["low"]), _number(match["high"])
            if low is None or high is None or low >= high or _is_year_before(match) or _is_way(match):
                continue
            yield Spot(
                MentionKind.RANGE,
                match.start("at"),
                match.end("at"),
                low=Decimal(low),
                high=Decimal(high),
                detail={"words": not match["low"][0].isdigit()},
            )


def _is_way(match: re.Match[str]) -> bool:
    """Tell whether numbers are where something came from and went to: "nam toe, van 150 tot 210"."""
    before = match.string[max(0, match.start("at") - 90) : match.start("at")]
    return "tot" in match["at"].lower() and _WENT_FROM.search(before) is not None


_WENT_FROM = re.compile(
    r"\b(?:steeg|stegen|stijgt|gestegen|stijging|daalde\w*|daalt|gedaald|daling|groeide\w*|gegroeid|groei|"
    r"toe|af|toename|"
    r"afname|liep|opgelopen|zakte\w*|gezakt|klom|geklommen|kromp|gekrompen|terug|omhoog|"
    r"omlaag|vergroot|verkleind|uitgebreid|verhoogd|verlaagd|teruggebracht|teruggedrongen|geslonken|verminderd|ingekrompen|"
    r"opgevoerd|gestegen|gegaan|ging|gingen|nam|namen|groei\w*)\b[^.;]{0,50}\bvan\s+$",
    re.IGNORECASE,
)


def _is_year_before(match: re.Match[str]) -> bool:
    """Tell whether "2023 tot 3.460" is a year and a number."""
    before = match.string[max(0, match.start("at") - 6) : match.start("at")].lower()
    low, high = match["low"], match["high"]
    is_year = re.fullmatch(r"(?:19|20)\d\d", low) is not None and before.endswith((" in ", "van ", "jaar "))
    return is_year and not re.fullmatch(r"(?:19|20)\d\d", high)


def _number(text: str) -> int | Decimal | None:
    return read_digits(text) if text[0].isdigit() else read_word(text)
