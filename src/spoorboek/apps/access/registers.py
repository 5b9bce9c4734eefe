"""A register: what of a model can be counted, under names that do not change when the model does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Field, ForeignObjectRel

from spoorboek.apps.access.registration import Registration
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class Measure:
    """What is added up: the rows themselves, a whole or decimal number in them, or different values."""

    path: str = ""
    distinct: bool = False


ROWS = Measure()


@dataclass(frozen=True)
class Register:
    """One register. Names point at paths as a query writes them (``day__held_on``).

    ``moments`` (days), ``measures`` and ``stock`` never pass a plural relation; ``filters`` may, and
    then one match is enough. ``void``: paths that must not be true, so that what is withdrawn does not
    count. ``title`` and the words behind the codes are Dutch, for users.
    """

    code: str
    model: type[Registration]
    title: str
    writes: Permission
    moments: Mapping[str, str]
    filters: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=lambda: {"rows": ROWS})
    stock: tuple[str, str] | None = None
    void: tuple[str, ...] = ("is_withdrawn",)
    prefix: str = ""
    """How the numbers of this register begin (``S`` gives ``S-2023-0001``)."""
    sees_all: Permission | None = None
    """Who sees every row; None: whoever may write in it. Only they may bring numbers along in an import."""
    personal: bool = False
    """True when a row can point at a person; each read of it is logged with the purpose that was asked."""
    standing_purpose: str = ""
    """What rows about premises and businesses are read for; each read is logged with it, nobody is asked."""

    @property
    def is_logged(self) -> bool:
        """Tell whether each read of a row is logged."""
        return self.personal or bool(self.standing_purpose)

    def __str__(self) -> str:
        return f"Het register {self.title.lower()}"

    def find_day(self, row: Registration) -> date | None:
        """Return the first of its moments of a row, or None when it has none."""
        found: Any = row
        for name in next(iter(self.moments.values())).split("__"):
            found = getattr(found, name, None)
        return found if isinstance(found, date) else None

    def values_of(self, name: str) -> tuple[Any, ...] | None:
        """Return the values that a filter can have, or None when any text will do."""
        last = field_at(self.model, self.filters[name])
        if isinstance(last, BooleanField):
            return (True, False)
        if not last.choices:
            return None
        return tuple(value for value, _ in last.flatchoices)


def field_at(model: type[Registration], path: str) -> Field[Any, Any]:
    """Return the field at the end of a path (``day__held_on``)."""

    where: Any = model
    for name in path.split("__"):
        if isinstance(where, ForeignObjectRel) or not isinstance(where, type):
            where = where.related_model
        where = where._meta.get_field(name)
    found: Field[Any, Any] = where
    return found
