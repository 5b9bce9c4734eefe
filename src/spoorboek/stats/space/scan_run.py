"""The runs of a scan: the data as they are, then the replications, on one thread or more."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spoorboek.stats.space.errors import TooLargeError
from spoorboek.stats.space.scan_kernel import scan_centres, scan_replications
from spoorboek.stats.space.scan_model import ScanModel, Workspace
from spoorboek.stats.space.scan_setup import build_workspace

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NARROW, WIDE = 127, 1 << 29
"""Counts up to NARROW fit the doubling of window sums in a byte; WIDE in 32 bits."""
_STEP = 8
"""Replications per task: small enough to share them out, large enough not to wait for each other."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Observed:
    """The best window around each centre, in the data as they are."""

    statistics: Floats
    places: Ints
    """Circle, length and first day per centre."""


@dataclass(frozen=True, slots=True)
class Replicated:
    """The maxima of the replications that were run, in the order of their streams."""

    maxima: Floats
    asked: int
    stopped_early: bool


def scan_observed(model: ScanModel, place_count: int, units: Ints, days: Ints) -> Observed:
    """Scan the cases as they are.

    Parameters: ``model`` of ``build_model``; ``units`` and ``days`` of the cases themselves.
    """
    centres = len(model.first_zone) - 1
    found, places = np.zeros(centres), np.zeros((centres, 3), np.int64)
    for limit, dtype in _choose_widths(model):
        work = build_workspace(model, place_count, dtype)
        work.own[:], work.own_days[:] = units, days
        if scan_centres(model, work, limit, found, places):
            return Observed(found, places)
    raise TooLargeError(f"more than {WIDE} cases in one window cannot be scanned")


def run_replications(
    model: ScanModel,
    place_count: int,
    *,
    seed: int,
    replications: int,
    observed: float,
    stop_after: int | None,
    threads: int,
    progress: Progress | None = None,
) -> Replicated:
    """Run the replications; each has its own stream, so threads and order change nothing.

    Parameters: ``stop_after`` replications at least as large as ``observed`` no further ones are needed
    (Besag and Clifford 1991); None to run all. ``progress`` is told how many are done, of how many.
    """
    maxima = np.full(replications, np.nan)
    pool_size = max(1, min(threads, replications))
    spaces = [build_workspace(model, place_count, _choose_widths(model)[0][1]) for _ in range(pool_size)]
    # One thread is the caller's own: a simulation of many small towns would wait for handing over the lock.
    with ThreadPoolExecutor(pool_size) if pool_size > 1 else nullcontext() as pool:
        for first in range(0, replications, _STEP * pool_size):
            tasks = [
                (model, spaces[k], place_count, seed, first + k * _STEP, maxima) for k in range(pool_size)
            ]
            if pool is None:
                _run_some(*tasks[0])
            else:
                for task in [pool.submit(_run_some, *given) for given in tasks]:
                    task.result()
            done = min(first + _STEP * pool_size, replications)
            stop = _find_stop(maxima[:done], observed, stop_after)
            if progress is not None:
                progress(stop or done, replications)
            if stop is not None:
                return Replicated(maxima[:stop].copy(), replications, stop < replications)
    return Replicated(maxima, replications, False)


def _choose_widths(model: ScanModel) -> tuple[tuple[int, npt.DTypeLike], ...]:
    """Return the limits to try with their bytes; one day is counted wide at once, as it costs nothing."""
    wide: tuple[int, npt.DTypeLike] = (WIDE, np.int32)
    return (wide,) if model.day_count == 1 else ((NARROW, np.uint8), wide)


def _run_some(
    model: ScanModel, work: Workspace, place_count: int, seed: int, first: int, maxima: Floats
) -> None:
    """Run a few replications; those whose counts do not fit a byte are run again in 32 bits."""
    mine = maxima[first : first + _STEP]
    if not len(mine):
        return
    scan_replications(model, work, seed, first, _choose_widths(model)[0][0], mine)
    wide = np.flatnonzero(mine < 0)
    if len(wide):
        large = build_workspace(model, place_count, np.int32)
        for i in wide:
            scan_replications(model, large, seed, first + int(i), WIDE, mine[i : i + 1])


def _find_stop(maxima: Floats, observed: float, stop_after: int | None) -> int | None:
    """Return after how many replications the test is decided, None when it is not."""
    if stop_after is None:
        return None
    reached = np.flatnonzero(np.cumsum(maxima >= observed) >= stop_after)
    return int(reached[0]) + 1 if len(reached) else None
