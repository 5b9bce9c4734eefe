from __future__ import annotations

from datetime import date

import pytest
from tests.plan_factories import (
    AUTHOR,
    COUNCIL_MEMBER,
    NOON,
    REVIEWER,
    a_commitment,
    a_drafted_plan,
    an_adopted_plan,
    an_adoption,
    find_unit,
)

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import ANONYMOUS, Viewer
from spoorboek.apps.plans.actions import add_commitment, adopt_plan, amend_plan, withdraw_plan
from spoorboek.apps.plans.models import PART_MODELS, Commitment, PlanVersion, SafetyPlan
from spoorboek.apps.plans.queries import (
    compare_versions,
    export_plan,
    get_plan,
    get_promise,
    list_plans,
    read_family,
)
from spoorboek.figures.period import Period
from spoorboek.rules.roles import Permission, Role

pytestmark = pytest.mark.django_db
YEARS = Period.parse("2023..2024")
OUTSIDERS = [ANONYMOUS, COUNCIL_MEMBER]
READS = {
    "plan": lambda viewer: get_plan(viewer, "plan"),
    "promise": lambda viewer: get_promise(viewer, "plan", "inspections"),
    "due": lambda viewer: read_family(viewer, "plan").list_due(YEARS),
    "running": lambda viewer: read_family(viewer, "plan").list_running(YEARS),
    "commitments": lambda viewer: read_family(viewer, "plan").list_commitments(),
    "export": lambda viewer: export_plan(viewer, "plan"),
    "versions": lambda viewer: compare_versions(viewer, "plan", 1, 1),
}


@pytest.mark.parametrize("viewer", OUTSIDERS, ids=["anonymous", "council"])
@pytest.mark.parametrize("read", READS)
def test_a_draft_answers_as_if_it_does_not_exist(viewer, read):
    with pytest.raises(NotFoundError) as absent:
        READS[read](viewer)
    a_drafted_plan()
    with pytest.raises(NotFoundError) as hidden:
        READS[read](viewer)
    assert str(hidden.value) == str(absent.value) == "Het plan 'plan' bestaat niet"
    assert list_plans(viewer) == ()
    assert READS[read](AUTHOR) is not None


@pytest.mark.parametrize("role", Role)
def test_list_detail_and_every_row_agree_on_who_sees_a_draft(role):
    a_drafted_plan()
    add_commitment(plan="plan", commitment=a_commitment(), by=AUTHOR, at=NOON)
    viewer = Viewer("someone", "Voorbeeld", frozenset({role}))
    sees = viewer.may(Permission.PLANS_VIEW_DRAFTS)
    assert bool(list_plans(viewer)) is sees
    for model in (SafetyPlan, PlanVersion, Commitment, *PART_MODELS.values()):
        for row in model._default_manager.all():
            assert Access(viewer).is_allowed(row) is sees
        rows = Access(viewer).filter(model._default_manager.all())
        assert rows.count() == (model._default_manager.count() if sees else 0)


@pytest.mark.parametrize("viewer", OUTSIDERS, ids=["anonymous", "council"])
def test_an_adopted_plan_is_public_and_the_draft_of_its_next_version_is_not(viewer):
    an_adopted_plan()
    amend_plan(plan="plan", reason="Geheim voornemen", by=AUTHOR, at=NOON)
    assert [version.number for version in get_plan(viewer, "plan").versions] == [1]
    with pytest.raises(NotFoundError, match="Versie 2 van het plan 'plan' bestaat niet"):
        get_plan(viewer, "plan", 2)
    with pytest.raises(NotFoundError, match="Versie 2"):
        compare_versions(viewer, "plan", 1, 2)
    assert "Geheim" not in export_plan(viewer, "plan").decode()
    assert [version.number for version in get_plan(AUTHOR, "plan").versions] == [1, 2]


def test_a_hidden_plan_is_not_named_by_its_execution_plan_nor_the_other_way_round():
    a_drafted_plan()
    an_adopted_plan("below", parent="plan")
    assert list_plans(ANONYMOUS)[0].parent == ""
    assert list_plans(AUTHOR)[1].parent == "plan"
    adopt_plan(plan="plan", decision=an_adoption(), find_unit=find_unit, by=REVIEWER, at=NOON)
    a_drafted_plan("hidden", parent="plan")
    assert [row.slug for row in get_plan(ANONYMOUS, "plan").execution_plans] == ["below"]
    assert "hidden" not in export_plan(ANONYMOUS, "plan").decode()
    assert {row.plan for row in read_family(ANONYMOUS, "plan").list_due(YEARS)} == {"plan", "below"}


def test_the_version_of_then_stays_readable():
    an_adopted_plan()
    withdraw_plan(plan="plan", decision=an_adoption(decided_on=date(2024, 1, 1)), by=REVIEWER, at=NOON)
    assert get_plan(ANONYMOUS, "plan", 1).version.status_word == "ingetrokken"


def test_a_theme_brings_what_is_part_of_it():
    an_adopted_plan()
    due = read_family(ANONYMOUS, "plan").list_due(YEARS, theme="ondermijning")
    assert [row.promise.code for row in due] == ["inspections", "inspections", "exploration"]
    assert read_family(ANONYMOUS, "plan").list_due(YEARS, theme="elsewhere") == ()


def test_the_outline_holds_every_promise_once():
    an_adopted_plan()
    themes = get_plan(ANONYMOUS, "plan").themes
    codes = [p.code for theme in themes for goal in theme.goals for p in goal.promises]
    assert sorted(codes) == ["checks", "crime-falls", "exploration", "inspections"]
    assert [theme.code for theme in themes] == ["", "ondermijning", "binnenstad"]


def test_a_promise_is_found_with_its_periods():
    an_adopted_plan()
    promise = get_promise(ANONYMOUS, "plan", "inspections")
    assert [str(period) for period in promise.periods] == ["2023", "2024", "2025", "2026"]
    with pytest.raises(NotFoundError, match="De belofte 'dreams' bestaat niet"):
        get_promise(ANONYMOUS, "plan", "dreams")
