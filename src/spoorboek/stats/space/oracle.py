"""The obvious twins of the fast scans: every circle, every window, counted case by case."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OracleWindow:
    """The best window of all."""

    statistic: float
    places: tuple[int, ...]
    first_day: int
    last_day: int
    cases: int
    expected: float


@dataclass(frozen=True, slots=True)
class OracleBounds:
    """The bounds of the windows, as in the settings of the fast scan."""

    max_radius: float
    max_days: int
    max_share: float = 0.5
    min_cases: int = 2
    prospective: bool = False
    ties_together: bool = True


def list_circles(points: Floats, weights: Floats, bounds: OracleBounds) -> list[list[int]]:
    """List the places of every circle, centre after centre, nearest places first.

    Parameters: ``points`` (places, 2); ``weights`` per place; ``bounds`` of the circles.
    """
    circles = []
    for centre in points:
        distance = [math.sqrt(float(((point - centre) ** 2).sum())) for point in points]
        order = sorted(range(len(points)), key=lambda place: (distance[place], place))
        for rank, place in enumerate(order):
            if distance[place] > bounds.max_radius * (1 + 1e-9):
                break
            following = distance[order[rank + 1]] if rank + 1 < len(order) else math.inf
            tied = following - distance[place] <= 1e-9 * following if following < math.inf else False
            together = bounds.ties_together or following == 0
            inside = order[: rank + 1]
            weight = sum(float(weights[i]) for i in inside)
            if not (tied and together) and weight <= bounds.max_share * float(weights.sum()) * (1 + 1e-9):
                circles.append(inside)
    return circles


def list_spans(day_count: int, bounds: OracleBounds) -> list[tuple[int, int]]:
    """List first and last day of every window."""
    return [
        (first, first + length - 1)
        for length in range(1, bounds.max_days + 1)
        for first in range(day_count - length + 1)
        if not bounds.prospective or first + length == day_count
    ]


def compute_ratio(count: int, expected: float, cases: int) -> float:
    """Return the log likelihood ratio of Poisson and permutation scans; 0 when there are no more."""
    if count <= expected:
        return 0.0
    inside = count * math.log(count / expected)
    return inside + (
        (cases - count) * math.log((cases - count) / (cases - expected)) if cases > count else 0.0
    )


def scan_permutation_slowly(
    points: Floats, places: Ints, days: Ints, day_count: int, bounds: OracleBounds, strata: Ints | None = None
) -> OracleWindow | None:
    """Find the best window of the space-time permutation scan.

    Parameters: as ``spoorboek.stats.space.scan.scan_permutation``.

    Returns None when no window holds more than expected.
    """
    layer = np.zeros(len(places), np.int64) if strata is None else strata
    weights = np.bincount(places, minlength=len(points)).astype(np.float64)
    best: OracleWindow | None = None
    for inside in list_circles(points, weights, bounds):
        here = np.isin(places, inside)
        for first, last in list_spans(day_count, bounds):
            now = (days >= first) & (days <= last)
            count = int((here & now).sum())
            if count < bounds.min_cases:
                continue
            expected = 0.0
            for k in np.unique(layer):
                own = layer == k
                expected += float((here & own).sum()) * float((now & own).sum()) / float(own.sum())
            found = compute_ratio(count, expected, len(places))
            if found > (best.statistic if best else 0.0):
                best = OracleWindow(found, tuple(inside), first, last, count, expected)
    return best


def scan_poisson_slowly(
    points: Floats, places: Ints, days: Ints, population: Floats, day_count: int, bounds: OracleBounds
) -> OracleWindow | None:
    """Find the best window of the Poisson scan, all days alike.

    Parameters: as ``spoorboek.stats.space.scan.scan_poisson``.

    Returns None when no window holds more than expected.
    """
    best: OracleWindow | None = None
    for inside in list_circles(points, population, bounds):
        here = np.isin(places, inside)
        people = float(population[inside].sum())
        for first, last in list_spans(day_count, bounds):
            count = int((here & (days >= first) & (days <= last)).sum())
            if count < bounds.min_cases:
                continue
            share = people / float(population.sum()) * (last - first + 1) / day_count
            expected = len(places) * share
            found = compute_ratio(count, expected, len(places))
            if found > (best.statistic if best else 0.0):
                best = OracleWindow(found, tuple(inside), first, last, count, expected)
    return best


def scan_bernoulli_slowly(
    points: Floats, affected: npt.NDArray[np.bool_], bounds: OracleBounds
) -> OracleWindow | None:
    """Find the best circle of labels on points.

    Parameters: as ``spoorboek.stats.space.scan.scan_bernoulli``, one unit per point.

    Returns None when no circle holds more than expected.
    """
    total, cases = len(points), int(affected.sum())
    best: OracleWindow | None = None
    for inside in list_circles(points, np.ones(total), bounds):
        count, size = int(affected[inside].sum()), len(inside)
        expected = size * cases / total
        if count < bounds.min_cases or count <= expected:
            continue
        cells = [(count, size), (size - count, size), (cases - count, total - size)]
        cells.append((total - size - cases + count, total - size))
        found = sum(k * math.log(k / n) for k, n in cells if k)
        found -= cases * math.log(cases / total) + (total - cases) * math.log((total - cases) / total)
        if found > (best.statistic if best else 0.0):
            best = OracleWindow(found, tuple(inside), 0, 0, count, expected)
    return best
