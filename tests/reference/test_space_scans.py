"""The scans against SaTScan 9.6 and 10, smacpod and the sample that comes with SaTScan."""

from __future__ import annotations

import numpy as np
import pytest
from space_reference import read_fever, read_graves, read_leukemia

from spoorboek.stats.space.clusters import ScanSettings
from spoorboek.stats.space.scan import scan_bernoulli, scan_permutation, scan_poisson
from spoorboek.stats.space.streams import fill_draws
from spoorboek.stats.space.zones import place_on_globe


def binomial_margin(p, replications=999):
    """Four standard errors of a p-value from two runs."""
    return 4 * (2 * max(p, 0.002) * (1 - p) / replications) ** 0.5


def test_leukemia_in_new_york_is_scanned_as_satscan_does():
    points, cases, population = read_leukemia()
    assert cases.sum() == 552
    assert population.sum() == pytest.approx(1_057_673, abs=1)
    scan = scan_poisson(
        points,
        np.repeat(np.arange(len(points)), cases),
        np.zeros(552, np.int64),
        population,
        day_count=1,
        settings=ScanSettings(seed=20),
    )
    best, second = scan.clusters[:2]
    assert (best.centre + 1, len(best.places), best.cases) == (52, 28, 100)
    assert population[list(best.places)].sum() == pytest.approx(111_674, abs=1)
    assert round(best.expected, 2) == 58.28
    assert round(best.relative_risk, 2) == 1.87
    assert best.chance.p == 0.001
    assert best.chance.tail_p == pytest.approx(0.00015, abs=0.0003)
    assert (second.cases, round(second.expected, 2)) == (38, 17.79)
    assert second.chance.p == pytest.approx(0.016, abs=binomial_margin(0.016))
    statistics = [round(cluster.statistic, 6) for cluster in scan.clusters[:5]]
    assert statistics == [14.083511, 9.019716, 6.114140, 4.651839, 3.363518]


def test_affected_graves_are_scanned_as_smacpod_does():
    points, affected = read_graves()
    scan = scan_bernoulli(points, affected, settings=ScanSettings(seed=20))
    best, second = scan.clusters[:2]
    assert (len(best.places), best.cases, round(best.expected, 2)) == (19, 11, 3.99)
    assert (round(best.relative_risk, 2), round(best.statistic, 6)) == (3.78, 7.419340)
    assert (len(second.places), second.cases, round(second.expected, 2)) == (3, 3, 0.63)
    assert round(second.statistic, 2) == 4.81


def test_fever_in_new_york_is_watched_as_satscan_does():
    degrees, cases = read_fever()
    assert len(cases) == 194
    scan = scan_permutation(
        place_on_globe(degrees[:, 0], degrees[:, 1]),
        cases[:, 0],
        cases[:, 1],
        day_count=24,
        settings=ScanSettings(seed=20, max_radius=3000.0, max_days=7, prospective=True),
    )
    best, second, third = scan.clusters[:3]
    assert (best.cases, round(best.expected, 2), best.first_day, best.last_day) == (4, 0.67, 21, 23)
    assert best.chance.p == pytest.approx(0.24, abs=binomial_margin(0.24))
    assert (second.cases, round(second.expected, 2)) == (2, 0.16)
    assert [round(c.statistic, 6) for c in (best, second, third)] == [3.845418, 3.164201, 2.137259]


def test_draws_are_those_of_philox():
    """Random123 1.14, kat_vectors: philox4x32 10, counter and key all zero."""
    words = np.zeros(4, np.uint32)
    fill_draws(words, 0, 0, 0)
    assert [f"{word:08x}" for word in words.tolist()] == ["6627e8d5", "e169c58d", "bc57ac4c", "9b00dbd8"]
