"""The deadlines of one measure and of what belongs to it: from rows that were read already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spoorboek.apps.interventions.lapses import find_lapse
from spoorboek.apps.interventions.models import Closure, Forfeiture, Measure, MeasureRemedy, PenaltyOrder
from spoorboek.rules.clocks.deadline import Deadline
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.objections import compute_objection_end, compute_views_end
from spoorboek.rules.clocks.penalties import compute_penalty_payment
from spoorboek.rules.clocks.remedies import RemedyKind, RemedyStep, is_followed, list_remedy_deadlines


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


def list_deadlines_of(measure: Measure) -> tuple[DeadlineRow, ...]:
    """Return every deadline of one measure, first to last, from the rows that were read with it."""
    remedies = list(measure.remedies.all())
    steps = [one.as_step() for one in remedies]
    rows = [] if measure.lifted_on is not None else list(of_measure(measure))
    for closure in measure.closures.all():
        rows += of_closure(closure, measure.number)
    rows += of_remedies(measure, remedies)
    for order in measure.penalty_orders.all():
        rows += [] if order.is_withdrawn else _of_order_and_sums(order, steps)
    return () if measure.is_withdrawn else tuple(sorted(rows, key=lambda row: (row.last_on, row.title)))


def of_measure(measure: Measure) -> Iterator[DeadlineRow]:
    """Yield the end of the terms for objection and for views."""
    if measure.published_on is not None:
        yield from _run("measures", measure.number, compute_objection_end, measure.published_on)
    decision = getattr(measure, "decision", None)
    if decision is not None and decision.views_asked_on is not None:
        yield from _run("measures", measure.number, compute_views_end, decision.views_asked_on)


def of_closure(closure: Closure, measure: str) -> Iterator[DeadlineRow]:
    """Yield the end of a closure that is still to come."""
    if closure.closed_until is None or closure.reopened_on is not None or closure.is_withdrawn:
        return
    title = "Einde van de sluiting"
    yield DeadlineRow(closure.closed_until, title, "measures", measure, "")


def of_remedies(measure: Measure, remedies: Sequence[MeasureRemedy]) -> Iterator[DeadlineRow]:
    """Yield the terms that objections and appeals set running; where the next step was taken, none."""
    met = {RemedyKind(remedy.kind) for remedy in remedies}
    for remedy in remedies:
        if measure.published_on is None or is_followed(RemedyKind(remedy.kind), met):
            continue
        try:
            found = list_remedy_deadlines(
                remedy.as_step(),
                published_on=measure.published_on,
                with_committee=remedy.with_committee,
                adjourned=remedy.adjourned_on is not None,
            )
        except ClockError:
            continue
        for one in found:
            yield _row(one, "measures", measure.number)


def of_order(order: PenaltyOrder) -> Iterator[DeadlineRow]:
    """Yield the end of the time to comply."""
    if order.comply_until is not None and order.lifted_on is None:
        title = "Einde van de begunstigingstermijn"
        yield DeadlineRow(order.comply_until, title, *_target(order), "Awb, artikel 5:32a, tweede lid")


def of_forfeiture(found: Forfeiture, steps: Sequence[RemedyStep] | None = None) -> Iterator[DeadlineRow]:
    """Yield until when a forfeited sum is paid and can be collected; none of that while a remedy runs."""
    if found.paid_on is not None:
        return
    yield from _run(*_target(found.order), compute_penalty_payment, found.violated_on)
    lapse = find_lapse(found, steps)
    if lapse is not None and lapse.last_on is not None:
        title = "Verjaring van een verbeurde dwangsom"
        yield DeadlineRow(
            lapse.last_on, title, *_target(found.order), lapse.article, lapse.why, lapse.checked
        )


def _of_order_and_sums(order: PenaltyOrder, steps: Sequence[RemedyStep]) -> list[DeadlineRow]:
    rows = list(of_order(order))
    for found in order.forfeitures.all():
        rows += of_forfeiture(found, steps)
    return rows


def _target(order: PenaltyOrder) -> tuple[str, str]:
    """An order that belongs to a measure is shown with it."""
    return ("measures", order.measure.number) if order.measure else ("penalty-orders", order.number)


def _run(register: str, number: str, clock: Callable[[date], Deadline], start: date) -> Iterator[DeadlineRow]:
    """Yield the deadline; of a day before the law as we know it there is none, and the list stays whole."""
    try:
        yield _row(clock(start), register, number)
    except ClockError:
        return


def _row(deadline: Deadline, register: str, number: str) -> DeadlineRow:
    return DeadlineRow(
        deadline.last_on, deadline.title, register, number, deadline.article, deadline.why, deadline.checked
    )
