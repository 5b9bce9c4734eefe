"""Which words of a sentence belong to which of its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_CLOSED = re.compile(r"\)")
_STRONG = re.compile(r";(?=\s)|:(?=\s+\S)|\s[-–—]\s|[.!?](?=\s)")
_COMMA = re.compile(r",(?=\s)")
_OPENED = re.compile(r"\s\(")
_JOINS = re.compile(
    r"\s(?=(?:en|maar|terwijl|waarvan|waaronder|zodat|waardoor|waar|want|ofwel|oftewel|plus|van wie|"
    r"onder wie|"
    r"ten opzichte van|vergeleken met|in vergelijking met|tegenover|van (?:de|alle|onze|deze|die)(?= |$))\b)",
    re.IGNORECASE,
)
_LAYS_BESIDE = re.compile(r"\s(?=(?:tegen|dan|naar|tot|of|min)\b)", re.IGNORECASE)
_LEADS_IN = re.compile(
    r"\s(?=(?:met|bij|in|op|aan|uit|voor|van|door|over|om|onder|boven|beneden)\s+(?:(?:de|het|een|er|die|deze)\s+)?(?:\w+\s+)?$)",
    re.IGNORECASE,
)
_SOME_YEARS = r"(?:een|één|twee|drie|vier|vijf|enkele|\d+) (?:jaar|jaren|maanden)"
_THEN = re.compile(
    rf"\b(?:vorig jaar|vorige? (?:maand|kwartaal|periode|meting|editie)|{_SOME_YEARS} (?:eerder|geleden|"
    rf"daarvoor|"
    r"ervoor|terug)|het jaar (?:er|daar)voor|(?:het )?(?:voorgaande|voorafgaande) jaar)\b|"
    r"\bin (?:19|20)\d\d (?:[\w'-]+ ){0,3}nog\b|\bnog\b[^,;]*\bin (?:19|20)\d\d\b"
)
_LONG_AGO = re.compile(
    r"\b(?:destijds|toen|toentertijd|indertijd|voorheen|aanvankelijk|oorspronkelijk|in het verleden)\b"
)
_NOW = re.compile(
    rf"\b(?:(?<!tot )nu|inmiddels|dit jaar|momenteel|tegenwoordig|thans|{_SOME_YEARS} (?:later|daarna)|"
    r"het jaar (?:erna|daarna|erop|daarop)|het (?:daaropvolgende|volgende) jaar|uiteindelijk)\b"
)
_FIRST_WORD = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words before and behind a number that are about that number and no other, on one line."""

    lead: str = ""
    tail: str = ""

    @property
    def masked(self) -> str:
        """Return both, with a ``#`` where the number stands."""
        return f"{self.lead}#{self.tail}"

    @property
    def when(self) -> int:
        """Return -2 for long before, -1 for the time before, 1 for now, 0 when they do not say."""
        words = self.masked
        is_then, is_now = _THEN.search(words) is not None, _NOW.search(words) is not None
        if _LONG_AGO.search(words) and not is_now:
            return -2
        return 0 if is_then == is_now else -1 if is_then else 1


NO_WORDS = OwnWords()
Placed = tuple[int, int, str | None]
"""Where a number begins and ends, and its unit."""


def divide_words(text: str, start: int, end: int, numbers: Sequence[Placed]) -> list[OwnWords]:
    """Divide the words of a sentence over its numbers.

    Parameters: ``text`` of the letter; ``start`` and ``end`` of the sentence, code points; ``numbers``, where
    each begins and ends and its unit, in order. Returns the own words of each, in small letters. Errors:
    none.
    """
    if not numbers:
        return []
    cuts = [start]
    for (_, before, unit), (after, _, _) in pairwise(numbers):
        cuts.append(before + _find_cut(text[before:after], unit) if after > before else before)
    cuts.append(end)
    return [
        OwnWords(_flatten(text[low:first], keep_end=True), _flatten(text[last:high], keep_start=True))
        for (first, last, _), (low, high) in zip(numbers, pairwise(cuts), strict=True)
    ]


def _flatten(words: str, *, keep_start: bool = False, keep_end: bool = False) -> str:
    flat = " ".join(words.lower().split())
    before = " " if keep_start and words[:1].isspace() and flat else ""
    behind = " " if keep_end and words[-1:].isspace() and flat else ""
    return f"{before}{flat}{behind}"


def _find_cut(gap: str, unit: str | None) -> int:
    """Return where what is said of the first number ends; what stands right before the second is its own."""
    for pattern, takes_last in ((_CLOSED, False), (_STRONG, False), (_COMMA, True)):
        found = list(pattern.finditer(gap))
        if found:
            chosen = _choose_comma(gap, found) if takes_last else found[0]
            return chosen.end()
    if match := _OPENED.search(gap):
        return match.start()
    for pattern in (_JOINS, _LAYS_BESIDE):
        if found := list(pattern.finditer(gap)):
            return found[-1].start()
    named = gap.lower().find(unit.lower()) if unit else -1
    if (match := _LEADS_IN.search(gap)) and match.start() > named:
        return match.start()
    if unit and named >= 0:
        return named + len(unit)
    first = _FIRST_WORD.match(gap)
    return min(first.end(), len(gap)) if first else 0


def _choose_comma(gap: str, commas: Sequence[re.Match[str]]) -> re.Match[str]:
    """The comma before a word that joins ends it, else the last one."""
    return next((one for one in commas if _JOINS.match(gap, one.end())), commas[-1])
