"""Near repeats: does a report make another one likelier, nearby and soon after?"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spoorboek.stats.errors import check_count
from spoorboek.stats.space.bands import Bands, build_bands
from spoorboek.stats.space.errors import PointError, TooLargeError, WindowError
from spoorboek.stats.space.pair_kernel import LANES, count_pairs, deal_days, list_pairs, tally_pairs
from spoorboek.stats.space.zones import check_points

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Pairs = npt.NDArray[np.int32]

MOST_PAIRS = 25_000_000
_MOST_DAYS = 32_767


@dataclass(frozen=True, slots=True)
class NearRepeat:
    """Pairs of cases by band of distance (rows) and band of days (columns), against permuted days."""

    distance_bands: Bands
    day_bands: Bands
    case_count: int
    permutations: int
    seed: int
    city_block: bool
    observed: Ints
    mean: Floats
    """The mean of the permutations: what place and time apart would give."""
    median: Floats
    p: Floats
    """(1 + permutations with at least as many pairs) / (permutations + 1), per cell."""
    adjusted_p: Floats
    """The same against the largest deviation of all cells: holds for all cells at once."""

    @property
    def ratio(self) -> Floats:
        """Return observed divided by the mean of the permutations; not a number where that is 0."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.mean > 0, self.observed / self.mean, np.nan)


@dataclass(frozen=True, slots=True)
class PairList:
    """Pairs of cases nearby, one band of distance after the other; numbers are those of the input."""

    order: Ints
    """The cases from west to east."""
    pairs: Pairs
    """Ranks in ``order``."""
    borders: Ints


def find_near_repeats(
    points: npt.ArrayLike,
    days: npt.ArrayLike,
    *,
    distance_edges: Sequence[float],
    day_edges: Sequence[float],
    seed: int,
    right: bool = False,
    city_block: bool = True,
    permutations: int = 999,
    threads: int = 1,
) -> NearRepeat:
    """Count pairs of cases by distance and days apart, and again with their days dealt out at random.

    Parameters: ``points`` of the cases (cases, 2) in metres; ``days`` whole numbers, at most 32,767 apart;
    upper borders of the bands of distance and days, see ``build_bands``; ``right`` when bands hold their
    upper border; ``city_block`` to measure along the axes, else straight.

    Returns a NearRepeat.

    Raises PointError, WindowError and TooLargeError.

    Source: Knox 1964, Applied Statistics 13(1); Townsley, Homel and Chaseling 2003, BJC 43(3);
    Westfall and Young 1993 for the adjusted p.
    """
    check_count("permutations", permutations, least=1)
    where, on = _check(points, days)
    near, soon = build_bands(distance_edges, right=right), build_bands(day_edges, right=right)
    listed = list_near_pairs(where, near, city_block=city_block)
    limits = _choose_limits(soon)
    own = on[listed.order]
    observed = _run_lanes(listed, own, limits, seed, -1)[0]
    starts = range(0, permutations, LANES)
    with ThreadPoolExecutor(max(1, threads)) as pool:
        parts = list(pool.map(lambda first: _run_lanes(listed, own, limits, seed, first), starts))
    drawn = np.concatenate(parts)[:permutations]
    p, adjusted = _rank(observed, drawn)
    mean, median = drawn.mean(axis=0), np.median(drawn, axis=0)
    return NearRepeat(
        near, soon, len(on), permutations, seed, city_block, observed, mean, median, p, adjusted
    )


def list_near_pairs(points: Floats, bands: Bands, *, city_block: bool) -> PairList:
    """List all pairs of points within the last band.

    Raises TooLargeError when there are more pairs than fit in memory.
    """
    order = np.lexsort((points[:, 1], points[:, 0])).astype(np.int64)
    sorted_points, edges = np.ascontiguousarray(points[order]), np.array(bands.edges)
    counts = np.zeros(len(edges), np.int64)
    count_pairs(sorted_points, edges, bands.right, city_block, counts)
    borders = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    if borders[-1] > MOST_PAIRS:
        raise TooLargeError(
            f"{len(points)} cases have {borders[-1]} pairs within {bands.edges[-1]:g}: take a shorter one"
        )
    pairs = np.zeros((borders[-1], 2), np.int32)
    list_pairs(sorted_points, edges, bands.right, city_block, borders[:-1].copy(), pairs)
    return PairList(order, pairs, borders)


def list_links(
    points: npt.ArrayLike, days: npt.ArrayLike, *, distance: float, day_span: float, city_block: bool = True
) -> tuple[tuple[int, int], ...]:
    """List the pairs at most ``distance`` and ``day_span`` apart, the earlier case first, to draw on a map.

    Raises PointError, WindowError and TooLargeError.

    >>> list_links([[0, 0], [50, 0], [900, 0]], [3, 1, 2], distance=100, day_span=7)
    ((1, 0),)
    """
    where, on = _check(points, days)
    listed = list_near_pairs(where, build_bands([distance], right=True), city_block=city_block)
    cases = listed.order[listed.pairs]
    close = np.abs(on[cases[:, 0]] - on[cases[:, 1]]) <= day_span
    pairs = (sorted((int(a), int(b)), key=lambda case: (on[case], case)) for a, b in cases[close])
    return tuple(sorted((a, b) for a, b in pairs))


def _check(points: npt.ArrayLike, days: npt.ArrayLike) -> tuple[Floats, Pairs]:
    """Return points and days, the days from 0."""
    where, on = check_points(points), np.asarray(days)
    if where.shape[1] != 2:
        raise PointError(f"near repeats need 2 coordinates in metres per case, got {where.shape[1]}")
    if on.shape != (len(where),):
        raise PointError(f"each case needs a day, got {on.size} for {len(where)} cases")
    whole = on.astype(np.int64)
    if not np.array_equal(whole, on):
        raise WindowError(f"days must be whole numbers, got {on[np.flatnonzero(whole != on)[0]]}")
    whole -= whole.min()
    if whole.max() > _MOST_DAYS:
        raise WindowError(f"days must lie at most {_MOST_DAYS} apart, got {whole.max()}")
    return where, whole.astype(np.int32)


def _choose_limits(bands: Bands) -> npt.NDArray[np.int16]:
    """Return the largest whole number of days in each band."""
    edges = np.array(bands.edges)
    largest = np.floor(edges) if bands.right else np.ceil(edges) - 1
    return np.asarray(np.minimum(largest, _MOST_DAYS), dtype=np.int16)


def _run_lanes(listed: PairList, days: Pairs, limits: npt.NDArray[np.int16], seed: int, first: int) -> Ints:
    """Count the pairs per cell in LANES permutations from stream ``first`` on, or as the days are (-1)."""
    moments = np.zeros((len(days), LANES), np.int16)
    words, place = np.zeros(4096, np.uint32), np.zeros(4, np.int64)
    all_cases = np.array([0, len(days)], np.int64)
    deal_days(days, days.copy(), moments, words, place, all_cases, seed, first)
    totals = np.zeros((LANES, len(listed.borders) - 1, len(limits)), np.int64)
    tallies = np.zeros((len(limits), LANES), np.uint16)
    tally_pairs(moments, listed.pairs, listed.borders, limits, tallies, totals)
    return np.diff(totals, axis=2, prepend=0)


def _rank(observed: Ints, drawn: Ints) -> tuple[Floats, Floats]:
    """Return p per cell, alone and against the largest deviation of all cells."""
    runs = len(drawn)
    p = (1 + (drawn >= observed).sum(axis=0)) / (runs + 1)
    spread = np.maximum(drawn.std(axis=0), 1e-12)
    largest = ((drawn - drawn.mean(axis=0)) / spread).max(axis=(1, 2))
    own = (observed - drawn.mean(axis=0)) / spread
    adjusted = (1 + (largest[:, None, None] >= own - 1e-12).sum(axis=0)) / (runs + 1)
    return p, np.maximum(adjusted, p)
