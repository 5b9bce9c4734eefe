"""What can be counted here."""

from __future__ import annotations

from spoorboek.apps.access.registers import ROWS, Measure, Register
from spoorboek.apps.intake.models import Signal
from spoorboek.rules.roles import Permission

SIGNALS = Register(
    code="signals",
    model=Signal,
    title="Signalen",
    prefix="S",
    writes=Permission.SIGNALS_WRITE,
    moments={"received": "received_on", "weighed": "weighed_on", "discussed": "discussed_on"},
    filters={"channel": "channel", "theme": "theme", "status": "status", "step": "next_step"},
    sees_all=Permission.SIGNALS_VIEW,
    measures={"rows": ROWS, "places": Measure("place", distinct=True)},
    personal=True,
)

REGISTERS = {register.code: register for register in (SIGNALS,)}
