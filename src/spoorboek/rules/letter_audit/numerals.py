"""Single numbers in a text: in figures with Dutch points and commas, and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from spoorboek.figures.dutch_numbers import PrintedNumber
from spoorboek.figures.errors import NumberError
from spoorboek.figures.number_words import parse_number_words

DIGITS = r"(?:\d{1,3}(?:\.\d{3}){1,4}|\d{1,3}(?:[\u00a0\u202f ]\d{3}){1,4}(?!\d)|\d{1,15})(?:,\d{1,10})?"
MULTIPLIERS = {
    "honderd": 100,
    "duizend": 1_000,
    "dzd": 1_000,
    "miljoen": 1_000_000,
    "mln": 1_000_000,
    "miljard": 1_000_000_000,
    "mld": 1_000_000_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
_MULTIPLIER = (
    r"(?:[\u00a0 ](?P<times>honderd|duizend|miljoen|miljard)\b|[\u00a0 ](?P<short>mln|mld|dzd)\b\.?)"
)
_FIGURES = re.compile(rf"(?<![\w.,])(?P<digits>{DIGITS})(?!\w|[.,]\d){_MULTIPLIER}?", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:-[a-zà-ÿ]+)*")
_ONE_AND_A_HALF = Decimal("1.5")
_HALVES = re.compile(r"(?P<whole>[a-zà-ÿ]+?)(?:e|ë)n(?:een)?hal(?:f|ve)$")
_COLLECTIVE = re.compile(r"(.+?)(?:tal|maal)$")
# Parts of which a number word is made: what has none of them is no number.
_ROOT = re.compile(
    r"dozijn|nul|[eé][eé]n|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der|veer|vijf|tig|honderd|duizend|anderhal"
)
ARTICLE = "een"
_NO_COUNT = re.compile(r"(?:acht|achten|achtte|zeven|vier)$")
# Words after which these are verbs or nouns: "acht het nodig", "in acht nemen", "vier het leven".
_VERB_AFTER = re.compile(
    r"\s+(?:het|de|wij|we|zij|ik|u|dit|dat|deze|te|slaan|geslagen|genomen|nemen|zich|een)\b"
)
_VERB_BEFORE = re.compile(
    r"(?:\bin|\bwij|\bwe|\bcollege|\bburgemeester|\braad|\bpolitie|\bik|\bgeef|\bgaf)\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and where it stands. ``in_words`` for number words; ``step`` is the smallest unit printed."""

    start: int
    end: int
    value: int | Decimal
    low: Decimal
    high: Decimal
    in_words: bool = False
    times: bool = False
    """Said as ``maal``: driemaal."""


def find_numerals(words: str) -> Iterator[Numeral]:
    """Yield the numbers in a text, in no order: figures first, then words.

    Parameters: ``words``. The article ``een`` is no number; ``één`` is. Errors: none.

    >>> [str(found.value) for found in find_numerals("Van de 1.204 zaken zijn er vierentwintig open.")]
    ['1204', '24']
    """
    for match in _FIGURES.finditer(words):
        yield _read_figures(match)
    yield from _find_words(words)


def read_digits(digits: str) -> int | Decimal:
    """Return the number that Dutch figures stand for.

    Parameters: ``digits``, as ``1.204`` or ``7,3``. Errors: none for what ``DIGITS`` matches.

    >>> read_digits("1.204"), read_digits("7,3")
    (1204, Decimal('7.3'))
    """
    whole, comma, part = digits.partition(",")
    plain = re.sub(r"\D", "", whole)
    return Decimal(f"{plain}.{part}") if comma else int(plain)


def _read_figures(match: re.Match[str]) -> Numeral:
    value = read_digits(match["digits"])
    decimals = len(match["digits"].partition(",")[2])
    low, high = PrintedNumber(value, decimals).bounds
    word = (match["times"] or match["short"] or "").lower()
    if word:
        times = MULTIPLIERS[word]
        product = value * times
        value = int(product) if product == int(product) else product
        low, high = low * times, high * times
    return Numeral(match.start(), match.end(), value, low, high)


def _find_words(words: str) -> Iterator[Numeral]:
    found = [m for m in _WORD.finditer(words) if read_word(m[0]) is not None]
    at = 0
    while at < len(found):
        group = [found[at]]
        while at + 1 < len(found) and words[group[-1].end() : found[at + 1].start()] == " ":
            joined = f"{words[group[0].start() : group[-1].end()]} {found[at + 1][0]}"
            if not _goes_on(group[-1][0], found[at + 1][0]) or read_word(joined) is None:
                break
            at += 1
            group.append(found[at])
        at += 1
        start, end = group[0].start(), group[-1].end()
        whole = words[start:end]
        if _is_article_or_verb(words, start, end):
            continue
        value = read_word(whole)
        if value is not None:
            number = Decimal(value)
            yield Numeral(start, end, value, number, number, True, whole.lower().endswith("maal"))


def _goes_on(before: str, after: str) -> bool:
    """Tell whether two number words can be one: "zesduizend vijfhonderd", "twee miljoen"."""
    return after.lower() in MULTIPLIERS or before.lower().endswith(("duizend", "miljoen", "miljard"))


@lru_cache(maxsize=20_000)
def read_word(word: str) -> int | Decimal | None:
    """Return the number that a word is; None when it is none.

    Parameters: ``word``, one or more words; ``drietal`` and ``driemaal`` are 3. Errors: none.

    >>> read_word("vierentwintig"), read_word("enkele"), read_word("twee miljoen")
    (24, None, 2000000)
    """
    lowered = word.lower()
    if lowered in ("anderhalf", "anderhalve"):
        return _ONE_AND_A_HALF
    if not _ROOT.search(lowered):
        return None
    if half := _HALVES.match(lowered):
        whole = read_word(half["whole"])
        return None if whole is None else whole + Decimal("0.5")
    head, _, last = lowered.rpartition(" ")
    if head and last in ("miljoen", "miljard"):
        value = read_word(head)
        return None if value is None else _whole(value * MULTIPLIERS[last])
    if lowered in ("dozijn", "een dozijn"):
        return 12
    match = _COLLECTIVE.fullmatch(lowered)
    try:
        return parse_number_words(lowered)
    except NumberError:
        pass
    if match and match[1] not in ("", "aan", "een"):
        return read_word(match[1]) if " " not in lowered else None
    return None


def _whole(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value


def _is_article_or_verb(words: str, start: int, end: int) -> bool:
    word = words[start:end].lower()
    if word == ARTICLE:
        return not _is_counted_one(words, start, end)
    if _NO_COUNT.match(word):
        before = words[max(0, start - 24) : start]
        is_verb = _VERB_AFTER.match(words, end) is not None
        return is_verb and (word == "acht" or _VERB_BEFORE.search(before) is not None)
    return False


_ONE_OF = re.compile(
    r"\s+(?:van|op)\s+(?:de|onze|die|deze)\s+(?:\w+\s+)?(?:\d|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)"
)
_ONE_OR = re.compile(r"\s+(?:of|à|tot)\s+twee\b")


def _is_counted_one(words: str, start: int, end: int) -> bool:
    """Tell whether ``een`` counts: "een van de drie", "een of twee"."""
    return bool(_ONE_OF.match(words, end) or _ONE_OR.match(words, end))
