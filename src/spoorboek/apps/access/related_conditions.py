"""Conditions that ask something of other records: what a foreign key leads to, and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, Value
from django.db.models.functions import Concat

from spoorboek.apps.access.conditions import Condition, Holds, Never, walk, when


@dataclass(frozen=True)
class _Related(Condition):
    """What ``path`` leads to answers ``condition``."""

    path: str
    condition: Condition

    def is_allowed(self, entity: object) -> bool:
        """Tell whether one of the records at the other end answers."""
        return any(self.condition.is_allowed(row) for row in walk(entity, [self.path]))


@dataclass(frozen=True)
class SomeRow(_Related):
    """One and the same row at the other end of a plural relation answers ``condition``.

    ``path`` names one reverse relation (``participations``).
    """

    def as_filter(self, model: type[Model]) -> Q:
        """Return the question over the rows themselves."""
        relation: Any = model._meta.get_field(self.path)
        rows = relation.related_model._default_manager.all()
        found = rows.filter(self.condition.as_filter(relation.related_model))
        return Q(pk__in=found.values(f"{relation.field.name}_id"))


@dataclass(frozen=True)
class Through(_Related):
    """The record that ``path`` (a foreign key) leads to answers ``condition``."""

    def as_filter(self, model: type[Model]) -> Q:
        """Return the question over the other records."""
        target: Any = model._meta.get_field(self.path).related_model
        # Asked of the one record at the other end; a list of all that answer would be made anew for each
        # question about one case, among hundreds of thousands.
        one = target._default_manager.filter(pk=OuterRef(f"{self.path}_id"))
        return Q(Exists(one.filter(self.condition.as_filter(target))))

    def knowing(self, path: str, record: object) -> Condition:
        """Return what the record at the other end answers, when that is the one that is known."""
        return when(self.condition.is_allowed(record)) if path == self.path else self


@dataclass(frozen=True)
class SomeRowNaming(Condition):
    """A row behind the record that ``path`` leads to answers ``condition`` and names what this record is of.

    ``rows``: the reverse relation of that record; ``within``: the field of a row that holds words between
    spaces; ``word``: the field of this record that must be one of them, and one of ``words``.
    """

    path: str
    rows: str
    condition: Condition
    within: str
    word: str
    words: tuple[str, ...]

    def is_allowed(self, entity: object) -> bool:
        """Tell whether one of the rows answers and names it."""
        word = getattr(entity, self.word)
        return word in self.words and any(
            f" {word} " in getattr(row, self.within) and self.condition.is_allowed(row)
            for row in walk(entity, [self.path, self.rows])
        )

    def as_filter(self, model: type[Model]) -> Q:
        """Return the question over the rows of the one record at the other end."""
        other: Any = model._meta.get_field(self.path).related_model
        relation: Any = other._meta.get_field(self.rows)
        rows = relation.related_model._default_manager.filter(
            self.condition.as_filter(relation.related_model),
            **{relation.field.name: OuterRef(f"{self.path}_id")},
            **{f"{self.within}__contains": Concat(Value(" "), OuterRef(self.word), Value(" "))},
        )
        return Q(**{f"{self.word}__in": self.words}) & Q(Exists(rows))

    def knowing(self, path: str, record: object) -> Condition:
        """Return which words are named, when the record at the other end is known."""
        if path != self.path:
            return self
        rows = [row for row in walk(record, [self.rows]) if self.condition.is_allowed(row)]
        named = {word for row in rows for word in getattr(row, self.within).split()}
        kept = tuple(word for word in self.words if word in named)
        return Holds(self.word, kept) if kept else Never()
