"""No measure and no case ever rests on anonymous tips alone, whatever is done in whatever order.

The oracle below reads the tables itself; it asks no rule of the house.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.apps.registers.register_factories import AT, EVERYTHING, csv_of

import spoorboek
from spoorboek.apps.cases.actions import open_case
from spoorboek.apps.cases.models import Case
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.exchange.list_imports import import_list
from spoorboek.apps.exchange.list_mapping import ListMapping
from spoorboek.apps.intake.actions import record_signal
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.intake.register_actions import (
    correct_registration,
    record_registration,
    withdraw_registration,
)
from spoorboek.apps.intake.register_imports import import_registrations
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.apps.interventions.actions import receive_police_report, take_measure
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.measure_actions import decide_measure
from spoorboek.apps.interventions.models import Measure, PoliceReport
from spoorboek.apps.interventions.registers import MEASURES, POLICE_REPORTS
from spoorboek.rules.errors import RuleError
from spoorboek.rules.ladders.ladder import CompetentBody, MeasureKind
from spoorboek.rules.ladders.measure import Decision

pytestmark = pytest.mark.django_db

DAY = date(2023, 3, 1)
WHO: dict[str, Any] = {"by": EVERYTHING, "at": AT}
TAKEN = {"kind": "warning", "taken_on": "2023-03-09"}
WARNING = Decision(
    kind=MeasureKind.WARNING,
    basis="verzonnen",
    provision="verzonnen",
    body=CompetentBody.MAYOR,
    grounds=frozenset(),
)
Door = Callable[[list[str], str, random.Random], object]
"""From the numbers of reports and of a case to a measure, through one door."""


def a_report(rng: random.Random, **said: Any) -> str:
    known = {"is_tip_alone": rng.random() < 0.7, **said}
    return receive_police_report(received_on=DAY, subject="other", **known, **WHO)


def a_signal(channel: str) -> str:
    return record_signal(channel=channel, received_on=DAY, theme="ondermijning", summary="Verzonnen", **WHO)


def a_case(signals: list[str]) -> str:
    said: dict[str, Any] = {
        "kind": "undermining",
        "title": "Verzonnen",
        "theme": "ondermijning",
        "opened_on": DAY,
    }
    return open_case(signals=signals, **said, **WHO)


def as_row(number: str, reports: list[str], case: str) -> dict[str, str]:
    return {"number": number, **TAKEN, "reports": " ".join(reports), "case": case}


def through_list(reports: list[str], case: str, rng: random.Random) -> object:
    row = as_row(f"M-{rng.random()}", reports, case)
    mapping = ListMapping(columns={name: name for name in row}, values={}, fixed={}, date_format="jmd")
    content = csv_of(MEASURES, row)
    report = import_list(register=MEASURES, name="m.csv", content=content, mapping=mapping, **WHO)
    if not report.is_done:
        raise RegistrationError(list(report.problems))
    return report


def through_correction(reports: list[str], case: str, rng: random.Random) -> object:
    number = take_measure(kind="warning", taken_on=DAY, **WHO)
    changes = {"reports": " ".join(reports), "case": case}
    return correct_registration(register=MEASURES, number=number, changes=changes, reason="beter", **WHO)


DOORS: dict[str, Door] = {
    "de dunne vorm": lambda reports, case, *_: take_measure(
        kind="warning", taken_on=date(2023, 3, 9), reports=reports, case=case or None, **WHO
    ),
    "de registratie": lambda reports, case, *_: record_registration(
        register=MEASURES, values={**TAKEN, "reports": reports, "case": case}, action="test", **WHO
    ),
    "het besluit": lambda reports, *_: decide_measure(
        reports=reports, taken_on=date(2023, 3, 9), decision=WARNING, **WHO
    ),
    "een bestand": lambda reports, case, rng: import_registrations(
        register=MEASURES,
        name="m.csv",
        content=csv_of(MEASURES, as_row(f"M-{rng.random()}", reports, case)),
        **WHO,
    ),
    "een eigen lijst": through_list,
    "een verbetering": through_correction,
}


def list_groundless() -> list[str]:
    """Return by the tables alone what rests on anonymous tips and nothing else."""
    found = []
    for measure in Measure.objects.filter(is_withdrawn=False, supported_by=""):
        reports = [one for one in measure.reports.all() if not one.is_withdrawn]
        signals = list(measure.case.signals.all()) if measure.case and not measure.reports.exists() else []
        alone = [one.is_tip_alone for one in reports] + [
            is_tip(one) for one in signals if not one.is_withdrawn
        ]
        found += [measure.number] if alone and all(alone) else []
    for case in Case.objects.filter(is_withdrawn=False):
        alone = [is_tip(one) for one in case.signals.all() if not one.is_withdrawn]
        found += [case.number] if alone and all(alone) else []
    return found


def is_tip(signal: Signal) -> bool:
    return signal.channel == "mma" and not signal.supported_by


@pytest.mark.parametrize("door", DOORS)
def test_no_door_lets_a_measure_in_that_rests_on_a_tip_alone(door: str) -> None:
    rng = random.Random(door)
    tip = a_report(rng, is_tip_alone=True)
    with pytest.raises((RegistrationError, RuleError), match="anonieme melding alleen"):
        DOORS[door]([tip], "", rng)
    assert not list_groundless()
    assert DOORS[door]([tip, a_report(rng, is_tip_alone=False)], "", rng)


@pytest.mark.parametrize("door", [door for door in DOORS if door != "het besluit"])
def test_no_door_lets_a_measure_in_on_a_case_of_tips_alone(door: str) -> None:
    case = a_case([])
    Case.objects.get().signals.add(Signal.objects.get(number=a_signal("mma")))  # as an older release left it
    with pytest.raises(RegistrationError, match="anonieme melding alleen"):
        DOORS[door]([], case, random.Random(door))
    Case.objects.get().signals.add(Signal.objects.get(number=a_signal("partner")))
    assert DOORS[door]([], case, random.Random(door))


def test_ground_does_not_go_from_under_a_measure_or_a_case_afterwards() -> None:
    rng = random.Random(1)
    tip, firm = a_report(rng, is_tip_alone=True), a_report(rng, is_tip_alone=False)
    number = take_measure(kind="warning", taken_on=DAY, reports=[tip, firm], **WHO)
    because: dict[str, Any] = {"reason": "verzonnen", **WHO}
    for change in (
        lambda: withdraw_registration(register=POLICE_REPORTS, number=firm, **because),
        lambda: correct_registration(
            register=POLICE_REPORTS, number=firm, changes={"is_tip_alone": True}, **because
        ),
        lambda: correct_registration(register=MEASURES, number=number, changes={"reports": tip}, **because),
    ):
        with pytest.raises(RegistrationError, match="anonieme melding alleen"):
            change()
    signals = [a_signal("mma"), a_signal("partner")]
    case = a_case(signals)
    for change in (
        lambda: withdraw_registration(register=SIGNALS, number=signals[1], **because),
        lambda: correct_registration(register=CASES, number=case, changes={"signals": signals[0]}, **because),
    ):
        with pytest.raises(RegistrationError, match="alleen op anonieme meldingen"):
            change()
    assert not list_groundless()


def test_whatever_is_done_in_whatever_order_nothing_rests_on_tips_alone() -> None:
    rng = random.Random(20230301)
    refused = 0
    for _ in range(100):
        try:
            rng.choice(STEPS)(rng)
        except (RegistrationError, InterventionError, RuleError, IndexError):
            refused += 1
    assert not list_groundless()
    assert Measure.objects.count() > 10
    assert 10 < refused < 90


def _some(rng: random.Random, rows: Any, most: int = 2) -> list[str]:
    numbers = list(rows.filter(is_withdrawn=False).values_list("number", flat=True))
    return rng.sample(numbers, min(len(numbers), rng.randint(1, most)))


def _take(rng: random.Random) -> object:
    case = "".join(_some(rng, Case.objects.all(), 1))
    reports = _some(rng, PoliceReport.objects.all()) if rng.random() < 0.7 else []
    return rng.choice(list(DOORS.values()))(reports, case, rng)


def _correct_report(rng: random.Random) -> object:
    number = _some(rng, PoliceReport.objects.all(), 1)[0]
    changes = {"is_tip_alone": rng.random() < 0.8}
    return correct_registration(register=POLICE_REPORTS, number=number, changes=changes, reason="x", **WHO)


def _correct_case(rng: random.Random) -> object:
    number = _some(rng, Case.objects.all(), 1)[0]
    changes = {"signals": " ".join(_some(rng, Signal.objects.all()))}
    return correct_registration(register=CASES, number=number, changes=changes, reason="x", **WHO)


def _withdraw(rng: random.Random) -> None:
    register = rng.choice([POLICE_REPORTS, SIGNALS])
    number = _some(rng, register.model._default_manager.all(), 1)[0]
    withdraw_registration(register=register, number=number, reason="x", **WHO)


STEPS: list[Callable[[random.Random], object]] = [
    lambda rng: a_report(rng),
    lambda rng: a_signal(rng.choice(["mma", "mma", "partner"])),
    lambda rng: a_case(_some(rng, Signal.objects.all())),
    _take,
    _take,
    _take,
    _correct_report,
    _correct_case,
    _withdraw,
]


def test_measures_are_made_nowhere_but_in_the_register() -> None:
    """A new way to make a measure past the register would be a door without this rule."""
    makers = {
        (path.name, found)
        for path in Path(spoorboek.__file__).parent.rglob("*.py")
        if "migrations" not in path.parts
        for found in MAKING.findall(path.read_text())
    }
    assert makers == set()


MAKING = re.compile(
    r"(?:\b(?:Measure|Case)\.objects|\.measures|\.reports|\.signals)"
    r"\.(?:create|bulk_create|get_or_create|update_or_create|add|set)\("
)
