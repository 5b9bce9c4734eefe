"""What a record says of itself and what a query returns are the same, in any world."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.registers.register_factories import AT, a_case, a_person, a_signal

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.conditions import Always, Condition, Holds, Never
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.models import Case, CaseText, Participation
from spoorboek.apps.intake.models import Signal, SignalText
from spoorboek.apps.people.models import Person
from spoorboek.rules.case_access import CaseLevel
from spoorboek.rules.roles import Role

PEOPLE = ("leidt", "uitgenodigd", "ziet-niets")
World = list[tuple[int | None, list[tuple[int, int]]]]
worlds: st.SearchStrategy[World] = st.lists(
    st.tuples(
        st.none() | st.integers(0, 2),
        st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), unique=True, max_size=4),
    ),
    max_size=4,
)
roles = st.frozensets(st.sampled_from([r for r in Role if r is not Role.COORDINATOR]), max_size=3)


def leaves() -> st.SearchStrategy[Condition]:
    keys = st.lists(st.integers(0, 2), max_size=2)
    return st.one_of(
        st.just(Always()),
        st.just(Never()),
        st.builds(lambda k: Holds("owner_id", tuple(k)), keys),
        st.builds(lambda k: Holds("participations__person_id", tuple(k)), keys),
        st.builds(lambda k: Holds("owner__username", tuple(PEOPLE[i] for i in k)), keys),
    )


def joined(a: Condition, b: Condition, both: bool) -> Condition:
    return a & b if both else a | b


conditions = st.recursive(leaves(), lambda inner: st.builds(joined, inner, inner, st.booleans()))


@pytest.fixture
def people(db: None) -> list[Person]:
    return [a_person(name) for name in PEOPLE]


def make_world(world: World, people: list[Person]) -> None:
    SignalText.objects.all().delete()
    Participation.objects.all().delete()
    Case.objects.all().delete()
    Signal.objects.all().delete()
    for number, (owner, invited) in enumerate(world):
        case = a_case(f"C-{number}", owner=people[owner] if owner is not None else None)
        for person, day in invited:
            Participation.objects.create(case=case, person=people[person], meeting_on=date(2023, 3, day))
        text = SignalText.objects.create(signal=a_signal(f"S-{number}"), text="verzonnen")
        text.readers.set({people[person] for person, _ in invited})


def as_keys(condition: Condition, people: list[Person]) -> Condition:
    """Turn the places of people in a condition into their keys."""
    if isinstance(condition, Holds) and condition.path.endswith("_id"):
        return Holds(condition.path, tuple(people[i].pk for i in condition.values))
    parts = getattr(condition, "parts", None)
    return type(condition)(tuple(as_keys(p, people) for p in parts)) if parts else condition  # type: ignore[call-arg]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds, condition=conditions)
def test_any_condition_says_the_same_of_a_record_and_in_a_query(
    people: list[Person], world: World, condition: Condition
) -> None:
    make_world(world, people)
    asked = as_keys(condition, people)
    one_by_one = [case.pk for case in Case.objects.order_by("pk") if asked.is_allowed(case)]
    assert one_by_one == sorted(Case.objects.filter(asked.as_filter(Case)).values_list("pk", flat=True))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds, who=st.integers(0, 2), has=roles)
def test_access_lists_exactly_the_records_it_allows_each_once(
    people: list[Person], world: World, who: int, has: frozenset[Role]
) -> None:
    make_world(world, people)
    access = Access(Viewer(person_id=str(people[who].pk), name="verzonnen", roles=has))
    for model in (Case, Signal, SignalText):
        allowed = sorted(row.pk for row in model.objects.all() if access.is_allowed(row))
        assert sorted(access.filter(model.objects.all()).values_list("pk", flat=True)) == allowed


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds, who=st.integers(0, 2))
def test_a_case_exists_for_its_owner_and_its_guests_and_for_nobody_else(
    people: list[Person], world: World, who: int
) -> None:
    make_world(world, people)
    access = Access(Viewer(person_id=str(people[who].pk), name="verzonnen", roles=frozenset()))
    expected = {
        f"C-{number}"
        for number, (owner, invited) in enumerate(world)
        if owner == who or who in {person for person, _ in invited}
    }
    assert set(access.filter(Case.objects.all()).values_list("number", flat=True)) == expected


LEVELS = st.sampled_from(list(CaseLevel))
RULES = st.sampled_from(["team", "invited", "meeting", "glass"])
GROUPS = ("base", "content", "police", "unknown")
parts_worlds = st.lists(
    st.tuples(
        LEVELS,
        st.booleans(),
        st.lists(st.tuples(RULES, st.sets(st.sampled_from(GROUPS)), st.sampled_from([-1, 0, 1])), max_size=3),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=parts_worlds, role=st.sampled_from([Role.COORDINATOR, Role.CORE_TEAM_MEMBER, Role.PARTNER]))
def test_a_part_of_a_case_exists_for_whom_its_own_group_is_open(
    people: list[Person], world: list[tuple[CaseLevel, bool, list[tuple[str, set[str], int]]]], role: Role
) -> None:
    CaseText.objects.all().delete()
    make_world([], people)
    me = people[0]
    for place, (level, is_mine, taking_part) in enumerate(world):
        case = a_case(f"C-{place}", owner=me if is_mine else people[1], level=level.value)
        for day, (rule, groups, when) in enumerate(taking_part, 1):
            said = f" {' '.join(sorted(groups))} " if groups else ""
            begins = AT + timedelta(hours=when)
            ends = AT if when < 0 and day % 2 else None
            Participation.objects.create(
                case=case,
                person=me,
                rule=rule,
                groups=said,
                starts_at=begins,
                ends_at=ends,
                meeting_on=date(2023, 3, day),
            )
        for group in GROUPS:
            CaseText.objects.create(case=case, section=group, group=group, body="verzonnen", entered_at=AT)
    viewer = Viewer(person_id=str(me.pk), name="verzonnen", roles=frozenset({role})).looking_at(AT)
    access = Access(viewer)
    open_ones = {
        text.pk
        for text in CaseText.objects.all()
        if text.group != "unknown" and Case.opens(viewer, text.group).is_allowed(text.case)
    }
    assert {text.pk for text in CaseText.objects.all() if access.is_allowed(text)} == open_ones
    assert set(access.filter(CaseText.objects.all()).values_list("pk", flat=True)) == open_ones
    for case in Case.objects.all():
        parts = access.filter_parts(CaseText.objects.all(), path="case", of=case)
        assert {text.pk for text in parts} == {key for key in open_ones if case.casetexts.filter(pk=key)}
