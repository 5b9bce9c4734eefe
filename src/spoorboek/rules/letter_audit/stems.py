"""Rough stems of Dutch words, so that ``meldingen`` and ``melding`` are one thing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP = frozenset(
    "aan aantal alle als bij dat deze die dit door een een het hebben heeft hun ik iets in is "
    "maar met naar niet nog nu "
    "of om onder ons onze ook op over per samen sinds te tegen toe tot totaal totale uit van "
    "vanaf veel via voor waar "
    "waren was wat werd werden wij worden wordt zijn zich zoals zo zij hij haar had hadden jaar "
    "jaren maand maanden "
    "geweest gehad kregen kwamen komen steeds weer meer minder".split()
)
_SHORTEST = 4
"""Letters of a word that can be the end of a longer one: handhavingszaken are zaken."""
_ENDINGS = ("'s", "eren", "ens", "en", "es", "s", "e")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return ``word`` in small letters without accents and without the ending of a plural or inflection."""
    plain = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 4:
            plain = plain[: -len(ending)]
            break
    if len(plain) > 4 and plain[-1] == plain[-2]:
        plain = plain[:-1]
    # A long vowel is written twice in the singular only: persoon, personen; zaak, zaken.
    return re.sub(r"([aeou])\1", r"\1", plain)


def list_stems(words: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning."""
    return frozenset(stem(word) for word in _WORD.findall(words) if word.lower() not in _STOP)


def is_same_thing(one: str | None, other: str | None) -> bool:
    """Tell whether two units name the same thing: equal stems, or the end of a longer word.

    >>> is_same_thing("bedrijvencontroles", "controles"), is_same_thing("controledagen", "bedrijven")
    (True, False)
    """
    if not one or not other:
        return False
    words = [unit.split()[-1].lower() for unit in (one, other)]
    short, long = sorted(words, key=len)
    if len(short) >= _SHORTEST and long.endswith(short):
        return True
    short, long = sorted(map(stem, words), key=len)
    return short == long or (len(short) >= _SHORTEST and long.endswith(short))
