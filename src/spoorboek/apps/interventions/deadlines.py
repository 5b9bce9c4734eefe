"""Which legal and own deadlines fall in a period, each with its article: for the calendar and the desks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db.models import Q, prefetch_related_objects

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.measure_deadlines import (
    DeadlineRow,
    of_closure,
    of_forfeiture,
    of_measure,
    of_order,
    of_remedies,
)
from spoorboek.apps.interventions.models import (
    AreaDecision,
    AreaTerm,
    Closure,
    Forfeiture,
    Measure,
    MeasureRemedy,
    PenaltyOrder,
)

_LONGEST = timedelta(days=430)
"""No clock here runs longer than a year and an extension: what began earlier is over."""


def list_deadlines(viewer: Viewer, since: date, until: date, *, with_areas: bool = True) -> list[DeadlineRow]:
    """Return the deadlines that exist for the viewer from ``since`` until ``until``, both included."""
    remedies, sums = _read_remedies(viewer), _read_sums(viewer)
    contested = [one.forfeiture for found in remedies.values() for one in found if one.forfeiture]
    prefetch_related_objects([*sums, *contested], "collection_steps")
    rows = [
        *_of_measures(viewer, since),
        *(row for found in remedies.values() for row in of_remedies(found[0].measure, found)),
        *_of_orders(viewer, since, remedies),
        *(row for one in sums for row in of_forfeiture(one, remedies.get(one.order.measure_id or 0, []))),
        *(_of_areas(viewer) if with_areas else ()),
    ]
    return sorted(
        (row for row in rows if since <= row.last_on <= until),
        key=lambda row: (row.last_on, row.number, row.title),
    )


def _read_remedies(viewer: Viewer) -> dict[int, list[MeasureRemedy]]:
    """Read everything that was lodged once, by measure: each kind of term asks for it."""
    found = MeasureRemedy.objects.filter(measure__is_withdrawn=False).select_related("measure", "forfeiture")
    by_measure: dict[int, list[MeasureRemedy]] = {}
    for remedy in Access(viewer).filter(found):
        by_measure.setdefault(remedy.measure_id, []).append(remedy)
    return by_measure


def _of_measures(viewer: Viewer, since: date) -> Iterator[DeadlineRow]:
    start = max(since, date.min + _LONGEST) - _LONGEST
    measures = Access(viewer).filter(Measure.objects.filter(is_withdrawn=False, lifted_on__isnull=True))
    running = Q(published_on__gte=start) | Q(decision__views_asked_on__gte=start)
    running |= Q(kind=Measure.Kind.HOME_BAN, taken_on__gte=start)
    for measure in measures.filter(running).select_related("decision"):
        yield from of_measure(measure)
    closures = Access(viewer).filter(Closure.objects.filter(is_withdrawn=False, measure__is_withdrawn=False))
    ending = closures.filter(closed_until__gte=since, reopened_on__isnull=True)
    for closure in ending.select_related("measure"):
        yield from of_closure(closure, closure.measure.number)


def _read_sums(viewer: Viewer) -> list[Forfeiture]:
    sums = Forfeiture.objects.filter(paid_on__isnull=True, order__is_withdrawn=False)
    return list(Access(viewer).filter(sums).select_related("order__measure"))


def _of_orders(
    viewer: Viewer, since: date, remedies: Mapping[int, list[MeasureRemedy]]
) -> Iterator[DeadlineRow]:
    # A suspension may have moved the last day to comply to long after the one that the order names.
    start = max(since, date.min + _LONGEST) - _LONGEST
    orders = Access(viewer).filter(PenaltyOrder.objects.filter(is_withdrawn=False, lifted_on__isnull=True))
    for order in orders.filter(comply_until__gte=start).select_related("measure"):
        yield from of_order(order, remedies.get(order.measure_id or 0, []))


def _of_areas(viewer: Viewer) -> Iterator[DeadlineRow]:
    open_areas = {"area__is_withdrawn": False, "area__ended_on__isnull": True}
    decisions = AreaDecision.objects.filter(
        evaluate_on__isnull=False, evaluated_on__isnull=True, **open_areas
    )
    for decision in Access(viewer).filter(decisions).select_related("area"):
        if decision.evaluate_on is not None:
            title = f"Evaluatie van {decision.area.name}"
            yield DeadlineRow(decision.evaluate_on, title, "designated-areas", decision.area.number, "")
    latest: dict[int, AreaTerm] = {}
    for term in Access(viewer).filter(AreaTerm.objects.filter(**open_areas)).select_related("area"):
        latest[term.area_id] = term
    for term in latest.values():
        if term.last_on is not None:
            title = f"Einde van de aanwijzing van {term.area.name}"
            yield DeadlineRow(term.last_on, title, "designated-areas", term.area.number, "")
