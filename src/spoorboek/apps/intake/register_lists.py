"""One page of a register, narrowed and counted by the database, of what the viewer may see only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.access.word_index import having_words
from spoorboek.apps.intake.models import FollowUp, person_keys
from spoorboek.apps.intake.register_queries import RegistrationRow, log_read, make_row
from spoorboek.figures.period import Period

PER_PAGE = 50


@dataclass(frozen=True)
class ListQuestion:
    """What to show: words, a period, an area with all that lies in it, codes by filter, mine only."""

    words: str = ""
    period: Period | None = None
    areas: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    mine: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """Who keeps an eye on a row, and when they look again."""

    username: str
    due_on: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of rows, which page it is, how many rows and pages there are, and how many in each area.

    ``by_area`` leaves the area of the question out.
    """

    rows: tuple[RegistrationRow, ...]
    number: int
    pages: int
    total: int
    by_area: Mapping[str, int]
    follow_ups: Mapping[str, FollowUpRow]


def list_page(
    viewer: Viewer,
    register: Register,
    question: ListQuestion,
    *,
    at: datetime,
    purpose: str = "",
    with_areas: bool = False,
) -> ListPage:
    """Return one page, newest first. Only what stands on the page is read, and only that is logged.

    A page that is not there becomes the last one. An unknown filter narrows nothing.
    """
    first = next(iter(register.moments.values()))
    rows = _narrow(viewer, register, question, first)
    # The map counts everywhere, so that somebody who looks at one area sees what there is in the next.
    counted: Mapping[str, int] = {}
    if with_areas:
        everywhere = _narrow(viewer, register, replace(question, areas=()), first)
        counted = dict(everywhere.order_by().values_list("area_code").annotate(Count("pk")))
    is_counted = with_areas and not question.areas
    total = sum(counted.values()) if is_counted else rows.count()
    pages = max(1, -(-total // PER_PAGE))
    number = min(max(question.page, 1), pages)
    links = [each.name for each in register.model._meta.fields if each.is_relation]
    ordered = rows.select_related(*links).order_by(f"-{first}", "-pk")
    # No transaction around the two: when the log cannot be written nothing is shown.
    shown: list[Registration] = list(ordered[(number - 1) * PER_PAGE : number * PER_PAGE])
    log_read(viewer, register, [row.pk for row in shown], at=at, purpose=purpose)
    return ListPage(
        rows=tuple(make_row(viewer, register, row) for row in shown),
        number=number,
        pages=pages,
        total=total,
        by_area=counted,
        follow_ups=_follow_ups(register, shown),
    )


def list_all_rows(
    viewer: Viewer, register: Register, question: ListQuestion, *, at: datetime, purpose: str = ""
) -> list[RegistrationRow]:
    """Return everything that a question finds, for an export; newest first. Every row is logged as read."""
    first = next(iter(register.moments.values()))
    links = [each.name for each in register.model._meta.fields if each.is_relation]
    rows = _narrow(viewer, register, question, first).select_related(*links).order_by(f"-{first}", "-pk")
    with transaction.atomic():
        found: list[Registration] = list(rows)
        log_read(viewer, register, [row.pk for row in found], at=at, purpose=purpose)
    return [make_row(viewer, register, row) for row in found]


def _narrow(viewer: Viewer, register: Register, question: ListQuestion, first: str) -> QuerySet[Registration]:
    rows = Access(viewer).filter(register.model._default_manager.all())
    if question.period is not None:
        days = {f"{first}__gte": question.period.first, f"{first}__lte": question.period.last}
        rows = rows.filter(**days)
    if question.areas:
        rows = rows.filter(area_code__in=question.areas)
    for name, value in question.where.items():
        if value and name in register.filters:
            rows = rows.filter(**{register.filters[name]: value})
    if question.words.strip():
        rows = rows.filter(having_words(register.model, question.words))
    if question.mine:
        followed = FollowUp.objects.filter(register=register.code, person_id__in=person_keys(viewer))
        rows = rows.filter(pk__in=followed.values("registration_id"))
    return rows


def _follow_ups(register: Register, rows: Sequence[Any]) -> dict[str, FollowUpRow]:
    keys = {row.pk: row.number for row in rows}
    found = FollowUp.objects.filter(register=register.code, registration_id__in=keys).select_related("person")
    return {
        keys[one.registration_id]: FollowUpRow(
            one.person.username if one.person else "", one.due_on.isoformat() if one.due_on else ""
        )
        for one in found
    }
