"""Which remedies stand against which decision: the measure itself, or the collection of one sum."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from spoorboek.apps.interventions.models import CollectionStep, Forfeiture, Measure, MeasureRemedy
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.remedies import RemedyStep, list_suspensions
from spoorboek.rules.clocks.suspensions import Suspension


def list_steps_against(
    remedies: Iterable[MeasureRemedy], forfeiture: Forfeiture | None = None
) -> list[RemedyStep]:
    """Return what was lodged against the measure, or against the collection of one sum."""
    key = None if forfeiture is None else forfeiture.pk
    return [one.as_step() for one in remedies if one.forfeiture_id == key]


def find_suspensions(
    remedies: Iterable[MeasureRemedy], forfeiture: Forfeiture | None = None
) -> list[Suspension]:
    """Return when a decision was suspended; nothing for days that the rules do not fit."""
    try:
        return list_suspensions(list_steps_against(remedies, forfeiture))
    except ClockError:
        return []


def find_made_known(found: Forfeiture) -> date | None:
    """Return the day on which the decision to collect a sum was made known, or None."""
    kind = CollectionStep.Kind.MADE_KNOWN
    return next((step.done_on for step in found.collection_steps.all() if step.kind == kind), None)


def find_published_on(measure: Measure, forfeiture: Forfeiture | None) -> date | None:
    """Return the day on which a contested decision was made known, or None."""
    return measure.published_on if forfeiture is None else find_made_known(forfeiture)
