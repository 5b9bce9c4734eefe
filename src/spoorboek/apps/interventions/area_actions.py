"""Designating an area, extending, evaluating and ending it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.register_actions import get_for_change, record_registration, subject_of
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.models import AreaDecision, AreaTerm, DesignatedArea
from spoorboek.apps.interventions.noted_days import check_coming_day, check_noted_day
from spoorboek.apps.interventions.registers import DESIGNATED_AREAS
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.clocks.areas import (
    AreaKind,
    AreaSpan,
    check_area_terms,
    check_consultation,
    check_extension_day,
    check_separate_days,
    check_urgent_hours,
    compute_evaluation_day,
)
from spoorboek.rules.roles import Permission

_FEWEST_CORNERS, _MOST_CORNERS = 3, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """What a decision to designate an area says. ``corners``: latitude and longitude, none for all of it.

    ``separate_days``: the only days on which an area ban holds; then ``last_on`` is left out.
    ``prosecutor_order``: the public prosecutor already gave an order for the same area. ``urgent_from`` and
    ``urgent_until``: the hours of a search area that cannot wait; then ``last_on`` is left out too.
    """

    legal_basis: str
    motivation: str
    last_on: date | None
    reference: str = ""
    consulted_on: date | None = None
    council_informed_on: date | None = None
    corners: Sequence[tuple[float, float]] = ()
    separate_days: Sequence[date] = ()
    prosecutor_order: bool = False
    urgent_from: datetime | None = None
    urgent_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """What a decision to extend a designation says. It names no area: that stays the same."""

    decided_on: date
    last_on: date
    motivation: str
    reference: str = ""
    consulted_on: date | None = None
    council_informed_on: date | None = None


def designate_area(
    *,
    kind: str,
    name: str,
    designated_on: date,
    designation: Designation,
    by: Viewer,
    at: datetime,
    area_code: str = "",
    invented: bool = False,
) -> str:
    """Designate an area by a decision; return its number. Raises ClockError or InterventionError."""
    Access(by).require(Permission.ACTIVITIES_WRITE, to="een gebied aanwijzen")
    if not says_something(designation.motivation) or not says_something(designation.legal_basis):
        raise InterventionError("Een aanwijzing noemt de grondslag en waarom het nodig is.")
    check_corners(designation.corners)
    for day in (designated_on, designation.last_on, *designation.separate_days):
        check_coming_day(day)
    for day in (designation.consulted_on, designation.council_informed_on):
        check_noted_day(day, at)
    sort = AreaKind(kind)
    span, hours = _check_span(sort, designated_on, designation), designation.urgent_from
    check_consultation(sort, consulted_on=designation.consulted_on, decided_on=designated_on)
    with transaction.atomic():
        values = {"kind": kind, "name": name, "designated_on": designated_on, "invented": invented}
        number = record_registration(
            register=DESIGNATED_AREAS,
            values={**values, "area_code": area_code},
            by=by,
            at=at,
            action="interventions.designate_area",
        )
        area = DesignatedArea.objects.get(number=number)
        AreaDecision.objects.create(
            area=area,
            legal_basis=designation.legal_basis.strip(),
            reference=designation.reference.strip(),
            motivation=designation.motivation.strip(),
            consulted_on=designation.consulted_on,
            council_informed_on=designation.council_informed_on,
            corners=[list(corner) for corner in designation.corners],
            # What ends within hours is not evaluated while it runs.
            evaluate_on=compute_evaluation_day(span.last_on) if span.last_on and not hours else None,
        )
        _begin_first_term(area, span, designation)
    return number


def extend_area(*, number: str, extension: Extension, by: Viewer, at: datetime) -> None:
    """Extend a designation from the day after its term, by a decision of its own; the evaluation comes first.

    The area stays as it was. Raises ClockError or InterventionError.
    """
    if not says_something(extension.motivation):
        raise InterventionError("Schrijf op waarom verlengen nodig is.")
    check_coming_day(extension.last_on)
    for day in (extension.decided_on, extension.consulted_on, extension.council_informed_on):
        check_noted_day(day, at)
    with transaction.atomic():
        area, decision = _get_area(number, by)
        terms = list(area.terms.all())
        before = _get_last_day(terms, decision)
        first_on = before + timedelta(days=1)
        spans = [AreaSpan(term.first_on, term.last_on) for term in terms]
        sort = AreaKind(area.kind)
        check_area_terms(sort, [*spans, AreaSpan(first_on, extension.last_on)])
        check_extension_day(decided_on=extension.decided_on, began_on=terms[-1].first_on, ends_on=before)
        check_consultation(sort, consulted_on=extension.consulted_on, decided_on=extension.decided_on)
        AreaTerm.objects.create(
            area=area,
            first_on=first_on,
            last_on=extension.last_on,
            motivation=extension.motivation.strip(),
            decided_on=extension.decided_on,
            reference=extension.reference.strip(),
            consulted_on=extension.consulted_on,
            council_informed_on=extension.council_informed_on,
        )
        decision.evaluate_on, decision.evaluated_on = compute_evaluation_day(extension.last_on), None
        decision.save()
        _record(area, "extend_area", by, at)


def evaluate_area(*, number: str, evaluated_on: date, outcome: str, by: Viewer, at: datetime) -> None:
    """Write down how an area was evaluated; earlier outcomes stay above it."""
    if not says_something(outcome):
        raise InterventionError("Schrijf op wat de evaluatie opleverde.")
    with transaction.atomic():
        area, decision = _get_area(number, by)
        if evaluated_on < area.designated_on:
            raise InterventionError(f"Het gebied is pas aangewezen op {area.designated_on:%d-%m-%Y}.")
        check_noted_day(evaluated_on, at)
        said = f"{evaluated_on:%d-%m-%Y}: {outcome.strip()}"
        decision.evaluated_on = evaluated_on
        decision.evaluation = "\n".join(filter(None, (decision.evaluation, said)))
        decision.save()
        _record(area, "evaluate_area", by, at)


def end_area(*, number: str, ended_on: date, by: Viewer, at: datetime) -> None:
    """End a designation: its term is over, or the reason for it is gone (Gemeentewet, artikel 151b)."""
    with transaction.atomic():
        area, _ = _get_area(number, by)
        if ended_on < area.designated_on:
            raise InterventionError(f"Het gebied is pas aangewezen op {area.designated_on:%d-%m-%Y}.")
        check_noted_day(ended_on, at)
        area.ended_on = ended_on
        area.save()
        _record(area, "end_area", by, at)


def check_corners(corners: Sequence[tuple[float, float]]) -> None:
    """Raise InterventionError when corners cannot be those of an area in the Netherlands."""
    if corners and not _FEWEST_CORNERS <= len(corners) <= _MOST_CORNERS:
        raise InterventionError(f"Een gebied heeft 3 tot en met 200 hoekpunten, niet {len(corners)}.")
    for latitude, longitude in corners:
        if not (50.5 <= latitude <= 53.8 and 3.0 <= longitude <= 7.4):
            raise InterventionError(f"Hoekpunt {latitude}, {longitude} ligt niet in Nederland.")


def _check_span(kind: AreaKind, designated_on: date, designation: Designation) -> AreaSpan:
    """Check what the law sets, and return from when until when the first term runs."""
    ordered = designation.prosecutor_order
    start, end = designation.urgent_from, designation.urgent_until
    if (start is None) != (end is None):
        raise InterventionError("Noem bij spoed het begin en het einde.")
    if start is not None and end is not None:
        if designation.last_on is not None or designation.separate_days:
            raise InterventionError("Noem bij spoed alleen het begin en het einde: geen andere dagen.")
        return check_urgent_hours(kind, start, end, decided_on=designated_on)
    if not designation.separate_days:
        span = AreaSpan(designated_on, designation.last_on)
        check_area_terms(kind, [span], prosecutor_order=ordered)
        return span
    if designation.last_on is not None:
        raise InterventionError("Kies een laatste dag of losse dagen, niet allebei.")
    days = designation.separate_days
    return check_separate_days(kind, days, decided_on=designated_on, prosecutor_order=ordered)


def _get_last_day(terms: Sequence[AreaTerm], decision: AreaDecision) -> date:
    """Return the last day of a designation that can be extended, else raise InterventionError."""
    if not terms or terms[-1].last_on is None:
        raise InterventionError("Een aanwijzing zonder laatste dag kan niet worden verlengd.")
    if terms[-1].ends_at is not None:
        raise InterventionError(
            "Een spoedaanwijzing verlengt u niet: neem een nieuw besluit (Gemeentewet, artikel 151b)."
        )
    if terms[-1].separate_days:
        raise InterventionError(
            "Een gebiedsverbod op losse dagen verlengt u niet: neem een nieuw besluit "
            "(Gemeentewet, artikel 172a)."
        )
    if decision.evaluated_on is None:
        raise InterventionError("Evalueer het gebied eerst: een verlenging rust op de evaluatie.")
    return terms[-1].last_on


def _begin_first_term(area: DesignatedArea, span: AreaSpan, designation: Designation) -> None:
    """The decision that designates an area is that of its first term."""
    AreaTerm.objects.create(
        area=area,
        first_on=span.first_on,
        last_on=span.last_on,
        separate_days=[day.isoformat() for day in sorted(set(designation.separate_days))],
        starts_at=designation.urgent_from,
        ends_at=designation.urgent_until,
        decided_on=area.designated_on,
        reference=designation.reference.strip(),
        consulted_on=designation.consulted_on,
        council_informed_on=designation.council_informed_on,
    )


def _get_area(number: str, by: Viewer) -> tuple[DesignatedArea, AreaDecision]:
    Access(by).require(Permission.ACTIVITIES_WRITE, to="een aangewezen gebied bijwerken")
    area = get_for_change(DESIGNATED_AREAS, number, by)
    assert isinstance(area, DesignatedArea)
    if area.is_withdrawn or area.ended_on is not None:
        raise InterventionError(f"Gebied {number} geldt niet meer.")
    decision = AreaDecision.objects.filter(area=area).first()
    if decision is None:
        raise InterventionError(f"Van gebied {number} is het besluit niet ingevoerd.")
    return area, decision


def _record(area: DesignatedArea, verb: str, by: Viewer, at: datetime) -> None:
    subject = subject_of(DESIGNATED_AREAS, area)
    record(action=f"interventions.{verb}", by=by, at=at, subject=subject)
