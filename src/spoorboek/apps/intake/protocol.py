"""Which protocol weighs a signal, and how far that signal is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from spoorboek.apps.access.configuration import find_own_folder
from spoorboek.apps.intake.models import Signal, StepDecision
from spoorboek.rules.protocols.signal_protocol import (
    FOLDER,
    ProtocolStep,
    ProtocolVersion,
    SignalProtocol,
    get_protocol,
)
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a signal is in the version of the protocol under which its weighing began."""

    version: ProtocolVersion
    decisions: tuple[StepDecision, ...]

    @property
    def taken(self) -> dict[str, str]:
        """Return by step the outcome that was decided."""
        return {decision.step: decision.outcome for decision in self.decisions}

    @property
    def waiting(self) -> ProtocolStep | None:
        """Return the step that waits, or None when the weighing has ended."""
        return self.version.find_next(self.taken)


def read_progress(signal: Signal, *, on: date) -> Progress:
    """Return how far a signal is. A weighing ends under the version with which it began."""
    decisions = tuple(StepDecision.objects.filter(signal=signal))
    if decisions:
        first = decisions[0]
        return Progress(get_signal_protocol(first.protocol).get_version(first.version), decisions)
    return Progress(get_present_version(on), ())


def get_signal_protocol(code: str = "") -> SignalProtocol:
    """Return a protocol, without code that of this municipality: its own file, else one that we ship."""
    own = find_own_folder("protocols")
    return get_protocol(code or settings.SIGNAL_PROTOCOL, [own, FOLDER] if own else [FOLDER])


def list_privacy_steps() -> list[str]:
    """Return the codes of the steps that the privacy officer takes, in any version of the protocol."""
    versions = get_signal_protocol().versions
    steps = [step for version in versions for step in version.steps]
    return sorted({step.code for step in steps if step.decided_by is Permission.SIGNALS_PRIVACY})


def get_present_version(on: date) -> ProtocolVersion:
    """Return the version of the protocol of this municipality that holds on a day."""
    return get_signal_protocol().get_version_on(on)
