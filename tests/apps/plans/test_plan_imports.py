from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.plan_factories import (
    AUTHOR,
    COUNCIL_MEMBER,
    LOADER,
    NOON,
    PERIOD,
    a_commitment,
    a_content,
    a_count_promise,
    a_decision,
    an_adoption,
    find_unit,
)

from spoorboek.apps.access.errors import NotPermittedError
from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.audit.models import Event
from spoorboek.apps.plans.errors import PlanContentError, PlanError
from spoorboek.apps.plans.imports import import_plan
from spoorboek.apps.plans.models import PlanVersion, SafetyPlan
from spoorboek.apps.plans.plan_file import PlanFile
from spoorboek.apps.plans.plan_writing import write_plan
from spoorboek.apps.plans.queries import export_plan, get_plan
from spoorboek.figures.period import Period
from spoorboek.rules.plan_lifecycle import VersionStatus

pytestmark = pytest.mark.django_db
BELOW = PlanFile(
    plan="below",
    title="Uitvoeringsplan",
    area="GM0505",
    period=Period.parse("2023..2024"),
    adopted=an_adoption(),
)
ABOVE = PlanFile(
    plan="plan",
    title="Veiligheidsplan",
    area="GM0505",
    period=PERIOD,
    adopted=an_adoption(),
    content=a_content(),
    commitments=(a_commitment(),),
    decisions=(a_decision(),),
    execution_plans=(BELOW,),
)


def _take(plan, by=LOADER):
    return import_plan(data=write_plan(plan), find_unit=find_unit, by=by, at=NOON).changes


def test_the_same_file_again_changes_nothing_and_leaves_no_event():
    assert len(_take(ABOVE)) == 6
    events = Event.objects.count()
    assert _take(ABOVE) == ()
    assert Event.objects.count() == events


def test_what_goes_out_is_what_came_in():
    _take(ABOVE)
    assert export_plan(ANONYMOUS, "plan") == write_plan(ABOVE)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            replace(BELOW, content=a_content(promises=(a_count_promise(unit="controledagen"),), actions=())),
            "De belofte telt controledagen, maar het cijfer telt gecontroleerde bedrijven",
        ),
        (
            replace(BELOW, content=a_content(promises=(a_count_promise(figure="dreams"),), actions=())),
            "Er is geen cijfer met de code 'dreams'",
        ),
    ],
)
def test_one_wrong_promise_at_the_end_leaves_nothing_behind(wrong, sentence):
    with pytest.raises(PlanContentError, match=sentence):
        _take(replace(ABOVE, execution_plans=(wrong,)))
    assert not SafetyPlan.objects.exists()
    assert not Event.objects.exists()


def test_only_a_draft_is_replaced_by_a_file():
    draft = replace(ABOVE, adopted=None, execution_plans=(), decisions=())
    changed = replace(draft, content=a_content(promises=(a_count_promise(target=Decimal(12)),)))
    _take(draft, by=AUTHOR)
    assert _take(changed, by=AUTHOR) == ("Het concept van 'Veiligheidsplan' is vervangen.",)
    _take(replace(changed, adopted=an_adoption()))
    with pytest.raises(PlanError, match="is al vastgesteld en verandert niet meer"):
        _take(draft)


def test_a_file_can_bring_the_next_version():
    _take(ABOVE)
    second = replace(
        ABOVE, version=2, reason="Na de evaluatie", adopted=an_adoption(decided_on=date(2025, 3, 1))
    )
    _take(replace(second, content=a_content(accountability=())))
    statuses = PlanVersion.objects.filter(plan__slug="plan").values_list("number", "status")
    assert list(statuses) == [(1, "superseded"), (2, "adopted")]
    with pytest.raises(PlanError, match="Versie 4 van 'Veiligheidsplan' volgt niet"):
        _take(replace(second, version=4))


def test_a_file_can_say_that_a_plan_was_withdrawn():
    _take(ABOVE)
    gone = replace(ABOVE, withdrawn=an_adoption(decided_on=date(2025, 3, 1)))
    assert _take(gone) == ("Plan 'Veiligheidsplan' is ingetrokken.",)
    assert get_plan(ANONYMOUS, "plan").version.status is VersionStatus.WITHDRAWN
    assert export_plan(ANONYMOUS, "plan") == write_plan(gone)
    assert _take(gone) == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": "Ander plan"}, "al een plan 'plan' met een andere titel"),
        (
            {"adopted": an_adoption(body="college")},
            "Het besluit over 'Veiligheidsplan' van 20-12-2022",
        ),
        ({"commitments": (a_commitment(text="Minder"),)}, "De toezegging 'feedback' ligt al vast"),
        ({"decisions": (a_decision(reason="Toch niet"),)}, "Het besluit 'stop-checks' ligt al vast"),
    ],
)
def test_what_was_said_and_decided_cannot_be_rewritten_by_a_file(change, sentence):
    _take(ABOVE)
    with pytest.raises(PlanError, match=sentence):
        _take(replace(ABOVE, **change))
    assert export_plan(ANONYMOUS, "plan") == write_plan(ABOVE)


def test_a_file_can_discharge_a_commitment_but_an_older_file_does_not_undo_it():
    _take(ABOVE)
    done = a_commitment(discharged_by="evaluation", discharged_on=date(2025, 2, 24))
    assert _take(replace(ABOVE, commitments=(done,))) == ("Toezegging 'feedback' is afgedaan.",)
    assert _take(ABOVE) == ()
    assert get_plan(ANONYMOUS, "plan").commitments == (done,)


def test_taking_in_an_adopted_plan_needs_both_permissions():
    with pytest.raises(NotPermittedError, match="een vastgesteld plan inlezen"):
        _take(ABOVE, by=AUTHOR)
    with pytest.raises(NotPermittedError, match="een plan inlezen"):
        _take(ABOVE, by=COUNCIL_MEMBER)
    assert not SafetyPlan.objects.exists()
