"""The plan behind the two letters, as the example city has it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from tests.plan_factories import LOADER, NOON

from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.plans.imports import import_plan
from spoorboek.apps.plans.plan_file import PlanFile
from spoorboek.apps.plans.plan_reading import read_plan
from spoorboek.apps.plans.plan_writing import write_plan
from spoorboek.apps.plans.queries import export_plan, read_family
from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import DecisionOutcome
from spoorboek.rules.promises import CountedPer, CountPromise, check_unit_fits, get_kind

FILE = Path(__file__).parents[2] / "examples" / "dordrecht" / "plan.yaml"
SLUG = "integraal-veiligheidsplan-2023-2026"


@pytest.fixture(scope="module")
def plan() -> PlanFile:
    return read_plan(FILE.read_bytes())


def _execution_plan(plan: PlanFile, slug: str) -> PlanFile:
    return next(each for each in plan.execution_plans if each.plan == slug)


def test_the_file_is_in_its_one_order(plan):
    assert write_plan(plan) == FILE.read_bytes()


@pytest.mark.django_db
def test_the_plan_goes_in_and_comes_out_to_the_byte(plan):
    every = [plan, *plan.execution_plans]
    units = {p.figure: p.unit for each in every for p in each.content.promises if isinstance(p, CountPromise)}
    said = {"find_unit": lambda code: units.get(code, "iets anders"), "by": LOADER, "at": NOON}
    import_plan(data=FILE.read_bytes(), **said)
    assert export_plan(ANONYMOUS, SLUG) == FILE.read_bytes()
    assert import_plan(data=FILE.read_bytes(), **said).changes == ()
    due = read_family(ANONYMOUS, SLUG).list_due(Period.parse("2023..2024"), theme="ondermijning")
    assert {row.plan for row in due} == {"uitvoeringsplan-ondermijning-2023-2024"}
    assert len(due) == 14, "thirteen promises, of which the inspections are due twice"
    commitments = read_family(ANONYMOUS, SLUG).list_commitments_due(
        period=Period.parse("2023..2024"), dated_on=date(2025, 2, 24)
    )
    assert [row.commitment.code for row in commitments] == ["feedback-after-two-years"]


def test_nine_indicators_became_thirteen_promises_of_the_right_kind(plan):
    promises = _execution_plan(plan, "uitvoeringsplan-ondermijning-2023-2024").content.promises
    assert Counter(get_kind(promise).value for promise in promises) == {
        "count": 4,
        "milestone": 6,
        "standing": 3,
    }


def test_only_four_indicators_carry_a_number(plan):
    promises = _execution_plan(plan, "uitvoeringsplan-ondermijning-2023-2024").content.promises
    targets = {p.code: (p.target, p.per) for p in promises if isinstance(p, CountPromise)}
    assert targets == {
        "integrated-inspections": (10, CountedPer.YEAR),
        "communication-campaigns": (3, CountedPer.PERIOD),
        "awareness-trainings": (2, CountedPer.PERIOD),
        "drug-actions": (4, CountedPer.PERIOD),
    }


def test_178_lessons_are_68_more(plan):
    (lessons,) = _execution_plan(plan, "inzet-2025-2026").content.promises
    assert isinstance(lessons, CountPromise)
    assert lessons.target - lessons.baseline == Decimal(68)
    assert lessons.period == Period.year(2025)


def test_the_plan_has_its_goals_approaches_themes_and_execution_plans(plan):
    content = plan.content
    assert len(content.goals) == len(content.approaches) == 3
    assert Counter(theme.approach for theme in content.themes) == {
        "gebiedsgericht": 1,
        "themagericht": 3,
        "doelgroepgericht": 1,
    }
    assert len(content.announced_plans) == 5
    assert [pillar.code for pillar in content.pillars] == ["fysiek", "sociaal", "veilig"]
    assert plan.adopted is not None
    assert (plan.adopted.body, plan.adopted.decided_on) == ("gemeenteraad", date(2022, 12, 20))


def test_two_things_were_stopped_one_ended_and_one_added_after_the_evaluation(plan):
    assert Counter(decision.outcome for decision in plan.decisions) == {
        DecisionOutcome.STOPPED: 2,
        DecisionOutcome.ENDED: 1,
        DecisionOutcome.ADDED: 1,
    }


def test_seventeen_intentions_for_the_two_years_to_come_have_an_owner_and_a_deadline(plan):
    coming = _execution_plan(plan, "inzet-2025-2026")
    assert len(coming.content.actions) == 17
    assert {action.due_on for action in coming.content.actions} == {date(2026, 12, 31)}


def test_every_figure_that_a_promise_names_is_defined_and_counts_in_its_unit(plan):
    said = yaml.safe_load((FILE.parent / "indicators.yaml").read_text())
    units = {each["code"]: each["unit"] for each in said["indicators"]}
    named = [
        p for each in (plan, *plan.execution_plans) for p in each.content.promises if getattr(p, "figure", "")
    ]
    assert len(named) == 8
    for promise in named:
        assert promise.figure in units
        if isinstance(promise, CountPromise):
            check_unit_fits(promise.unit, units[promise.figure])
