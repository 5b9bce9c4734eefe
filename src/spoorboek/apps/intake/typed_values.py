"""What one value stands for that somebody typed in a form or a file, as people write it here."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from spoorboek.apps.access.registration import Registration
from spoorboek.figures.unseen_characters import says_something

_YES_NO = {"ja": True, "nee": False, "true": True, "false": False}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What is no text, and what turns the text after it round: nobody would read what stands there."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_NOT_READ: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (models.DateField, "dit is geen dag van de kalender, zoals 31-12-2024."),
    (models.DecimalField, "dit is geen getal, zoals 5000 of 12,50 (zonder punt tussen de duizendtallen)."),
    (models.IntegerField, "dit is geen heel getal, zoals 5000 (zonder punt tussen de duizendtallen)."),
)
"""The words of Django for these speak of notations nobody in an office uses."""
_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_DUTCH_AMOUNT = re.compile(r"\d+,\d{1,6}")


def is_empty(value: Any) -> bool:
    """Tell whether nothing was filled in, or nothing that anybody sees."""
    return value is None or (isinstance(value, str) and not says_something(value))


def read_value(field: models.Field[Any, Any], value: Any, row: Registration) -> Any:
    """Return what a typed value stands for in a field, or raise ValidationError with a Dutch sentence."""
    if isinstance(value, str):
        value = value.strip().replace("\r\n", "\n")
        if _CONTROL.search(value):
            raise ValidationError("hierin staan tekens die niet te lezen zijn.")
        # What nobody sees is nothing: else it would stand for a reason or a place.
        value = value if says_something(value) else ""
        if isinstance(field, models.BooleanField):
            value = _YES_NO.get(value.lower(), value)
        if isinstance(field, models.DecimalField) and _DUTCH_AMOUNT.fullmatch(value):
            value = value.replace(",", ".")
        if isinstance(field, models.DateField) and (typed := _DUTCH_DAY.fullmatch(value)):
            value = f"{typed[3]}-{typed[2]:0>2}-{typed[1]:0>2}"
    if value in (None, ""):
        if field.has_default():
            return field.get_default()
        value = None if field.null else ""
    cleaned = _read(field, value, row)
    if isinstance(cleaned, date) and not _FIRST_YEAR <= cleaned.year <= _LAST_YEAR:
        raise ValidationError(f"kies een dag van {_FIRST_YEAR} tot en met {_LAST_YEAR}.")
    return cleaned


def _read(field: models.Field[Any, Any], value: Any, row: Registration) -> Any:
    try:
        return field.clean(value, row)
    except ValidationError as error:
        said = next((words for kind, words in _NOT_READ if isinstance(field, kind)), "")
        # An error that holds others, of a value that was read but may not be, has no code of its own.
        if said and getattr(error, "code", "") in ("invalid", "invalid_date"):
            raise ValidationError(said) from None
        raise
