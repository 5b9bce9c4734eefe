"""What a goal asks: at least or at most so much, by its own words or by what it is a goal for."""

from __future__ import annotations

import re
from decimal import Decimal

from spoorboek.figures.dutch_numbers import parse_number
from spoorboek.figures.errors import NumberError
from spoorboek.rules.letter_audit.moves import kind_of
from spoorboek.rules.letter_audit.sentence_reading import Reading

_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")
_LEAST = re.compile(
    r"\b(?:minstens|minimaal|ten minste|tenminste|op zijn minst|ondergrens|boven|meer dan|vanaf|of meer|"
    r"niet (?:minder|lager) dan|minimum)\b|≥|>",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:hooguit|hoogstens|maximaal|maximum|ten hoogste|bovengrens|onder|beneden|minder dan|of minder|"
    r"niet (?:meer|hoger) dan|niet boven|plafond)\b|≤|<",
    re.IGNORECASE,
)
_SIGNS = {"harm": -1, "benefit": 1, "doing": 1}


def read_goal(cell: str) -> tuple[int | Decimal, int] | None:
    """Return the number of a cell and which way is better by its words: 1 more, -1 less, 0 it does not say.

    Parameters: ``cell``, its text. Errors: none; None when it has no number, or more than one.

    >>> read_goal("minimaal 75 procent"), read_goal("geen")
    ((75, 1), None)
    """
    numbers = _NUMBER.findall(cell)
    if len(numbers) != 1:
        return None
    try:
        return parse_number(numbers[0]), read_way(cell)
    except NumberError:
        return None


def read_way(words: str) -> int:
    """Return 1 when words ask at least so much, -1 at most, 0 when they do not say.

    Parameters: ``words``. Errors: none.
    """
    return -1 if _MOST.search(words) else 1 if _LEAST.search(words) else 0


def find_better_way(label: str) -> int:
    """Return whether more (1) or less (-1) is better of what a label names; 0 when that is not known.

    Parameters: ``label``. Errors: none.
    """
    reading = Reading(label)
    if reading.has("went_well"):
        return 1
    return -1 if reading.has("takes_long") else _SIGNS.get(kind_of(label), 0)
