"""Until when a forfeited sum can be collected, with what was lodged and done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from spoorboek.apps.interventions.contested import list_steps_against
from spoorboek.apps.interventions.models import CollectionStep, Forfeiture, MeasureRemedy
from spoorboek.figures.period import Period
from spoorboek.rules.clocks.collection_lapse import CollectionLapse, CollectionSteps, compute_collection_lapse
from spoorboek.rules.clocks.deadline import Deadline
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.penalties import compute_penalty_payment
from spoorboek.rules.clocks.remedies import find_collection_remedy, list_suspensions


def get_lapse(
    found: Forfeiture,
    remedies: Sequence[MeasureRemedy] | None = None,
    *,
    more: Sequence[CollectionStep] = (),
) -> CollectionLapse:
    """Return until when a forfeited sum can be collected, or raise ClockError.

    ``remedies``: what was lodged against the measure, when the caller read it already. ``more``: steps that
    are not kept yet, to see whether they can be.
    """
    known = _list_remedies(found) if remedies is None else remedies
    steps = [*found.collection_steps.all(), *more]
    taken = CollectionSteps(
        decided_on=found.decided_on,
        reminded_on=[one.done_on for one in steps if one.kind == CollectionStep.Kind.REMINDER],
        enforced_on=[one.done_on for one in steps if one.kind == CollectionStep.Kind.WRIT],
        deferrals=list_deferrals(steps),
        suspensions=list_suspensions(list_steps_against(known, found)),
    )
    remedy = find_collection_remedy(list_steps_against(known))
    return compute_collection_lapse(found.violated_on, remedy=remedy, steps=taken)


def find_lapse(found: Forfeiture, remedies: Sequence[MeasureRemedy] | None = None) -> CollectionLapse | None:
    """Return until when a forfeited sum can be collected; None for days that the rules do not fit."""
    try:
        return get_lapse(found, remedies)
    except ClockError:
        return None


def list_deferrals(steps: Sequence[CollectionStep]) -> list[Period]:
    """Return the days for which payment was deferred."""
    return [Period(one.done_on, one.until_on) for one in steps if one.until_on is not None]


def find_payment_deadline(found: Forfeiture) -> Deadline | None:
    """Return the last day to pay a sum, later when it was deferred; None before the law as we know it."""
    try:
        deadline = compute_penalty_payment(found.violated_on)
    except ClockError:
        return None
    for period in list_deferrals(list(found.collection_steps.all())):
        # A deferral that begins while the term runs, or on the day after it, moves the last day.
        if period.first <= deadline.last_on + timedelta(days=1) and period.last > deadline.last_on:
            deadline = _defer(deadline, period)
    return deadline


def _defer(deadline: Deadline, period: Period) -> Deadline:
    said = f"Uitstel van betaling {period.first:%d-%m-%Y} tot en met {period.last:%d-%m-%Y}."
    return Deadline(
        deadline.clock,
        deadline.title,
        deadline.start_on,
        deadline.nominal_on,
        period.last,
        f"{deadline.article}; Awb, artikel 4:94",
        checked=deadline.checked,
        why=(*deadline.why, said),
    )


def _list_remedies(found: Forfeiture) -> list[MeasureRemedy]:
    measure = found.order.measure
    return [] if measure is None else list(measure.remedies.all())
