"""Every day of a register that tells what happened has been; only terms and plans lie ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from tests.apps.registers.register_factories import AT, EVERYTHING, a_case

from spoorboek.apps.cases.registers import REGISTERS as CASE_REGISTERS
from spoorboek.apps.cases.work_actions import change_case
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.register_actions import (
    correct_registration,
    record_registration,
    withdraw_registration,
)
from spoorboek.apps.intake.registers import REGISTERS as SIGNAL_REGISTERS
from spoorboek.apps.interventions.actions import record_no_action
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.models import DesignatedArea
from spoorboek.apps.interventions.registers import REGISTERS as OTHER_REGISTERS

pytestmark = pytest.mark.django_db
REGISTERS = {**SIGNAL_REGISTERS, **CASE_REGISTERS, **OTHER_REGISTERS}
TODAY = AT.date()
TOMORROW = TODAY + timedelta(days=1)
BEGUN = {
    "signals": {"channel": "partner", "received_on": TODAY, "theme": "x", "summary": "verzonnen"},
    "cases": {"kind": "riec", "title": "verzonnen", "theme": "x", "opened_on": TODAY},
    "police-reports": {"subject": "other", "received_on": TODAY, "premises": "verzonnen"},
    "measures": {"kind": "closure", "taken_on": TODAY},
    "designated-areas": {"kind": "camera", "name": "verzonnen", "designated_on": TODAY},
    "deployments": {"kind": "stewards", "reason": "arson", "place": "plein", "started_on": TODAY},
    "assets": {"kind": "fixed_camera", "place": "plein", "placed_on": TODAY},
}
# Kept by us, or refused for another reason: what was found is found before it was received.
OTHERWISE = {"locked_until", "found_on", "lifted_on"}
MORE = {
    "no_action_on": {"no_action_reason": "verzonnen"},
    "closed_on": {"status": "closed"},
    "weighed_on": {"status": "weighed"},
}
UNSEEN = "\u200b\u00a0\u2060"


def days_of(code: str) -> list[str]:
    return [field.name for field in REGISTERS[code].model._meta.fields if type(field) is models.DateField]


def test_only_terms_may_lie_ahead() -> None:
    coming = {code: set(one.model.COMING_DAYS) for code, one in REGISTERS.items() if one.model.COMING_DAYS}
    assert coming == {"closures": {"closed_until"}, "penalty-orders": {"comply_until"}}


@pytest.mark.parametrize(
    ("code", "day"),
    [(code, day) for code in BEGUN for day in days_of(code) if day not in OTHERWISE],
)
def test_no_day_of_what_happened_lies_in_the_future(code: str, day: str) -> None:
    values: dict[str, Any] = {**BEGUN[code], day: TOMORROW, **MORE.get(day, {})}
    with pytest.raises(RegistrationError) as refused:
        record_registration(register=REGISTERS[code], values=values, by=EVERYTHING, at=AT, action="t")
    label = REGISTERS[code].model._meta.get_field(day).verbose_name
    assert f"'{label}': {TOMORROW:%d-%m-%Y} ligt in de toekomst" in refused.value.problems


def test_a_reason_that_nobody_sees_is_no_reason() -> None:
    who: dict[str, Any] = {"by": EVERYTHING, "at": AT}
    areas, reports = REGISTERS["designated-areas"], REGISTERS["police-reports"]
    said = BEGUN["designated-areas"]
    area = record_registration(register=areas, values=said, action="t", **who)
    report = record_registration(register=reports, values=BEGUN["police-reports"], action="t", **who)
    case = a_case(owner_id=None)
    with pytest.raises(RegistrationError, match="schrijf op waarom dit verandert"):
        withdraw_registration(register=areas, number=area, reason=UNSEEN, **who)
    with pytest.raises(RegistrationError, match="schrijf op waarom dit verandert"):
        correct_registration(register=areas, number=area, changes={"name": "plein"}, reason=UNSEEN, **who)
    with pytest.raises(InterventionError, match="waarom er geen maatregel volgt"):
        record_no_action(report=report, decided_on=TODAY, reason=UNSEEN, **who)
    with pytest.raises(RegistrationError, match="schrijf op waarom dit verandert"):
        change_case(number=case.number, version=case.version, changes={"title": "x"}, reason=UNSEEN, **who)
    with pytest.raises(RegistrationError, match="'naam' ontbreekt"):
        record_registration(register=areas, values={**said, "name": UNSEEN}, action="t", **who)
    assert DesignatedArea.objects.get().name == "verzonnen"
