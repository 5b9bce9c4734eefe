"""The margin of a forecast holds what comes, as often as it says."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom, poisson

from spoorboek.stats.count_forecast import forecast_count
from spoorboek.stats.errors import CountError, ExposureError, LevelError, SeriesError


@pytest.mark.parametrize("mean", [0.5, 2, 10, 40])
@pytest.mark.parametrize(("behind", "ahead"), [(1, 3), (1, 1), (3, 1)])
def test_the_exact_margin_never_holds_less_than_it_says(mean: float, behind: float, ahead: float) -> None:
    """No draws: the chance of every count behind us, times that of what its margin holds."""
    share = behind / (behind + ahead)
    so_far, to_come = mean * share, mean * (1 - share)
    held = 0.0
    for count in range(int(poisson.isf(1e-9, so_far)) + 2):
        found = forecast_count([count], [behind], next_exposure=ahead)
        inside = poisson.cdf(found.high, to_come) - poisson.cdf(found.low - 1, to_come)
        held += poisson.pmf(count, so_far) * inside

    assert held >= 0.95


@pytest.mark.parametrize("count", [0, 1, 7, 60])
def test_the_bounds_are_the_last_that_neither_tail_excludes(count: int) -> None:
    found = forecast_count([count], [100], next_exposure=265)
    share = 100 / 365
    plausible = [
        other
        for other in range(2000)
        if binom.sf(count - 1, count + other, share) > 0.025 < binom.cdf(count, count + other, share)
    ]

    assert (found.low, found.high) == (plausible[0], plausible[-1])


@pytest.mark.parametrize(("scatter", "least"), [(1.5, 0.93), (3, 0.9), (6, 0.85)])
def test_months_that_cluster_widen_the_margin_enough(scatter: float, least: float) -> None:
    rng = np.random.default_rng(20230401)
    held = 0
    for _ in range(400):
        drawn = [int(n) for n in rng.negative_binomial(5 / (scatter - 1), 1 / scatter, 12)]
        found = forecast_count(drawn[:6], [30.0] * 6, next_exposure=180)
        held += found.low <= sum(drawn[6:]) <= found.high

    assert held / 400 >= least


def test_scatter_is_never_narrower_than_chance_and_needs_four_parts() -> None:
    even = forecast_count([5, 5, 5, 5], [30, 30, 30, 30], next_exposure=240)
    lumpy = forecast_count([20, 0, 0, 0], [30, 30, 30, 30], next_exposure=240)
    few = forecast_count([20, 0, 0], [30, 30, 30], next_exposure=240)

    assert (even.model, lumpy.model, few.model) == ("poisson", "negative_binomial", "poisson")
    assert even.expected == lumpy.expected == 40
    assert lumpy.low < even.low and even.high < lumpy.high


@pytest.mark.parametrize(
    ("counts", "exposures", "ahead", "level", "error"),
    [
        ([], [], 1, 0.95, SeriesError),
        ([1], [1, 2], 1, 0.95, SeriesError),
        ([-1], [1], 1, 0.95, CountError),
        ([1], [0], 1, 0.95, ExposureError),
        ([1], [1], 0, 0.95, ExposureError),
        ([1], [1], 1, 1.0, LevelError),
    ],
)
def test_what_cannot_be_forecast_is_refused(
    counts: list[int], exposures: list[float], ahead: float, level: float, error: type[Exception]
) -> None:
    with pytest.raises(error):
        forecast_count(counts, exposures, next_exposure=ahead, level=level)
