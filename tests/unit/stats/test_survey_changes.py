"""Changes of survey estimates, exact and rounded."""

import math

import pytest

from spoorboek.stats.errors import BoundsError, ExposureError, LevelError, SeriesError
from spoorboek.stats.interval import Interval
from spoorboek.stats.rounding_box import (
    BoxOutcome,
    compare_rounded_bounds,
    compute_rounded_percentage,
    compute_rounding_interval,
)
from spoorboek.stats.survey_change import compare_bounds, compare_estimates, compare_margins


def test_overlapping_bounds_may_hide_a_significant_change():
    found = compare_bounds(25.0, (23.0, 27.0), 28.2, (26.2, 30.2))
    assert found.estimates_overlap
    assert found.is_significant()
    assert found.interval.low > 0


def test_margins_and_bounds_of_the_same_width_agree():
    bounds = compare_bounds(7.1, (7.0, 7.2), 7.3, (7.2, 7.4))
    margins = compare_margins(7.1, 0.1, 7.3, 0.1, factor=1.959963984540054)
    assert bounds.z == pytest.approx(margins.z)
    errors = compare_estimates(
        7.1,
        7.3,
        before_standard_error=margins.before_standard_error,
        after_standard_error=margins.after_standard_error,
    )
    assert errors.p == pytest.approx(bounds.p)


def test_the_mark_for_safety_is_undecided_when_its_margins_are_rounded():
    found = compare_rounded_bounds(7.1, (7.0, 7.2), 7.3, (7.2, 7.4), decimals=1)
    assert found.z_lowest == pytest.approx(0.924, abs=1e-3)
    assert found.z_highest == pytest.approx(8.316, abs=1e-3)
    assert found.find_outcome() is BoxOutcome.UNDECIDED


def test_a_large_change_is_decided_whatever_was_rounded_away():
    found = compare_rounded_bounds(7.1, (7.0, 7.2), 7.8, (7.7, 7.9), decimals=1)
    assert found.find_outcome() is BoxOutcome.BEYOND_CHANCE
    fallen = compare_rounded_bounds(7.8, (7.7, 7.9), 7.1, (7.0, 7.2), decimals=1)
    assert (fallen.z_lowest, fallen.z_highest) == pytest.approx((-found.z_highest, -found.z_lowest))


def test_equal_estimates_with_wide_bounds_stay_within_chance():
    found = compare_rounded_bounds(7.4, (7.0, 7.8), 7.4, (7.0, 7.8), decimals=1)
    assert found.p_highest == 1
    assert found.find_outcome() is BoxOutcome.WITHIN_CHANCE


def test_bounds_as_narrow_as_their_rounding_may_hide_any_certainty():
    found = compare_rounded_bounds(7.1, (7.1, 7.2), 7.3, (7.3, 7.4), decimals=1)
    assert found.z_highest == math.inf
    assert compare_rounded_bounds(7.1, (7.1, 7.2), 7.2, (7.2, 7.3), decimals=1).z_lowest == pytest.approx(0)


def test_a_printed_number_stands_for_an_interval():
    found = compute_rounding_interval(7.3, decimals=1)
    assert (found.low, found.high) == pytest.approx((7.25, 7.35))


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: compare_bounds(8, (7, 7.5), 7, (6, 8)), BoundsError, "before must lie inside its bounds"),
        (lambda: compare_bounds(7, (7, 7), 7, (6, 8)), BoundsError, "must run from low to high, got 7 to 7"),
        (lambda: compare_margins(7, 0, 7, 1, factor=1.96), ExposureError, "before_margin must be above 0"),
        (lambda: compute_rounded_percentage(0.0, 1, decimals=0), BoundsError, "a percentage needs numbers"),
        (lambda: compute_rounded_percentage(7, 8, decimals=-1), SeriesError, "decimals must be at least 0"),
        (lambda: Interval(2, 1), BoundsError, "an interval must run from low to high, got 2 to 1"),
        (lambda: Interval(1, 2, 0), LevelError, "level must lie between 0 and 1, got 0"),
    ],
)
def test_impossible_input_is_named_with_its_value(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_intervals_know_what_they_hold():
    interval = Interval(-2, 3)
    assert interval.width == 5
    assert interval.contains(3)
    assert interval.lies_inside(-2, 3)
    assert not interval.lies_inside(-1, 3)
    assert interval.overlaps(Interval(3, 4))
    assert not interval.overlaps(Interval(3.1, 4))
