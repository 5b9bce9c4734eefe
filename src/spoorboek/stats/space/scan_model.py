"""What the kernels of the scan read and write: arrays side by side, no objects."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Number = int | np.int64
Words = npt.NDArray[np.uint32]

PERMUTATION, POISSON, BERNOULLI = 0, 1, 2


class ScanModel(NamedTuple):
    """Everything that stays the same in each replication."""

    kind: int
    """PERMUTATION (days are dealt out again), POISSON (cases fall by weight) or BERNOULLI (labels)."""
    cases: int
    population: int
    """BERNOULLI: how many points there are, with and without a case; else 0."""
    alive: bool
    """True when only windows that reach the last day count (prospective)."""
    day_count: int
    """How many days are scanned; for a prospective scan only the longest window."""
    skip: int
    """How many days before the first scanned one are left out of the histograms."""
    least: int
    """The smallest number of cases that makes a cluster."""
    units: Ints
    """The location of each case (BERNOULLI: of each point), the cases sorted by stratum."""
    days: Days
    """The day of each case, in the order of ``units``."""
    strata: Ints
    """Borders of the strata in ``units``: stratum k runs from ``strata[k]`` up to ``strata[k + 1]``."""
    accept: Floats
    other: Ints
    """Alias table of the locations, for POISSON."""
    day_accept: Floats
    day_other: Ints
    """Alias table of the days, for POISSON."""
    members: Days
    """The locations around each centre, nearest first, all centres after each other."""
    first_member: Ints
    zone_stop: Ints
    """Where in ``members`` each circle ends."""
    first_zone: Ints
    """Which circles belong to which centre."""
    weights: Floats
    """Weight of each circle in each stratum (circle, stratum)."""
    window_weights: Floats
    """Weight of each window (stratum, length - 1, first day)."""
    sizes: Floats
    """What the product of both weights is divided by, per stratum: the result is the expected count."""
    buckets: npt.NDArray[np.uint16]
    """For each circle and length a class of the least expected count (circle, length - 1)."""
    table: Floats
    """The statistic of ``base + j`` cases at the lower border of each class (class, j)."""
    base: Ints
    ends: Ints
    """Lengths up to which window sums are kept: 1, 2, 4, 8 and so on, up to the longest."""


class Workspace(NamedTuple):
    """What one thread writes on."""

    rows: npt.NDArray[np.unsignedinteger]
    """Cases per location and day, with empty days behind the last."""
    peaks: Ints
    """The largest count in each row."""
    levels: npt.NDArray[np.unsignedinteger]
    """Window sums for each of ``ends``, and one line to write on."""
    pointers: Ints
    """The smallest count that could still beat the maximum, per class."""
    own: Ints
    own_days: Days
    pool: Ints
    words: Words
    place: Ints
    best: Ints
    """Circle, length and first day of the best window."""
