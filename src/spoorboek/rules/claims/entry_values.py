"""Reading the small parts of an entry: texts, numbers, periods, choices. Errors name the place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar

from spoorboek.figures.errors import PeriodError
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Number, Value
from spoorboek.rules.claims.errors import ClaimError

E = TypeVar("E", bound=Enum)

LARGEST = 10**15
"""No figure of a municipality is larger; beyond it fractions lose their digits and tests their meaning."""

LARGEST = 10**15
"""No figure of a municipality is larger; beyond it fractions lose their digits and tests their meaning."""
_WHOLE = re.compile(r"-?[0-9]{1,18}")


def read_mapping(raw: object, place: str) -> Mapping[str, Any]:
    """Return ``raw`` when it is a JSON object; raises ClaimError with its place otherwise."""
    if not isinstance(raw, Mapping):
        raise ClaimError(f"{place} moet een object zijn, niet {raw!r}")
    return raw


def read_list(raw: object, place: str) -> list[Any]:
    """Return ``raw`` when it is a JSON list, [] when it is absent; raises ClaimError otherwise."""
    if raw is None:
        return []
    if not isinstance(raw, list | tuple):
        raise ClaimError(f"{place} moet een lijst zijn, niet {raw!r}")
    return list(raw)


def read_text(raw: object, place: str) -> str | None:
    """Return a text, or None when it is absent or empty; raises ClaimError for anything else."""
    if raw is None or isinstance(raw, str):
        return raw or None
    raise ClaimError(f"{place} moet een tekst zijn, niet {raw!r}")


def read_bool(raw: object, place: str) -> bool:
    """Return a boolean, False when it is absent; raises ClaimError for anything else."""
    if raw is None or isinstance(raw, bool):
        return bool(raw)
    raise ClaimError(f"{place} moet true of false zijn, niet {raw!r}")


def read_period(raw: object, place: str) -> Period | None:
    """Return a period, or None when it is absent; a year may be written as a number."""
    if raw is None or raw == "":
        return None
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    if not isinstance(text, str):
        raise ClaimError(f"{place} moet een periode zijn zoals 2023 of 2023-01..2023-04, niet {raw!r}")
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise ClaimError(
            f"{place} moet een periode zijn zoals 2023 of 2023-01..2023-04, niet {raw!r}"
        ) from error


def read_choice(raw: object, choices: type[E], place: str) -> E | None:
    """Return the member of ``choices`` with this value, or None when it is absent."""
    if raw is None:
        return None
    for choice in choices:
        if choice.value == raw:
            return choice
    known = ", ".join(str(choice.value) for choice in choices)
    raise ClaimError(f"{place} moet een van deze zijn: {known}; niet {raw!r}")


def read_value(raw: object, place: str) -> Value:
    """Return a number or why there is none; null means missing. Never a float."""
    if raw is None:
        return NonValue.MISSING
    if isinstance(raw, NonValue):
        return raw
    if isinstance(raw, str) and raw in {reason.value for reason in NonValue}:
        return NonValue(raw)
    return read_number(raw, place)


def read_number(raw: object, place: str) -> Number:
    """Return a whole number or a Decimal with the digits as given; raises ClaimError otherwise."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        raise ClaimError(f"{place} moet een getal zijn, niet {raw!r}")
    number: Number
    if isinstance(raw, int):
        number = raw
    else:
        is_whole = isinstance(raw, str) and _WHOLE.fullmatch(raw)
        number = int(raw) if is_whole else _read_fraction(raw, place)
    if not -LARGEST <= number <= LARGEST:
        raise ClaimError(f"{place} is te groot om een cijfer te zijn (meer dan {LARGEST})")
    return number


def _read_fraction(raw: float | str | Decimal, place: str) -> Decimal:
    try:
        number = Decimal(str(raw))
    except InvalidOperation as error:
        raise ClaimError(f"{place} moet een getal zijn, niet {raw!r}") from error
    if not number.is_finite():
        raise ClaimError(f"{place} moet een eindig getal zijn, niet {raw!r}")
    return number


def read_decimal(raw: object, place: str) -> Decimal | None:
    """Return a Decimal, or None when it is absent."""
    return None if raw is None else Decimal(read_number(raw, place))


def read_whole(raw: object, place: str) -> int | None:
    """Return a whole number of at least 0, or None when it is absent."""
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise ClaimError(f"{place} moet een heel getal van 0 of meer zijn, niet {raw!r}")
    return raw


def find_ignored_keys(raw: Mapping[str, Any], known: Collection[str], place: str) -> tuple[str, ...]:
    """Return the keys that nobody knows; one that resembles a known key is taken for a slip.

    Raises ClaimError with the key that was probably meant.
    """
    unknown = [str(key) for key in raw if key not in known]
    for key in unknown:
        if meant := difflib.get_close_matches(key, list(known), n=1, cutoff=0.75):
            raise ClaimError(f"{place} kent geen {key!r}; bedoelde u {meant[0]!r}?")
    return tuple(f"{place}.{key}" for key in unknown)
