"""Two counts, against R 4.2.2.

> poisson.test(c(104, 88))
  p-value = 0.278981769036391, rate ratio 1.18181818181818, 0.881152274366364 1.588098358348536
> poisson.test(c(5, 40), c(31, 365))
  p-value = 0.398033922811639, 95 percent 0.45335674068456 3.72909637639871
"""

import math
import time

import pytest

from spoorboek.stats.dispersion_limit import compute_dispersion_limit
from spoorboek.stats.errors import CountError, ExposureError, LevelError
from spoorboek.stats.exact_binomial import compare_with_share, compute_clopper_pearson
from spoorboek.stats.two_counts import compare_counts
from spoorboek.stats.visible_change import find_visible_change


def test_two_counts_agree_with_r():
    found = compare_counts(88, 104)
    assert found.p == pytest.approx(0.278981769036391, rel=1e-12)
    assert found.ratio_interval.low == pytest.approx(0.881152274366364, rel=1e-12)
    assert found.ratio_interval.high == pytest.approx(1.588098358348536, rel=1e-12)
    assert (found.difference, found.percentage) == (16, pytest.approx(18.181818181818))


def test_a_month_against_a_year_agrees_with_r():
    found = compare_counts(40, 5, before_exposure=365, after_exposure=31)
    assert found.p == pytest.approx(0.398033922811639, rel=1e-12)
    assert found.ratio_interval.low == pytest.approx(0.45335674068456, rel=1e-12)
    assert found.ratio_interval.high == pytest.approx(3.72909637639871, rel=1e-12)
    assert found.percentage == pytest.approx(100 * (5 / 31 * 365 / 40 - 1))


def test_from_nothing_to_something_has_no_percentage_but_can_be_tested():
    found = compare_counts(0, 6)
    assert found.ratio is None
    assert found.percentage is None
    assert found.percentage_interval.high == math.inf
    assert found.p == 2 * 0.5**6
    assert found.is_significant()


def test_from_something_to_nothing_is_minus_a_hundred_percent():
    found = compare_counts(5, 0)
    assert (found.ratio, found.percentage, found.ratio_interval.low) == (0, -100, 0)
    assert not found.is_significant()


def test_nothing_and_nothing_tells_nothing():
    found = compare_counts(0, 0)
    assert (found.p, found.z, found.breaks_at_dispersion, found.ratio) == (1, 0, 0, None)
    assert (found.ratio_interval.low, found.ratio_interval.high) == (0, math.inf)
    assert found.ratio_score_interval == found.ratio_interval
    assert found.difference_interval.width == 0


def test_mid_p_is_less_cautious():
    assert compare_counts(12, 19, mid_p=True).p < compare_counts(12, 19).p
    assert compare_counts(7, 7, mid_p=True).p < 1


def test_the_dispersion_at_which_a_difference_breaks_brings_z_to_the_border():
    found = compare_counts(6513, 6074)
    assert abs(found.z) / math.sqrt(found.breaks_at_dispersion) == pytest.approx(1.959964, abs=1e-6)
    assert compare_counts(88, 104).breaks_at_dispersion < 1
    assert compute_dispersion_limit(0).dispersion == 0


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (((-3, 5), {}), CountError, "before must be at least 0, got -3"),
        (((3, 5.5), {}), CountError, "after must be a whole number, got 5.5"),
        (((True, 5), {}), CountError, "before must be a whole number, got True"),
        (((3, 5), {"before_exposure": 0}), ExposureError, "before_exposure must be above 0, got 0"),
        (((3, 5), {"after_exposure": math.inf}), ExposureError, "after_exposure must be above 0, got inf"),
        (((3, 5), {"level": 1}), LevelError, "level must lie between 0 and 1, got 1"),
    ],
)
def test_impossible_input_is_named(arguments, error, words):
    positional, named = arguments
    with pytest.raises(error, match=f"^{words}$"):
        compare_counts(*positional, **named)


def test_more_successes_than_trials_is_refused():
    with pytest.raises(CountError, match="at most the 4 trials, got 5"):
        compare_with_share(5, 4, 0.5)


def test_a_share_of_nothing_and_of_everything_has_exact_bounds():
    none, every = compute_clopper_pearson(0, 10), compute_clopper_pearson(10, 10)
    assert (none.low, every.high) == (0, 1)
    assert none.high == pytest.approx(1 - 0.025**0.1)
    assert every.low == pytest.approx(0.025**0.1)


def test_the_smallest_visible_change_of_a_small_count_may_not_exist_downward():
    found = find_visible_change(5)
    assert found.low is None
    assert found.hides(0)
    assert not find_visible_change(6).hides(0)
    assert find_visible_change(0).high == 6


def test_a_target_on_the_border_of_the_visible_stands_out():
    found = find_visible_change(140)
    assert (found.low, found.high) == (108, 176)
    assert [found.hides(target) for target in (108, 109, 175, 176)] == [False, True, True, False]


def test_a_target_after_a_step_in_the_exact_test_still_hides():
    # Seen from a week, a quarter of 69 stands out at 1%, and 73 does not: only from 74 on all do.
    found = find_visible_change(0, exposure=7, next_exposure=90, alpha=0.01)
    quarters = {
        other: compare_counts(0, other, before_exposure=7, after_exposure=90).p for other in (69, 73, 74, 75)
    }
    assert [quarters[other] < 0.01 for other in (69, 73, 74, 75)] == [True, False, True, True]
    assert found.high == 74


def test_two_hundred_comparisons_of_large_counts_take_well_under_a_second():
    started = time.perf_counter()
    for step in range(200):
        compare_counts(100_000, 100_000 + step)
    find_visible_change(100_000)
    assert time.perf_counter() - started < 0.5
