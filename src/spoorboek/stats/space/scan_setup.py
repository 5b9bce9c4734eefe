"""From cases, circles and windows to the arrays of the kernels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spoorboek.stats.space.errors import WindowError
from spoorboek.stats.space.scan_model import BERNOULLI, PERMUTATION, ScanModel, Workspace
from spoorboek.stats.space.zones import Zones

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_CLASSES = 512
_DEPTH = 256
_DRAWS = 4096
_CHUNK = 2048


@dataclass(frozen=True, slots=True)
class Cases:
    """What is scanned: cases by place and day, and the weights that say where they would fall by chance."""

    kind: int
    units: Ints
    """The place of each case; for labels, of each point."""
    days: Ints
    """The day of each case, from 0."""
    case_count: int
    day_count: int
    place_weights: Floats
    """Shape (places, strata)."""
    day_weights: Floats
    """Shape (strata, days)."""
    sizes: Floats
    """Shape (strata,): place weight x window weight / size is the expected count."""
    strata: Ints
    """The stratum of each case."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Which spans of days are scanned."""

    max_days: int
    min_cases: int = 2
    prospective: bool = False


def build_alias(weights: Floats) -> tuple[Floats, Ints]:
    """Return the alias table (Walker 1977) of ``weights``: draw in constant time, each by its weight.

    Parameters: ``weights`` at least 0, one above 0.

    Returns the chance to keep each index, and the index to take otherwise.

    >>> accept, other = build_alias(np.array([1.0, 3.0]))
    >>> accept.tolist(), other.tolist()
    ([0.5, 1.0], [1, 1])
    """
    share = weights * (len(weights) / weights.sum())
    accept, other = np.ones(len(share)), np.arange(len(share), dtype=np.int64)
    small = [i for i in range(len(share)) if share[i] < 1]
    large = [i for i in range(len(share)) if share[i] >= 1]
    while small and large:
        low, high = small.pop(), large[-1]
        accept[low], other[low] = share[low], high
        share[high] -= 1 - share[low]
        if share[high] < 1:
            small.append(large.pop())
    return accept, other


def build_model(cases: Cases, zones: Zones, windows: Windows) -> ScanModel:
    """Build what stays the same in each replication.

    Raises WindowError when the longest window does not fit the days.
    """
    if not 1 <= windows.max_days <= cases.day_count:
        raise WindowError(f"the longest window must be 1 to {cases.day_count} days, got {windows.max_days}")
    skip = cases.day_count - windows.max_days if windows.prospective else 0
    window_weights = _sum_windows(cases.day_weights[:, skip:], windows.max_days)
    least = _find_least_expected(cases, zones, window_weights, windows)
    borders = _choose_borders(least)
    table, base = _tabulate(cases, borders, windows.min_cases)
    order = (
        np.argsort(cases.strata, kind="stable") if cases.kind != BERNOULLI else np.arange(len(cases.units))
    )
    strata = np.searchsorted(np.sort(cases.strata), np.arange(len(cases.sizes) + 1))
    place, day = build_alias(cases.place_weights[:, 0]), build_alias(cases.day_weights[0])
    return ScanModel(
        kind=cases.kind,
        cases=cases.case_count,
        population=len(cases.units) if cases.kind == BERNOULLI else 0,
        alive=windows.prospective,
        day_count=cases.day_count - skip,
        skip=skip,
        least=windows.min_cases,
        units=cases.units[order].astype(np.int64),
        days=cases.days[order].astype(np.int32),
        strata=strata.astype(np.int64),
        accept=place[0],
        other=place[1],
        day_accept=day[0],
        day_other=day[1],
        members=zones.members,
        first_member=zones.first_member,
        zone_stop=zones.zone_stop,
        first_zone=zones.first_zone,
        weights=np.ascontiguousarray(zones.weights),
        window_weights=window_weights,
        sizes=cases.sizes,
        buckets=(np.searchsorted(borders, least, side="right") - 1).astype(np.uint16),
        table=table,
        base=base,
        ends=_double_up(windows.max_days),
    )


def build_workspace(model: ScanModel, place_count: int, dtype: npt.DTypeLike) -> Workspace:
    """Build what one thread writes on; ``dtype`` of the counts is uint8 or int32."""
    longest = int(model.ends[-1])
    width = -(-(model.day_count + longest) // 64) * 64
    return Workspace(
        rows=np.zeros((place_count, -(-model.day_count // 64) * 64), dtype),
        peaks=np.zeros(place_count, np.int64),
        levels=np.zeros((len(model.ends) + 2, width), dtype),
        pointers=np.zeros(len(model.base), np.int64),
        own=np.zeros(model.cases, np.int64),
        own_days=np.zeros(model.cases, np.int32),
        pool=np.zeros(model.population, np.int64),
        words=np.zeros(_DRAWS, np.uint32),
        place=np.zeros(4, np.int64),
        best=np.zeros(3, np.int64),
    )


def _double_up(longest: int) -> Ints:
    """Return 1, 2, 4, 8 and so on, and the longest length as the last."""
    ends = [1]
    while ends[-1] * 2 < longest:
        ends.append(ends[-1] * 2)
    return np.array(ends if longest == 1 else [*ends, longest], dtype=np.int64)


def _sum_windows(day_weights: Floats, longest: int) -> Floats:
    """Return the weight of each window (stratum, length - 1, first day); 0 where it leaves the days."""
    strata, days = day_weights.shape
    sums = np.zeros((strata, longest, days))
    sums[:, 0] = day_weights
    for length in range(2, longest + 1):
        last = days - length + 1
        sums[:, length - 1, :last] = sums[:, length - 2, :last] + day_weights[:, length - 1 :]
    return sums


def _find_least_expected(cases: Cases, zones: Zones, window_weights: Floats, windows: Windows) -> Floats:
    """Return for each circle and length a bound below every expected count (circle, length - 1)."""
    strata, longest, days = window_weights.shape
    least = np.zeros((zones.count, longest))
    for length in range(1, longest + 1):
        first = days - length if windows.prospective else 0
        sums = window_weights[:, length - 1, first : days - length + 1] / cases.sizes[:, None]
        if strata > 1:
            for at in range(0, zones.count, _CHUNK):
                least[at : at + _CHUNK, length - 1] = (zones.weights[at : at + _CHUNK] @ sums).min(axis=1)
            continue
        lowest = float(sums.min())
        if cases.kind == PERMUTATION:
            # A window with a cluster holds its cases, so its weight is no less.
            lowest = max(lowest, windows.min_cases / float(cases.sizes[0]))
        least[:, length - 1] = zones.weights[:, 0] * lowest
    return least


def _choose_borders(least: Floats) -> Floats:
    """Return the lower borders of the classes of expected counts: 0, then equal steps in the logarithm."""
    above = least[least > 0]
    low, high = (float(above.min()), float(above.max())) if above.size else (1.0, 1.0)
    steps = np.geomspace(low * (1 - 1e-9), max(high, low * 1.01), _CLASSES - 1)
    return np.concatenate([[0.0], steps])


def _tabulate(cases: Cases, borders: Floats, min_cases: int) -> tuple[Floats, Ints]:
    """Return the statistic of each count from ``base`` on, at the lower border of each class."""
    base = np.maximum(np.floor(borders).astype(np.int64), min_cases)
    total = float(cases.case_count)
    # No window holds more than all cases, so a small town needs a small table.
    counts = base[:, None] + np.arange(min(_DEPTH, cases.case_count + 2))[None, :]
    low: Floats = borders[:, None] * (1 - 1e-12)
    with np.errstate(divide="ignore", invalid="ignore"):
        others: Floats = total - counts.astype(np.float64)
        table = counts * np.log(counts / low) + _multiply_log(others, others / (total - low))
    table = np.where(counts > low, table, 0.0)
    if cases.kind == BERNOULLI:
        size: Floats = low * len(cases.units) / total
        table += _tabulate_others(counts, low, size, total, float(len(cases.units)))
    # A count beyond all cases, or beyond its circle, cannot occur.
    return np.where(np.isnan(table), np.inf, table) * (1 + 1e-12), base


def _tabulate_others(counts: Ints, low: Floats, size: Floats, total: float, population: float) -> Floats:
    """Return what the points without a case add to the statistic of labels."""
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = _multiply_log(size - counts, (size - counts) / (size - low))
        left = population - size - total
        return inside + _multiply_log(left + counts, (left + counts) / (left + low))


def _multiply_log(factor: Floats, ratio: Floats) -> Floats:
    """Return ``factor * ln(ratio)``, 0 for a factor of 0 and not a number below that."""
    logs = np.log(np.where(factor > 0, ratio, 1.0))
    return np.asarray(np.where(factor >= 0, factor * logs, np.nan), dtype=np.float64)
