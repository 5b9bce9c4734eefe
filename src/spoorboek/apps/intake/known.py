"""What is known already about a place, while somebody writes a signal down; of what they may see only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.apps.intake.registers import SIGNALS

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
    near = place.strip() if len(place.strip()) > 2 else ""
    area = area_code if area_code.startswith("BU") else ""
    if not near and not area:
        return []
    found: list[KnownRow] = []
    with transaction.atomic():
        for register in registers.values():
            if not _has_place(register):
                continue
            condition = Q(place__icontains=near) if near else Q()
            condition |= Q(area_code=area) if area else Q()
            moment = next(iter(register.moments.values()))
            rows = Access(viewer).filter(
                register.model._default_manager.filter(condition, is_withdrawn=False)
            )
            seen: list[Any] = list(rows.order_by(f"-{moment}", "-pk")[:_MOST])
            log_read(viewer, register, [row.pk for row in seen], at=at, purpose=purpose)
            found += [_row_of(register, row, getattr(row, moment), summary, near, on) for row in seen]
    return sorted(found, key=lambda row: (not row.is_likely_same, -row.moment.toordinal(), row.number))


def _has_place(register: Register) -> bool:
    first = next(iter(register.moments.values()))
    names = {each.name for each in register.model._meta.get_fields()}
    return "place" in names and "__" not in first


def _row_of(register: Register, row: Any, moment: date, summary: str, near: str, on: date) -> KnownRow:
    words = str(getattr(row, "summary", "") or getattr(row, "title", "") or row.place)
    shared = set(_words(words)) & set(_words(summary))
    is_signal = register.code == SIGNALS.code
    is_close = abs(on - moment) <= _NEAR_IN_TIME
    same = is_signal and is_close and (len(shared) >= _SAME_WORDS or bool(near and near == row.place))
    return KnownRow(register.code, row.number, moment, words, same)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
