"""Trends over years and months, and acceleration.

> w <- lm(c(683,623,659,693,760) ~ I(1:5), weights = 1/c(683,623,659,693,760)); coef(w)[2]   22.0882472421938
> z <- c(44,70,58,...); g <- glm(z ~ y3 + m3, family = quasipoisson)   # the series below
  y32024 -0.2156844604630758  0.0993361623512427  p 0.0409734800743858   dispersion 3.38212898015667
> MASS::glm.nb(z ~ y3 + m3)
  y32024 -0.21689000282627999  0.07698572423194681  p 0.00484329452144534   theta 56.5308968304949
"""

import math

import pytest

from spoorboek.stats.acceleration import compare_growth, compute_acceleration
from spoorboek.stats.errors import CountError, ExposureError, SeriesError
from spoorboek.stats.monthly_series import fit_negative_binomial, fit_quasi_poisson
from spoorboek.stats.yearly_trend import compute_trend_in_shares, compute_trend_in_values

SERIES = [44, 70, 58, 81, 60, 95, 66, 80, 50, 71, 41, 52, 63, 52, 91, 60, 99, 73]
SERIES += [88, 61, 80, 52, 66, 40, 35, 60, 44, 66, 49, 80, 43, 70, 38, 60, 33, 41]
YEARS = [2022] * 12 + [2023] * 12 + [2024] * 12
MONTHS = [*range(1, 13)] * 3


def test_quasi_poisson_with_season_agrees_with_r():
    found = fit_quasi_poisson(SERIES, YEARS, MONTHS)
    assert found.effect == pytest.approx(-0.2156844604630758, rel=1e-7)
    assert found.standard_error == pytest.approx(0.0993361623512427, rel=1e-6)
    assert found.dispersion == pytest.approx(3.38212898015667, rel=1e-6)
    assert found.p == pytest.approx(0.0409734800743858, rel=1e-6)
    assert found.degrees_of_freedom == 22
    assert found.ratio == pytest.approx(math.exp(found.effect))
    assert found.percentage_interval.low < found.percentage < found.percentage_interval.high < 0


def test_negative_binomial_with_season_agrees_with_r():
    found = fit_negative_binomial(SERIES, YEARS, MONTHS)
    assert found.effect == pytest.approx(-0.21689000282627999, rel=1e-6)
    assert found.standard_error == pytest.approx(0.07698572423194681, rel=1e-6)
    assert found.dispersion == pytest.approx(56.5308968304949, rel=1e-6)
    assert found.p == pytest.approx(0.00484329452144534, rel=1e-5)


def test_counts_that_scatter_less_than_chance_are_left_to_poisson():
    counts = [50, 51, 49, 50, 52, 48, 50, 50, 51, 49, 50, 50] * 2
    found = fit_negative_binomial(counts, [2023] * 12 + [2024] * 12, [*range(1, 13)] * 2)
    assert found.dispersion == math.inf
    assert found.standard_error == found.poisson_standard_error


def test_months_without_scatter_cannot_be_tested():
    counts = [50, 40, 60, 50, 52, 48, 50, 50, 51, 49, 50, 50] * 2
    with pytest.raises(SeriesError, match="no scatter to test with"):
        fit_quasi_poisson(counts, [2023] * 12 + [2024] * 12, [*range(1, 13)] * 2)


@pytest.mark.parametrize(
    ("counts", "years", "months", "words"),
    [
        ([1] * 23, [2023] * 23, None, "must have at least 24 values, got 23"),
        ([1] * 24, [2023] * 24, None, "two years or more"),
        ([1] * 24, [2023] * 12 + [2024] * 11, None, "equally long, got 24 and 23"),
        ([1] * 24, [2023] * 12 + [2024] * 12, [13] * 24, "months must be 1 to 12"),
        ([1] * 24, [2023] * 12 + [2024] * 12, [1] * 12 + [2] * 12, "cannot be told apart"),
        ([0] * 12 + [1] * 12, [2023] * 12 + [2024] * 12, None, "only zeros has no ratio, got 2023"),
    ],
)
def test_a_series_that_cannot_be_fitted_is_refused(counts, years, months, words):
    with pytest.raises(SeriesError, match=words):
        fit_quasi_poisson(counts, years, months)


def test_a_weighted_line_agrees_with_r():
    counts = [683, 623, 659, 693, 760]
    found = compute_trend_in_values(counts, [math.sqrt(count) for count in counts])
    assert found.slope == pytest.approx(22.0882472421938, rel=1e-12)
    assert found.p == pytest.approx(math.erfc(math.sqrt(found.chi_square / 2)))


def test_a_trend_that_hangs_on_one_year_is_shown_as_such():
    found = compute_trend_in_shares([10, 10, 10, 10, 60], [100] * 5)
    assert found.marker == "increasing"
    assert not found.is_carried_by_all_years


def test_years_may_have_gaps():
    even = compute_trend_in_values([1, 2, 3, 4, 6], [0.1] * 5, years=[2019, 2020, 2021, 2022, 2024])
    assert even.slope == pytest.approx(1.0)
    assert even.marker == "increasing"


def test_shares_that_never_vary_have_no_trend():
    found = compute_trend_in_shares([0] * 5, [10] * 5)
    assert (found.chi_square, found.slope, found.marker) == (0, 0, "no_change")


def test_four_years_are_too_few_for_a_trend():
    with pytest.raises(SeriesError, match="at least 5 values, got 4"):
        compute_trend_in_values([1, 2, 3, 4], [1] * 4)
    with pytest.raises(CountError, match="at most the 10 trials, got 11"):
        compute_trend_in_shares([1, 2, 3, 4, 11], [10] * 5)


def test_three_points_on_a_curve_of_constant_growth_do_not_accelerate():
    found = compute_acceleration(100, 200, 400)
    assert found.difference == pytest.approx(0)
    assert found.p == pytest.approx(1)
    assert found.interval.contains(0)


def test_growth_over_two_years_is_counted_per_year():
    found = compare_growth((100, 400), (400, 800), shares_middle=True, earlier_steps=2)
    assert found.difference == pytest.approx(0)
    expected = math.sqrt(0.25 / 100 + 1.5**2 / 400 + 1 / 800)
    assert found.standard_error == pytest.approx(expected)


def test_separate_changes_have_four_counts():
    apart = compare_growth((100, 200), (200, 400), shares_middle=False)
    assert apart.standard_error == pytest.approx(math.sqrt(1 / 100 + 1 / 200 + 1 / 200 + 1 / 400))


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: compute_acceleration(0, 5, 5), CountError, "must be at least 1, got 0"),
        (lambda: compare_growth((1, 2), (3, 4), shares_middle=True), SeriesError, "one count, got 2 and 3"),
        (
            lambda: compare_growth((1, 2), (2, 4), shares_middle=True, later_steps=0),
            ExposureError,
            "later_steps must be above 0",
        ),
    ],
)
def test_growth_that_does_not_exist_is_refused(call, error, words):
    with pytest.raises(error, match=words):
        call()
