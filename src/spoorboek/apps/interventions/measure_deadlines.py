"""The deadlines of one measure and of what belongs to it: from rows that were read already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spoorboek.apps.interventions.contested import find_published_on, find_suspensions
from spoorboek.apps.interventions.lapses import find_lapse, find_payment_deadline
from spoorboek.apps.interventions.models import Closure, Forfeiture, Measure, MeasureRemedy, PenaltyOrder
from spoorboek.rules.clocks.deadline import Deadline
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.objections import compute_objection_end, compute_views_end
from spoorboek.rules.clocks.orders import compute_home_ban_end
from spoorboek.rules.clocks.remedies import RemedyKind, is_followed, list_remedy_deadlines
from spoorboek.rules.clocks.suspensions import compute_compliance_end
from spoorboek.rules.ladders.ladder import MeasureKind


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """The last day of one term. ``register`` and ``number`` open what it is about; the log names ``key``.

    ``article`` is empty for what the municipality set itself; ``is_checked`` false: a lawyer looks first.
    """

    last_on: date
    title: str
    register: str
    number: str
    key: int
    article: str
    why: tuple[str, ...] = ()
    is_checked: bool = True


def list_deadlines_of(measure: Measure) -> tuple[DeadlineRow, ...]:
    """Return every deadline of one measure, first to last, from the rows that were read with it."""
    remedies = list(measure.remedies.all())
    rows = [] if measure.lifted_on is not None else list(of_measure(measure))
    for closure in measure.closures.all():
        rows += of_closure(closure, measure)
    rows += of_remedies(measure, remedies)
    for order in measure.penalty_orders.all():
        rows += [] if order.is_withdrawn else _of_order_and_sums(order, remedies)
    return () if measure.is_withdrawn else tuple(sorted(rows, key=lambda row: (row.last_on, row.title)))


def of_measure(measure: Measure) -> Iterator[DeadlineRow]:
    """Yield the end of the terms for objection and for views, and of a home ban."""
    if measure.kind == MeasureKind.HOME_BAN.value:
        yield from _run(measure, compute_home_ban_end, measure.taken_on)
    if measure.published_on is not None:
        yield from _run(measure, compute_objection_end, measure.published_on)
    decision = getattr(measure, "decision", None)
    if decision is not None and decision.views_asked_on is not None:
        yield from _run(measure, compute_views_end, decision.views_asked_on)


def of_closure(closure: Closure, measure: Measure) -> Iterator[DeadlineRow]:
    """Yield the end of a closure that is still to come."""
    if closure.closed_until is None or closure.reopened_on is not None or closure.is_withdrawn:
        return
    title = "Einde van de sluiting"
    yield DeadlineRow(closure.closed_until, title, *_of(measure), "")


def of_remedies(measure: Measure, remedies: Sequence[MeasureRemedy]) -> Iterator[DeadlineRow]:
    """Yield the terms that objections and appeals set running; where the next step was taken, none.

    And the last day of a suspension, as far as it is known.
    """
    for remedy in remedies:
        same = [one for one in remedies if one.forfeiture_id == remedy.forfeiture_id]
        published_on = find_published_on(measure, remedy.forfeiture)
        if published_on is None or is_followed(
            RemedyKind(remedy.kind), {RemedyKind(one.kind) for one in same}
        ):
            continue
        try:
            found = list_remedy_deadlines(
                remedy.as_step(),
                published_on=published_on,
                with_committee=remedy.with_committee,
                adjourned=remedy.adjourned_on is not None,
            )
        except ClockError:
            continue
        for one in found:
            yield _row(one, *_of(measure))
    for suspension in find_suspensions(remedies):
        if suspension.last_on is not None:
            title, why = "Einde van de schorsing", (f"Want: {suspension.why}.",)
            yield DeadlineRow(suspension.last_on, title, *_of(measure), "Awb, artikelen 8:81 en 8:85", why)


def of_order(order: PenaltyOrder, remedies: Sequence[MeasureRemedy]) -> Iterator[DeadlineRow]:
    """Yield the end of the time to comply, moved by what the court suspended; none while that holds it up."""
    if order.comply_until is None or order.lifted_on is not None:
        return
    found = compute_compliance_end(order.comply_until, find_suspensions(remedies))
    if found.last_on is not None:
        title, article = "Einde van de begunstigingstermijn", "Awb, artikel 5:32a, tweede lid"
        yield DeadlineRow(found.last_on, title, *_target(order), article, found.why, not found.why)


def of_forfeiture(found: Forfeiture, remedies: Sequence[MeasureRemedy]) -> Iterator[DeadlineRow]:
    """Yield until when a forfeited sum is paid and can be collected; none of that while a remedy runs."""
    if found.paid_on is not None:
        return
    payment = find_payment_deadline(found)
    if payment is not None:
        yield _row(payment, *_target(found.order))
    lapse = find_lapse(found, remedies)
    if lapse is not None and lapse.last_on is not None:
        title = "Verjaring van een verbeurde dwangsom"
        yield DeadlineRow(
            lapse.last_on, title, *_target(found.order), lapse.article, lapse.why, lapse.checked
        )


def _of_order_and_sums(order: PenaltyOrder, remedies: Sequence[MeasureRemedy]) -> list[DeadlineRow]:
    rows = list(of_order(order, remedies))
    for found in order.forfeitures.all():
        rows += of_forfeiture(found, remedies)
    return rows


def _of(measure: Measure) -> tuple[str, str, int]:
    return "measures", measure.number, measure.pk


def _target(order: PenaltyOrder) -> tuple[str, str, int]:
    """An order that belongs to a measure is shown with it."""
    return _of(order.measure) if order.measure else ("penalty-orders", order.number, order.pk)


def _run(measure: Measure, clock: Callable[[date], Deadline], start: date) -> Iterator[DeadlineRow]:
    """Yield the deadline; of a day before the law as we know it there is none, and the list stays whole."""
    try:
        yield _row(clock(start), *_of(measure))
    except ClockError:
        return


def _row(deadline: Deadline, register: str, number: str, key: int) -> DeadlineRow:
    return DeadlineRow(
        deadline.last_on,
        deadline.title,
        register,
        number,
        key,
        deadline.article,
        deadline.why,
        deadline.checked,
    )
