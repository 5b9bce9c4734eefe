"""What the forms of measures and of visits are judged by when they are sent. Nothing of it is shown.

So none of it is logged as a read: a page that is shown again after all reads the whole, and logs it.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.models import (
    Closure,
    Forfeiture,
    InspectedBusiness,
    InspectionParticipant,
    Measure,
    MeasureRemedy,
    PenaltyOrder,
)
from spoorboek.rules.clocks.remedies import RemedyKind


def check_closure_exists(viewer: Viewer, number: str, closure: str) -> None:
    """Raise NotFoundError when a measure, or this closure under it, does not exist for the viewer."""
    if not Closure.objects.filter(_under(viewer, number), number=closure, is_withdrawn=False).exists():
        raise NotFoundError(f"Sluiting {closure}")


def list_forfeited_days(
    viewer: Viewer, number: str, order: str, *, undecided: bool = False
) -> tuple[date, ...]:
    """Return the days of the sums under an order that are not paid; raise NotFoundError without the order.

    ``undecided``: only those of which nobody decided to collect them.
    """
    names = ("violated_on", "decided_on", "paid_on")
    orders = PenaltyOrder.objects.filter(_under(viewer, number), number=order, is_withdrawn=False)
    rows = list(orders.order_by("pk").values_list(*(f"forfeitures__{name}" for name in names)))
    if not rows:
        raise NotFoundError(f"Last {order}")
    unpaid = [(on, decided_on) for on, decided_on, paid_on in rows if on is not None and paid_on is None]
    return tuple(sorted(on for on, decided_on in unpaid if not (undecided and decided_on)))


def list_contested_sums(viewer: Viewer, number: str) -> list[tuple[int, date]]:
    """Return key and day of the sums under a measure against whose collection one can object."""
    decided = Forfeiture.objects.filter(_under(viewer, number, "order__"), decided_on__isnull=False)
    return list(decided.filter(order__is_withdrawn=False).values_list("pk", "violated_on"))


def get_remedy_kind(viewer: Viewer, number: str, remedy: int) -> RemedyKind:
    """Return what somebody lodged against a measure, or raise NotFoundError."""
    found = MeasureRemedy.objects.filter(_under(viewer, number), pk=remedy).values_list("kind", flat=True)
    for kind in found:
        return RemedyKind(kind)
    raise NotFoundError(f"Bezwaar of beroep {remedy}")


def check_visit_exists(viewer: Viewer, day: str, number: str) -> None:
    """Raise NotFoundError when a visit on this day does not exist for the viewer."""
    if not _visits(viewer, day, number).exists():
        raise NotFoundError(f"Bezoek {number}")


def list_participants_at(viewer: Viewer, day: str, number: str) -> list[tuple[str, str]]:
    """Return number and organisation of who takes part in the day of a visit; none in one that is hidden."""
    visits = _visits(viewer, day, number)
    found = InspectionParticipant.objects.filter(day__businesses__in=visits, is_withdrawn=False)
    return list(found.values_list("number", "organisation"))


def _visits(viewer: Viewer, day: str, number: str) -> QuerySet[InspectedBusiness]:
    return Access(viewer).filter(InspectedBusiness.objects.filter(number=number, day__number=day))


def _under(viewer: Viewer, number: str, path: str = "") -> Q:
    """Return the condition that something belongs to a measure that exists for the viewer."""
    return Q(**{f"{path}measure__in": Access(viewer).filter(Measure.objects.filter(number=number))})
