"""In what unit a number is told: which sort of thing it counts, per how many, per which time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import yaml

from spoorboek.rules.letter_audit.lexicon import FOLDER
from spoorboek.rules.letter_audit.meanings import tags_of
from spoorboek.rules.letter_audit.reading.persons import is_person
from spoorboek.rules.letter_audit.reading.same_words import is_covered, list_meanings
from spoorboek.rules.letter_audit.stems import is_same_thing, stem

_SIZES = {"honderd": 100, "duizend": 1000, "tienduizend": 10_000, "honderdduizend": 100_000, "miljoen": 10**6}
_PER = re.compile(
    r"\b(?:per|op (?:de|elke|iedere)) (?P<size>1\.?000|10\.?000|100\.?000|1\.000\.000|100|honderd|duizend|"
    r"tienduizend|honderdduizend|miljoen)\b(?: (?P<of>[a-zà-ÿ]{4,}))?",
    re.IGNORECASE,
)
_NO_NOUN = frozenset(
    "maal stuks procent euro punten plaatsen in er totaal aantallen waarvan zij wij ze we hij "
    "januari februari maart april mei juni juli augustus september oktober november december digitaal".split()
)
_ANYTHING = frozenset("geval incident zak situati moment registrati voorval kwesti gebeurtenis".split())
"""Stems of what can stand for any incident, report or case that was named before, not for people or hours."""
_SHORT_SPANS = frozenset({"seconden", "minuut", "minuten", "kwartier"})
_TENSE = re.compile(r"^(?:\w{0,6}ge\w+(?:en|d|t)|meer|minder|extra|nieuwe?)$")
_LEAST_END = 4


@dataclass(frozen=True, slots=True)
class Rate:
    """Per how many of what: 4,1 per 1.000 woningen."""

    size: int
    of: str
    words: str


@cache
def _load() -> Mapping[str, Any]:
    raw: Mapping[str, Any] = yaml.safe_load((FOLDER / "units_nl.yaml").read_text(encoding="utf-8"))
    return raw


@cache
def list_patterns(name: str) -> re.Pattern[str]:
    """Return the words of a list of ``units_nl.yaml`` as one pattern."""
    return re.compile(rf"\b(?:{'|'.join(_load()[name])})(?!\w)", re.IGNORECASE)


def find_rate(words: str) -> Rate | None:
    """Return the first rate that words say: per 10.000 inwoners.

    Parameters: ``words``. Errors: none.
    """
    match = _PER.search(words)
    if match is None:
        return None
    size = match["size"].lower()
    return Rate(_SIZES.get(size) or int(size.replace(".", "")), (match["of"] or "").lower(), match[0])


@cache
def _sorts() -> Mapping[str, str]:
    return {_root(noun.rstrip("!_")): name for name, nouns in _load()["sorts"].items() for noun in nouns}


@cache
def _ends() -> Mapping[str, str]:
    listed = ((noun, name) for name, nouns in _load()["sorts"].items() for noun in nouns)
    return {
        _root(noun): name for noun, name in listed if noun[-1] not in "!_" and len(stem(noun)) >= _LEAST_END
    }


def _root(noun: str) -> str:
    """Return the stem of a noun; brief and brieven, huis and huizen have one."""
    own = stem(noun)
    return own[:-1] + {"v": "f", "z": "s"}.get(own[-1:], own[-1:])


@lru_cache(maxsize=8_000)
def sort_of(noun: str) -> str | None:
    """Return of which sort a noun is, by itself or by how it ends; None for one in no list.

    Parameters: ``noun``. Errors: none.

    >>> sort_of("surveillance-uren"), sort_of("nachtcontroles"), sort_of("gezinnen")
    ('hours', 'acts', 'households')
    """
    own = _root(noun.rsplit("-", 1)[-1])
    known = _sorts().get(own)
    if known:
        return known
    ends = _ends()
    for place in range(1, len(own) - _LEAST_END + 1):
        if own[place:] in ends:
            return ends[own[place:]]
    return "hours" if own.endswith(("uren", "uur", "ur")) and len(own) > len("uren") else None


def read_span(noun: str) -> int | None:
    """Return how many seconds a word of time lasts; None for another word."""
    found: int | None = _load()["spans"].get(noun)
    return found


def name_noun(unit: str | None, tail: str, lead: str) -> str | None:
    """Return the noun that a number counts; None when it has none, or one that can be anything.

    Parameters: ``unit``; ``tail`` and ``lead``, the own words behind and before it. Errors: none.
    """
    words = (unit or "").lower().split()
    if not words or words[-1] in _NO_NOUN:
        return None
    if _TENSE.match(words[-1]) and sort_of(words[-1]) is None:
        return None
    near = " ".join(tail.split()[:5])
    if words[-1] not in near and f"aantal {words[-1]}" not in lead:
        return None
    if any(tag.startswith("[") for tag in tags_of(words[-1])) and sort_of(words[-1]) is None:
        return None
    return words[-1]


def are_unlike(one: str | None, other: str | None) -> bool:
    """Tell whether two nouns are named and are two different things; people are people under any name.

    Parameters: nouns in the words of the letter. Errors: none.

    >>> are_unlike("controledagen", "bedrijven"), are_unlike("leerlingen", "scholieren")
    (True, False)
    """
    if not one or not other or one == other:
        return False
    if {one, other} & _SHORT_SPANS:
        return False
    if any(stem(noun) in _ANYTHING for noun in (one, other)):
        return any(sort_of(noun) in _NEVER_ANYTHING for noun in (one, other))
    sorts = sort_of(one), sort_of(other)
    if None not in sorts and sorts[0] != sorts[1]:
        return not _is_person(one, sorts[0]) or not _is_person(other, sorts[1])
    if is_same_thing(one, other):
        return False
    spans = read_span(one), read_span(other)
    if None not in spans:
        return spans[0] != spans[1]
    if sorts[0] is not None and sorts[0] == sorts[1]:
        return sorts[0] in ("acts", "turns", "sanctions", "cases", "premises", "pieces") and not _are_alike(
            one, other
        )
    return not _are_alike(one, other)


_NEVER_ANYTHING = frozenset({"persons", "households", "hours", "turns", "weight", "formation"})


def are_of_other_sorts(one: str | None, other: str | None) -> bool:
    """Tell whether both nouns are of a sort that is known, and of another one."""
    sorts = [sort_of(noun) if noun else None for noun in (one, other)]
    return None not in sorts and sorts[0] != sorts[1]


def _is_person(noun: str, sort: str | None) -> bool:
    return sort == "persons" or (sort is None and is_person(stem(noun)))


def _are_alike(one: str, other: str) -> bool:
    first, second = stem(one), stem(other)
    if list_meanings(first) & list_meanings(second):
        return True
    if _is_person(one, sort_of(one)) and _is_person(other, sort_of(other)):
        return True
    return is_covered(first, frozenset({second})) or is_covered(second, frozenset({first}))


def differ_in_rate(one: Rate | None, other: Rate | None, values: tuple[Decimal, Decimal]) -> bool:
    """Tell whether two rates are per other numbers, and not the same rate told twice.

    Parameters: the rates; ``values``, their numbers. Errors: none.
    """
    if one is None or other is None:
        return False
    if one.size == other.size:
        return (
            bool(one.of and other.of)
            and not is_same_thing(one.of, other.of)
            and not _are_alike(one.of, other.of)
        )
    first, second = values[0] / one.size, values[1] / other.size
    return abs(first - second) > max(first, second) * Decimal("0.03")
