"""Aoristic weights: a report between two moments counts for each minute that it may have happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from spoorboek.stats.space.errors import ClockError
from spoorboek.stats.space.local_clock import MINUTE, list_wall_minutes, open_zone, place_moment

Floats = npt.NDArray[np.float64]

HOURS = 24
WEEK_HOURS = 7 * HOURS


@dataclass(frozen=True, slots=True)
class Span:
    """When a report may have happened. Without an end, or with the same one, it is one moment."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class WeekProfile:
    """Weight per hour of the week, hour 0 from Monday 0:00 on the clock of ``zone``."""

    zone: str
    weights: Floats
    """Shape (168,); adds up to the number of reports used."""
    certain: Floats
    """The part of each weight that comes from reports that fall within that one hour."""
    used_count: int
    without_end_count: int
    """Reports known only as one moment."""
    longer_than_day_count: int
    """Reports spread over a day or more, which say nothing about the hour."""

    def fold_day(self) -> tuple[Floats, Floats]:
        """Return weights and certain parts per hour of the day, shape (24,) each."""
        return self.weights.reshape(7, HOURS).sum(axis=0), self.certain.reshape(7, HOURS).sum(axis=0)

    def fold_weekday(self) -> tuple[Floats, Floats]:
        """Return weights and certain parts per day of the week from Monday, shape (7,) each."""
        return self.weights.reshape(7, HOURS).sum(axis=1), self.certain.reshape(7, HOURS).sum(axis=1)


def flatten_span(span: Span, zone: str) -> Span:
    """Return the span as if the clock in ``zone`` were never set forward or back: each day has 24 hours.

    Other programs count so; with zone ``UTC`` the result gives their tables.

    Raises ClockError.
    """
    wall = open_zone(zone)
    start, end = (
        None if moment is None else place_moment(moment, wall).astimezone(wall).replace(tzinfo=UTC)
        for moment in (span.start, span.end)
    )
    return Span(span.start if start is None else start, end)


def weigh_span(span: Span, zone: str) -> dict[int, float]:
    """Return the weight of one report per hour of the week; together 1.

    Parameters: ``span`` with moments that have a zone of their own or are read from a clock in ``zone``.
    Minutes count from ``start`` up to ``end``; a report of one moment counts in its minute alone; one of a
    week or longer says nothing and counts equally in each hour of the week.

    Raises ClockError when the end lies before the start or the zone is unknown.

    Source: Ratcliffe 2000, Int J of Geographical Information Science 14(7), 669-679.

    >>> night = Span(datetime(2024, 3, 30, 22), datetime(2024, 3, 31, 6))
    >>> weights = weigh_span(night, "Europe/Amsterdam")
    >>> len(weights), round(sum(weights.values()), 9)
    (7, 1.0)
    """
    wall = open_zone(zone)
    start = place_moment(span.start, wall).replace(second=0, microsecond=0)
    end = start if span.end is None else place_moment(span.end, wall)
    minutes = (end - start) // MINUTE
    if end < start:
        raise ClockError(f"a report cannot end at {span.end} before it starts at {span.start}")
    if minutes >= WEEK_HOURS * 60:
        return dict.fromkeys(range(WEEK_HOURS), 1 / WEEK_HOURS)
    weights: dict[int, float] = {}
    stretches = list_wall_minutes(start, max(1, minutes), wall)
    for hour, part in stretches:
        weights[hour] = weights.get(hour, 0.0) + part / max(1, minutes)
    return weights


def build_week_profile(spans: Sequence[Span], zone: str) -> WeekProfile:
    """Add up the weights of all reports per hour of the week.

    Parameters: ``spans`` of the reports; ``zone`` of the clock on the wall, such as ``Europe/Amsterdam``.

    Returns a WeekProfile.

    Raises ClockError, naming the report (from 0).
    """
    weights, certain = np.zeros(WEEK_HOURS), np.zeros(WEEK_HOURS)
    lone = long = 0
    for rank, span in enumerate(spans):
        try:
            own = weigh_span(span, zone)
        except ClockError as error:
            raise ClockError(f"report {rank}: {error}") from error
        for hour, weight in own.items():
            weights[hour] += weight
        if len(own) == 1:
            hour = next(iter(own))
            certain[hour] += own[hour]
        lone += span.end is None
        long += span.end is not None and len(own) > HOURS
    return WeekProfile(zone, weights, certain, len(spans), lone, long)


def draw_moments(spans: Sequence[Span], zone: str, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Draw one minute for each report, each minute of its span equally likely, as minute of the week.

    Parameters: ``spans`` and ``zone`` as above; ``rng`` the generator of chance.

    Returns minutes from Monday 0:00 on the clock of ``zone``, shape (reports,).

    Raises ClockError.
    """
    wall = open_zone(zone)
    drawn = np.zeros(len(spans), np.int64)
    for rank, span in enumerate(spans):
        start = place_moment(span.start, wall).replace(second=0, microsecond=0)
        end = start if span.end is None else place_moment(span.end, wall)
        if end < start:
            raise ClockError(f"report {rank}: it cannot end at {span.end} before it starts at {span.start}")
        minute = int(rng.integers(0, max(1, (end - start) // MINUTE)))
        shown = (start + minute * MINUTE).astimezone(UTC).astimezone(wall)
        drawn[rank] = (shown.weekday() * HOURS + shown.hour) * 60 + shown.minute
    return drawn
