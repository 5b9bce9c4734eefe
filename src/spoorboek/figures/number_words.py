"""Dutch number words, both ways: vierentwintig is 24, tot en met 999.999.

Spelling: Woordenlijst Nederlandse Taal (Leidraad 6.9): in one word up to and with ``duizend``, a space
after it; a trema in ``tweeën-`` and ``drieën-``. Variants that people write are read as well.
"""

from __future__ import annotations

import re
import unicodedata

from spoorboek.figures.errors import NumberError

LARGEST = 999_999

_SMALL = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_TENS = {
    20: "twintig",
    30: "dertig",
    40: "veertig",
    50: "vijftig",
    60: "zestig",
    70: "zeventig",
    80: "tachtig",
    90: "negentig",
}
_IRREGULAR_ORDINALS = {"een": "eerste", "drie": "derde", "acht": "achtste"}
_DIGIT_ORDINAL = re.compile(r"([1-9][0-9]{0,5})(?:e|de|ste)")


def _write_below_hundred(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    tens, unit = number - number % 10, number % 10
    if not unit:
        return _TENS[tens]
    # The trema shows where the second syllable begins: twee-en-twintig.
    joint = "ën" if unit in (2, 3) else "en"
    return f"{_SMALL[unit]}{joint}{_TENS[tens]}"


def _write_below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    head = "" if not hundreds else "honderd" if hundreds == 1 else f"{_SMALL[hundreds]}honderd"
    return head + (_write_below_hundred(rest) if rest or not hundreds else "")


def format_number_words(number: int) -> str:
    """Write a whole number from 0 to 999.999 in words.

    ``1`` is ``één``: without its accents it would be read as the article.
    Raises NumberError outside that range.

    >>> format_number_words(24), format_number_words(22), format_number_words(6513)
    ('vierentwintig', 'tweeëntwintig', 'zesduizend vijfhonderddertien')
    """
    if not 0 <= number <= LARGEST:
        raise NumberError(f"a number in words must be from 0 to {LARGEST}, got {number}")
    if number == 1:
        return "één"
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _write_below_thousand(rest)
    head = "duizend" if thousands == 1 else f"{_write_below_thousand(thousands)}duizend"
    return f"{head} {_write_below_thousand(rest)}" if rest else head


def _strip_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.strip().lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _read_table() -> dict[str, int]:
    table = {_strip_accents(_write_below_thousand(number)): number for number in range(1000)}
    for hundreds in range(1, 10):
        head = _write_below_thousand(hundreds * 100)
        # People also write honderdeneen, honderdentwaalf.
        table |= {
            f"{head}en{_strip_accents(_write_below_hundred(n))}": hundreds * 100 + n for n in range(1, 13)
        }
    return table


_TABLE = _read_table()


def _read_hundreds(text: str) -> int | None:
    """Read vijftienhonderd (1500) and vijfenzestighonderddertien (6513)."""
    head, found, rest = text.partition("honderd")
    count = _TABLE.get(head)
    if not found or count is None or not 10 < count < 100 or not count % 10:
        return None
    tail = _TABLE.get(rest.removeprefix("en"), None) if rest else 0
    return None if tail is None or tail >= 100 else count * 100 + tail


def _find_number(text: str) -> int | None:
    compact = re.sub(r"[\s\-]+", "", _strip_accents(text))
    if (found := _TABLE.get(compact)) is not None:
        return found
    if "duizend" not in compact:
        return _read_hundreds(compact)
    head, _, rest = compact.partition("duizend")
    thousands = _TABLE.get(head) if head else 1
    below = (_TABLE.get(rest) or _TABLE.get(rest.removeprefix("en"))) if rest else 0
    return None if not thousands or below is None else thousands * 1000 + below


def parse_number_words(text: str) -> int:
    """Read a number in words, with or without accents and spaces.

    ``een`` is read as 1; whether it was meant as the article only its sentence can tell.
    Raises NumberError for any other text.

    >>> parse_number_words("Vierentwintig"), parse_number_words("één"), parse_number_words("vijftienhonderd")
    (24, 1, 1500)
    """
    number = _find_number(text)
    if number is None:
        raise NumberError(f"a number word looks like vierentwintig, got {text!r}")
    return number


def format_ordinal_words(number: int) -> str:
    """Write the ordinal of a whole number from 0 to 999.999 in words.

    >>> format_ordinal_words(1), format_ordinal_words(24), format_ordinal_words(108)
    ('eerste', 'vierentwintigste', 'honderdachtste')
    """
    words = "een" if number == 1 else format_number_words(number)
    last = number % 100
    if last in (1, 3, 8):
        base = _SMALL[last]
        return words.removesuffix(base) + _IRREGULAR_ORDINALS[base]
    return f"{words}de" if last in range(20) and (last or not number) else f"{words}ste"


def _find_cardinal_of(text: str) -> int | None:
    for base, ordinal in _IRREGULAR_ORDINALS.items():
        if text.endswith(ordinal):
            return _find_number(text.removesuffix(ordinal) + base)
    for ending in ("ste", "de"):
        if text.endswith(ending):
            return _find_number(text.removesuffix(ending))
    return None


def parse_ordinal(text: str) -> int:
    """Read an ordinal in words or digits: ``vierentwintigste``, ``24ste``, ``1e``.

    Raises NumberError when it is none, wrong endings (``achtde``) included.

    >>> parse_ordinal("derde"), parse_ordinal("24ste")
    (3, 24)
    """
    plain = _strip_accents(text)
    if match := _DIGIT_ORDINAL.fullmatch(plain):
        return int(match[1])
    number = _find_cardinal_of(plain)
    if number is None or _ordinal_key(number) != re.sub(r"[\s\-]+", "", plain):
        raise NumberError(f"an ordinal looks like derde or 24ste, got {text!r}")
    return number


def _ordinal_key(number: int) -> str:
    return _strip_accents(format_ordinal_words(number)).replace(" ", "")
