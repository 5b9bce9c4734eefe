"""Every statistic at its edges, beside scipy and statsmodels where those have it too."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from spoorboek.stats.acceleration import compute_acceleration
from spoorboek.stats.benjamini_hochberg import adjust_benjamini_hochberg
from spoorboek.stats.errors import CountError, SeriesError, StatsError
from spoorboek.stats.exact_binomial import compare_with_share, compute_clopper_pearson
from spoorboek.stats.funnel import compute_funnel_limits, estimate_over_dispersion
from spoorboek.stats.holm import adjust_holm
from spoorboek.stats.index_series import compute_index
from spoorboek.stats.kish import compute_effective_size
from spoorboek.stats.monthly_series import fit_quasi_poisson
from spoorboek.stats.process_chart import Assurance, compute_process_chart
from spoorboek.stats.rate import compute_rate
from spoorboek.stats.rounding_box import BoxOutcome, compare_rounded_bounds
from spoorboek.stats.survey_design import describe_design
from spoorboek.stats.survey_mean import estimate_mean, estimate_share
from spoorboek.stats.two_counts import compare_counts
from spoorboek.stats.visible_change import find_visible_change
from spoorboek.stats.wilson import compute_wilson
from spoorboek.stats.yearly_trend import compute_trend_in_shares, compute_trend_in_values

PAIRS = [(0, 0), (0, 1), (1, 0), (1, 1), (0, 9), (9, 0), (9, 10), (10, 10), (1, 10**7), (10**7, 10**7 + 4000)]


@pytest.mark.parametrize(("before", "after"), PAIRS)
@pytest.mark.parametrize("exposures", [(1.0, 1.0), (365, 366), (31, 334), (1e-6, 1e6)])
def test_two_counts_agree_with_the_binomial_of_scipy(
    before: int, after: int, exposures: tuple[float, float]
) -> None:
    found = compare_counts(before, after, before_exposure=exposures[0], after_exposure=exposures[1])
    assert 0 <= found.p <= 1
    assert found.ratio_interval.low <= (found.ratio or 0) * (1 + 1e-9) or before == 0
    if before + after in range(1, 10**6):
        expected = stats.binomtest(after, before + after, exposures[1] / sum(exposures))
        assert found.p == pytest.approx(expected.pvalue, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize("trials", [1, 2, 9, 10, 1000, 10**6])
@pytest.mark.parametrize("share", [0.0, 1.0, 0.5])
def test_shares_of_nothing_and_of_all_agree_with_scipy_and_statsmodels(trials: int, share: float) -> None:
    successes = round(trials * share)
    exact = compute_clopper_pearson(successes, trials)
    assert [exact.low, exact.high] == pytest.approx(proportion_confint(successes, trials, method="beta"))
    wilson = compute_wilson(successes, trials).interval
    expected = proportion_confint(successes, trials, method="wilson")
    assert [wilson.low, wilson.high] == pytest.approx(expected, abs=1e-12)
    p = stats.binomtest(successes, trials, 0.5).pvalue
    assert compare_with_share(successes, trials, 0.5).p == pytest.approx(p, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize("count", [0, 1, 9, 10, 10**6])
def test_a_rate_has_the_bounds_of_statsmodels(count: int) -> None:
    found = compute_rate(count, 2.0)
    for name, method in (("exact", "exact-c"), ("score", "score"), ("jeffreys", "jeff")):
        ours = getattr(found, name)
        expected = np.nan_to_num(confint_poisson(count, 2.0, method=method))
        assert [ours.low, ours.high] == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert found.byar.low <= found.rate <= found.byar.high


@pytest.mark.parametrize("raw", [[0.0], [1.0], [0.2, 0.2, 0.2], [0.0, 1.0], [0.01, 0.02, 0.03, 0.04]])
def test_corrected_p_values_are_those_of_statsmodels(raw: list[float]) -> None:
    for adjust, method in ((adjust_holm, "holm"), (adjust_benjamini_hochberg, "fdr_bh")):
        expected = multipletests(raw, method=method)
        found = adjust(raw)  # type: ignore[operator]
        assert found.adjusted == pytest.approx(tuple(expected[1]))
        assert found.count_rejected() == expected[0].sum()


def test_a_family_of_none_stays_one_of_none() -> None:
    assert adjust_holm([]).adjusted == adjust_benjamini_hochberg([]).adjusted == ()


@pytest.mark.parametrize("value", [0, 1, 0.1, -3.3, 1e9])
def test_equal_values_are_a_stable_process_on_its_limits(value: float) -> None:
    chart = compute_process_chart([value] * 12)
    assert chart.is_stable
    assert chart.low == chart.mean == chart.high
    assert chart.assure(value, direction="at_most") is Assurance.ALWAYS
    assert chart.assure(value, direction="at_least") is Assurance.ALWAYS
    assert chart.assure(value - 1, direction="at_most") is Assurance.NEVER


@pytest.mark.parametrize(("length", "runs"), [(6, 0), (7, 2), (8, 2)])
def test_a_run_counts_from_seven(length: int, runs: int) -> None:
    assert len(compute_process_chart([1] * length + [2] * length).shifts) == runs


@pytest.mark.parametrize("values", [[], [1], [1, math.nan], [1, math.inf]])
def test_what_is_no_series_has_no_process_chart(values: list[float]) -> None:
    with pytest.raises(SeriesError):
        compute_process_chart(values)


def test_a_funnel_around_few_events_reaches_down_to_nothing() -> None:
    found = compute_funnel_limits(0.01)
    assert 0 <= found.low < 1e-9
    assert found.high * 0.01 == pytest.approx(stats.chi2.ppf(0.999, 2 * 1.01) / 2)


@pytest.mark.parametrize("observed", [[5, 5], [0, 0], [4, 6], [0, 10]])
def test_spread_between_areas_is_never_below_none(observed: list[int]) -> None:
    found = estimate_over_dispersion(observed, [5, 5])
    assert found.between_variance >= 0
    assert math.isfinite(found.compute_z(0, 5))


@pytest.mark.parametrize(
    ("breaks", "index", "bases"),
    [
        ((), [100, 200, None, 50], ("a",)),
        (("a",), [100, 200, None, 50], ("a",)),
        (("d",), [100, 200, None, 100], ("a", "d")),
        (("c", "d"), [100, 200, None, 100], ("a", None, "d")),
        (("a", "b", "c", "d"), [100, 100, None, 100], ("a", "b", None, "d")),
    ],
)
def test_breaks_at_the_ends_and_around_nothing(breaks: Any, index: Any, bases: Any) -> None:
    found = compute_index(["a", "b", "c", "d"], [2, 4, None, 1], breaks=breaks)
    assert list(found.index) == index
    assert found.bases == bases
    assert found.are_comparable("a", "b") is ("b" not in breaks)


def test_a_series_of_nothing_has_no_index() -> None:
    for labels, values in (((), ()), (("a",), (None,))):
        with pytest.raises(SeriesError):
            compute_index(labels, values)


@pytest.mark.parametrize("shares", [[0] * 5, [7] * 5, [3] * 5])
def test_shares_that_do_not_move_have_no_trend(shares: list[int]) -> None:
    found = compute_trend_in_shares(shares, [7] * 5)
    assert (found.chi_square, found.marker, found.is_carried_by_all_years) == (0, "no_change", False)


def test_a_trend_agrees_with_weighted_least_squares_of_statsmodels() -> None:
    values, errors = [0.0, 3.0, 1.0, 4.0, 9.0], [1.0, 2.0, 0.5, 1.0, 3.0]
    found = compute_trend_in_values(values, errors)
    weights = 1 / np.array(errors) ** 2
    fitted = sm.WLS(values, sm.add_constant(np.arange(1.0, 6)), weights=weights).fit(cov_type="fixed scale")
    assert found.slope == pytest.approx(fitted.params[1])
    assert found.chi_square == pytest.approx((fitted.params[1] / fitted.bse[1]) ** 2)
    assert compute_trend_in_values([2.0] * 5, errors).marker == "no_change"


def test_months_of_zeros_are_left_out_and_the_year_effect_is_that_of_statsmodels() -> None:
    first = [5, 8, 0, 9, 4, 6, 8, 3, 7, 6, 0, 4]
    last = [3, 9, 0, 4, 4, 2, 8, 5, 3, 6, 0, 1]
    years, months = [2023] * 12 + [2024] * 12, [*range(1, 13)] * 2
    found = fit_quasi_poisson(first + last, years, months)
    keep = [place for place in range(24) if months[place] not in (3, 11)]
    design = np.column_stack(
        [np.ones(20)]
        + [[months[p] == month for p in keep] for month in range(1, 13) if month not in (1, 3, 11)]
        + [[years[p] == 2024 for p in keep]]
    ).astype(float)
    fitted = sm.GLM([(first + last)[p] for p in keep], design, family=sm.families.Poisson()).fit(scale="X2")
    assert found.effect == pytest.approx(fitted.params[-1])
    assert found.standard_error == pytest.approx(fitted.bse[-1])
    assert found.degrees_of_freedom == 9
    assert found.counts == tuple(first + last)


@pytest.mark.parametrize("counts", [[0] * 24, [1] * 12 + [0] * 12, [2] * 23])
def test_months_that_tell_nothing_are_refused_without_a_warning(counts: list[int]) -> None:
    with warnings.catch_warnings(), pytest.raises(SeriesError):
        warnings.simplefilter("error")
        fit_quasi_poisson(counts, [2023] * 12 + [2024] * (len(counts) - 12), None)


def test_a_stratum_with_one_cluster_is_refused_unless_it_was_drawn_whole() -> None:
    """R: options(survey.lonely.psu = "fail"); a self-representing stratum has variance 0."""
    weights, strata = [2.0, 2.0, 1.0], "AAB"
    with pytest.raises(SeriesError, match="'B'"):
        describe_design(weights, strata=strata)
    with pytest.raises(SeriesError, match="'B'"):
        describe_design(weights, strata=strata, population={"A": 4, "B": 2})
    design = describe_design(weights, strata=strata, population={"A": 4, "B": 1})
    found = estimate_mean([3.0, 5.0, 9.0], design)
    alone = describe_design([2.0, 2.0], population=4)
    inside = estimate_mean([3.0, 5.0], alone)
    assert found.degrees_of_freedom == 1
    assert found.standard_error == pytest.approx(inside.standard_error * 4 / 5)


def test_a_population_drawn_whole_is_known_exactly() -> None:
    design = describe_design([1.0, 1.0, 1.0], strata="ABC", population={"A": 1, "B": 1, "C": 1})
    mean = estimate_mean([1.0, 2.0, 6.0], design)
    assert (mean.estimate, mean.standard_error, mean.interval.low, mean.interval.high) == (3, 0, 3, 3)
    share = estimate_share([True, True, False], design)
    assert (share.interval.low, share.interval.high) == pytest.approx((2 / 3, 2 / 3))
    census = estimate_mean([1.0, 2.0, 6.0], describe_design([1.0] * 3, population=3))
    assert census.interval.width == 0


@pytest.mark.parametrize("hit", [True, False])
def test_a_share_of_nobody_or_everybody_has_an_interval_to_one_side(hit: bool) -> None:
    found = estimate_share([hit] * 20, describe_design([1.0] * 20))
    expected = proportion_confint(20 * hit, 20, method="beta")
    assert [found.interval.low, found.interval.high] == pytest.approx(expected)


@pytest.mark.parametrize(("after", "outcome"), [(7.2, BoxOutcome.UNDECIDED), (7.4, BoxOutcome.UNDECIDED)])
def test_a_difference_of_one_last_decimal_may_be_none_in_both_directions(
    after: float, outcome: BoxOutcome
) -> None:
    found = compare_rounded_bounds(7.3, (7.2, 7.4), after, (after - 0.1, after + 0.1), decimals=1)
    assert 0 in (found.z_lowest, found.z_highest)
    assert (found.p_highest, found.find_outcome()) == (1.0, outcome)


def test_small_counts_and_equal_growth() -> None:
    assert [find_visible_change(count).low for count in (0, 5, 6)] == [None, None, 0]
    assert find_visible_change(0).high == 6
    assert compute_acceleration(2, 4, 8).p == 1
    assert compute_effective_size([3.0]).effective == 1
    with pytest.raises(CountError):
        compute_acceleration(0, 4, 8)


@pytest.mark.parametrize("count", [math.nan, math.inf, -1, 1.5, True])
def test_what_is_no_count_is_refused_by_our_own_error(count: float) -> None:
    for call in (
        lambda: compare_counts(count, 3),  # type: ignore[arg-type]
        lambda: compute_rate(count, 3),  # type: ignore[arg-type]
        lambda: compute_wilson(count, 3),  # type: ignore[arg-type]
    ):
        with pytest.raises(StatsError):
            call()
