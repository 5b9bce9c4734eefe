"""Knox against pointpats 2.5, near repeats against the vignette of NearRepeat 0.1.1."""

from __future__ import annotations

import numpy as np
import pytest
from space_reference import read_burkitt, read_chicago

from spoorboek.stats.space.knox import count_knox
from spoorboek.stats.space.near_repeat import find_near_repeats


def test_knox_of_burkitt_in_uganda():
    points, times = read_burkitt()
    knox = count_knox(points, times, distance=20, span=5)
    assert (knox.pair_count, knox.close_in_place, knox.close_in_time) == (17_578, 3_429, 52)
    assert knox.statistic == 13
    assert round(knox.expected, 8) == 10.14381613
    assert knox.table == ((13, 3416), (39, 14110))
    assert round(knox.p, 8) == 0.22226667


def test_near_repeats_of_chicago_in_january():
    points, days = read_chicago(before="2016-02-01")
    assert len(days) == 970
    found = find_near_repeats(
        points, days, distance_edges=[0.1, 200, 400, 600], day_edges=[7, 14, 21], seed=4
    )
    pairs = [[28, 5, 5], [141, 69, 27], [186, 140, 100], [237, 192, 128]]
    assert found.observed.tolist() == pairs
    ratios = [[1.803, 0.404, 0.613], [1.412, 0.862, 0.517], [1.014, 0.950, 1.051], [0.975, 0.981, 1.007]]
    # Both are means over 999 permutations: the spread of a mean is that of a count / sqrt(999).
    margin = 4 * np.sqrt(2 * found.mean / 999) / found.mean * np.array(ratios)
    assert (np.abs(found.ratio - np.array(ratios)) < margin + 0.0005).all()
    assert found.distance_bands.list_labels() == ("[0, 0.1)", "[0.1, 200)", "[200, 400)", "[400, 600)")
    assert found.p[0, 0] == pytest.approx(0.001, abs=0.003)
