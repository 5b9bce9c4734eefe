"""Reading the small parts of an entry: texts, numbers, periods, choices. Errors name the place."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar

from spoorboek.figures.errors import PeriodError
from spoorboek.figures.period import Period
from spoorboek.figures.unseen_characters import escape_unseen
from spoorboek.figures.values import NonValue, Number, Value
from spoorboek.rules.claims.errors import ClaimError

E = TypeVar("E", bound=Enum)

LARGEST = 10**15
"""No figure of a municipality is larger; beyond it fractions lose their digits and tests their meaning."""
_LONGEST = 120
_WHOLE = re.compile(r"-?[0-9]{1,18}")


def read_mapping(raw: object, place: str) -> Mapping[str, Any]:
    """Return ``raw`` when it is a JSON object; raises ClaimError with its place otherwise."""
    if not isinstance(raw, Mapping):
        raise ClaimError(f"{place} moet een object zijn, niet {show(raw)}")
    return raw


def read_list(raw: object, place: str) -> list[Any]:
    """Return ``raw`` when it is a JSON list, [] when it is absent; raises ClaimError otherwise."""
    if raw is None:
        return []
    if not isinstance(raw, list | tuple):
        raise ClaimError(f"{place} moet een lijst zijn, niet {show(raw)}")
    return list(raw)


def read_text(raw: object, place: str) -> str | None:
    """Return a text, or None when it is absent or empty; raises ClaimError for anything else."""
    if raw is None or isinstance(raw, str):
        return raw or None
    raise ClaimError(f"{place} moet een tekst zijn, niet {show(raw)}")


def read_bool(raw: object, place: str) -> bool:
    """Return a boolean, False when it is absent; raises ClaimError for anything else."""
    if raw is None or isinstance(raw, bool):
        return bool(raw)
    raise ClaimError(f"{place} moet true of false zijn, niet {show(raw)}")


def read_period(raw: object, place: str) -> Period | None:
    """Return a period, or None when it is absent; a year may be written as a number."""
    if raw is None or raw == "":
        return None
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    if not isinstance(text, str):
        raise ClaimError(f"{place} moet een periode zijn zoals 2023 of 2023-01..2023-04, niet {show(raw)}")
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise ClaimError(
            f"{place} moet een periode zijn zoals 2023 of 2023-01..2023-04, niet {show(raw)}"
        ) from error


def read_choice(raw: object, choices: type[E], place: str) -> E | None:
    """Return the member of ``choices`` with this value, or None when it is absent."""
    if raw is None:
        return None
    for choice in choices:
        if choice.value == raw:
            return choice
    known = ", ".join(str(choice.value) for choice in choices)
    raise ClaimError(f"{place} moet een van deze zijn: {known}; niet {show(raw)}")


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
        raise ClaimError(f"{place} moet een getal zijn, niet {show(raw)}")
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
        raise ClaimError(f"{place} moet een getal zijn, niet {show(raw)}") from error
    if not number.is_finite():
        raise ClaimError(f"{place} moet een eindig getal zijn, niet {show(raw)}")
    return number


def read_decimal(raw: object, place: str) -> Decimal | None:
    """Return a Decimal, or None when it is absent."""
    return None if raw is None else Decimal(read_number(raw, place))


def read_whole(raw: object, place: str) -> int | None:
    """Return a whole number of at least 0, or None when it is absent."""
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise ClaimError(f"{place} moet een heel getal van 0 of meer zijn, niet {show(raw)}")
    return raw


def check_keys(raw: Mapping[str, Any], known: Collection[str], place: str) -> None:
    """Raise ClaimError for a key that nobody knows, with the one that was probably meant or all known ones.

    A key that is passed over would change what is judged without anybody noticing.
    """
    for key in (str(key) for key in raw if key not in known):
        meant = difflib.get_close_matches(key, list(known), n=1, cutoff=0.75)
        rest = f"bedoelde u {show(meant[0])}?" if meant else f"bekend zijn: {', '.join(known)}"
        raise ClaimError(f"{place} kent geen {show(key)}; {rest}")


def show(raw: object) -> str:
    """Return a value as the JSON in which it was written, short and without characters that nobody sees.

    >>> show(None), show(True), show("x\u202ey")
    ('null', 'true', '"x\\\\u202ey"')
    """
    written = json.dumps(raw, ensure_ascii=False, default=str)
    seen = escape_unseen(written)
    return seen if len(seen) <= _LONGEST else f"{seen[:_LONGEST]}..."
