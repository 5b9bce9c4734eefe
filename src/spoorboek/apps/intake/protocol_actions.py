"""Weighing a signal by the protocol, asking sources, and locking away what nothing follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.channels import CHANNELS
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.locking import put_words_away
from spoorboek.apps.intake.models import Signal, SourceEnquiry, StepDecision
from spoorboek.apps.intake.protocol import get_present_version, list_privacy_steps, read_progress
from spoorboek.apps.intake.register_actions import subject_of
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.protocols.grounds import check_not_tips_alone
from spoorboek.rules.protocols.signal_protocol import ProtocolOutcome, ProtocolStep, ProtocolVersion
from spoorboek.rules.register_lifecycles import SIGNAL_LIFECYCLE, EnquiryStatus, SignalStatus
from spoorboek.rules.roles import Permission

_HITS = (EnquiryStatus.HIT, EnquiryStatus.RELEASED, EnquiryStatus.WITHHELD, EnquiryStatus.ANSWERED)


def take_step(
    *,
    number: str,
    step: str,
    outcome: str,
    reason: str,
    by: Viewer,
    at: datetime,
    decided_on: date | None = None,
    criteria: Sequence[str] = (),
    supported_by: str = "",
) -> SignalStatus:
    """Take the step of the protocol that waits, with its reason, and return where the signal stands.

    ``decided_on`` is today unless said otherwise. An outcome that ends the weighing takes the signal in,
    refers it, or sets it aside; what is set aside is locked until its term ends. Opening a case for what is
    taken in is the act of whoever calls this.
    """
    if not says_something(reason):
        raise RegistrationError(["schrijf op waarom u dit besluit"])
    on = decided_on or timezone.localtime(at).date()
    with transaction.atomic():
        signal = get_signal_for_step(number, by)
        progress = read_progress(signal, on=on)
        chosen = progress.version.check_can_take(progress.taken, step)
        Access(by).require(chosen.decided_by, to=f"{chosen.title} nemen")
        picked = chosen.get_outcome(outcome)
        _check_day(signal, progress.decisions, on, at)
        _check_criteria(chosen, criteria)
        _check_needs(signal, chosen, picked)
        decision = StepDecision(
            signal=signal,
            protocol=progress.version.protocol,
            version=progress.version.version,
            step=step,
            outcome=outcome,
            criteria=list(criteria),
            reason=reason.strip(),
            decided_on=on,
            at=at,
            person_id=by.person_id,
        )
        decision.save()
        _move(signal, progress.version, picked, decision, supported_by)
        details = {"step": step, "outcome": outcome, "status": signal.status}
        record(action="intake.take_step", by=by, at=at, subject=subject_of(SIGNALS, signal), details=details)
    return SignalStatus(signal.status)


def lock_signal(*, number: str, reason: str, by: Viewer, at: datetime) -> date:
    """Lock a signal away that was set aside before it went by the protocol; return until when."""
    Access(by).require(Permission.SIGNALS_WRITE, to="een signaal op slot zetten")
    if not says_something(reason):
        raise RegistrationError(["schrijf op waarom u dit signaal op slot zet"])
    with transaction.atomic():
        signal = get_signal_for_step(number, by)
        if signal.status != SignalStatus.SET_ASIDE.value or signal.weighed_on is None:
            raise RegistrationError(["alleen een signaal dat niet in behandeling is genomen, gaat op slot"])
        _lock(signal, get_present_version(timezone.localtime(at).date()), signal.weighed_on)
        signal.save()
        record(action="intake.lock_signal", by=by, at=at, subject=subject_of(SIGNALS, signal))
    assert signal.locked_until is not None
    return signal.locked_until


def get_signal_for_step(number: str, by: Viewer) -> Signal:
    """Return a signal, locked until the end of the transaction, for who may take a step with it now.

    The privacy officer gets it while a step waits for them; for them it does not exist otherwise.
    """
    rows = Signal.objects.select_for_update()
    found = Access(by).filter(rows).filter(number=number).first()
    if found is None and by.may(Permission.SIGNALS_PRIVACY):
        steps = list_privacy_steps()
        found = rows.filter(number=number, is_locked=False, next_step__in=steps).first()
    if found is None:
        raise NotFoundError(f"Signaal {number}")
    return found


def _check_day(signal: Signal, decisions: Sequence[StepDecision], on: date, at: datetime) -> None:
    first = max([signal.received_on, *(decision.decided_on for decision in decisions)])
    if on < first:
        raise RegistrationError([f"deze stap kan niet vóór {first:%d-%m-%Y} zijn genomen"])
    if on > timezone.localtime(at).date():
        raise RegistrationError([f"{on:%d-%m-%Y} ligt in de toekomst"])


def _check_criteria(step: ProtocolStep, criteria: Sequence[str]) -> None:
    known = [code for code, _ in step.criteria]
    if unknown := [code for code in criteria if code not in known]:
        raise RegistrationError([f"{step.title} kent geen criterium '{unknown[0]}'"])


def _check_needs(signal: Signal, step: ProtocolStep, outcome: ProtocolOutcome) -> None:
    statuses = [EnquiryStatus(one.status) for one in SourceEnquiry.objects.filter(signal=signal)]
    if step.asks_sources and EnquiryStatus.ASKED in statuses:
        raise RegistrationError(["beslis eerst over elke bron waar om gevraagd is"])
    if EnquiryStatus.ALLOWED in statuses and not step.asks_sources:
        raise RegistrationError(["niet elke bron heeft al gezegd of er een hit is"])
    allowed = [one for one in statuses if one not in (EnquiryStatus.ASKED, EnquiryStatus.REFUSED)]
    if outcome.needs == "allowed_source" and not allowed:
        raise RegistrationError(["er is geen bron die geraadpleegd mag worden"])
    has_hit = any(one in _HITS for one in statuses)
    if outcome.needs == "hit" and not has_hit:
        raise RegistrationError(["geen enkele bron gaf een hit; dan wordt het signaal niet opgepakt"])
    if outcome.needs == "no_hit" and has_hit:
        raise RegistrationError(["er was een hit; deze uitkomst past daar niet bij"])


def _move(
    signal: Signal,
    version: ProtocolVersion,
    outcome: ProtocolOutcome,
    decision: StepDecision,
    supported_by: str,
) -> None:
    if signal.status == SignalStatus.RECEIVED.value:
        signal.status, signal.weighed_on = SignalStatus.WEIGHED.value, decision.decided_on
    signal.next_step = "" if outcome.ends_as else outcome.to
    if outcome.ends_as is not None:
        SIGNAL_LIFECYCLE.check_can_become(SignalStatus(signal.status), outcome.ends_as)
        if outcome.ends_as is SignalStatus.TAKEN_IN:
            check_not_tips_alone([CHANNELS[signal.channel].anonymous], supported_by=supported_by)
            signal.supported_by = supported_by.strip()
        signal.status = outcome.ends_as.value
        signal.reason = decision.reason[:300]
        if outcome.ends_as is SignalStatus.SET_ASIDE:
            _lock(signal, version, decision.decided_on)
    signal.save()


def _lock(signal: Signal, version: ProtocolVersion, decided_on: date) -> None:
    signal.is_locked, signal.locked_until = True, version.get_lock_end(decided_on)
    put_words_away(signal)
