"""Conditions: one object that answers for one record and for a whole query.

A condition is written once, over the paths of a record, and read twice: ``is_allowed`` walks the
record, ``as_filter`` becomes SQL. That the two agree is tested on random worlds.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Manager, Model, Q


class Condition(ABC):
    """Something that holds for a record or does not."""

    @abstractmethod
    def is_allowed(self, entity: object) -> bool:
        """Tell whether it holds for this one record."""

    @abstractmethod
    def as_filter(self, model: type[Model]) -> Q:
        """Return the same question for a query over ``model``. It returns no record twice."""

    def knowing(self, path: str, record: object) -> Condition:
        """Return what is left to ask of records whose ``path`` (a foreign key) leads to this record.

        What is asked of that one record is asked now, in place of once more in every query about its parts.
        """
        return self

    def __or__(self, other: Condition) -> Condition:
        return any_of((self, other))

    def __and__(self, other: Condition) -> Condition:
        return all_of((self, other))


@dataclass(frozen=True)
class Always(Condition):
    """Holds for every record."""

    def is_allowed(self, entity: object) -> bool:
        """Return True."""
        return True

    def as_filter(self, model: type[Model]) -> Q:
        """Return a question that every record answers."""
        # Not an empty Q: joined by OR to another question that would be as if it were not there.
        return ~Q(pk__in=())


@dataclass(frozen=True)
class Never(Condition):
    """Holds for no record."""

    def is_allowed(self, entity: object) -> bool:
        """Return False."""
        return False

    def as_filter(self, model: type[Model]) -> Q:
        """Return a question that no record answers."""
        return Q(pk__in=())


@dataclass(frozen=True)
class Holds(Condition):
    """Some value at the end of ``path`` is one of ``values``.

    ``path`` is written as in a query (``team__person_id``); over a plural relation one is enough.
    """

    path: str
    values: tuple[Any, ...]

    def is_allowed(self, entity: object) -> bool:
        """Tell whether one of the values is found along the path."""
        return any(found in self.values for found in walk(entity, self.path.split("__")))

    def as_filter(self, model: type[Model]) -> Q:
        """Return the same path as a query."""
        if _is_one(model, self.path):
            return Q(**{f"{self.path}__in": self.values})
        # A subquery of its own: two paths over one plural relation may hold for different rows of it,
        # and a join over such a relation would return a record more than once.
        found = model._default_manager.filter(**{f"{self.path}__in": self.values})
        return Q(pk__in=found.values("pk"))

    def knowing(self, path: str, record: object) -> Condition:
        """Return whether the record at the other end of the first step has one of the values."""
        first, _, rest = self.path.partition("__")
        return when(Holds(rest, self.values).is_allowed(record)) if rest and first == path else self


@dataclass(frozen=True)
class Lasts(Condition):
    """The moment lies at or after ``start`` and before ``end``; an end that is not set lies far away.

    A start that is not set has not come yet.
    """

    start: str
    end: str
    at: datetime

    def is_allowed(self, entity: object) -> bool:
        """Tell whether it is going on."""
        started, ended = getattr(entity, self.start), getattr(entity, self.end)
        return started is not None and started <= self.at and (ended is None or ended > self.at)

    def as_filter(self, model: type[Model]) -> Q:
        """Return the same question over the two columns."""
        is_open = Q(**{f"{self.end}__isnull": True}) | Q(**{f"{self.end}__gt": self.at})
        return Q(**{f"{self.start}__lte": self.at}) & is_open


@dataclass(frozen=True)
class HasWord(Condition):
    """A field that holds words between spaces (`` base police ``) holds this one."""

    path: str
    word: str

    def is_allowed(self, entity: object) -> bool:
        """Tell whether the word is there."""
        return f" {self.word} " in getattr(entity, self.path)

    def as_filter(self, model: type[Model]) -> Q:
        """Return the same question in SQL."""
        return Q(**{f"{self.path}__contains": f" {self.word} "})


@dataclass(frozen=True)
class AnyOf(Condition):
    """At least one of the parts holds."""

    parts: tuple[Condition, ...]

    def is_allowed(self, entity: object) -> bool:
        """Tell whether one part holds for this record."""
        return any(part.is_allowed(entity) for part in self.parts)

    def as_filter(self, model: type[Model]) -> Q:
        """Return the parts joined by OR."""
        return reduce(or_, (part.as_filter(model) for part in self.parts), Never().as_filter(model))

    def knowing(self, path: str, record: object) -> Condition:
        """Return what is left of the parts."""
        return any_of(part.knowing(path, record) for part in self.parts)


@dataclass(frozen=True)
class AllOf(Condition):
    """Every part holds."""

    parts: tuple[Condition, ...]

    def is_allowed(self, entity: object) -> bool:
        """Tell whether every part holds for this record."""
        return all(part.is_allowed(entity) for part in self.parts)

    def as_filter(self, model: type[Model]) -> Q:
        """Return the parts joined by AND."""
        return reduce(and_, (part.as_filter(model) for part in self.parts), Always().as_filter(model))

    def knowing(self, path: str, record: object) -> Condition:
        """Return what is left of the parts."""
        return all_of(part.knowing(path, record) for part in self.parts)


def any_of(parts: Iterable[Condition]) -> Condition:
    """Return the parts joined by OR, without those that never hold; one that always holds answers it."""
    kept = tuple(part for part in parts if not isinstance(part, Never))
    if any(isinstance(part, Always) for part in kept):
        return Always()
    return AnyOf(kept) if len(kept) > 1 else next(iter(kept), Never())


def all_of(parts: Iterable[Condition]) -> Condition:
    """Return the parts joined by AND, without those that always hold; one that never holds answers it."""
    kept = tuple(part for part in parts if not isinstance(part, Always))
    if any(isinstance(part, Never) for part in kept):
        return Never()
    return AllOf(kept) if len(kept) > 1 else next(iter(kept), Always())


def when(holds: bool) -> Condition:
    """Return Always or Never, for what depends on the viewer alone."""
    return Always() if holds else Never()


def _is_one(model: type[Model], path: str) -> bool:
    """Tell whether a path ends in one value of each record: no join over it drops or repeats a record."""
    *steps, last = path.removesuffix("_id").split("__")
    for step in steps:
        relation: Any = model._meta.get_field(step)
        if relation.null or not (relation.many_to_one or (relation.one_to_one and relation.concrete)):
            return False
        model = relation.related_model
    field: Any = model._meta.get_field(last)
    return not (field.many_to_many or field.one_to_many)


def walk(start: object, path: Iterable[str]) -> Iterator[object]:
    """Yield what stands at the end of a path of fields and relations; nothing where a step leads nowhere."""
    steps = list(path)
    if not steps:
        yield start
        return
    try:
        value = getattr(start, steps[0])
    except ObjectDoesNotExist:
        return
    if isinstance(value, Manager):
        for each in value.all():
            yield from walk(each, steps[1:])
    elif value is not None:
        yield from walk(value, steps[1:])
