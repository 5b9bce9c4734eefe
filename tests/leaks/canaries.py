"""Canaries: an invented word for each text of each record, by which it is known wherever it turns up."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

_LETTERS = "bdghkmnprtvwz"
CANARY = re.compile(rf"zq[{_LETTERS}]{{8}}", re.IGNORECASE)
HOSTILE = "=1+{word}<script>alert('{word}')</script>"
"""What every text says: a formula for a spreadsheet, and a script for a page."""
SCRIPT = re.compile(r"<script>alert\(", re.IGNORECASE)
_PLAIN = frozenset({"code", "slug", "number", "username", "case_number", "made_in", "evaluation", "email"})
"""Texts that must be short and plain to be a name or an address."""


@dataclass(frozen=True)
class Record:
    """One record of the world: what kind it is to the oracle, which row, its name, and its people.

    ``people``: the user names that the rules speak of (who leads, who is invited, who may read).
    """

    kind: str
    model: str
    key: str
    name: str
    people: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.kind} {self.model}:{self.key}"


@dataclass(frozen=True)
class Canary:
    """One word: of which record, in which field."""

    word: str
    record: Record
    field: str


@dataclass
class Canaries:
    """Every word that was let loose. The same seed gives the same words."""

    rng: random.Random
    known: dict[str, Canary] = field(default_factory=dict)
    _waiting: list[tuple[str, str]] = field(default_factory=list)

    def word(self, name: str) -> str:
        """Return a new word for a field; ``settle`` says whose it is."""
        made = "zq" + "".join(self.rng.choices(_LETTERS, k=8))
        self._waiting.append((made, name))
        return made

    def text(self, name: str) -> str:
        """Return a hostile text with a new word in it."""
        return HOSTILE.format(word=self.word(name))

    def settle(self, record: Record, only: frozenset[str] = frozenset()) -> Record:
        """Give the words made since the last time to a record; with ``only`` those of these fields."""
        mine = [(word, name) for word, name in self._waiting if not only or name in only]
        self.known |= {word: Canary(word, record, name) for word, name in mine}
        self._waiting = [waiting for waiting in self._waiting if waiting not in mine]
        return record

    def found_in(self, texts: Iterable[str]) -> dict[str, Canary]:
        """Return the words that occur in these texts."""
        words = {match.lower() for text in texts for match in CANARY.findall(text)}
        return {word: self.known[word] for word in words if word in self.known}

    def names_of(self, record: Record) -> list[str]:
        """Return the words of one record."""
        return [word for word, canary in self.known.items() if canary.record == record]

    def fill(self, model: type[models.Model], **said: Any) -> Any:
        """Make a row with a canary in each text that was not said; the caller settles it."""
        values = {
            each.name: self._value(each)
            for each in model._meta.fields
            if each.name not in said and _is_free_text(each)
        }
        return model._default_manager.create(**values, **said)

    def _value(self, each: models.Field[Any, Any]) -> str:
        if each.name in _PLAIN:
            return self.word(each.name)
        shortest = len(HOSTILE.format(word="zq" + "b" * 8))
        fits = each.max_length is None or each.max_length >= shortest
        return self.text(each.name) if fits else self.word(each.name)


def _is_free_text(each: models.Field[Any, Any]) -> bool:
    return isinstance(each, models.CharField | models.TextField) and not each.choices


def absent_like(name: str) -> str:
    """Return a name of the same shape and length that nothing has; the name itself when it has no canary."""
    return CANARY.sub(lambda found: found.group()[:2] + ("N" if found.group()[0] == "Z" else "n") * 8, name)
