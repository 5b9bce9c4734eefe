from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plan_factories import LOADER

from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.plans.imports import import_plan
from spoorboek.apps.plans.plan_file import PlanFile, put_in_order
from spoorboek.apps.plans.plan_reading import read_plan
from spoorboek.apps.plans.plan_writing import write_plan
from spoorboek.apps.plans.queries import export_plan
from spoorboek.figures.period import Period
from spoorboek.rules.commitments import Commitment
from spoorboek.rules.plan_content import Action, Adoption, Goal, Pillar, PillarKind, PlanContent, Theme
from spoorboek.rules.promises import (
    CountedPer,
    CountPromise,
    MilestonePromise,
    OutcomeDirection,
    OutcomePromise,
    StandingPromise,
    TargetDirection,
)

PERIOD = Period.parse("2023..2026")
TEXT = (
    st.text(
        st.characters(
            codec="utf-8",
            exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co"),
            exclude_characters="\ufeff",
        )
        | st.sampled_from("\n'\"#:-{}[]&*!|>%@` 0123456789~"),
        min_size=1,
        max_size=60,
    )
    .map(str.strip)
    .filter(bool)
)
CODES = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
DAYS = st.dates(PERIOD.first, PERIOD.last)
AFTER = datetime.combine(PERIOD.last, time(12), UTC)
NUMBERS = st.decimals(min_value=0, max_value=Decimal("99999999"), places=2)


def _promise(code: str, themes: list[str], goals: list[str]) -> st.SearchStrategy[object]:
    said = {
        "code": st.just(code),
        "title": TEXT,
        "owner": TEXT,
        "theme": st.sampled_from(["", *themes]),
        "goal": st.sampled_from(["", *goals]),
        "note": st.just("") | TEXT,
    }
    count = st.builds(
        CountPromise,
        **said,
        unit=TEXT,
        figure=st.just(f"f-{code}"),
        target=NUMBERS,
        direction=st.sampled_from([TargetDirection.AT_MOST, TargetDirection.EXACTLY]),
        per=st.sampled_from(CountedPer),
        baseline=NUMBERS,
    )
    outcome = st.builds(
        OutcomePromise, **said, figure=st.just(f"f-{code}"), outcome=st.sampled_from(OutcomeDirection)
    )
    milestone = st.builds(MilestonePromise, **said, deliverable=TEXT, evidence=TEXT, due_on=DAYS)
    standing = st.builds(StandingPromise, **said, figure=st.sampled_from(["", f"f-{code}"]))
    return count | outcome | milestone | standing


@st.composite
def contents(draw: st.DrawFn) -> PlanContent:
    themes, goals, codes = (draw(st.lists(CODES, unique=True, max_size=3)) for _ in range(3))
    return PlanContent(
        accountability=tuple(draw(st.lists(TEXT, max_size=2))),
        themes=tuple(Theme(code=code, title=draw(TEXT)) for code in themes),
        goals=tuple(
            Goal(code=c, title=draw(TEXT), theme=draw(st.sampled_from(["", *themes]))) for c in goals
        ),
        pillars=tuple(
            Pillar(code=code, title=draw(TEXT), kind=draw(st.sampled_from(PillarKind))) for code in codes
        ),
        promises=tuple(draw(_promise(code, themes, goals)) for code in codes),
        actions=tuple(
            Action(
                code=code,
                title=draw(TEXT),
                owner=draw(TEXT),
                due_on=PERIOD.last,
                promises=tuple(draw(st.sets(st.sampled_from(codes)))),
            )
            for code in codes[:1]
        ),
    )


@st.composite
def plans(draw: st.DrawFn) -> PlanFile:
    made_on = draw(DAYS)
    commitments = [
        Commitment(
            code=code,
            text=draw(TEXT),
            made_on=made_on,
            due_on=made_on + timedelta(days=draw(st.integers(0, 9))),
        )
        for code in draw(st.lists(CODES, unique=True, max_size=2))
    ]
    return PlanFile(
        plan=draw(CODES),
        title=draw(TEXT),
        area="GM0505",
        period=PERIOD,
        adopted=draw(st.none() | st.builds(Adoption, body=TEXT, decided_on=DAYS)),
        content=draw(contents()),
        commitments=tuple(commitments),
    )


@given(plans())
def test_every_plan_is_read_back_as_it_was_written(plan):
    written = write_plan(plan)
    assert read_plan(written) == put_in_order(plan)
    assert write_plan(read_plan(written)) == written


@pytest.mark.django_db
@settings(max_examples=15, deadline=None)
@given(plan=plans())
def test_import_and_export_are_the_same_bytes_and_a_second_import_changes_nothing(plan):
    units = {p.figure: getattr(p, "unit", "x") for p in plan.content.promises if getattr(p, "figure", "")}
    said = {"data": write_plan(plan), "find_unit": units.get, "by": LOADER, "at": AFTER}
    with transaction.atomic():
        assert import_plan(**said).changes
        viewer = ANONYMOUS if plan.adopted else LOADER
        assert export_plan(viewer, plan.plan) == said["data"]
        assert import_plan(**said).changes == ()
        # An adopted plan cannot be deleted, and that is the point of it: undo the whole example.
        transaction.set_rollback(True)
