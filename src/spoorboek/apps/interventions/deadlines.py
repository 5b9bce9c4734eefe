"""Which legal and own deadlines fall in a period, each with its article: for the calendar and the desks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db.models import CharField, Q, Value, prefetch_related_objects

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.register_queries import log_reads
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
from spoorboek.apps.interventions.registers import MEASURE_PURPOSE, REGISTERS
from spoorboek.rules.ladders.ladder import MeasureKind

_EVALUATION, _END = "Evaluatie van", "Einde van de aanwijzing van"
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


def log_deadlines(viewer: Viewer, rows: Iterable[DeadlineRow], *, at: datetime) -> None:
    """Log which measures and orders were shown with their terms."""
    shown: dict[str, set[int]] = {}
    for row in rows:
        shown.setdefault(row.register, set()).add(row.key)
    read = [(REGISTERS[code], sorted(keys)) for code, keys in shown.items()]
    log_reads(viewer, read, at=at, purpose=MEASURE_PURPOSE)


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
    running |= Q(kind=MeasureKind.HOME_BAN.value, taken_on__gte=start)
    for measure in measures.filter(running).select_related("decision"):
        yield from of_measure(measure)
    closures = Access(viewer).filter(Closure.objects.filter(is_withdrawn=False, measure__is_withdrawn=False))
    ending = closures.filter(closed_until__gte=since, reopened_on__isnull=True)
    for closure in ending.select_related("measure"):
        yield from of_closure(closure, closure.measure)


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
    waiting = {"evaluate_on__isnull": False, "evaluated_on__isnull": True}
    decisions = Access(viewer).filter(AreaDecision.objects.filter(**waiting, **open_areas))
    terms = Access(viewer).filter(AreaTerm.objects.filter(**open_areas))
    about = ("area_id", "area__number", "area__name")
    evaluations = decisions.order_by().values_list(_word(_EVALUATION), *about, "evaluate_on", "evaluate_on")
    ends = terms.order_by().values_list(_word(_END), *about, "first_on", "last_on")
    # In one question; of an area only its latest term ends.
    rows = sorted(evaluations.union(ends, all=True), key=lambda row: row[4])
    latest = {(row[0], row[1], row[4] if row[0] == _EVALUATION else None): row for row in rows}
    for title, key, number, name, _first_on, last_on in latest.values():
        if last_on is not None:
            yield DeadlineRow(last_on, f"{title} {name}", "designated-areas", number, key, "")


def _word(word: str) -> Value:
    return Value(word, output_field=CharField())
