"""The machine room of the scan: day histograms, circles and windows.

Cached machine code does not notice changes in another file: after a change in ``streams``,
``draws`` or ``scan_model`` run ``python -m spoorboek.stats.space.priming``, which compiles afresh.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from spoorboek.stats.space.compiled import compiled
from spoorboek.stats.space.draws import draw_cases, fill_rows
from spoorboek.stats.space.scan_model import Floats, Ints, Number, ScanModel, Workspace
from spoorboek.stats.space.streams import start_stream

Counts = npt.NDArray[np.unsignedinteger]
Counts2D = npt.NDArray[np.unsignedinteger]
Classes = npt.NDArray[np.uint16]


@compiled
def add_term(count: Number | float, expected: float) -> float:
    """Return ``count * ln(count / expected)``, 0 for a count of 0."""
    return count * math.log(count / expected) if count > 0 else 0.0


@compiled
def compute_statistic(cases: int, population: int, count: Number, expected: float, size: float) -> float:
    """Return the log likelihood ratio of ``count`` cases where ``expected`` were expected; 0 if not more."""
    if count <= expected:
        return 0.0
    found = add_term(count, expected) + add_term(cases - count, cases - expected)
    if population > 0:
        others, outside = size - count, population - size - cases + count
        found += add_term(others, size - expected)
        found += add_term(outside, population - size - cases + expected)
    return found


@compiled
def compute_expected(
    weights: Floats, window_weights: Floats, sizes: Floats, zone: int, length: int, start: int
) -> float:
    """Return the expected count of one circle in one window, added up over the strata."""
    total = 0.0
    for k in range(sizes.shape[0]):
        total += weights[zone, k] * window_weights[k, length - 1, start] / sizes[k]
    return total


@compiled
def reset_pointers(model: ScanModel, work: Workspace) -> None:
    """Let every count of at least the smallest cluster be worth a look."""
    for b in range(model.base.shape[0]):
        work.pointers[b] = max(model.least, model.base[b])


@compiled
def raise_pointers(model: ScanModel, work: Workspace, best: float) -> None:
    """Move each pointer to the smallest count whose statistic is above ``best``."""
    last = model.table.shape[1] - 1
    for b in range(model.base.shape[0]):
        j = work.pointers[b] - model.base[b]
        while j < last and model.table[b, j] <= best:
            j += 1
        work.pointers[b] = model.base[b] + j


@compiled
def weigh_window(
    model: ScanModel, work: Workspace, zone: int, length: int, start: int, count: Number, best: float
) -> float:
    """Return the statistic of one window if it beats ``best``, and note where it is."""
    expected = compute_expected(model.weights, model.window_weights, model.sizes, zone, length, start)
    found = compute_statistic(model.cases, model.population, count, expected, model.weights[zone, 0])
    if found <= best:
        return best
    work.best[0], work.best[1], work.best[2] = zone, length, start
    return found


@compiled
def weigh_line(model: ScanModel, work: Workspace, line: Counts, zone: int, length: int, best: float) -> float:
    """Weigh the windows of one length whose count could still beat ``best``."""
    floor = work.pointers[model.buckets[zone, length - 1]]
    found = best
    for start in range(model.day_count - length + 1):
        if line[start] >= floor:
            found = weigh_window(model, work, zone, length, start, np.int64(line[start]), found)
    if found > best:
        raise_pointers(model, work, found)
    return found


@compiled
def sum_windows(first: Counts, second: Counts, line: Counts, length: int) -> Number:
    """Write ``first + second`` on ``line`` and return the largest sum. The hot loop: one add, one maximum."""
    most = line.dtype.type(0)
    for i in range(length):
        total = line.dtype.type(first[i] + second[i])
        line[i] = total
        most = max(most, total)
    return np.int64(most)


@compiled
def find_most(line: Counts, length: int) -> Number:
    """Return the largest of the first counts of a line."""
    most = line.dtype.type(0)
    for i in range(length):
        most = max(most, line[i])
    return np.int64(most)


@compiled
def look_closer(
    levels: Counts2D,
    ends: Ints,
    pointers: Ints,
    buckets: Classes,
    zone: int,
    group: int,
    days: int,
    done: int,
) -> int:
    """Return the next length above ``done`` in this group with a count that could beat the best, or 0.

    Each length adds one day to the one before; its sums stand on the line ``scratch + length % 2``. Two
    lines in turn, because in place the loop would not run on many bytes at once.
    """
    first, scratch = ends[group - 1], ends.shape[0]
    reach = find_most(levels[group], days)
    for length in range(done + 1, ends[group] + 1):
        # No shorter window holds more than the longest; more is asked of each longer one.
        floor = pointers[buckets[zone, length - 1]]
        if reach < floor:
            return 0
        source = levels[group - 1] if length == first + 1 else levels[scratch + (length - 1) % 2]
        if sum_windows(source, levels[0][length - 1 :], levels[scratch + length % 2], days) >= floor:
            return length
    return 0


@compiled
def fold_level(levels: Counts2D, ends: Ints, group: int, days: int) -> Number:
    """Write the window sums of one group's longest length from shorter ones; return the largest."""
    length, done, level, turn = ends[group], ends[group - 1], group - 1, 0
    source = levels[level]
    most: Number = np.int64(0)
    while done < length:
        while ends[level] > length - done:
            level -= 1
        last = done + ends[level] == length
        line = levels[group] if last else levels[ends.shape[0] + turn]
        most = sum_windows(source, levels[level][done:], line, days)
        source, turn = line, 1 - turn
        done += ends[level]
    return most


@compiled
def screen_zone(
    levels: Counts2D, ends: Ints, pointers: Ints, buckets: Classes, zone: int, days: int, limit: int
) -> int:
    """Return which groups of lengths could beat the best, as bits; -1 when counts would not fit their bytes.

    Takes a few arrays and not the whole model: a call that passes everything costs more than the sums.
    """
    most, bits = find_most(levels[0], days), 0
    if most >= pointers[buckets[zone, 0]]:
        bits = 1
    for group in range(1, ends.shape[0]):
        if most > limit:
            return -1
        most = fold_level(levels, ends, group, days)
        if most >= pointers[buckets[zone, ends[group - 1]]]:
            bits |= 1 << group
    return bits


@compiled
def scan_zone(model: ScanModel, work: Workspace, zone: int, bits: int, best: float) -> float:
    """Return ``best`` or the better statistic of this circle, from the groups that could hold one."""
    if bits & 1:
        best = weigh_line(model, work, work.levels[0], zone, 1, best)
    levels, ends, days = work.levels, model.ends, model.day_count
    for group in range(1, ends.shape[0]):
        length = ends[group - 1] if bits >> group & 1 else 0
        while length:
            length = look_closer(levels, ends, work.pointers, model.buckets, zone, group, days, length)
            if length:
                line = levels[ends.shape[0] + length % 2]
                best = weigh_line(model, work, line, zone, length, best)
    return best


@compiled
def scan_zone_alive(model: ScanModel, work: Workspace, zone: int, best: float) -> float:
    """Return the same for windows that reach the last day."""
    count, days = np.int64(0), model.day_count
    for length in range(1, days + 1):
        count += np.int64(work.levels[0, days - length])
        if count >= work.pointers[model.buckets[zone, length - 1]]:
            found = weigh_window(model, work, zone, length, days - length, count, best)
            if found > best:
                best = found
                raise_pointers(model, work, best)
    return best


@compiled
def scan_centre_flat(model: ScanModel, work: Workspace, centre: int, best: float) -> float:
    """Scan the circles around one centre where there is only one day: a running count is enough."""
    count, at = np.int64(0), model.first_member[centre]
    for zone in range(model.first_zone[centre], model.first_zone[centre + 1]):
        while at < model.zone_stop[zone]:
            count += np.int64(work.rows[model.members[at], 0])
            at += 1
        if count >= work.pointers[model.buckets[zone, 0]]:
            found = weigh_window(model, work, zone, 1, 0, count, best)
            if found > best:
                best = found
                raise_pointers(model, work, best)
    return best


@compiled
def scan_centre(model: ScanModel, work: Workspace, centre: int, limit: int, best: float) -> float:
    """Scan the circles around one centre by adding rows in neighbour order; -1 when counts do not fit."""
    line, days = work.levels[0], model.day_count
    if days == 1:
        return scan_centre_flat(model, work, centre, best)
    line[:] = 0
    peak: Number = np.int64(0)
    at = model.first_member[centre]
    for zone in range(model.first_zone[centre], model.first_zone[centre + 1]):
        while at < model.zone_stop[zone]:
            member = model.members[at]
            if peak + work.peaks[member] > 2 * limit:
                peak = find_most(line, days)
            peak += work.peaks[member]
            if peak > 2 * limit:
                return -1.0
            row = work.rows[member]
            for day in range(days):
                line[day] += row[day]
            at += 1
        if model.alive:
            best = scan_zone_alive(model, work, zone, best)
            continue
        bits = screen_zone(work.levels, model.ends, work.pointers, model.buckets, zone, days, limit)
        if bits < 0:
            return -1.0
        if bits:
            best = scan_zone(model, work, zone, bits, best)
    return best


@compiled
def scan_centres(model: ScanModel, work: Workspace, limit: int, found: Floats, places: Ints) -> bool:
    """Find the best window around each centre for the cases in ``work``; False when counts do not fit."""
    if not fill_rows(model, work, limit):
        return False
    for centre in range(found.shape[0]):
        reset_pointers(model, work)
        found[centre] = scan_centre(model, work, centre, limit, 0.0)
        if found[centre] < 0:
            return False
        for k in range(3):
            places[centre, k] = work.best[k]
    return True


@compiled
def scan_replications(
    model: ScanModel, work: Workspace, seed: int, first: int, limit: int, found: Floats
) -> None:
    """Fill ``found`` with the maximum of each replication from ``first`` on; -1 where counts do not fit."""
    for i in range(found.shape[0]):
        start_stream(work.place, work.words, seed, first + i)
        draw_cases(model, work)
        reset_pointers(model, work)
        best = 0.0 if fill_rows(model, work, limit) else -1.0
        centre = 0
        while best >= 0 and centre < model.first_zone.shape[0] - 1:
            best = scan_centre(model, work, centre, limit, best)
            centre += 1
        found[i] = best
