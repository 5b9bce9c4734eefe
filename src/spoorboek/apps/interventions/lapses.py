"""Until when a forfeited sum can be collected, with what was lodged against the order."""

from __future__ import annotations

from collections.abc import Sequence

from spoorboek.apps.interventions.models import Forfeiture
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.penalties import CollectionLapse, compute_collection_lapse
from spoorboek.rules.clocks.remedies import RemedyStep, find_collection_remedy


def get_lapse(found: Forfeiture, steps: Sequence[RemedyStep] | None = None) -> CollectionLapse:
    """Return until when a forfeited sum can be collected, or raise ClockError.

    ``steps``: what was lodged against the order, when the caller read it already.
    """
    known = _list_steps(found) if steps is None else steps
    remedy = find_collection_remedy(known)
    return compute_collection_lapse(found.violated_on, remedy=remedy, collection_decided_on=found.decided_on)


def find_lapse(found: Forfeiture, steps: Sequence[RemedyStep] | None = None) -> CollectionLapse | None:
    """Return until when a forfeited sum can be collected; None for days that the rules do not fit."""
    try:
        return get_lapse(found, steps)
    except ClockError:
        return None


def _list_steps(found: Forfeiture) -> list[RemedyStep]:
    measure = found.order.measure
    return [] if measure is None else [one.as_step() for one in measure.remedies.all()]
