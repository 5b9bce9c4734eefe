"""What can be counted here."""

from __future__ import annotations

from spoorboek.apps.access.registers import ROWS, Measure, Register
from spoorboek.apps.cases.models import Case
from spoorboek.rules.roles import Permission

CASES = Register(
    code="cases",
    model=Case,
    title="Casussen",
    prefix="C",
    writes=Permission.CASES_WRITE,
    moments={"opened": "opened_on", "closed": "closed_on"},
    filters={
        "kind": "kind",
        "theme": "theme",
        "status": "status",
        "place": "place",
        "complexity": "complexity",
    },
    measures={"rows": ROWS, "places": Measure("place", distinct=True)},
    stock=("opened_on", "closed_on"),
    sees_all=Permission.CASES_VIEW_ALL,
    personal=True,
)

REGISTERS = {register.code: register for register in (CASES,)}
