"""Fields of registers whose values are a dated list: ours, with what this municipality added and ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import models

from spoorboek.apps.access.configuration import SHIPPED, find_own_file
from spoorboek.rules.errors import RuleError
from spoorboek.rules.value_lists import ListedValue, ValueList, lay_over, read_value_lists

if TYPE_CHECKING:
    _Text = models.CharField[Any, str]
else:
    # Only the type checker knows what a field holds.
    _Text = models.CharField

_NAME = "value_lists.yaml"


def list_value_lists() -> dict[str, ValueList]:
    """Return every list by its code; raise RuleError, with the line, for a file that cannot be."""
    return _read(find_own_file(_NAME))


def list_values(code: str) -> list[tuple[str, str]]:
    """Return code and Dutch word of every value of a list that there ever was."""
    return [(value.code, value.title) for value in list_value_lists()[code].values.values()]


def list_offered_values(code: str, on: date) -> list[ListedValue]:
    """Return what can be chosen on a day: what is open, and then what ended, for what is entered later."""
    begun = [each for each in list_value_lists()[code].values.values() if (each.valid_from or on) <= on]
    return sorted(begun, key=lambda each: not each.is_open_on(on))


def check_listed(code: str, value: str, on: date) -> None:
    """Raise RuleError, with a sentence for people, when nothing of a day can be entered under a value."""
    list_value_lists()[code].check_open(value, on)


def is_listed(code: str, value: str, on: date) -> bool:
    """Tell whether something of a day can be entered under a value."""
    found = list_value_lists()[code].values.get(value)
    return found is not None and found.is_open_on(on)


def title_of(code: str, value: str) -> str:
    """Return the Dutch word of a value, also of one that ended; the code itself when it is unknown."""
    found = list_value_lists()[code].values.get(value)
    return found.title if found else value


class ListedField(_Text):
    """A text that is one of the values of a list. Migrations keep the text only; lists change without."""

    def __init__(self, *args: Any, list_code: str = "", **more: Any) -> None:
        self.list_code = list_code
        if list_code:
            more["choices"] = partial(list_values, list_code)
        super().__init__(*args, **more)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Return what a migration keeps: a text of this length."""
        name, _path, args, more = super().deconstruct()
        more.pop("choices", None)
        return name, "django.db.models.CharField", args, more


def find_closed_values(
    row: models.Model, on: date, unless_in: models.Model | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the fields whose value cannot be entered for something of a day, each with a sentence.

    ``unless_in``: the row as it was before; what it had of that day may stay.
    """
    lists = list_value_lists()
    for field in row._meta.fields:
        value = getattr(row, field.attname)
        stays = unless_in is not None and value == getattr(unless_in, field.attname)
        if isinstance(field, ListedField) and value and not stays:
            try:
                lists[field.list_code].check_open(value, on)
            except RuleError as error:
                yield field.name, str(error)


@cache
def _read(own: Path | None) -> dict[str, ValueList]:
    ours = read_value_lists((SHIPPED / _NAME).read_text(encoding="utf-8"))
    return lay_over(ours, own.read_text(encoding="utf-8")) if own else ours
