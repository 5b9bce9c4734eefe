"""The steps after a decision to collect: made known, reminder, dwangbevel, and deferral of payment."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.register_actions import subject_of
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.lapses import get_lapse, list_deferrals
from spoorboek.apps.interventions.models import CollectionStep, Forfeiture
from spoorboek.apps.interventions.noted_days import check_coming_day, check_noted_day
from spoorboek.apps.interventions.penalty_actions import get_forfeiture_for_change
from spoorboek.apps.interventions.registers import PENALTY_ORDERS

_Kind = CollectionStep.Kind
COLLECTION_STEPS = tuple((str(code), str(word)) for code, word in _Kind.choices)
"""The steps with their words, for the form."""


def record_collection_step(
    *,
    order: str,
    violated_on: date,
    kind: str,
    done_on: date,
    by: Viewer,
    at: datetime,
    until_on: date | None = None,
    reference: str = "",
) -> None:
    """Write down a step to collect a sum, or that payment was deferred.

    Raises InterventionError for a step out of its order, and ClockError for one after the lapse.
    """
    with transaction.atomic():
        found = get_forfeiture_for_change(order, violated_on, by)
        if found.paid_on is not None:
            raise InterventionError(f"Deze dwangsom is al betaald op {found.paid_on:%d-%m-%Y}.")
        step = CollectionStep(
            forfeiture=found,
            kind=_Kind(kind),
            done_on=done_on,
            until_on=until_on,
            reference=reference.strip(),
        )
        _check_days(step, at)
        _check_order(step, found)
        get_lapse(found, more=[step])
        step.save()
        subject = subject_of(PENALTY_ORDERS, found.order)
        details = {"forfeiture": found.pk, "kind": step.kind}
        record(action="interventions.record_collection_step", by=by, at=at, subject=subject, details=details)


def _check_days(step: CollectionStep, at: datetime) -> None:
    if step.kind != _Kind.DEFERRAL:
        if step.until_on is not None:
            raise InterventionError("Alleen uitstel van betaling heeft een laatste dag.")
        check_noted_day(step.done_on, at)
        return
    check_coming_day(step.done_on)
    check_coming_day(step.until_on)
    if step.until_on is None:
        raise InterventionError("Noem tot en met welke dag er uitstel is (Awb, artikel 4:94, derde lid).")
    if step.until_on < step.done_on:
        raise InterventionError(f"Het uitstel begint pas op {step.done_on:%d-%m-%Y}.")


def _check_order(step: CollectionStep, found: Forfeiture) -> None:
    """What comes first comes first: Awb, artikelen 4:94, 4:117 and 5:37."""
    taken = list(found.collection_steps.all())
    if step.kind != _Kind.DEFERRAL and (found.decided_on is None or step.done_on < found.decided_on):
        raise InterventionError("Eerst is er een invorderingsbeschikking (Awb, artikel 5:37).")
    if step.kind == _Kind.MADE_KNOWN and any(one.kind == _Kind.MADE_KNOWN for one in taken):
        raise InterventionError("Er staat al wanneer de invorderingsbeschikking is bekendgemaakt.")
    reminded = [one.done_on for one in taken if one.kind == _Kind.REMINDER]
    if step.kind == _Kind.WRIT and not any(day <= step.done_on for day in reminded):
        raise InterventionError("Eerst is er een aanmaning (Awb, artikelen 4:112 en 4:117).")
    if step.kind not in (_Kind.REMINDER, _Kind.WRIT):
        return
    for period in list_deferrals(taken):
        if period.first <= step.done_on <= period.last:
            raise InterventionError(
                f"Tot en met {period.last:%d-%m-%Y} is er uitstel van betaling: dan kan dit niet (Awb, "
                "artikel 4:94, tweede lid)."
            )
