"""What can be done with police reports, and writing down the measure that follows.

Registers without an action of their own in this room (seizures, activities, deployments) are written with
``intake.register_actions.record_registration``; all are corrected with ``correct_registration``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.register_actions import get_for_change, record_registration, subject_of
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.models import PoliceReport
from spoorboek.apps.interventions.noted_days import check_noted_day
from spoorboek.apps.interventions.registers import MEASURES, POLICE_REPORTS
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.roles import Permission


def receive_police_report(
    *,
    received_on: date,
    subject: str,
    by: Viewer,
    at: datetime,
    drug_kind: str = "",
    premises: str = "",
    number: str | None = None,
    **more: object,
) -> str:
    """Write down that an administrative police report came in; return its number.

    ``more``: what else the report says, by the names of the register (``findings``, ``amounts``,
    ``found_on``, ``place_kind``, ``provision``, ``case`` and so on).
    """
    values = {"received_on": received_on, "subject": subject, "drug_kind": drug_kind, "premises": premises}
    return _record(POLICE_REPORTS, {**more, **values, "number": number}, "receive_police_report", by, at)


def take_measure(
    *,
    kind: str,
    taken_on: date,
    by: Viewer,
    at: datetime,
    reports: Sequence[str] = (),
    reason: str = "",
    number: str | None = None,
    **more: object,
) -> str:
    """Write down a measure and the reports it rests on; return its number.

    ``more``: what else the register keeps of it (``premises``, ``case``, ``supported_by``, ``invented``).
    Raises RegistrationError when it would rest on anonymous tips alone.
    """
    with transaction.atomic():
        found = [get_report_to_change(report, by) for report in reports]
        values = {**more, "kind": kind, "reason": reason, "number": number}
        return take_measure_on(found, taken_on, by=by, at=at, **values)


def take_measure_on(
    reports: Sequence[PoliceReport], taken_on: date, *, by: Viewer, at: datetime, **more: object
) -> str:
    """Write down a measure on reports that are held already, in the transaction that holds them."""
    for report in reports:
        if taken_on < report.received_on:
            raise InterventionError(
                f"Rapportage {report.number} kwam pas op {report.received_on:%d-%m-%Y} binnen, "
                f"na de maatregel van {taken_on:%d-%m-%Y}."
            )
        if report.no_action_on is not None:
            raise InterventionError(f"Bij rapportage {report.number} is besloten niets te doen.")
    values = {**more, "taken_on": taken_on, "reports": [report.number for report in reports]}
    return _record(MEASURES, values, "take_measure", by, at)


def record_no_action(*, report: str, decided_on: date, reason: str, by: Viewer, at: datetime) -> None:
    """Write down that nothing follows on a police report, and why."""
    Access(by).require(Permission.MEASURES_WRITE, to="besluiten niets te doen")
    if not says_something(reason):
        raise InterventionError("Schrijf op waarom er geen maatregel volgt.")
    with transaction.atomic():
        found = get_report_to_change(report, by)
        if found.measures.filter(is_withdrawn=False).exists():
            raise InterventionError(f"Op rapportage {report} is al een maatregel gevolgd.")
        check_noted_day(decided_on, at)
        if found.no_action_on is not None:
            raise InterventionError(f"Bij rapportage {report} is al besloten niets te doen.")
        if decided_on < found.received_on:
            raise InterventionError(f"Dit besluit ligt vóór de ontvangst op {found.received_on:%d-%m-%Y}.")
        found.no_action_on, found.no_action_reason = decided_on, reason
        found.save()
        subject = subject_of(POLICE_REPORTS, found)
        record(action="interventions.record_no_action", by=by, at=at, subject=subject)


def _record(register: Register, values: dict[str, object], verb: str, by: Viewer, at: datetime) -> str:
    action = f"interventions.{verb}"
    return record_registration(register=register, values=values, by=by, at=at, action=action)


def get_report_to_change(number: str, by: Viewer) -> PoliceReport:
    """Return a police report that ``by`` may change, held until the end of the transaction."""
    report = get_for_change(POLICE_REPORTS, number, by)
    assert isinstance(report, PoliceReport)
    return report
