"""Writing down an objection or appeal, that it was put off, how it ended, and what the court suspended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.register_actions import get_for_change, subject_of
from spoorboek.apps.interventions.contested import find_published_on, list_steps_against
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.models import Forfeiture, Measure, MeasureRemedy
from spoorboek.apps.interventions.noted_days import check_coming_day, check_noted_day
from spoorboek.apps.interventions.registers import MEASURES
from spoorboek.rules.clocks.remedies import (
    REMEDY_WORDS,
    RemedyKind,
    RemedyOutcome,
    check_can_lodge,
    check_can_settle,
)
from spoorboek.rules.roles import Permission


def lodge_remedy(
    *,
    measure: str,
    kind: RemedyKind,
    lodged_on: date,
    by: Viewer,
    at: datetime,
    posted_on: date | None = None,
    late_because: str = "",
    with_committee: bool = False,
    reference: str = "",
    forfeiture: int | None = None,
) -> int:
    """Write down that somebody objected or appealed; return its key. Raises ClockError when it cannot be.

    ``forfeiture``: the sum, when it is against the decision to collect that.
    """
    with transaction.atomic():
        found = _get_measure(measure, by)
        check_noted_day(lodged_on, at)
        contested = _get_forfeiture(found, forfeiture)
        earlier = list_steps_against(found.remedies.all(), contested)
        check_can_lodge(
            kind,
            lodged_on=lodged_on,
            published_on=find_published_on(found, contested),
            earlier=earlier,
            posted_on=posted_on,
            late_because=late_because,
        )
        made = MeasureRemedy.objects.create(
            measure=found,
            forfeiture=contested,
            kind=kind.value,
            reference=reference.strip(),
            lodged_on=lodged_on,
            posted_on=posted_on,
            late_because=late_because.strip(),
            with_committee=with_committee,
        )
        _record(made, "lodge_remedy", by, at)
    return made.pk


def adjourn_remedy(*, measure: str, remedy: int, adjourned_on: date, by: Viewer, at: datetime) -> None:
    """Note that the decision on an objection was put off, once (Awb, artikel 7:10, derde lid)."""
    with transaction.atomic():
        found = _get_remedy(measure, remedy, by)
        check_noted_day(adjourned_on, at)
        _check_runs(found)
        if found.kind != RemedyKind.OBJECTION.value:
            raise InterventionError(
                "Alleen de beslissing op bezwaar kan worden verdaagd (Awb, artikel 7:10)."
            )
        if found.adjourned_on is not None:
            raise InterventionError(f"De beslissing is al verdaagd op {found.adjourned_on:%d-%m-%Y}.")
        if adjourned_on < found.lodged_on:
            raise InterventionError(f"Het bezwaar is pas ontvangen op {found.lodged_on:%d-%m-%Y}.")
        found.adjourned_on = adjourned_on
        found.save()
        _record(found, "adjourn_remedy", by, at)


def settle_remedy(
    *,
    measure: str,
    remedy: int,
    decided_on: date,
    outcome: RemedyOutcome,
    by: Viewer,
    at: datetime,
    sent_on: date | None = None,
    summary: str = "",
    suspended_from: date | None = None,
    suspended_until: date | None = None,
) -> None:
    """Write down how a remedy ended. The outcome changes no measure: lifting it is a step of its own.

    ``suspended_from`` and ``suspended_until``: for which days the court suspended the decision (Awb, artikel
    8:81); without a last day the suspension ends as the law says. Raises ClockError or InterventionError.
    """
    with transaction.atomic():
        found = _get_remedy(measure, remedy, by)
        _check_runs(found)
        for day in (decided_on, sent_on):
            check_noted_day(day, at)
        for day in (suspended_from, suspended_until):
            check_coming_day(day)
        found.decided_on, found.sent_on = decided_on, sent_on
        found.outcome, found.summary = outcome.value, summary.strip()
        found.suspended_from, found.suspended_until = suspended_from, suspended_until
        published_on = find_published_on(found.measure, found.forfeiture)
        check_can_settle(found.as_step(), published_on=published_on)
        found.save()
        _record(found, "settle_remedy", by, at)


def end_suspension(*, measure: str, remedy: int, last_on: date, by: Viewer, at: datetime) -> None:
    """Note the last day of a suspension that the court ended or changed (Awb, artikel 8:87)."""
    with transaction.atomic():
        found = _get_remedy(measure, remedy, by)
        check_coming_day(last_on)
        if found.suspended_from is None:
            raise InterventionError("Hier is niets geschorst.")
        if last_on < found.suspended_from:
            raise InterventionError(f"De schorsing begon pas op {found.suspended_from:%d-%m-%Y}.")
        found.suspended_until = last_on
        found.save()
        _record(found, "end_suspension", by, at)


def _check_runs(found: MeasureRemedy) -> None:
    if found.decided_on is not None:
        words = REMEDY_WORDS[RemedyKind(found.kind)]
        raise InterventionError(f"Op het {words} is al een uitkomst van {found.decided_on:%d-%m-%Y}.")


def _get_measure(number: str, by: Viewer) -> Measure:
    Access(by).require(Permission.MEASURES_WRITE, to="bezwaar en beroep bijhouden")
    measure = get_for_change(MEASURES, number, by)
    assert isinstance(measure, Measure)
    if measure.is_withdrawn:
        raise InterventionError(f"Maatregel {number} is ingetrokken.")
    return measure


def _get_forfeiture(measure: Measure, key: int | None) -> Forfeiture | None:
    if key is None:
        return None
    found = Forfeiture.objects.filter(pk=key, order__measure=measure).first()
    if found is None:
        raise InterventionError(f"Bij maatregel {measure.number} hoort deze dwangsom niet.")
    return found


def _get_remedy(measure: str, remedy: int, by: Viewer) -> MeasureRemedy:
    found = _get_measure(measure, by).remedies.filter(pk=remedy).first()
    if found is None:
        raise InterventionError(f"Bij maatregel {measure} hoort dit bezwaar of beroep niet.")
    return found


def _record(remedy: MeasureRemedy, verb: str, by: Viewer, at: datetime) -> None:
    subject = subject_of(MEASURES, remedy.measure)
    record(action=f"interventions.{verb}", by=by, at=at, subject=subject, details={"remedy": remedy.pk})
