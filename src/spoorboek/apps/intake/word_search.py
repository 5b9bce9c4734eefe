"""Looking for words in all registers at once: one question to the database, of what one may see only."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.access.word_index import having_words, list_texts, split_words
from spoorboek.apps.audit.actions import record_reads
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.figures.unseen_characters import says_something

_BETWEEN = "\x1f"
"""Stands between the texts of a row; no text holds it."""


_NUMBER = re.compile(r"[A-Z]{1,4}-\d{4}-\d{1,9}")
_Values = tuple[str, int, str, date, bool, str]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One registration that holds the words: ``texts`` are those that were looked in, without its number."""

    register: str
    number: str
    moment: date
    texts: tuple[str, ...]
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class FoundRows:
    """What was found, newest first in each register, and in which registers there is more."""

    rows: tuple[FoundRow, ...]
    more: frozenset[str]


def find_registrations(
    viewer: Viewer,
    registers: Mapping[str, Register],
    words: str,
    *,
    at: datetime,
    purpose: str,
    limit: int = 10,
    common_in: Collection[object] = (),
) -> FoundRows:
    """Return the registrations that exist for the viewer and hold all words, at most ``limit`` per register.

    Nothing is counted: what is hidden changes neither what stands here nor whether there is more. What is
    shown is logged as read. ``common_in``: the models of which many records hold the words
    (``find_holding``), when that is known: there the newest are read until there are enough.
    """
    if not says_something(purpose):
        raise PurposeError
    if not registers or not split_words(words):
        return FoundRows((), frozenset())
    parts = [
        _ask(viewer, register, _having(register.model, words, common_in), limit + 1)
        for register in registers.values()
    ]
    return _show(viewer, registers, parts, words, limit, at, purpose)


def find_whole_number(
    viewer: Viewer, registers: Mapping[str, Register], number: str, *, at: datetime, purpose: str
) -> FoundRows:
    """Return the registration that bears this whole number, if it exists for the viewer.

    Only registers whose numbers begin like it are asked (``C-2025-0001``: cases), by the number alone: who
    types a number knows what they want, and asking all registers for words costs the most of a search. What
    is typed otherwise, or is imported under a number of another shape, is not found here.
    """
    if not says_something(purpose):
        raise PurposeError
    typed = number.strip().upper()
    prefix = typed.partition("-")[0] if _NUMBER.fullmatch(typed) else ""
    near = {code: register for code, register in registers.items() if prefix and register.prefix == prefix}
    parts = [_ask(viewer, register, Q(number=typed), 1) for register in near.values()]
    return _show(viewer, near, parts, typed, 1, at, purpose)


def _show(
    viewer: Viewer,
    registers: Mapping[str, Register],
    parts: Sequence[QuerySet[Registration, _Values]],
    words: str,
    limit: int,
    at: datetime,
    purpose: str,
) -> FoundRows:
    if not parts:
        return FoundRows((), frozenset())
    found = list(parts[0].union(*parts[1:], all=True)) if len(parts) > 1 else list(parts[0])
    by_register: dict[str, list[tuple[str, int, str, date, bool, str]]] = {code: [] for code in registers}
    for row in found:
        by_register[row[0]].append(row)
    for rows in by_register.values():
        rows.sort(key=lambda row: (row[2] == words.strip().upper(), row[3], row[1]), reverse=True)
    shown = {code: rows[:limit] for code, rows in by_register.items()}
    _log(viewer, registers, shown, at, purpose)
    return FoundRows(
        rows=tuple(_make_row(row) for rows in shown.values() for row in rows),
        more=frozenset(code for code, rows in by_register.items() if len(rows) > limit),
    )


def _having(model: type[Registration], words: str, common_in: Collection[object]) -> Q:
    return having_words(model, words, row_by_row=model in common_in)


def _ask(viewer: Viewer, register: Register, question: Q, most: int) -> QuerySet[Registration, _Values]:
    model, moment = register.model, next(iter(register.moments.values()))
    seen = Access(viewer).filter(model._default_manager.filter(question))
    newest = seen.order_by(f"-{moment}", "-pk").values("pk")[:most]
    names = [name for name in list_texts(model) if name != "number"]
    between = Value(_BETWEEN)
    pieces = [piece for name in names for piece in (F(name), between)]
    texts = Cast(Concat(*pieces), TextField()) if pieces else Value("", TextField())
    return (
        model._default_manager.filter(pk__in=newest)
        .order_by()
        .annotate(hit_register=Value(register.code, CharField()), hit_moment=F(moment), hit_texts=texts)
        .values_list("hit_register", "pk", "number", "hit_moment", "is_withdrawn", "hit_texts")
    )


def _log(
    viewer: Viewer,
    registers: Mapping[str, Register],
    shown: Mapping[str, list[_Values]],
    at: datetime,
    purpose: str,
) -> None:
    read = {
        registers[code].model._meta.label_lower: [str(row[1]) for row in rows]
        for code, rows in shown.items()
        if registers[code].is_logged and rows
    }
    if read:
        # Together or not at all: the log itself sees to that.
        record_reads(by=viewer, at=at, ids=read, purpose=purpose)


def _make_row(row: _Values) -> FoundRow:
    texts = tuple(text for text in row[5].split(_BETWEEN) if text)
    return FoundRow(row[0], row[2], row[3], texts, bool(row[4]))
