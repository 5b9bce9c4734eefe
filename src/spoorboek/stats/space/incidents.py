"""Invented incidents that look real and whose truth is known, for tests, measurements and examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spoorboek.stats.errors import check_count, check_exposure
from spoorboek.stats.space.errors import WindowError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

WEEKDAY_WEIGHTS = (1.0, 0.95, 0.95, 1.0, 1.15, 1.25, 1.05)
HOUR_WEIGHTS = (
    *(0.9, 0.7, 0.5, 0.4, 0.3, 0.3, 0.4, 0.6, 0.8, 0.9, 0.9, 1.0),
    *(1.1, 1.1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.5, 1.5, 1.4, 1.3, 1.1),
)


@dataclass(frozen=True, slots=True)
class Town:
    """How the invented town is made."""

    extent: float = 10_000.0
    """The side of the square in metres."""
    segment_count: int = 4_000
    segment_length: float = 100.0
    risk_spread: float = 1.0
    """Standard deviation of the logarithm of the risk per street segment."""
    day_count: int = 365
    season: float = 0.15
    """How far the busiest time of the year lies above the mean, as a share."""
    offspring: float = 0.0
    """Near repeats that each incident brings along, on average."""
    offspring_metres: float = 150.0
    offspring_days: float = 7.0


@dataclass(frozen=True, slots=True)
class InjectedCluster:
    """A cluster that is put in on purpose: incidents near a point from a day on."""

    x: float
    y: float
    radius: float
    first_day: int
    span: int
    count: int


@dataclass(frozen=True, slots=True)
class Flaws:
    """What is wrong with the records, each as a share of all."""

    interval_share: float = 0.0
    """Known only between two moments."""
    interval_hours: float = 8.0
    duplicate_share: float = 0.0
    bad_point_share: float = 0.0
    """Without coordinates, or on the middle of the town."""


@dataclass(frozen=True, slots=True)
class Incidents:
    """The records, sorted by day and minute; arrays side by side."""

    points: Floats
    """Shape (records, 2) in metres; not a number where coordinates are missing."""
    days: Ints
    start_minutes: Ints
    """Minute since the start of day 0 from which it may have happened."""
    end_minutes: Ints
    segments: Ints
    """The street segment; -1 in an injected cluster."""
    parents: Ints
    """The number of the incident that this one repeats, counted before sorting; -1 for none."""
    clusters: Ints
    """The injected cluster it belongs to; -1 for none."""
    duplicate: npt.NDArray[np.bool_]
    town: Town


def draw_incidents(
    count: int,
    *,
    rng: np.random.Generator,
    town: Town | None = None,
    clusters: Sequence[InjectedCluster] = (),
    flaws: Flaws | None = None,
) -> Incidents:
    """Draw ``count`` incidents, plus the injected clusters and the duplicates.

    Parameters: ``count`` at least 1, near repeats included; ``rng`` the generator of chance; ``town``,
    ``clusters`` and ``flaws`` as their classes say.

    Returns Incidents with the truth beside each record.

    Raises CountError, ExposureError and WindowError.
    """
    made, wrong = town or Town(), flaws or Flaws()
    check_count("count", count, least=1)
    check_exposure("extent", made.extent)
    for cluster in clusters:
        if not 0 <= cluster.first_day <= made.day_count - cluster.span:
            raise WindowError(
                f"a cluster must fall within {made.day_count} days, got day {cluster.first_day}"
            )
    points, minutes, segments, parents = _draw_base(count, made, rng)
    marks = np.full(count, -1, np.int64)
    for number, cluster in enumerate(clusters):
        own_points, own_minutes = _draw_cluster(cluster, rng)
        points, minutes = np.vstack([points, own_points]), np.concatenate([minutes, own_minutes])
        segments = np.concatenate([segments, np.full(cluster.count, -1)])
        parents = np.concatenate([parents, np.full(cluster.count, -1)])
        marks = np.concatenate([marks, np.full(cluster.count, number)])
    return _spoil(points, minutes, (segments, parents, marks), made, wrong, rng)


def put_in_cells(points: Floats, size: float) -> tuple[Floats, Ints]:
    """Put points in square cells.

    Parameters: ``points`` (cases, 2), finite; ``size`` of a cell in the same unit, above 0.

    Returns the middles of the cells in use and for each point its cell.

    >>> middles, cells = put_in_cells(np.array([[10.0, 10.0], [190.0, 30.0], [210.0, 0.0]]), 200)
    >>> middles.tolist(), cells.tolist()
    ([[100.0, 100.0], [300.0, 100.0]], [0, 0, 1])
    """
    check_exposure("size", size)
    used, cells = np.unique(np.floor(points / size), axis=0, return_inverse=True)
    return (used + 0.5) * size, cells.reshape(-1).astype(np.int64)


def _draw_base(count: int, town: Town, rng: np.random.Generator) -> tuple[Floats, Ints, Ints, Ints]:
    """Draw first incidents on segments by risk, and their repeats nearby and soon after."""
    middles = rng.uniform(0, town.extent, (town.segment_count, 2))
    direction = rng.integers(0, 2, town.segment_count)
    risk = np.exp(rng.normal(0, town.risk_spread, town.segment_count))
    first = max(1, round(count / (1 + town.offspring)))
    segments = rng.choice(town.segment_count, first, p=risk / risk.sum())
    along = rng.uniform(-0.5, 0.5, first) * town.segment_length
    points = middles[segments].copy()
    points[np.arange(first), direction[segments]] += along
    minutes = _draw_minutes(first, town, rng)
    repeats = count - first
    parents = rng.integers(0, first, repeats)
    near = points[parents] + rng.normal(0, town.offspring_metres / 2, (repeats, 2))
    later = minutes[parents] + np.rint(rng.exponential(town.offspring_days, repeats) * 1440).astype(np.int64)
    last = town.day_count * 1440 - 1
    return (
        np.vstack([points, near]),
        np.concatenate([minutes, np.minimum(later, last)]),
        np.concatenate([segments, segments[parents]]).astype(np.int64),
        np.concatenate([np.full(first, -1), parents]).astype(np.int64),
    )


def _draw_minutes(count: int, town: Town, rng: np.random.Generator) -> Ints:
    """Draw minutes by season, weekday and hour."""
    day = np.arange(town.day_count)
    weight = np.array(WEEKDAY_WEIGHTS)[day % 7] * (1 + town.season * np.sin(2 * np.pi * day / 365))
    days = rng.choice(town.day_count, count, p=weight / weight.sum())
    hourly = np.array(HOUR_WEIGHTS)
    hours = rng.choice(24, count, p=hourly / hourly.sum())
    return np.asarray(days * 1440 + hours * 60 + rng.integers(0, 60, count), dtype=np.int64)


def _draw_cluster(cluster: InjectedCluster, rng: np.random.Generator) -> tuple[Floats, Ints]:
    angle = rng.uniform(0, 2 * np.pi, cluster.count)
    far = cluster.radius * np.sqrt(rng.uniform(0, 1, cluster.count))
    points = np.column_stack([cluster.x + far * np.cos(angle), cluster.y + far * np.sin(angle)])
    minutes = cluster.first_day * 1440 + rng.integers(0, cluster.span * 1440, cluster.count)
    return points, minutes


def _spoil(
    points: Floats,
    minutes: Ints,
    truth: tuple[Ints, Ints, Ints],
    town: Town,
    flaws: Flaws,
    rng: np.random.Generator,
) -> Incidents:
    """Add duplicates, take away coordinates, widen moments to intervals, and sort."""
    count = len(minutes)
    again = rng.choice(count, round(flaws.duplicate_share * count), replace=False)
    rows = np.concatenate([np.arange(count), again])
    duplicate = np.arange(len(rows)) >= count
    spoiled = points[rows].copy()
    bad = rng.random(len(rows)) < flaws.bad_point_share
    centroid = rng.random(len(rows)) < 0.5
    spoiled[bad & centroid] = town.extent / 2
    spoiled[bad & ~centroid] = np.nan
    wide = np.where(rng.random(len(rows)) < flaws.interval_share, flaws.interval_hours * 60, 0)
    length = np.rint(rng.exponential(1.0, len(rows)) * wide).astype(np.int64)
    start = minutes[rows] - np.rint(rng.random(len(rows)) * length).astype(np.int64)
    order = np.argsort(minutes[rows], kind="stable")
    segments, parents, marks = truth
    return Incidents(
        points=spoiled[order],
        days=(minutes[rows] // 1440)[order],
        start_minutes=start[order],
        end_minutes=(start + length)[order],
        segments=segments[rows][order],
        parents=parents[rows][order],
        clusters=marks[rows][order],
        duplicate=duplicate[order],
        town=town,
    )
