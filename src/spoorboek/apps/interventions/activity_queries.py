"""Reading activities: one page of their list, and what each kind adds up to in each unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.listed_fields import list_values
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.models import Activity
from spoorboek.figures.period import Period


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity, counted in its own unit."""

    number: str
    held_on: date
    kind_title: str
    title: str
    audience: str
    amount: int
    unit_title: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class ActivitySum:
    """The activities of one kind in one unit: how many, and what they add up to; withdrawn ones not."""

    kind_title: str
    unit_title: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class ActivitySums:
    """What activities add up to, by kind and unit, and how many stand in a list: withdrawn ones too."""

    lines: tuple[ActivitySum, ...]
    listed_count: int


def list_activities(
    viewer: Viewer, *, kind: str = "", period: Period | None = None, page: int = 1, size: int = 50
) -> list[ActivityLine]:
    """Return one page of the activities that exist for the viewer, newest first; of one kind or period.

    A page past the end is empty; ``sum_activities`` tells how many there are.
    """
    found = _ask_activities(viewer, kind, period).order_by("-held_on", "-pk")
    return [
        ActivityLine(
            number=one.number,
            held_on=one.held_on,
            kind_title=one.get_kind_display(),
            title=one.title,
            audience=one.audience,
            amount=one.amount,
            unit_title=one.get_unit_display(),
            is_withdrawn=one.is_withdrawn,
        )
        for one in found[(page - 1) * size : page * size]
    ]


def sum_activities(viewer: Viewer, *, kind: str = "", period: Period | None = None) -> ActivitySums:
    """Return what the activities that exist for the viewer add up to, and how many a list of them has."""
    asked = _ask_activities(viewer, kind, period).order_by().values_list("kind", "unit", "is_withdrawn")
    found = list(asked.annotate(Count("pk"), Sum("amount")))
    kinds, units = dict(list_values("activity_kinds")), dict(list_values("activity_units"))
    lines = (
        ActivitySum(kinds[k], units[u], n, amount)
        for k, u, is_withdrawn, n, amount in found
        if not is_withdrawn
    )
    return ActivitySums(
        tuple(sorted(lines, key=lambda line: (line.kind_title, line.unit_title))),
        listed_count=sum(row[3] for row in found),
    )


def _ask_activities(viewer: Viewer, kind: str, period: Period | None) -> QuerySet[Activity]:
    activities = Activity.objects.all()
    if kind:
        activities = activities.filter(kind=kind)
    if period is not None:
        activities = activities.filter(held_on__gte=period.first, held_on__lte=period.last)
    return Access(viewer).filter(activities)
