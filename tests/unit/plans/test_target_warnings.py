"""What whoever types a promise is warned of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.plan_factories import UNITS, a_count_promise, a_milestone, a_standing_effort, an_outcome_promise

from spoorboek.rules.promises import Promise, TargetDirection
from spoorboek.rules.target_warnings import list_target_warnings


def warn(promise: Promise) -> list[tuple[str, str]]:
    return [(warning.field, warning.sentence) for warning in list_target_warnings(promise, UNITS)]


def test_a_target_that_chance_can_reach_is_flagged_with_where_a_change_is_seen() -> None:
    ((field, said),) = warn(a_count_promise(baseline=Decimal(88), target=Decimal(104)))

    assert field == "target" and "Pas bij 62 of minder of 118 of meer" in said


def test_from_a_small_start_only_a_rise_can_be_seen() -> None:
    ((_, said),) = warn(a_count_promise(baseline=Decimal(4), target=Decimal(6)))

    assert "Pas bij 13 of meer" in said


@pytest.mark.parametrize(("baseline", "target"), [("88", "118"), ("88", "62"), ("0", "1"), ("7.1", "7.2")])
def test_a_target_that_stands_out_or_cannot_be_compared_is_not_flagged(baseline: str, target: str) -> None:
    rises = Decimal(target) > Decimal(baseline)
    direction = TargetDirection.AT_LEAST if rises else TargetDirection.AT_MOST
    made = a_count_promise(baseline=Decimal(baseline), target=Decimal(target), direction=direction)
    assert warn(made) == []


def test_a_unit_that_no_figure_has_is_flagged_with_what_is_counted() -> None:
    ((field, said),) = warn(a_count_promise(figure="", unit="bedrijven"))

    assert field == "unit"
    assert "Geen enkel cijfer telt bedrijven" in said and "gecontroleerde bedrijven" in said


def test_who_names_a_unit_that_is_counted_is_asked_to_choose_the_figure() -> None:
    ((field, said),) = warn(a_count_promise(figure="", unit="Gecontroleerde bedrijven "))

    assert field == "figure" and "Er is een cijfer dat Gecontroleerde bedrijven telt" in said


def test_a_figure_that_counts_something_else_is_flagged() -> None:
    ((field, said),) = warn(a_count_promise(unit="controledagen"))

    assert field == "unit" and "telt controledagen, maar het cijfer telt gecontroleerde bedrijven" in said


@pytest.mark.parametrize("make", [a_count_promise, an_outcome_promise, a_standing_effort])
def test_a_figure_that_does_not_exist_is_flagged_with_what_looks_like_it(make: type[Promise]) -> None:
    ((field, said),) = warn(make(figure="recorded-crime"))

    assert field == "figure" and "Lijkt op: recorded-crimes" in said


def test_promises_without_a_number_are_not_flagged() -> None:
    assert warn(a_milestone()) == warn(an_outcome_promise()) == warn(a_standing_effort()) == []


def test_a_target_that_is_reached_before_anybody_did_anything_is_warned_of() -> None:
    found = warn(a_count_promise(baseline=Decimal(100), target=Decimal(50)))

    assert [field for field, _ in found] == ["target"] and "wie niets doet" in found[0][1]


def test_who_chose_no_figure_for_an_outcome_hears_that_nothing_will_be_known() -> None:
    assert "geen cijfer gekozen" in warn(an_outcome_promise(figure=""))[0][1]
