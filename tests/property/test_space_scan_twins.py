"""The fast scan and its obvious twin agree on random worlds, on any number of threads."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest

from spoorboek.stats.space.clusters import ScanSettings
from spoorboek.stats.space.oracle import (
    OracleBounds,
    compute_ratio,
    scan_bernoulli_slowly,
    scan_permutation_slowly,
    scan_poisson_slowly,
)
from spoorboek.stats.space.scan import scan_bernoulli, scan_permutation, scan_poisson, scan_time
from spoorboek.stats.space.streams import shuffle, start_stream

WORLDS = int(os.environ.get("SPOORBOEK_TRIALS", "200"))
"""How many random worlds; `make proof` asks for 2,000."""


def a_world(number):
    """Points on a coarse grid (so that distances tie), cases that heap up, days that stay empty."""
    rng = np.random.default_rng(number)
    shape = number % 5
    place_count = 1 if shape == 1 else int(rng.integers(2, 9))
    day_count = 1 if shape == 2 else int(rng.integers(2, 13))
    points = rng.integers(0, 4, (place_count, 2)).astype(float) * 100.0
    cases = int(rng.integers(2, 30))
    places = rng.integers(0, place_count, cases)
    days = rng.integers(0, day_count, cases)
    if shape == 3:
        days[:] = days[0]
    if shape == 4:
        places[: cases // 2], days[: cases // 2] = places[0], days[0]
    bounds = OracleBounds(
        max_radius=float(rng.choice([50.0, 150.0, 250.0, 1000.0])),
        max_days=int(rng.integers(1, day_count + 1)),
        max_share=float(rng.choice([0.5, 0.8, 1.0])),
        min_cases=int(rng.integers(1, 4)),
        prospective=bool(rng.integers(0, 2)),
        ties_together=bool(rng.integers(0, 2)),
    )
    return rng, points, places, days, day_count, bounds


def settings_of(bounds, **changes):
    given = {
        "seed": 5,
        "replications": 3,
        "max_radius": bounds.max_radius,
        "max_days": bounds.max_days,
        "max_share": bounds.max_share,
        "min_cases": bounds.min_cases,
        "prospective": bounds.prospective,
        "ties_together": bounds.ties_together,
    }
    return ScanSettings(**given | changes)


def check_same(fast, slow):
    if slow is None:
        assert fast is None
        return
    assert fast is not None
    assert fast.statistic == pytest.approx(slow.statistic, abs=1e-9)
    assert fast.cases >= fast.expected


@pytest.mark.parametrize("block", range(WORLDS // 20))
def test_the_permutation_scan_finds_what_its_twin_finds(block):
    for number in range(block * 20, block * 20 + 20):
        rng, points, places, days, day_count, bounds = a_world(number)
        strata = rng.integers(0, 3, len(places)) if number % 3 == 0 else None
        slow = scan_permutation_slowly(points, places, days, day_count, bounds, strata)
        fast = scan_permutation(
            points, places, days, day_count=day_count, settings=settings_of(bounds), strata=strata
        )
        check_same(fast.best, slow)


@pytest.mark.parametrize("block", range(WORLDS // 40))
def test_the_poisson_scan_finds_what_its_twin_finds(block):
    for number in range(block * 20, block * 20 + 20):
        rng, points, places, days, day_count, bounds = a_world(number)
        population = rng.integers(1, 50, len(points)).astype(float)
        slow = scan_poisson_slowly(points, places, days, population, day_count, bounds)
        fast = scan_poisson(
            points, places, days, population, day_count=day_count, settings=settings_of(bounds)
        )
        check_same(fast.best, slow)


def test_the_bernoulli_scan_finds_what_its_twin_finds():
    for number in range(WORLDS // 2):
        rng, points, _, _, _, bounds = a_world(number)
        points = np.vstack([points, points + 30.0, [[9000.0, 9000.0]]])
        affected = rng.random(len(points)) < 0.4
        affected[0], affected[-1] = True, False
        slow = scan_bernoulli_slowly(points, affected, bounds)
        fast = scan_bernoulli(points, affected, settings=settings_of(bounds, prospective=False))
        check_same(fast.best, slow)


def test_each_replication_is_a_scan_of_the_days_dealt_out_again():
    for number in range(40):
        _, points, places, days, day_count, bounds = a_world(number)
        settings = settings_of(bounds, seed=number)
        fast = scan_permutation(points, places, days, day_count=day_count, settings=settings)
        for stream in range(3):
            dealt = days.astype(np.int32)
            words, place = np.zeros(4096, np.uint32), np.zeros(4, np.int64)
            start_stream(place, words, number, stream)
            shuffle(dealt, np.array([0, len(dealt)]), words, place)
            slow = scan_permutation_slowly(points, places, dealt.astype(np.int64), day_count, bounds)
            expected = slow.statistic if slow else 0.0
            assert fast.maxima[stream] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("block", range(WORLDS // 40))
def test_the_scan_of_days_alone_finds_what_its_twin_finds(block):
    for number in range(block * 20, block * 20 + 20):
        _, _, places, days, day_count, bounds = a_world(number)
        whole = replace(bounds, max_share=1.0, max_radius=1.0)
        one = np.zeros(len(places), np.int64)
        slow = scan_poisson_slowly(np.zeros((1, 2)), one, days, np.ones(1), day_count, whole)
        fast = scan_time(days, day_count=day_count, settings=settings_of(bounds))
        check_same(fast.best, slow)


def test_groups_share_no_place_grow_weaker_and_are_what_their_counts_say():
    for number in range(WORLDS // 4):
        _, points, places, days, day_count, bounds = a_world(number)
        found = scan_permutation(points, places, days, day_count=day_count, settings=settings_of(bounds))
        taken = [place for one in found.clusters for place in one.places]
        assert len(taken) == len(set(taken))
        statistics = [one.statistic for one in found.clusters]
        assert statistics == sorted(statistics, reverse=True)
        for one in found.clusters:
            here, now = np.isin(places, one.places), (days >= one.first_day) & (days <= one.last_day)
            assert one.cases == (here & now).sum() >= bounds.min_cases
            assert one.expected == pytest.approx(here.sum() * now.sum() / len(places))
            assert one.statistic == pytest.approx(compute_ratio(one.cases, one.expected, len(places)))


MODELS = ["permutation", "permutation by stratum", "space-time poisson", "poisson", "bernoulli", "time"]


def scan_as(model, **changes):
    """Scan one town by one of the models."""
    rng = np.random.default_rng(3)
    points = rng.integers(0, 20, (60, 2)) * 100.0
    places, days = rng.integers(0, 60, 400), rng.integers(0, 50, 400)
    given = {"seed": 8, "max_radius": 500, "max_days": 10, "replications": 99} | changes
    settings = ScanSettings(**given)
    if model.startswith("permutation"):
        strata = days % 7 if "stratum" in model else None
        return scan_permutation(points, places, days, day_count=50, settings=settings, strata=strata)
    if model == "bernoulli":
        return scan_bernoulli(points, rng.random(400) < 0.3, places=places, settings=settings)
    if model == "time":
        return scan_time(days, day_count=50, settings=settings)
    count = 50 if model.startswith("space") else 1
    people = rng.integers(1, 90, 60)
    return scan_poisson(points, places, days % count, people, day_count=count, settings=settings)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("stop_after", [None, 4])
def test_threads_and_batches_change_nothing(model, stop_after, monkeypatch):
    found = [scan_as(model, stop_after=stop_after)]
    for batch in (1, 7, 8, 200):
        monkeypatch.setattr("spoorboek.stats.space.scan_run._STEP", batch)
        found += [scan_as(model, stop_after=stop_after, threads=threads) for threads in (1, 2, 3)]
    for one in found[1:]:
        assert np.array_equal(found[0].maxima, one.maxima)
        assert found[0].clusters == one.clusters


@pytest.mark.parametrize("model", MODELS)
def test_another_seed_draws_another_chance_of_the_same_groups(model):
    one, other = scan_as(model), scan_as(model, seed=9)
    assert not np.array_equal(one.maxima, other.maxima)
    assert [c.statistic for c in one.clusters] == [c.statistic for c in other.clusters]
