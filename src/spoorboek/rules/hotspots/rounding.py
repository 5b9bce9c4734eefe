"""How a number that was computed stands in a sentence: rounded, in Dutch."""

from __future__ import annotations

from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number, format_share
from spoorboek.figures.dutch_phrases import format_count


def write_number(value: float) -> str:
    """Return a computed number with one decimal.

    Parameters: ``value``, any finite number. Returns Dutch text such as ``2,5``. Errors: none.
    """
    return format_number(Decimal(str(round(value, 1))))


def write_share(value: float) -> str:
    """Return a computed share as a percentage.

    Parameters: ``value``, a share from 0 to 1; its ten-thousandths are kept. Returns Dutch text such as
    ``45%``. Errors: none.
    """
    return format_share(Decimal(str(round(value, 4))))


def write_reports(count: int) -> str:
    """Return how many reports there are, in words.

    Parameters: ``count``, at least 0. Returns Dutch text such as ``1 melding``. Errors: none.
    """
    return format_count(count, "melding", "meldingen")
