"""Rates, funnels, process charts, index series, parts and rounding.

> prop.test(4, 10, correct=FALSE)$conf.int     0.168180329706236 0.687326230266342
"""

import pytest

from spoorboek.stats.equivalence import EquivalenceOutcome, judge_equivalence
from spoorboek.stats.errors import CountError, ExposureError, LevelError, SeriesError
from spoorboek.stats.funnel import compute_funnel_limits, estimate_over_dispersion
from spoorboek.stats.index_series import compute_index
from spoorboek.stats.interval import Interval
from spoorboek.stats.midpoint_rounding import round_to_midpoint
from spoorboek.stats.part_against_rest import compare_part_with_rest
from spoorboek.stats.process_chart import Assurance, compute_process_chart
from spoorboek.stats.rate import compute_rate
from spoorboek.stats.reported_test import check_reported_t
from spoorboek.stats.share_margin import compute_share_margin
from spoorboek.stats.wilson import compute_wilson


def test_wilson_agrees_with_r():
    found = compute_wilson(4, 10).interval
    assert (found.low, found.high) == pytest.approx((0.168180329706236, 0.687326230266342), rel=1e-12)
    assert (compute_wilson(0, 10).interval.low, compute_wilson(10, 10).interval.high) == (0, 1)


def test_a_rate_of_zero_has_an_upper_bound():
    found = compute_rate(0, 1000, factor=1000)
    assert found.rate == found.exact.low == found.byar.low == found.score.low == 0
    assert found.exact.high == pytest.approx(3.6888794541139363)
    assert found.jeffreys.low > 0


def test_a_funnel_narrows_as_more_is_expected():
    small, large = compute_funnel_limits(5), compute_funnel_limits(500)
    assert small.low < large.low < 1 < large.high < small.high


def test_areas_that_scatter_beyond_chance_widen_the_funnel():
    observed, expected = [50, 150, 80, 130, 60, 140, 100, 90], [100.0] * 8
    found = estimate_over_dispersion(observed, expected, trim=0)
    assert found.dispersion > 5
    assert found.between_variance > 0
    assert found.compute_limits(100).high > compute_funnel_limits(100).high
    assert abs(found.compute_z(150, 100)) < 3 < abs((1.5**0.5 - 1) * 20)


def test_pulling_in_the_outer_areas_lowers_the_dispersion():
    observed, expected = [100, 101, 99, 102, 98, 100, 103, 300], [100.0] * 8
    loose = estimate_over_dispersion(observed, expected, trim=0)
    assert estimate_over_dispersion(observed, expected, trim=0.2).dispersion < loose.dispersion


def test_a_process_is_assured_against_its_target():
    chart = compute_process_chart([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    assert chart.assure(60, direction="at_most") is Assurance.ALWAYS
    assert chart.assure(60, direction="at_least") is Assurance.NEVER
    assert chart.assure(50, direction="at_least") is Assurance.HIT_OR_MISS
    assert chart.assure(40, direction="at_least") is Assurance.ALWAYS
    with pytest.raises(SeriesError, match="at_most or at_least, got 'lower'"):
        chart.assure(50, direction="lower")


def test_seven_values_on_one_side_are_a_shift():
    chart = compute_process_chart([10, 11] * 4 + [14, 15] * 4)
    assert [(run.low, run.high) for run in chart.shifts] == [(0, 7), (8, 15)]
    assert not chart.is_stable


def test_a_value_beyond_the_limits_is_pointed_at():
    chart = compute_process_chart([10, 11, 10, 11, 10, 11, 10, 30, 10, 11, 10, 11])
    assert chart.points_outside == (7,)


def test_an_index_is_not_carried_across_a_break():
    years = ["2019", "2020", "2021", "2022"]
    found = compute_index(years, [50, 100, 20, None], breaks=["2021"])
    assert found.index == (100, 200, 100, None)
    assert found.bases == ("2019", "2021")
    assert found.are_comparable("2019", "2020")
    assert not found.are_comparable("2020", "2021")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((["2019", "2019"], [1, 2]), "must occur once"),
        ((["2019", "2020"], [1, 2], "2018"), "no value labelled '2018'"),
        ((["2019", "2020"], [None, None]), "has no value to be its base"),
        ((["2019", "2020"], [None, 2], "2019"), "has no value to be its base"),
    ],
)
def test_an_index_without_a_base_is_refused(arguments, words):
    labels, values, *base = arguments
    with pytest.raises(SeriesError, match=words):
        compute_index(labels, values, base=base[0] if base else None)


def test_an_area_is_compared_with_the_rest_and_not_with_itself():
    found = compare_part_with_rest(50, 100, part_exposure=1000, whole_exposure=3000)
    assert (found.comparison.before, found.comparison.after) == (50, 50)
    assert found.comparison.ratio == pytest.approx(2.0)
    with pytest.raises(CountError, match="at most its whole of 100, got 101"):
        compare_part_with_rest(101, 100, part_exposure=1, whole_exposure=2)
    with pytest.raises(ExposureError, match="below that of its whole, got 2 of 2"):
        compare_part_with_rest(1, 2, part_exposure=2, whole_exposure=2)


@pytest.mark.parametrize(
    ("low", "high", "outcome"),
    [
        (-5, 5, EquivalenceOutcome.EQUAL),
        (1, 4, EquivalenceOutcome.EQUAL_YET_CHANGED),
        (-1, 6, EquivalenceOutcome.NOT_DEMONSTRABLE),
        (1, 6, EquivalenceOutcome.CHANGED),
        (6, 9, EquivalenceOutcome.CHANGED),
    ],
)
def test_about_equal_follows_from_where_the_interval_lies(low, high, outcome):
    assert judge_equivalence(Interval(low, high), 5).outcome is outcome


def test_a_shift_needs_labels_and_shares_need_trials():
    with pytest.raises(SeriesError, match="no value labelled '2030'"):
        compute_index(["2019"], [1]).are_comparable("2019", "2030")
    with pytest.raises(CountError, match="at most the 4 trials, got 5"):
        compute_wilson(5, 4)
    with pytest.raises(LevelError, match=r"trim must lie from 0 to below 0\.5, got 0\.5"):
        estimate_over_dispersion([1, 2], [1.0, 2.0], trim=0.5)


def test_midpoints_never_change_an_order():
    rounded = [round_to_midpoint(count).rounded for count in range(200)]
    assert rounded == sorted(rounded)
    with pytest.raises(CountError, match="width must be even, got 5"):
        round_to_midpoint(3, width=5)


def test_a_reported_p_is_held_against_the_rounded_test():
    found = check_reported_t(3, 10, decimals=0)
    assert found.accepts(0.009, decimals=3)
    assert not found.accepts(0.04, decimals=2)
    assert check_reported_t(0.2, 10, decimals=0).p_range.high == 1
    with pytest.raises(SeriesError, match="decimals must be at least 0, got -1"):
        check_reported_t(3, 10, decimals=-1)


def test_a_margin_needs_a_share():
    with pytest.raises(LevelError, match=r"share must lie from 0 to 1, got 1\.2"):
        compute_share_margin(1.2, 100)
