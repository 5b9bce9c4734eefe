"""Rounding beside each other: never another order, and a word when numbers become equal."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoorboek.figures.errors import FigureError
from spoorboek.figures.rounding import describe_ties, round_in_order, round_to_base
from spoorboek.figures.values import NonValue, is_number


@pytest.mark.parametrize(
    ("value", "base", "rounded"),
    [(2, 5, 0), (3, 5, 5), (-3, 5, -5), (25, 10, 30), (Decimal("2.5"), 1, 3), (0, 10, 0), (6513, 100, 6500)],
)
def test_a_number_goes_to_the_nearest_multiple(value, base, rounded):
    assert round_to_base(value, base) == rounded


def test_a_base_must_be_above_nought():
    with pytest.raises(FigureError, match="above 0, got 0"):
        round_in_order([1], 0)


def test_what_is_no_number_stays_what_it_is_and_is_never_a_tie():
    found = round_in_order([1, NonValue.MISSING, 0, NonValue.SUPPRESSED, NonValue.SUPPRESSED], 5)
    assert found.rounded == (0, NonValue.MISSING, 0, NonValue.SUPPRESSED, NonValue.SUPPRESSED)
    assert found.ties == ((2, 0),)
    assert found.is_tied(0, 2) and not found.is_tied(3, 4)


def test_equal_numbers_are_no_tie():
    found = round_in_order([88, 88, 104], 5)
    assert not found.has_ties
    assert describe_ties(found, ["a", "b", "c"]) == ""


def test_several_ties_are_told_apart():
    found = round_in_order([11, 12, 31, 33, 34], 10)
    assert found.ties == ((0, 1), (2, 3, 4))
    assert describe_ties(found, list("abcde")) == (
        "Door het afronden zijn a en b; en ook c, d en e gelijk; ze verschillen wel."
    )


@given(
    st.lists(
        st.one_of(st.integers(-(10**9), 10**9), st.decimals(-999, 999, places=3)), min_size=2, max_size=8
    ),
    st.sampled_from([1, 3, 5, 10, 100, Decimal("0.1"), Decimal("2.5")]),
)
def test_no_order_ever_turns_round_and_every_new_equality_is_told(values, base):
    found = round_in_order(values, base)
    for one in range(len(values)):
        for other in range(len(values)):
            before, after = values[one], values[other]
            first, second = found.rounded[one], found.rounded[other]
            assert is_number(first) and is_number(second)
            if before < after:
                assert first <= second
                assert found.is_tied(one, other) == (first == second)
            assert abs(first - Decimal(before)) <= Decimal(base) / 2
