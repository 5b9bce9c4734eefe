"""Does this printed text stand for this value?"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from enum import Enum

from spoorboek.figures.dutch_numbers import NON_VALUE_WORDS, PrintedNumber, Unit, parse_printed
from spoorboek.figures.values import NonValue, Value


class Standing(Enum):
    """How a printed text stands to a value."""

    YES = "yes"
    TRUNCATED = "truncated"
    """The digits were cut off, not rounded: 7.38 printed as 7,3. A milder finding."""
    NO = "no"


def compare_printed(text: str, value: Value, *, is_share: bool = False) -> Standing:
    """Tell whether ``text`` as printed stands for ``value``.

    A printed number stands for an interval: ``7,3`` for 7.25 to 7.35, both ends included.
    ``is_share``: the value lies between 0 and 1 and may be printed as a percentage.
    Raises NumberError when ``text`` is no number and no word for a missing one.

    >>> compare_printed("7,3", Decimal("7.25")), compare_printed("7,3", Decimal("7.38"))
    (<Standing.YES: 'yes'>, <Standing.TRUNCATED: 'truncated'>)
    """
    if isinstance(value, NonValue):
        return Standing.YES if text.strip().lower() == NON_VALUE_WORDS[value] else Standing.NO
    if text.strip().lower() in NON_VALUE_WORDS.values():
        return Standing.NO
    printed = parse_printed(text)
    exact = Decimal(value)
    if is_share and printed.unit is Unit.PERCENT:
        exact *= 100
    low, high = printed.bounds
    if low <= exact <= high:
        return Standing.YES
    return Standing.TRUNCATED if _truncate(exact, printed) == printed.value else Standing.NO


def _truncate(value: Decimal, printed: PrintedNumber) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-printed.decimals), rounding=ROUND_DOWN)
