"""What follows on an order under penalty: a sum is forfeited, collected and paid, or it lapses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.register_actions import get_for_change, subject_of
from spoorboek.apps.interventions.contested import find_suspensions
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.lapses import get_lapse
from spoorboek.apps.interventions.models import Forfeiture, PenaltyOrder
from spoorboek.apps.interventions.noted_days import check_noted_day
from spoorboek.apps.interventions.registers import PENALTY_ORDERS
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.clocks.suspensions import compute_compliance_end, find_suspension
from spoorboek.rules.ladders.forfeiture import list_forfeitures
from spoorboek.rules.measure_lifecycles import (
    FORFEITURE_LIFECYCLE,
    ForfeitureStatus,
    find_forfeiture_status,
)
from spoorboek.rules.roles import Permission


def record_forfeiture(*, order: str, violated_on: date, finding: str, by: Viewer, at: datetime) -> Forfeiture:
    """Write down that an order was violated, and what that forfeits; return it.

    The sum is computed: the amount per violation up to the maximum. Raises InterventionError when the order
    was lifted, leaves its maximum open, or when nothing is forfeited on that day.
    """
    if not says_something(finding):
        raise InterventionError("Schrijf op wat er is gezien (Awb, artikel 5:9).")
    with transaction.atomic():
        found = _get_order(order, by)
        check_noted_day(violated_on, at)
        earlier = list(found.forfeitures.all())
        _check_can_forfeit(found, violated_on, [each.violated_on for each in earlier])
        maximum = found.maximum_eur
        if maximum is None:
            raise InterventionError(
                f"Last {order} noemt geen maximum. Verbeter de last eerst (Awb, artikel 5:32b)."
            )
        sums = list_forfeitures(
            amount=found.amount_eur,
            maximum=maximum,
            in_force_on=found.imposed_on,
            violated_on=[*(each.violated_on for each in earlier), violated_on],
            complied_until=_find_compliance_end(found, violated_on),
        )
        now = next((one for one in sums if one.on == violated_on), None)
        # An earlier violation may be written down later: what was forfeited stays, and so does the maximum.
        left = maximum - sum((each.amount_eur for each in earlier), Decimal(0))
        forfeited = min(now.amount, left) if now else Decimal(0)
        if forfeited <= 0:
            why = "het maximum is al bereikt" if now else "de begunstigingstermijn liep nog"
            raise InterventionError(f"Op {violated_on:%d-%m-%Y} verbeurt niets: {why}.")
        made = Forfeiture.objects.create(
            order=found, violated_on=violated_on, finding=finding.strip(), amount_eur=forfeited
        )
        details = {"forfeiture": made.pk}
        subject = subject_of(PENALTY_ORDERS, found)
        record(action="interventions.record_forfeiture", by=by, at=at, subject=subject, details=details)
    return made


def decide_collection(*, order: str, violated_on: date, decided_on: date, by: Viewer, at: datetime) -> None:
    """Note the decision to collect a forfeited sum (Awb, artikel 5:37), if it has not lapsed."""
    with transaction.atomic():
        found = get_forfeiture_for_change(order, violated_on, by)
        check_noted_day(decided_on, at)
        _check_step(found, ForfeitureStatus.COLLECTION_DECIDED, decided_on)
        found.decided_on = decided_on
        _save(found, "decide_collection", by, at)


def record_payment(*, order: str, violated_on: date, paid_on: date, by: Viewer, at: datetime) -> None:
    """Note that a forfeited sum was paid."""
    with transaction.atomic():
        found = get_forfeiture_for_change(order, violated_on, by)
        check_noted_day(paid_on, at)
        _check_step(found, ForfeitureStatus.PAID, paid_on)
        found.paid_on = paid_on
        _save(found, "record_payment", by, at)


def _check_can_forfeit(order: PenaltyOrder, violated_on: date, earlier: Sequence[date]) -> None:
    if order.labelled_as != PenaltyOrder.Label.ORDER:
        raise InterventionError(
            f"{order.number} is een {order.get_labelled_as_display()}: alleen een last verbeurt een dwangsom."
        )
    if violated_on < order.imposed_on:
        raise InterventionError(f"De last is pas opgelegd op {order.imposed_on:%d-%m-%Y}.")
    _check_made_known(order, violated_on)
    if order.lifted_on is not None and violated_on >= order.lifted_on:
        raise InterventionError(f"De last is opgeheven op {order.lifted_on:%d-%m-%Y}.")
    if violated_on in earlier:
        raise InterventionError(f"De overtreding van {violated_on:%d-%m-%Y} staat er al.")


def _find_compliance_end(order: PenaltyOrder, violated_on: date) -> date | None:
    """The time to comply stands still while the court suspends the order; nothing is forfeited then."""
    if order.measure is None:
        return order.comply_until
    suspensions = find_suspensions(order.measure.remedies.all())
    held = find_suspension(violated_on, suspensions)
    if held is not None:
        raise InterventionError(
            f"Op {violated_on:%d-%m-%Y} was de last geschorst, {held.describe()}: dan verbeurt er niets "
            "(Awb, artikel 8:81)."
        )
    if order.comply_until is None:
        return None
    # While a suspension has no end, only a day before it is left here, and that lies in the time to comply.
    return compute_compliance_end(order.comply_until, suspensions).last_on or order.comply_until


def _check_made_known(order: PenaltyOrder, violated_on: date) -> None:
    """An order that was decided on here works from the day on which it was made known (Awb, artikel 3:40)."""
    measure = order.measure
    if measure is None or not hasattr(measure, "decision"):
        return
    if measure.published_on is None or violated_on < measure.published_on:
        since = "nog niet" if measure.published_on is None else f"pas op {measure.published_on:%d-%m-%Y}"
        raise InterventionError(f"Last {order.number} is {since} bekendgemaakt (Awb, artikel 3:40).")


def _check_step(found: Forfeiture, wanted: ForfeitureStatus, on: date) -> None:
    if on < found.violated_on:
        raise InterventionError(f"De overtreding was pas op {found.violated_on:%d-%m-%Y}.")
    lapse = get_lapse(found)
    now = find_forfeiture_status(
        decided_on=found.decided_on, paid_on=found.paid_on, lapses_on=lapse.last_on, on=on
    )
    FORFEITURE_LIFECYCLE.check_can_become(now, wanted)


def _get_order(number: str, by: Viewer) -> PenaltyOrder:
    Access(by).require(Permission.MEASURES_WRITE, to="een last bijwerken")
    order = get_for_change(PENALTY_ORDERS, number, by)
    assert isinstance(order, PenaltyOrder)
    return order


def get_forfeiture_for_change(number: str, violated_on: date, by: Viewer) -> Forfeiture:
    """Return the sum forfeited under an order on a day, or raise InterventionError."""
    order = _get_order(number, by)
    found = order.forfeitures.filter(violated_on=violated_on).first()
    if found is None:
        raise InterventionError(f"Op {violated_on:%d-%m-%Y} is onder last {number} niets verbeurd.")
    return found


def _save(found: Forfeiture, verb: str, by: Viewer, at: datetime) -> None:
    found.save()
    record(
        action=f"interventions.{verb}",
        by=by,
        at=at,
        subject=subject_of(PENALTY_ORDERS, found.order),
        details={"forfeiture": found.pk},
    )
