from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.plan_factories import (
    AUTHOR,
    COUNCIL_MEMBER,
    NOON,
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
from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.audit.models import Event
from spoorboek.apps.plans.actions import (
    add_commitment,
    adopt_plan,
    amend_plan,
    discharge_commitment,
    record_decision,
    withdraw_plan,
)
from spoorboek.apps.plans.draft_actions import edit_draft, remove_part, save_part
from spoorboek.apps.plans.errors import PlanContentError, PlanError
from spoorboek.apps.plans.models import PlanVersion
from spoorboek.apps.plans.queries import compare_versions, get_plan, read_family
from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import Goal
from spoorboek.rules.plan_lifecycle import VersionStatus

pytestmark = pytest.mark.django_db
WRITE = {"find_unit": find_unit, "by": AUTHOR, "at": NOON}


def _events():
    return [event.action for event in Event.objects.all()]


def test_a_draft_says_what_was_written():
    a_drafted_plan()
    plan = get_plan(AUTHOR, "plan")
    assert plan.content == a_content()
    assert plan.version.status is VersionStatus.DRAFT
    assert _events() == ["plans.draft"]


def test_a_part_is_added_replaced_and_removed():
    a_drafted_plan()
    save_part(plan="plan", list_name="goals", part=Goal(code="more", title="Meer"), **WRITE)
    save_part(plan="plan", list_name="goals", part=Goal(code="more", title="Nog meer"), **WRITE)
    assert [goal.title for goal in get_plan(AUTHOR, "plan").content.goals] == ["Een veilige stad", "Nog meer"]
    remove_part(plan="plan", list_name="goals", code="more", **WRITE)
    assert [goal.code for goal in get_plan(AUTHOR, "plan").content.goals] == ["safe-city"]
    assert _events() == ["plans.draft", "plans.save_part", "plans.save_part", "plans.remove_part"]


def test_a_goal_that_a_promise_serves_cannot_be_removed():
    a_drafted_plan()
    with pytest.raises(PlanContentError, match=r"promises\[0\].goal: 'safe-city' staat niet in de lijst"):
        remove_part(plan="plan", list_name="goals", code="safe-city", **WRITE)


def test_a_part_must_fit_its_list():
    a_drafted_plan()
    with pytest.raises(PlanError, match="hoort niet in de lijst 'promises'"):
        save_part(plan="plan", list_name="promises", part=Goal(code="x", title="x"), **WRITE)
    with pytest.raises(PlanError, match="heeft geen lijst 'wishes'"):
        save_part(plan="plan", list_name="wishes", part=Goal(code="x", title="x"), **WRITE)
    with pytest.raises(NotFoundError, match="'nothing' in de lijst 'goals' bestaat niet"):
        remove_part(plan="plan", list_name="goals", code="nothing", **WRITE)


def test_a_count_promise_in_another_unit_than_its_figure_is_refused():
    a_drafted_plan()
    promise = a_count_promise(unit="controledagen")
    with pytest.raises(PlanContentError, match="telt controledagen, maar het cijfer telt gecontroleerde"):
        save_part(plan="plan", list_name="promises", part=promise, **WRITE)
    assert get_plan(AUTHOR, "plan").content == a_content()


def test_a_unit_that_changed_since_the_draft_stops_adoption():
    a_drafted_plan()
    with pytest.raises(PlanContentError, match="maar het cijfer telt controledagen"):
        adopt_plan(
            plan="plan",
            decision=an_adoption(),
            find_unit=lambda code: "controledagen",
            by=REVIEWER,
            at=NOON,
        )


def test_a_promise_on_a_figure_that_nobody_defined_stops_adoption():
    a_drafted_plan()
    with pytest.raises(PlanContentError, match="Er is geen cijfer met de code 'recorded-crimes'"):
        adopt_plan(
            plan="plan",
            decision=an_adoption(),
            find_unit={"inspected-businesses": "gecontroleerde bedrijven"}.get,
            by=REVIEWER,
            at=NOON,
        )


def test_the_name_of_a_plan_is_a_code():
    with pytest.raises(PlanContentError, match="hier staat 'Mijn plan'"):
        a_drafted_plan("Mijn plan")


def test_an_adopted_plan_is_not_edited_but_amended_with_a_reason():
    an_adopted_plan()
    with pytest.raises(PlanError, match="heeft geen concept"):
        edit_draft(plan="plan", content=a_content(), **WRITE)
    with pytest.raises(PlanError, match="Geef de reden"):
        amend_plan(plan="plan", reason=" ", by=AUTHOR, at=NOON)
    assert amend_plan(plan="plan", reason="Na de evaluatie", by=AUTHOR, at=NOON) == 2
    with pytest.raises(PlanError, match="heeft al een concept"):
        amend_plan(plan="plan", reason="Nog eens", by=AUTHOR, at=NOON)


def test_a_new_version_takes_the_place_of_the_old_one_and_shows_what_changed():
    an_adopted_plan()
    amend_plan(plan="plan", reason="Na de evaluatie", by=AUTHOR, at=NOON)
    save_part(plan="plan", list_name="promises", part=a_count_promise(target=Decimal(12)), **WRITE)
    remove_part(plan="plan", list_name="promises", code="checks", **WRITE)
    save_part(plan="plan", list_name="goals", part=Goal(code="more", title="Meer"), **WRITE)
    assert get_plan(COUNCIL_MEMBER, "plan").content == a_content()
    adopt_plan(plan="plan", decision=an_adoption(), find_unit=find_unit, by=REVIEWER, at=NOON)
    plan = get_plan(COUNCIL_MEMBER, "plan")
    assert [(v.number, v.status_word) for v in plan.versions] == [(1, "vervangen"), (2, "vastgesteld")]
    changes = [(c.list_name, c.code, c.change, c.changed) for c in compare_versions(ANONYMOUS, "plan", 1, 2)]
    assert changes == [
        ("goals", "more", "toegevoegd", ()),
        ("promises", "checks", "vervallen", ()),
        ("promises", "inspections", "gewijzigd", (("target", Decimal(10), Decimal(12)),)),
    ]


def test_a_withdrawn_plan_stays_public():
    an_adopted_plan()
    withdraw_plan(plan="plan", decision=an_adoption(decided_on=date(2024, 1, 1)), by=REVIEWER, at=NOON)
    assert get_plan(ANONYMOUS, "plan").version.withdrawal == an_adoption(decided_on=date(2024, 1, 1))
    with pytest.raises(PlanError, match="geen vastgestelde versie"):
        withdraw_plan(plan="plan", decision=an_adoption(), by=REVIEWER, at=NOON)


def test_adoption_leaves_the_fingerprint_of_the_content_in_the_log():
    an_adopted_plan()
    event = Event.objects.get(action="plans.adopt")
    assert event.subject == "plans.planversion:plan@1"
    assert len(event.details["content_sha256"]) == 64


def test_decisions_after_an_evaluation_name_something_that_exists():
    an_adopted_plan()
    record_decision(plan="plan", decision=a_decision(), by=AUTHOR, at=NOON)
    with pytest.raises(PlanError, match="al een besluit 'stop-checks'"):
        record_decision(plan="plan", decision=a_decision(), by=AUTHOR, at=NOON)
    with pytest.raises(PlanContentError, match="'dreams' is geen belofte, actie, doel of thema"):
        record_decision(plan="plan", decision=a_decision(code="b", about="dreams"), by=AUTHOR, at=NOON)
    assert get_plan(ANONYMOUS, "plan").decisions == (a_decision(),)


def test_a_commitment_is_made_and_discharged_by_a_letter():
    add_commitment(plan=an_adopted_plan(), commitment=a_commitment(), by=AUTHOR, at=NOON)
    done = {"letter": "evaluation", "on": date(2025, 2, 24), "by": AUTHOR, "at": NOON}
    discharge_commitment(plan="plan", code="feedback", **done)
    said = read_family(ANONYMOUS, "plan").list_commitments()[0].commitment
    assert (said.discharged_by, said.discharged_on) == ("evaluation", date(2025, 2, 24))
    with pytest.raises(PlanError, match="is al afgedaan met de brief 'evaluation'"):
        discharge_commitment(plan="plan", code="feedback", **done)
    with pytest.raises(NotFoundError, match="De toezegging 'other' bestaat niet"):
        discharge_commitment(plan="plan", code="other", **done)
    with pytest.raises(PlanError, match="al een toezegging 'feedback'"):
        add_commitment(plan="plan", commitment=a_commitment(), by=AUTHOR, at=NOON)


def test_an_execution_plan_fits_inside_its_plan():
    an_adopted_plan()
    with pytest.raises(PlanError, match="past niet onder 'Veiligheidsplan'"):
        a_drafted_plan("later", parent="plan", period=Period.parse("2026..2027"))
    an_adopted_plan("two-years", parent="plan", period=Period.parse("2023..2024"), content=_short())
    assert [row.slug for row in get_plan(ANONYMOUS, "plan").execution_plans] == ["two-years"]
    with pytest.raises(PlanError, match="past niet onder"):
        a_drafted_plan("below", parent="two-years", period=Period.parse("2023"), content=_short())
    with pytest.raises(PlanError, match="al een plan 'plan'"):
        a_drafted_plan("plan")


def _short():
    return replace(a_content(), actions=())


def test_those_who_may_not_are_told_so_and_nothing_is_written():
    a_drafted_plan()
    with pytest.raises(NotPermittedError, match="een plan vaststellen"):
        adopt_plan(plan="plan", decision=an_adoption(), find_unit=find_unit, by=AUTHOR, at=NOON)
    with pytest.raises(NotPermittedError, match="een plan schrijven"):
        edit_draft(plan="plan", content=a_content(), find_unit=find_unit, by=REVIEWER, at=NOON)
    with pytest.raises(NotPermittedError, match="een plan schrijven"):
        a_drafted_plan("mine", by=REVIEWER)
    assert PlanVersion.objects.get().status == "draft"
    assert _events() == ["plans.draft"]
