"""Is this the same place? The same key counts; what only resembles it is for people to judge."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

_BAG = re.compile(r"(?<!\d)(\d{16})(?!\d)")
"""The number of an address or building in the BAG: sixteen digits."""
_NUMBER = re.compile(r"\b(?:nummer|nr|no|huisnummer)\b\.?")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_ALIKE = 0.7


def find_premises_key(text: str) -> str:
    """Return the key by which two ways of writing one place are the same.

    Parameters: ``text``, a code of our own, an address, or a number of the BAG. Returns the BAG number
    where the text holds one; else its words and numbers in small letters, without accents, punctuation,
    leading zeros or the word "nummer", and with the letter of a house number on its own (``12-A``, ``12
    a`` and ``12a`` are one). Empty for a text without a letter or digit. Errors: none. Source: our own;
    the form of a BAG number is that of the catalogue of the BAG (16 digits).

    >>> find_premises_key("Voorstraat 12-A"), find_premises_key("VOORSTRAAT  nr. 12a")
    ('voorstraat 12 a', 'voorstraat 12 a')
    """
    found = _BAG.search(text)
    if found:
        return found[1]
    return " ".join(part.lstrip("0") or "0" if part.isdigit() else part for part in _split(text))


def is_near_premises(one: str, other: str) -> bool:
    """Tell whether two places resemble each other without being the same, so that a person looks.

    Parameters: ``one`` and ``other``, as they were written. Returns true when their numbers are the same and
    their words are alike, or their words are the same and only a letter after the number differs. Never true
    where the keys are the same, or where both are numbers of the BAG. Errors: none. Source: our own choice.

    >>> is_near_premises("Voorstr. 12", "Voorstraat 12"), is_near_premises("Pand 1", "Pand 2")
    (True, False)
    """
    first, second = find_premises_key(one), find_premises_key(other)
    if not first or not second or first == second or (_BAG.search(one) and _BAG.search(other)):
        return False
    (numbers, words), (other_numbers, other_words) = _sort_out(first), _sort_out(second)
    if not numbers or numbers != other_numbers:
        return False
    return SequenceMatcher(None, words, other_words, autojunk=False).ratio() >= _ALIKE


def _split(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _PARTS.findall(_NUMBER.sub(" ", plain.casefold()))


def _sort_out(key: str) -> tuple[tuple[str, ...], str]:
    parts = key.split()
    return tuple(part for part in parts if part.isdigit()), " ".join(p for p in parts if not p.isdigit())
