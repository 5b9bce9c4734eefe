"""Writing a draft part by part: order, two writers, throwing away, what goes on after an evaluation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.plan_factories import (
    AUTHOR,
    COUNCIL_MEMBER,
    NOON,
    PERIOD,
    REVIEWER,
    a_commitment,
    a_content,
    a_count_promise,
    a_decision,
    a_drafted_plan,
    an_adopted_plan,
    an_adoption,
    find_unit,
)

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.audit.models import Event
from spoorboek.apps.plans.actions import add_commitment, adopt_plan, amend_plan, record_decision
from spoorboek.apps.plans.draft_actions import (
    describe_draft,
    discard_draft,
    move_part,
    remove_part,
    save_part,
)
from spoorboek.apps.plans.drafts import get_draft_row
from spoorboek.apps.plans.errors import PlanConflictError, PlanError
from spoorboek.apps.plans.models import SafetyPlan
from spoorboek.apps.plans.queries import export_plan, get_plan, list_plans
from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import Goal, Theme

pytestmark = pytest.mark.django_db
WRITE = {"plan": "plan", "find_unit": find_unit, "by": AUTHOR, "at": NOON}


def _goals():
    return [goal.title for goal in get_draft_row(AUTHOR, "plan").content.goals]


def test_a_part_without_a_code_gets_one_from_its_title_that_is_not_in_use():
    a_drafted_plan()
    theme = Theme(code="", title="Ondermijning")
    assert save_part(list_name="themes", part=theme, seen="", **WRITE) == "ondermijning-2"
    assert save_part(list_name="themes", part=theme, seen="", **WRITE) == "ondermijning-3"


def test_two_people_who_change_different_parts_both_keep_theirs():
    a_drafted_plan()
    row = get_draft_row(AUTHOR, "plan")
    goal, theme = row.content.goals[0], row.content.themes[0]
    save_part(list_name="goals", part=replace(goal, title="Een"), seen=row.marks["goals", goal.code], **WRITE)
    seen = row.marks["themes", theme.code]
    save_part(list_name="themes", part=replace(theme, title="Twee"), seen=seen, **WRITE)
    content = get_draft_row(AUTHOR, "plan").content
    assert (content.goals[0].title, content.themes[0].title) == ("Een", "Twee")


def test_who_saves_the_same_part_second_gets_to_see_the_first():
    a_drafted_plan()
    row = get_draft_row(AUTHOR, "plan")
    goal, seen = row.content.goals[0], row.marks["goals", "safe-city"]
    first = replace(goal, title="Van de een")
    save_part(list_name="goals", part=first, seen=seen, **WRITE)
    save_part(list_name="goals", part=first, seen=seen, **WRITE)
    with pytest.raises(PlanConflictError) as caught:
        save_part(list_name="goals", part=replace(goal, title="Van de ander"), seen=seen, **WRITE)
    assert caught.value.theirs == first
    assert _goals() == ["Van de een"]
    with pytest.raises(PlanConflictError):
        remove_part(list_name="goals", code="safe-city", seen=seen, **WRITE)


def test_a_part_that_somebody_took_out_does_not_come_back_unseen():
    a_drafted_plan()
    seen = get_draft_row(AUTHOR, "plan").marks["promises", "checks"]
    promise = get_draft_row(AUTHOR, "plan").content.promises[3]
    remove_part(list_name="promises", code="checks", seen=seen, **WRITE)
    with pytest.raises(PlanConflictError) as caught:
        save_part(list_name="promises", part=replace(promise, title="Anders"), seen=seen, **WRITE)
    assert caught.value.theirs is None


def test_a_part_moves_and_stays_at_the_end_of_its_list():
    a_drafted_plan(content=a_content(goals=(Goal(code="a", title="A"), Goal(code="safe-city", title="B"))))
    move_part(list_name="goals", code="a", is_up=True, **WRITE)
    assert _goals() == ["A", "B"]
    move_part(list_name="goals", code="a", is_up=False, **WRITE)
    assert _goals() == ["B", "A"]
    with pytest.raises(NotFoundError):
        move_part(list_name="goals", code="nothing", is_up=True, **WRITE)


def _describe(**said):
    row = get_draft_row(AUTHOR, "plan")
    known = {
        "title": row.title,
        "period": row.period,
        "reason": row.reason,
        "accountability": row.content.accountability,
        "seen": row.about_mark,
    }
    describe_draft(**WRITE, **(known | said))


def test_title_and_days_change_until_the_plan_is_adopted():
    a_drafted_plan()
    _describe(title="Beter", period=Period.parse("2023..2027"), accountability=("factsheet",))
    row = get_draft_row(AUTHOR, "plan")
    assert (row.title, row.period) == ("Beter", Period.parse("2023..2027"))
    assert row.content.accountability == ("factsheet",)
    with pytest.raises(PlanConflictError):
        _describe(title="Nog beter", seen="0123456789abcdef")
    with pytest.raises(PlanError, match="valt buiten de periode"):
        _describe(period=Period.parse("2023"))


def test_only_the_reason_of_a_later_version_changes():
    an_adopted_plan()
    amend_plan(plan="plan", reason="Na de evaluatie", by=AUTHOR, at=NOON)
    _describe(reason="Na de raadsvergadering")
    assert get_draft_row(AUTHOR, "plan").reason == "Na de raadsvergadering"
    with pytest.raises(PlanError, match="Geef de reden"):
        _describe(reason=" ")
    with pytest.raises(PlanError, match="veranderen niet meer"):
        _describe(title="Anders")


def test_a_draft_that_is_thrown_away_takes_a_plan_without_other_versions_along():
    a_drafted_plan()
    assert discard_draft(plan="plan", by=AUTHOR, at=NOON)
    assert list_plans(AUTHOR) == ()
    an_adopted_plan()
    amend_plan(plan="plan", reason="Na de evaluatie", by=AUTHOR, at=NOON)
    assert not discard_draft(plan="plan", by=AUTHOR, at=NOON)
    assert get_plan(AUTHOR, "plan").content == a_content()
    with pytest.raises(NotFoundError):
        get_draft_row(AUTHOR, "plan")


def test_a_plan_with_a_commitment_or_a_plan_below_it_is_not_thrown_away():
    a_drafted_plan()
    a_drafted_plan("below", parent="plan")
    with pytest.raises(PlanError, match="hangt nog een uitvoeringsplan"):
        discard_draft(plan="plan", by=AUTHOR, at=NOON)
    discard_draft(plan="below", by=AUTHOR, at=NOON)
    add_commitment(plan="plan", commitment=a_commitment(), by=AUTHOR, at=NOON)
    with pytest.raises(PlanError, match="gaan nooit weg"):
        discard_draft(plan="plan", by=AUTHOR, at=NOON)


def test_only_who_writes_plans_writes_a_draft_and_each_step_is_in_the_log():
    a_drafted_plan()
    steps = {
        move_part: {"list_name": "goals", "code": "safe-city", "is_up": True},
        save_part: {"list_name": "goals", "part": Goal(code="", title="x")},
        remove_part: {"list_name": "goals", "code": "safe-city"},
    }
    for step, said in steps.items():
        with pytest.raises(NotPermittedError):
            step(**{**WRITE, "by": REVIEWER}, **said)
        with pytest.raises(NotFoundError):
            step(**{**WRITE, "by": COUNCIL_MEMBER}, **said)
    with pytest.raises(NotFoundError):
        get_draft_row(COUNCIL_MEMBER, "plan")
    _describe(title="Beter")
    discard_draft(plan="plan", by=AUTHOR, at=NOON)
    assert [event.action for event in Event.objects.all()] == [
        "plans.draft",
        "plans.describe_draft",
        "plans.discard_draft",
    ]
    assert not SafetyPlan.objects.exists()


def test_what_an_evaluation_stopped_waits_in_the_next_draft_or_is_left_out_of_it():
    an_adopted_plan()
    record_decision(plan="plan", decision=a_decision(), by=AUTHOR, at=NOON)
    amend_plan(plan="plan", reason="Na de evaluatie", by=AUTHOR, at=NOON)
    assert [one.about for one in get_draft_row(AUTHOR, "plan").open_decisions] == ["checks"]
    discard_draft(plan="plan", by=AUTHOR, at=NOON)
    amend_plan(plan="plan", reason="Na de evaluatie", follows_decisions=True, by=AUTHOR, at=NOON)
    row = get_draft_row(AUTHOR, "plan")
    assert row.open_decisions == ()
    assert "checks" not in {promise.code for promise in row.content.promises}


def test_evidence_and_the_link_to_the_decision_stand_in_the_file():
    a_drafted_plan()
    decision = an_adoption(link="https://raad.example/2022-118")
    adopt_plan(plan="plan", decision=decision, find_unit=find_unit, by=REVIEWER, at=NOON)
    told = a_decision(letter="tussentijdse-evaluatie", figure="recorded-crimes@2024")
    record_decision(plan="plan", decision=told, by=AUTHOR, at=NOON)
    assert get_plan(AUTHOR, "plan").version.adoption == decision
    assert get_plan(AUTHOR, "plan").decisions == (told,)
    text = export_plan(AUTHOR, "plan").decode()
    assert "link: https://raad.example/2022-118" in text
    assert "letter: tussentijdse-evaluatie" in text


def test_a_promise_that_nothing_counts_yet_can_be_written_and_adopted():
    bare = a_count_promise(figure="", target=Decimal(3), unit="wijkschouwen")
    a_drafted_plan(content=a_content(promises=(bare,)), period=PERIOD)
    adopt_plan(plan="plan", decision=an_adoption(), find_unit=find_unit, by=REVIEWER, at=NOON)
    assert get_plan(AUTHOR, "plan").content.promises == (bare,)
    assert date(2022, 12, 20) == get_plan(AUTHOR, "plan").version.adoption.decided_on


def test_evidence_and_links_are_what_they_should_be():
    a_drafted_plan()
    said = {"plan": "plan", "find_unit": find_unit, "by": REVIEWER, "at": NOON}
    with pytest.raises(PlanError, match="begint met https://"):
        adopt_plan(decision=an_adoption(link="javascript:alert(1)"), **said)
    adopt_plan(decision=an_adoption(), **said)
    with pytest.raises(PlanError, match="de naam van een brief"):
        record_decision(plan="plan", decision=a_decision(letter="Geen brief"), by=AUTHOR, at=NOON)
    with pytest.raises(PlanError, match="een cijfer met een periode"):
        record_decision(plan="plan", decision=a_decision(figure="crimes"), by=AUTHOR, at=NOON)
