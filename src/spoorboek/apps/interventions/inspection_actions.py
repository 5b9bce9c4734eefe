"""An inspection day as it goes: who takes part, which addresses, what each finds, and signals that follow.

Each of these is saved at once, so that nothing is lost on the street.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.listed_fields import check_listed
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import gather_events, record
from spoorboek.apps.intake.actions import record_signal
from spoorboek.apps.intake.channels import CHANNELS
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.intake.register_actions import get_for_change, record_registration, subject_of
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.models import (
    InspectedBusiness,
    InspectionDay,
    VisitFinding,
)
from spoorboek.apps.interventions.registers import (
    INSPECTED_BUSINESSES,
    INSPECTION_DAYS,
    INSPECTION_PARTICIPANTS,
)
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.roles import Permission
from spoorboek.rules.value_lists import NOTHING_FOUND

_CHANNEL = "controle"
"""The channel of what inspectors hand on."""


def start_inspection_day(
    *, held_on: date, sector: str, by: Viewer, at: datetime, place: str = "", invented: bool = False
) -> str:
    """Start a day of inspecting together; return its number. Who takes part comes next."""
    values = {"held_on": held_on, "sector": sector, "place": place, "invented": invented}
    return record_registration(
        register=INSPECTION_DAYS, values=values, by=by, at=at, action="interventions.start_inspection_day"
    )


def add_participant(
    *, day: str, organisation: str, legal_basis: str, purpose: str, by: Viewer, at: datetime
) -> str:
    """Write down that an organisation takes part, with its own legal basis and purpose; return the number."""
    if not says_something(legal_basis) or not says_something(purpose):
        raise InterventionError("Noem voor elke deelnemer de grondslag en het doel.")
    # The register writes in a transaction of its own; the lock ends here.
    with transaction.atomic():
        found = _get_day(day, by)
    if found.participants.filter(organisation__iexact=organisation.strip(), is_withdrawn=False).exists():
        raise InterventionError(f"{organisation.strip()} doet op deze dag al mee.")
    values = {
        "day": day,
        "organisation": organisation,
        "legal_basis": legal_basis,
        "purpose": purpose,
        "invented": found.invented,
    }
    return record_registration(
        register=INSPECTION_PARTICIPANTS, values=values, by=by, at=at, action="interventions.add_participant"
    )


def record_visit(
    *,
    day: str,
    business: str,
    sector: str,
    by: Viewer,
    at: datetime,
    address: str = "",
    is_dwelling: bool = False,
    entry_basis: str = "",
    entry_reference: str = "",
) -> str:
    """Write down that a business or dwelling is visited; return its number.

    Refused while nobody takes part on a legal basis, and for a dwelling without consent or authorisation.
    """
    with transaction.atomic():
        found = _get_day(day, by)
        if not found.participants.filter(is_withdrawn=False).exists():
            raise InterventionError("Noem eerst wie er controleert, met de grondslag en het doel van elk.")
        twice = found.businesses.filter(business=business.strip(), is_withdrawn=False).first()
        if twice is not None:
            raise InterventionError(f"{twice.business} staat al bij deze dag, als bezoek {twice.number}.")
        if is_dwelling and not says_something(entry_reference):
            raise InterventionError("Schrijf op wie toestemming gaf, of het kenmerk van de machtiging.")
        values = {
            "day": day,
            "business": business,
            "sector": sector,
            "finding": NOTHING_FOUND,
            "address": address,
            "is_dwelling": is_dwelling,
            "entry_basis": entry_basis,
            "entry_reference": entry_reference,
            "area_code": found.area_code,
            "invented": found.invented,
        }
        return record_registration(
            register=INSPECTED_BUSINESSES, values=values, by=by, at=at, action="interventions.record_visit"
        )


def record_finding(
    *, visit: str, participant: str, kind: str, by: Viewer, at: datetime, remark: str = ""
) -> VisitFinding:
    """Write down what one participant found at a visit, and return it.

    The first finding that is not "nothing" becomes the finding of the visit, by which it is counted.
    """
    with transaction.atomic():
        business = _get_visit(visit, by)
        taking_part = business.day.participants.filter(number=participant, is_withdrawn=False).first()
        if taking_part is None:
            raise InterventionError(f"Deelnemer {participant} doet op deze dag niet mee.")
        check_listed("findings", kind, business.day.held_on)
        found = VisitFinding.objects.create(
            business=business, participant=taking_part, kind=kind, remark=remark.strip(), found_at=at
        )
        if business.finding == NOTHING_FOUND and kind != NOTHING_FOUND:
            business.finding = kind
            business.save(update_fields=["finding"])
        _record("record_finding", business, found, by, at)
    return found


def raise_signal(*, finding: int, visit: str, theme: str, summary: str, by: Viewer, at: datetime) -> None:
    """Hand a finding on as a signal, once; the link is kept, what becomes of the signal is not shown here.

    Whoever may inspect may hand in what was found: writing a signal down is all that is done in the name of
    the inspector, who reads no signal by it.
    """
    today = timezone.localtime(at).date()
    _check_channel(today)
    with transaction.atomic(), gather_events():
        business = _get_visit(visit, by)
        findings = business.visit_findings.select_for_update(of=("self",)).select_related("participant")
        found = findings.filter(pk=finding).first()
        if found is None:
            raise InterventionError("Deze bevinding hoort niet bij dit bezoek.")
        if found.signalled_at is not None:
            raise InterventionError("Deze bevinding is al doorgegeven.")
        number = record_signal(
            channel=_CHANNEL,
            received_on=today,
            theme=theme,
            summary=summary,
            place=business.address or business.business,
            reported_by=found.participant.organisation,
            area_code=business.area_code,
            invented=business.invented,
            by=by.lending(Permission.SIGNALS_WRITE),
            at=at,
        )
        found.signal = Signal.objects.get(number=number)
        found.signalled_at = at
        found.save()
        _record("raise_signal", business, found, by, at)


def _check_channel(on: date) -> None:
    """Channels are a list of the municipality, which may have ended the one of inspections."""
    channel = CHANNELS.get(_CHANNEL)
    if channel is None or not channel.is_open_on(on):
        raise InterventionError(
            f"Het kanaal '{_CHANNEL}' is er niet of geldt vandaag niet: zo kan deze bevinding niet worden "
            "doorgegeven. Schrijf het signaal zelf op, met een ander kanaal."
        )


def _get_day(number: str, by: Viewer) -> InspectionDay:
    Access(by).require(Permission.INSPECTIONS_WRITE, to="een controle bijwerken")
    day = get_for_change(INSPECTION_DAYS, number, by)
    assert isinstance(day, InspectionDay)
    if day.is_withdrawn:
        raise InterventionError(f"Controledag {number} is ingetrokken.")
    return day


def _get_visit(number: str, by: Viewer) -> InspectedBusiness:
    Access(by).require(Permission.INSPECTIONS_WRITE, to="een controle bijwerken")
    visit = get_for_change(INSPECTED_BUSINESSES, number, by)
    assert isinstance(visit, InspectedBusiness)
    if visit.is_withdrawn:
        raise InterventionError(f"Bezoek {number} is ingetrokken.")
    return visit


def _record(verb: str, visit: InspectedBusiness, found: VisitFinding, by: Viewer, at: datetime) -> None:
    subject = subject_of(INSPECTED_BUSINESSES, visit)
    record(action=f"interventions.{verb}", by=by, at=at, subject=subject, details={"finding": found.pk})
