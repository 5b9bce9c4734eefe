"""Dutch numbers, written and read by one pair of hands: 6.513 ; 7,3 ; € 5.000 ; 18,2%.

Style: Schrijfwijzer and Taaladvies.net (Nederlandse Taalunie): point between thousands, decimal comma.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum

from spoorboek.figures.errors import NumberError
from spoorboek.figures.number_words import parse_number_words
from spoorboek.figures.values import NonValue, Number, Value

NO_BREAK_SPACE = "\u00a0"
"""Between the euro sign and its amount, so that no line ends on the sign."""

NON_VALUE_WORDS = {
    NonValue.MISSING: "onbekend",
    NonValue.SUPPRESSED: "afgeschermd",
    NonValue.UNDEFINED: "niet te berekenen",
}

_GROUPED = re.compile(
    r"(?P<sign>[+\-\u2212\u2013]?)"
    r"(?P<whole>0|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]*)"
    r"(?:,(?P<part>[0-9]+))?"
)
_NEGATIVE = ("-", "\u2212", "\u2013")
_EXACT = Context(prec=100)
"""Rounding must never lose a digit before the comma."""

_ABOUT = re.compile(r"(?:zo['’]n|ongeveer|circa|ca\.|rond de|rond|om en nabij de)\s+", re.IGNORECASE)


class Unit(Enum):
    """What the sign or word beside a printed number says that it is."""

    NUMBER = "number"
    PERCENT = "percent"
    EURO = "euro"


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as it stands in a text.

    ``decimals`` is the number of digits after the comma. ``about`` is true for "zo'n 150.000".
    """

    value: Number
    decimals: int
    unit: Unit = Unit.NUMBER
    about: bool = False

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """Return the lowest and highest value that this number can stand for, both included.

        ``7,3`` is 7.25 to 7.35; ``zo'n 150.000`` is rounded at its last digit that is not 0.
        """
        half = Decimal(self._step).scaleb(-1) * 5
        return Decimal(self.value) - half, Decimal(self.value) + half

    @property
    def _step(self) -> Decimal:
        step = Decimal(1).scaleb(-self.decimals)
        if self.about and self.decimals == 0 and self.value:
            digits = str(abs(int(self.value)))
            step = Decimal(1).scaleb(len(digits) - len(digits.rstrip("0")))
        return step


def round_half_up(value: Number, decimals: int) -> Decimal:
    """Return ``value`` with ``decimals`` digits after the comma, halves away from zero.

    That is how Statistics Netherlands rounds and how people learn it at school.

    >>> round_half_up(Decimal("7.25"), 1)
    Decimal('7.3')
    """
    if decimals < 0:
        raise NumberError(f"decimals must be at least 0, got {decimals}")
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_EXACT)


def decimals_of(value: Number) -> int:
    """Return how many digits ``value`` has after the comma: 0 for whole numbers, 1 for Decimal('7.0')."""
    if isinstance(value, int):
        return 0
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise NumberError(f"a number must be finite, got {value}")
    return max(0, -exponent)


def format_number(value: Number, decimals: int | None = None) -> str:
    """Write a number the Dutch way, with as many decimals as it has or as ``decimals`` asks.

    >>> format_number(6513), format_number(Decimal("7.3")), format_number(Decimal("-6.74"), 1)
    ('6.513', '7,3', '-6,7')
    """
    wanted = decimals_of(value) if decimals is None else decimals
    rounded = round_half_up(value, wanted)
    text = f"{rounded.copy_abs():,.{wanted}f}".translate(str.maketrans(",.", ".,"))
    return f"-{text}" if rounded < 0 else text


def format_value(value: Value, decimals: int | None = None) -> str:
    """Write a number, or the word for why there is none.

    >>> format_value(NonValue.MISSING)
    'onbekend'
    """
    return NON_VALUE_WORDS[value] if isinstance(value, NonValue) else format_number(value, decimals)


def format_money(amount: Number, decimals: int | None = None) -> str:
    """Write an amount in euros: without cents when there are none, else with two.

    >>> format_money(5000).replace(NO_BREAK_SPACE, " "), format_money(Decimal("12.5"))[-5:]
    ('€ 5.000', '12,50')
    """
    if decimals is None:
        decimals = 0 if amount == int(amount) else 2
    return f"€{NO_BREAK_SPACE}{format_number(amount, decimals)}"


def format_percentage(percentage: Number, decimals: int | None = None) -> str:
    """Write a percentage: 18.2 becomes ``18,2%``."""
    return f"{format_number(percentage, decimals)}%"


def format_share(share: Number, decimals: int = 0) -> str:
    """Write a share between 0 and 1 as a percentage: Decimal('0.182') becomes ``18%``."""
    return format_percentage(Decimal(share) * 100, decimals)


def format_change(percentage: Number, decimals: int = 1) -> str:
    """Write a change in percent with its sign: ``+18,2%``, ``-6,7%``, ``0,0%``."""
    text = format_percentage(percentage, decimals)
    return f"+{text}" if round_half_up(percentage, decimals) > 0 else text


def parse_number(text: str) -> Number:
    """Read a Dutch number in digits: an int, or a Decimal when there is a comma.

    Raises NumberError for anything else, as ``6,513.0``, ``1.23`` or ``007``.

    >>> parse_number("6.513"), parse_number("7,3"), parse_number("-1.234,50")
    (6513, Decimal('7.3'), Decimal('-1234.50'))
    """
    match = _GROUPED.fullmatch(text.strip())
    if match is None:
        raise NumberError(f"a Dutch number looks like 6.513 or 7,3, got {text!r}")
    digits = match["whole"].replace(".", "")
    number: Number = int(digits) if match["part"] is None else Decimal(f"{digits}.{match['part']}")
    return -number if match["sign"] in _NEGATIVE else number


def parse_printed(text: str) -> PrintedNumber:
    """Read a number as letters print it: digits or words, a percentage, an amount, "zo'n" before it.

    Raises NumberError when ``text`` holds anything else.

    >>> parse_printed("zo'n € 150.000").value, parse_printed("vierentwintig").value
    (150000, 24)
    """
    rest, about = _strip_about(" ".join(text.split()))
    rest, unit = _strip_unit(rest)
    if any(character in "0123456789" for character in rest):
        number = parse_number(rest)
    else:
        number = parse_number_words(rest)
    return PrintedNumber(number, decimals_of(number), unit, about)


def _strip_about(text: str) -> tuple[str, bool]:
    match = _ABOUT.match(text)
    return (text[match.end() :], True) if match else (text, False)


def _strip_unit(text: str) -> tuple[str, Unit]:
    lowered = text.lower()
    for sign in ("€", "eur "):
        if lowered.startswith(sign):
            return text[len(sign) :].strip().removesuffix(",-").removesuffix(",--"), Unit.EURO
    for word, unit in (("%", Unit.PERCENT), (" procent", Unit.PERCENT), (" euro", Unit.EURO)):
        if lowered.endswith(word):
            return text[: -len(word)].rstrip(), unit
    return text, Unit.NUMBER
