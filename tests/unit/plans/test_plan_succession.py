from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.plan_factories import (
    a_content,
    a_count_promise,
    a_decision,
    a_milestone,
    an_outcome_promise,
)

from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import Action, AnnouncedPlan, DecisionOutcome, PlanContent, Theme
from spoorboek.rules.plan_succession import continue_plan, follow_decisions, list_open_decisions


def test_what_was_stopped_is_taken_out_and_nothing_names_it_any_more():
    content = a_content()
    stopped = a_decision(about="ondermijning", code="x", outcome=DecisionOutcome.ENDED)
    found = follow_decisions(content, [stopped])
    assert found.left_out == ("Ondermijning",)
    assert found.content.themes == (Theme(code="binnenstad", title="Binnenstad"),)
    assert [promise.theme for promise in found.content.promises] == ["", "", "binnenstad", ""]


def test_action_lets_go_of_a_promise_that_was_stopped():
    action = Action(
        code="network", title="Netwerk", owner="college", due_on=date(2026, 12, 31), promises=("checks",)
    )
    found = follow_decisions(a_content(actions=(action,)), [a_decision(about="checks")])
    assert found.content.actions == (replace(action, promises=()),)


def test_the_newest_decision_about_a_part_holds():
    stopped = a_decision()
    resumed = a_decision(code="x", outcome=DecisionOutcome.KEPT, decided_on=date(2025, 3, 1))
    assert list_open_decisions(a_content(), [resumed, stopped]) == ()
    assert list_open_decisions(a_content(), [stopped]) == (stopped,)
    assert list_open_decisions(PlanContent(), [stopped]) == ()


def test_the_next_plan_goes_on_without_what_was_due_before_it():
    content = a_content(
        promises=(a_count_promise(period=Period.parse("2023..2024")), a_milestone(), an_outcome_promise()),
        actions=(Action(code="network", title="Netwerk", owner="college", due_on=date(2026, 12, 31)),),
        announced_plans=(AnnouncedPlan(code="next", title="Later", period=Period.parse("2025")),),
    )
    found = continue_plan(content, [], Period.parse("2027..2030"))
    assert found.left_out == ("Later", "De binnenstad verkend", "Netwerk")
    assert found.content.promises == (replace(a_count_promise(), period=None), an_outcome_promise())
    assert found.content.actions == ()
