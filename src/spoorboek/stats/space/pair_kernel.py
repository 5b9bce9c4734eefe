"""The machine room of near repeats: pairs of cases nearby, and many permutations of their days at once."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from spoorboek.stats.space.compiled import compiled
from spoorboek.stats.space.scan_model import Days, Floats, Ints, Words
from spoorboek.stats.space.streams import shuffle, start_stream

LANES = 32
"""Permutations that are compared at once: as many 16-bit days as one machine word of a processor holds."""
_FLUSH = 60_000
"""Pairs after which the 16-bit counters are emptied."""

Moments = npt.NDArray[np.int16]
Tallies = npt.NDArray[np.uint16]


@compiled
def measure_pair(points: Floats, a: int, b: int, city_block: bool) -> float:
    """Return the distance between two points, along the axes or straight."""
    across, along = abs(points[a, 0] - points[b, 0]), abs(points[a, 1] - points[b, 1])
    return across + along if city_block else math.sqrt(across * across + along * along)


@compiled
def find_band(edges: Floats, value: float, right: bool) -> int:
    """Return the band that holds ``value``, -1 for none; ``right`` when bands hold their upper border."""
    for band in range(edges.shape[0]):
        if value < edges[band] or (right and value == edges[band]):
            return band
    return -1


@compiled
def count_pairs(points: Floats, edges: Floats, right: bool, city_block: bool, counts: Ints) -> None:
    """Count the pairs in each band of distance; ``points`` run from west to east."""
    reach = edges[edges.shape[0] - 1]
    for a in range(points.shape[0]):
        for b in range(a + 1, points.shape[0]):
            if points[b, 0] - points[a, 0] > reach:
                break
            band = find_band(edges, measure_pair(points, a, b, city_block), right)
            if band >= 0:
                counts[band] += 1


@compiled
def list_pairs(points: Floats, edges: Floats, right: bool, city_block: bool, free: Ints, pairs: Days) -> None:
    """Write the pairs, one band after the other, each from its line ``free`` on."""
    reach = edges[edges.shape[0] - 1]
    for a in range(points.shape[0]):
        for b in range(a + 1, points.shape[0]):
            if points[b, 0] - points[a, 0] > reach:
                break
            band = find_band(edges, measure_pair(points, a, b, city_block), right)
            if band >= 0:
                pairs[free[band], 0], pairs[free[band], 1] = a, b
                free[band] += 1


@compiled
def deal_days(
    days: Days, own: Days, moments: Moments, words: Words, place: Ints, all_cases: Ints, seed: int, first: int
) -> None:
    """Fill each lane of ``moments`` with the days in the order of one stream; stream -1 leaves them."""
    for lane in range(moments.shape[1]):
        for i in range(days.shape[0]):
            own[i] = days[i]
        if first >= 0:
            start_stream(place, words, seed, first + lane)
            shuffle(own, all_cases, words, place)
        for i in range(days.shape[0]):
            moments[i, lane] = own[i]


@compiled
def compare_pair(moments: Moments, a: int, b: int, limits: Moments, tallies: Tallies) -> None:
    """Add one to the tally of each limit that the days between two cases do not exceed, in each lane."""
    for k in range(limits.shape[0]):
        limit = limits[k]
        for lane in range(LANES):
            apart = np.int16(abs(moments[a, lane] - moments[b, lane]))
            tallies[k, lane] += np.uint16(apart <= limit)


@compiled
def flush_tallies(tallies: Tallies, totals: Ints, band: int) -> None:
    """Move the tallies to the totals of one band."""
    for k in range(tallies.shape[0]):
        for lane in range(tallies.shape[1]):
            totals[lane, band, k] += tallies[k, lane]
            tallies[k, lane] = 0


@compiled
def tally_pairs(
    moments: Moments, pairs: Days, borders: Ints, limits: Moments, tallies: Tallies, totals: Ints
) -> None:
    """Fill ``totals`` (lane, band, limit) with the pairs whose days lie at most a limit apart."""
    for band in range(borders.shape[0] - 1):
        since = 0
        for p in range(borders[band], borders[band + 1]):
            compare_pair(moments, pairs[p, 0], pairs[p, 1], limits, tallies)
            since += 1
            if since == _FLUSH:
                flush_tallies(tallies, totals, band)
                since = 0
        flush_tallies(tallies, totals, band)
