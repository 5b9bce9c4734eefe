"""Concentration beside chance, shrunken rates, and maps weighed on later reports."""

from __future__ import annotations

import numpy as np
import pytest

from spoorboek.stats.errors import CountError
from spoorboek.stats.space.concentration import measure_concentration
from spoorboek.stats.space.errors import TooLargeError, WindowError
from spoorboek.stats.space.incidents import Flaws, InjectedCluster, Town, draw_incidents
from spoorboek.stats.space.near_repeat import MOST_PAIRS, find_near_repeats
from spoorboek.stats.space.prediction_indices import weigh_prediction
from spoorboek.stats.space.scan_setup import build_alias
from spoorboek.stats.space.shrunken_rates import shrink_rates
from spoorboek.stats.space.sufficiency import find_needed_reports, find_visible_peak, find_visible_risk


def chance():
    return np.random.default_rng(7)


def test_few_reports_over_many_places_heap_up_by_chance_alone():
    counts = chance().multinomial(46, np.full(100, 0.01))
    found = measure_concentration(counts, rng=chance())
    assert found.gini > 0.6
    assert found.top_share < found.chance_top_share_high + 0.05
    assert found.p > 0.05


def test_a_town_with_one_hot_place_is_beyond_chance():
    found = measure_concentration([30, *[1] * 50], rng=chance(), top_places=1)
    assert found.p == 0.001
    assert found.top_share == pytest.approx(30 / 80)


def test_a_place_with_few_inhabitants_is_pulled_to_the_town():
    found = shrink_rates([3, 30, 28, 25, 33, 2, 60], [1, 10, 10, 10, 10, 1, 10], rng=chance(), top_places=1)
    assert 3 < found.rates[0] < found.town_rate
    assert (found.low < found.rates).all()
    assert (found.rates < found.high).all()
    assert found.top_chance.argmax() == 6
    assert found.top_chance.sum() == pytest.approx(1)


def test_the_best_map_has_an_efficiency_of_one():
    best = weigh_prediction([5, 4, 1], [10, 6, 0], chosen_count=1, areas=[1, 2, 1])
    assert best.pei == 1
    assert best.pai == pytest.approx((10 / 16) / 0.25)


def test_more_reports_show_smaller_peaks_and_risks():
    peaks = [find_visible_peak(n, rng=chance()).share for n in (46, 200, 1000)]
    risks = [find_visible_risk(n, [1] * 100).relative_risk for n in (46, 200, 1000)]
    assert peaks == sorted(peaks, reverse=True)
    assert risks == sorted(risks, reverse=True)
    assert find_visible_peak(3, rng=chance()).share is None or find_visible_peak(3, rng=chance()).share > 0.9


def test_the_needed_number_is_the_smallest_that_is_enough():
    assert find_needed_reports(lambda n: n >= 137) == 137
    assert find_needed_reports(lambda n: False, most=1000) is None


def test_an_alias_table_draws_each_place_by_its_weight():
    weights = chance().uniform(0, 5, 40)
    accept, other = build_alias(weights)
    share = accept.copy()
    np.add.at(share, other, 1 - accept)
    assert np.allclose(share / 40, weights / weights.sum())


def test_near_repeats_are_found_where_they_were_put_in_and_nowhere_else():
    edges = {"distance_edges": [150, 300], "day_edges": [7, 14]}
    for offspring, repeats in ((0.4, True), (0.0, False)):
        made = draw_incidents(1500, rng=chance(), town=Town(offspring=offspring))
        found = find_near_repeats(made.points, made.days, seed=3, permutations=199, **edges)
        assert (found.adjusted_p[0, 0] <= 0.01) == repeats
        assert (found.ratio[0, 0] > 1.5) == repeats


@pytest.mark.parametrize("threads", [1, 2])
def test_near_repeats_do_not_depend_on_threads(threads):
    made = draw_incidents(300, rng=chance())
    found = find_near_repeats(
        made.points, made.days, distance_edges=[500], day_edges=[30], seed=3, permutations=70, threads=threads
    )
    alone = find_near_repeats(
        made.points, made.days, distance_edges=[500], day_edges=[30], seed=3, permutations=70
    )
    assert found.mean.tolist() == alone.mean.tolist()


def test_pairs_without_end_are_refused():
    count = int((2 * MOST_PAIRS) ** 0.5) + 10
    with pytest.raises(TooLargeError, match="take a shorter one"):
        find_near_repeats(np.zeros((count, 2)), np.zeros(count), distance_edges=[1], day_edges=[1], seed=1)


def test_invented_incidents_carry_their_truth():
    cluster = InjectedCluster(x=5000, y=5000, radius=100, first_day=20, span=7, count=12)
    flaws = Flaws(interval_share=0.3, duplicate_share=0.1, bad_point_share=0.05)
    made = draw_incidents(400, rng=chance(), clusters=[cluster], flaws=flaws)
    inside = (made.clusters == 0) & ~made.duplicate
    assert inside.sum() == 12
    assert made.days[inside].min() >= 20
    assert made.days[inside].max() < 27
    assert made.duplicate.sum() == 41
    assert 0 < np.isnan(made.points[:, 0]).sum() < 30
    assert (made.end_minutes >= made.start_minutes).all()


def test_numbers_that_make_no_sense_are_refused():
    with pytest.raises(CountError, match="whole numbers"):
        measure_concentration([1.5, 2], rng=chance())
    with pytest.raises(WindowError, match="top must be 1 to 2"):
        measure_concentration([1, 2], rng=chance(), top_places=3)
