"""Which legal and own deadlines fall in a period, each with its article: for the calendar and the desks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.models import (
    AreaDecision,
    AreaTerm,
    Closure,
    Forfeiture,
    Measure,
    MeasureDecision,
    PenaltyOrder,
)
from spoorboek.rules.clocks.deadline import Deadline
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.objections import compute_objection_end, compute_views_end
from spoorboek.rules.clocks.penalties import (
    CollectionLapse,
    compute_collection_lapse,
    compute_penalty_payment,
)

_LONGEST = timedelta(days=430)
"""No clock here runs longer than a year and an extension: what began earlier is over."""


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """The last day of one term. ``register`` and ``number`` open what it is about.

    ``article`` is empty for what the municipality set itself; ``is_checked`` false: a lawyer looks first.
    """

    last_on: date
    title: str
    register: str
    number: str
    article: str
    why: tuple[str, ...] = ()
    is_checked: bool = True


def list_deadlines(viewer: Viewer, since: date, until: date) -> list[DeadlineRow]:
    """Return the deadlines that exist for the viewer from ``since`` until ``until``, both included."""
    rows = [*_of_measures(viewer, since), *_of_orders(viewer, since), *_of_areas(viewer)]
    return sorted(
        (row for row in rows if since <= row.last_on <= until),
        key=lambda row: (row.last_on, row.number, row.title),
    )


def list_measure_deadlines(viewer: Viewer, number: str) -> list[DeadlineRow]:
    """Return every deadline of one measure, first to last; raises nothing when there is no such measure."""
    rows = [*_of_measures(viewer, date.min, number), *_of_orders(viewer, date.min, number)]
    return sorted(rows, key=lambda row: (row.last_on, row.title))


def _of_measures(viewer: Viewer, since: date, number: str = "") -> Iterator[DeadlineRow]:
    start = max(since, date.min + _LONGEST) - _LONGEST
    measures = Access(viewer).filter(Measure.objects.filter(is_withdrawn=False, lifted_on__isnull=True))
    closures = Access(viewer).filter(Closure.objects.filter(is_withdrawn=False, measure__is_withdrawn=False))
    if number:
        measures = measures.filter(number=number)
        closures = closures.filter(measure__number=number)
    running = Q(published_on__gte=start) | Q(decision__views_asked_on__gte=start)
    for measure in measures.filter(running).select_related("decision"):
        if measure.published_on is not None:
            yield from _run("measures", measure.number, compute_objection_end, measure.published_on)
        decision: MeasureDecision | None = getattr(measure, "decision", None)
        if decision is not None and decision.views_asked_on is not None:
            yield from _run("measures", measure.number, compute_views_end, decision.views_asked_on)
    ending = closures.filter(closed_until__gte=max(since, date.min), reopened_on__isnull=True)
    for closure in ending.select_related("measure"):
        if closure.closed_until is not None:
            yield DeadlineRow(
                closure.closed_until,
                f"Einde van de sluiting van {closure.premises}",
                "measures",
                closure.measure.number,
                "",
            )


def _of_orders(viewer: Viewer, since: date, number: str = "") -> Iterator[DeadlineRow]:
    orders = Access(viewer).filter(PenaltyOrder.objects.filter(is_withdrawn=False, lifted_on__isnull=True))
    sums = Access(viewer).filter(Forfeiture.objects.filter(paid_on__isnull=True, order__is_withdrawn=False))
    if number:
        orders, sums = orders.filter(measure__number=number), sums.filter(order__measure__number=number)
    for order in orders.filter(comply_until__gte=since).select_related("measure"):
        if order.comply_until is not None:
            yield DeadlineRow(
                order.comply_until,
                "Einde van de begunstigingstermijn",
                *_target(order),
                "Awb, artikel 5:32a, tweede lid",
            )
    for found in sums.select_related("order__measure"):
        yield from _run(*_target(found.order), compute_penalty_payment, found.violated_on)
        lapse = _find_lapse(found)
        if lapse is not None and lapse.last_on is not None:
            title = "Verjaring van een verbeurde dwangsom"
            yield DeadlineRow(
                lapse.last_on, title, *_target(found.order), lapse.article, lapse.why, lapse.checked
            )


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


def _target(order: PenaltyOrder) -> tuple[str, str]:
    """An order that belongs to a measure is shown with it."""
    return ("measures", order.measure.number) if order.measure else ("penalty-orders", order.number)


def _find_lapse(found: Forfeiture) -> CollectionLapse | None:
    try:
        return compute_collection_lapse(found.violated_on, collection_decided_on=found.decided_on)
    except ClockError:
        return None


def _run(register: str, number: str, clock: Callable[[date], Deadline], start: date) -> Iterator[DeadlineRow]:
    """Yield the deadline; of a day before the law as we know it there is none, and the list stays whole."""
    try:
        deadline = clock(start)
    except ClockError:
        return
    yield DeadlineRow(
        deadline.last_on, deadline.title, register, number, deadline.article, deadline.why, deadline.checked
    )
