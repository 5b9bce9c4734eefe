"""Every register that figures can be counted from."""

from __future__ import annotations

from spoorboek.apps.access.registers import Register
from spoorboek.apps.cases.registers import REGISTERS as CASES
from spoorboek.apps.intake.registers import REGISTERS as INTAKE
from spoorboek.apps.interventions.registers import REGISTERS as INTERVENTIONS

REGISTERS: dict[str, Register] = {**INTAKE, **CASES, **INTERVENTIONS}
