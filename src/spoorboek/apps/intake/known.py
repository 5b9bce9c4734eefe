"""What is known already about a place, while somebody writes a signal down; of what they may see only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import CharField, F, Q, QuerySet, Value

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.access.word_index import LEAST_LETTERS, having_phrase
from spoorboek.apps.audit.actions import record_reads
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.figures.unseen_characters import says_something

_MOST = 5
_NEAR_IN_TIME = timedelta(days=90)
_WORD = re.compile(r"\w{5,}")
_SAME_WORDS = 2


@dataclass(frozen=True, slots=True)
class KnownRow:
    """One registration about this place. ``is_likely_same``: a signal of those days that says the same."""

    register: str
    number: str
    moment: date
    words: str
    is_likely_same: bool


def list_known(
    viewer: Viewer,
    registers: Mapping[str, Register],
    *,
    place: str,
    summary: str,
    area_code: str,
    on: date,
    at: datetime,
    purpose: str,
) -> list[KnownRow]:
    """Return what the viewer may see about a place or neighbourhood, likely doubles first, newest first.

    Without a place and a neighbourhood there is nothing to look for. Each read is logged.
    """
    if not says_something(purpose):
        raise PurposeError
    near = place.strip() if len(place.strip()) >= LEAST_LETTERS else ""
    area = area_code if area_code.startswith("BU") else ""
    asked = [
        _ask(viewer, register, near, area)
        for register in registers.values()
        if (near or area) and _has_place(register)
    ]
    if not asked:
        return []
    # One question for all registers: this is asked again and again while somebody types.
    found: list[_Values] = list(asked[0].union(*asked[1:], all=True)) if len(asked) > 1 else list(asked[0])
    read: dict[str, list[str]] = {}
    for row in found:
        if registers[row[0]].is_logged:
            read.setdefault(registers[row[0]].model._meta.label_lower, []).append(str(row[1]))
    # No transaction around looking and logging: when the log cannot be written nothing is shown.
    if read:
        record_reads(by=viewer, at=at, ids=read, purpose=purpose)
    rows = [_row_of(row, summary, near, on) for row in found]
    return sorted(rows, key=lambda row: (not row.is_likely_same, -row.moment.toordinal(), row.number))


_Values = tuple[str, int, str, date, str, str]


def _ask(viewer: Viewer, register: Register, near: str, area: str) -> QuerySet[Registration, _Values]:
    model, moment = register.model, next(iter(register.moments.values()))
    is_here = having_phrase(model, "place", near) if near else Q()
    is_here |= Q(area_code=area) if area else Q()
    seen = Access(viewer).filter(model._default_manager.filter(is_here, is_withdrawn=False))
    newest = seen.order_by(f"-{moment}", "-pk").values("pk")[:_MOST]
    names = {each.name for each in model._meta.get_fields()}
    words = next(name for name in ("summary", "title", "place") if name in names)
    return (
        model._default_manager.filter(pk__in=newest)
        .order_by()
        .annotate(hit_register=Value(register.code, CharField()), hit_moment=F(moment), hit_words=F(words))
        .values_list("hit_register", "pk", "number", "hit_moment", "hit_words", "place")
    )


def _has_place(register: Register) -> bool:
    first = next(iter(register.moments.values()))
    names = {each.name for each in register.model._meta.get_fields()}
    return "place" in names and "__" not in first


def _row_of(row: _Values, summary: str, near: str, on: date) -> KnownRow:
    register, _, number, moment, said, place = row
    words = said or place
    shared = set(_words(words)) & set(_words(summary))
    is_close = abs(on - moment) <= _NEAR_IN_TIME
    is_same_place = bool(near) and near.casefold() == place.strip().casefold()
    same = register == SIGNALS.code and is_close and (len(shared) >= _SAME_WORDS or is_same_place)
    return KnownRow(register, number, moment, words, same)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
