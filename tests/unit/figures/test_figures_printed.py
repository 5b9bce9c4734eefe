"""Does a printed text stand for a value; and when does a small number need a person."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoorboek.figures.definition import Counts
from spoorboek.figures.disclosure import DisclosureThresholds, find_threshold, needs_review
from spoorboek.figures.dutch_numbers import format_number, format_value
from spoorboek.figures.errors import FigureError, NumberError
from spoorboek.figures.figure import Uncertainty
from spoorboek.figures.printed import Standing, compare_printed
from spoorboek.figures.values import NonValue, Value, divide, is_value

THRESHOLDS = DisclosureThresholds(persons=10, incidents=5)


@pytest.mark.parametrize(
    ("text", "value", "standing"),
    [
        ("6.513", 6513, Standing.YES),
        ("6513", 6513, Standing.YES),
        ("6.514", 6513, Standing.NO),
        ("7,3", Decimal("7.25"), Standing.YES),
        ("7,3", Decimal("7.35"), Standing.YES),
        ("7,3", Decimal("7.36"), Standing.TRUNCATED),
        ("7,3", Decimal("7.24"), Standing.NO),
        ("-7,3", Decimal("-7.38"), Standing.TRUNCATED),
        ("vierentwintig", 24, Standing.YES),
        ("vierentwintig", 25, Standing.NO),
        ("zo'n 150.000", 152000, Standing.YES),
        ("zo'n 150.000", 160000, Standing.NO),
        ("onbekend", NonValue.MISSING, Standing.YES),
        ("afgeschermd", NonValue.MISSING, Standing.NO),
        ("0", NonValue.MISSING, Standing.NO),
        ("onbekend", 0, Standing.NO),
    ],
)
def test_a_printed_text_stands_for_a_value_or_does_not(text: str, value: Value, standing: Standing) -> None:
    assert compare_printed(text, value) is standing


def test_a_share_may_be_printed_as_a_percentage() -> None:
    assert compare_printed("18%", Decimal("0.182"), is_share=True) is Standing.YES
    assert compare_printed("18%", Decimal("0.182")) is Standing.NO


def test_a_text_that_is_no_number_is_refused() -> None:
    with pytest.raises(NumberError):
        compare_printed("enkele", 3)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
    st.integers(0, 3),
)
def test_what_we_print_always_stands_for_what_we_printed(value: Decimal, decimals: int) -> None:
    assert compare_printed(format_number(value, decimals), value) is Standing.YES


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_another_whole_number_never_stands_for_a_count(count: int, off: int) -> None:
    assert compare_printed(format_number(count + off), count) is Standing.NO


@pytest.mark.parametrize("reason", list(NonValue))
def test_the_word_for_a_missing_number_stands_for_it(reason: NonValue) -> None:
    assert compare_printed(format_value(reason), reason) is Standing.YES


@pytest.mark.parametrize(
    ("counts", "below_city", "value", "review"),
    [
        (Counts.PERSONS, False, 5, True),
        (Counts.PERSONS, False, 9, True),
        (Counts.PERSONS, False, 10, False),
        (Counts.PERSONS, True, 9, True),
        (Counts.PERSONS, False, 0, False),
        (Counts.INCIDENTS, False, 1, False),
        (Counts.INCIDENTS, True, 4, True),
        (Counts.INCIDENTS, True, 5, False),
        (Counts.ACTIONS, False, 3, False),
        (Counts.CASES, False, 7, False),
        (Counts.PREMISES, False, 2, False),
        (Counts.PREMISES, True, 2, True),
    ],
)
def test_small_numbers_about_people_and_small_areas_need_a_person(
    counts: Counts, below_city: bool, value: int, review: bool
) -> None:
    assert needs_review(value, counts, is_below_city=below_city, thresholds=THRESHOLDS) is review


def test_a_mean_over_a_small_group_needs_a_person() -> None:
    asked = {"is_below_city": False, "thresholds": THRESHOLDS}
    assert needs_review(Decimal("7.3"), Counts.PERSONS, group_size=8, **asked)  # type: ignore[arg-type]
    assert not needs_review(Decimal("7.3"), Counts.PERSONS, group_size=800, **asked)  # type: ignore[arg-type]


def test_actions_of_the_whole_city_have_no_threshold() -> None:
    assert find_threshold(Counts.ACTIONS, is_below_city=False, thresholds=THRESHOLDS) is None


@pytest.mark.parametrize("value", [7.3, True, Decimal("NaN"), Decimal("Infinity"), "7", None])
def test_only_exact_numbers_and_reasons_are_values(value: object) -> None:
    assert not is_value(value)


@pytest.mark.parametrize("zero", [0, Decimal("0.0")])
def test_dividing_by_nothing_is_undefined_and_withheld_stays_withheld(zero: Value) -> None:
    assert divide(3, zero) is NonValue.UNDEFINED
    assert divide(NonValue.SUPPRESSED, zero) is NonValue.SUPPRESSED
    assert divide(NonValue.MISSING, NonValue.SUPPRESSED) is NonValue.SUPPRESSED


def test_bounds_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(FigureError, match="lower bound"):
        Uncertainty(Decimal(8), Decimal(7))
