"""The scan refuses what it cannot scan, and says what it found."""

from __future__ import annotations

import numpy as np
import pytest

from spoorboek.stats.errors import CountError
from spoorboek.stats.space.chance import compute_gumbel_tail, rank_statistic
from spoorboek.stats.space.clusters import ScanSettings
from spoorboek.stats.space.errors import PointError, TooLargeError, WindowError
from spoorboek.stats.space.scan import scan_permutation, scan_poisson, scan_time
from spoorboek.stats.space.zones import check_points, place_on_globe

POINTS = [[0.0, 0.0], [100.0, 0.0], [5000.0, 0.0]]


def scan(places, days, points=POINTS, day_count=30, **settings):
    given = {"seed": 1, "max_radius": 300.0, "max_days": 5, "replications": 99} | settings
    return scan_permutation(points, places, days, day_count=day_count, settings=ScanSettings(**given))


def test_five_on_one_corner_in_a_week_are_found_and_described():
    places, days = [0, 0, 0, 1, 1, *[2] * 40], [10, 10, 11, 11, 12, *range(30), *range(0, 30, 3)]
    best = scan(places, days).best
    assert best.places == (0, 1)
    assert (best.first_day, best.last_day, best.cases, best.radius) == (10, 12, 5, 100.0)
    assert best.expected == pytest.approx(5 * 9 / 45)
    assert best.chance.p <= 0.05
    assert best.chance.compute_recurrence(1) > 1 / best.chance.p - 1e-9


def test_when_all_happens_on_one_day_nothing_clusters():
    assert scan([0, 1, 2, 0], [3, 3, 3, 3]).best is None


def test_a_prospective_scan_sees_only_what_still_lasts():
    places, days = [0, 0, 0, 0, 2, 2, 2, 2, 2, 2], [10, 10, 10, 11, 29, 29, 28, 3, 20, 15]
    assert scan(places, days, max_share=0.9).best.last_day == 11
    assert scan(places, days, prospective=True, max_share=0.9).best.last_day == 29


def test_more_cases_than_a_byte_holds_are_counted_in_full():
    places = np.repeat([0, 1, 2], 400)
    days = np.concatenate([np.full(400, 3), np.arange(400) % 30, np.arange(400) % 30])
    best = scan(places, days).best
    assert best.cases == 400
    assert best.places == (0,)


def test_the_sequential_stop_gives_the_p_of_its_moment():
    rng = np.random.default_rng(1)
    found = scan(rng.integers(0, 3, 60), rng.integers(0, 30, 60), stop_after=5, replications=999)
    assert found.stopped_early
    assert found.best.chance.p == 5 / len(found.maxima)


def test_a_span_of_days_is_found_in_time_alone():
    days = [*range(0, 100, 5), *[40, 41, 41, 42, 43, 43, 44]]
    best = scan_time(days, day_count=100, settings=ScanSettings(seed=1, max_days=10)).best
    assert (best.first_day, best.last_day, best.cases) == (40, 45, 9)


@pytest.mark.parametrize(
    ("places", "days", "error", "words"),
    [
        ([0], [1], CountError, "at least 2, got 1"),
        ([0, 3], [1, 2], PointError, "0 to 2, got 0 to 3"),
        ([0, 1], [1, 30], WindowError, "0 to 29, got 1 to 30"),
        ([0, 1], [1], PointError, "got 2 and 1"),
        ([0, 0.5], [1, 2], PointError, "whole numbers, got 0.5"),
    ],
)
def test_cases_that_do_not_exist_are_refused(places, days, error, words):
    with pytest.raises(error, match=words):
        scan(places, days)


def test_a_place_without_coordinates_is_named():
    with pytest.raises(PointError, match="point 1 has"):
        check_points([[0, 0], [np.nan, 1]])


def test_swapped_degrees_out_of_range_are_refused():
    with pytest.raises(PointError, match="latitude must lie from -90 to 90, point 0 has 104"):
        place_on_globe([104.9], [51.0])


def test_cases_where_nobody_lives_are_refused():
    with pytest.raises(WindowError, match="place 0 has cases and a population of 0"):
        scan_poisson(POINTS, [0, 1], [0, 0], [0, 5, 5], day_count=1, settings=ScanSettings(seed=1))


def test_too_many_circles_are_refused_before_memory_runs_out():
    points = np.zeros((7000, 2))
    with pytest.raises(TooLargeError, match="put the places in cells"):
        scan(np.arange(7000), np.zeros(7000, int), points=points)


def test_ranks_and_tail_agree_on_gumbel_maxima():
    maxima = np.random.default_rng(2).gumbel(8, 1.2, 5000)
    assert compute_gumbel_tail(12, maxima) == pytest.approx(rank_statistic(12, maxima).p, rel=0.15)
    far = rank_statistic(40, maxima)
    assert far.is_extrapolated
    assert far.best_p < 1e-9


def test_no_pattern_is_called_a_pattern_in_one_town_out_of_twenty():
    rng = np.random.default_rng(11)
    points = rng.uniform(0, 3000, (40, 2))
    found = 0
    for seed in range(100):
        places, days = rng.integers(0, 40, 120), rng.integers(0, 60, 120)
        settings = ScanSettings(seed=seed, max_radius=800, max_days=10, replications=99)
        best = scan_permutation(points, places, days, day_count=60, settings=settings).best
        found += best is not None and best.chance.p <= 0.05
    assert 1 <= found <= 12
