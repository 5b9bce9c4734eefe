"""Small Dutch phrases around numbers and names."""

from __future__ import annotations

from collections.abc import Sequence

from spoorboek.figures.dutch_numbers import format_number


def format_count(number: int, one: str, more: str) -> str:
    """Write a count with the words that agree with it.

    Parameters: ``number``; ``one``, the words after 1; ``more``, those after any other number.
    Returns text. Errors: none.

    >>> format_count(1, "brief wacht", "brieven wachten"), format_count(2000, "brief", "brieven")
    ('1 brief wacht', '2.000 brieven')
    """
    return f"{format_number(number)} {one if number == 1 else more}"


def join_names(names: Sequence[str]) -> str:
    """Join names with commas and, before the last, ``en``.

    Parameters: ``names``, at least one. Returns text. Errors: IndexError when there is none.

    >>> join_names(["2021"]), join_names(["2021", "2022", "2024"])
    ('2021', '2021, 2022 en 2024')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
