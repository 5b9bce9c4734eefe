"""Reports with their place and time, as they were read, and what was left out of them and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt

from spoorboek.rules.errors import RuleError
from spoorboek.rules.hotspots.quality import ReportQuality
from spoorboek.stats.space.aoristic import Span
from spoorboek.stats.space.local_clock import open_zone, place_moment

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

Clock = Literal["happened", "reported"]
CLOCK_WORDS: dict[Clock, str] = {
    "happened": "de tijd waarop het gebeurde",
    "reported": "de tijd waarop het werd gemeld",
}
ZONE = "Europe/Amsterdam"
LONG = timedelta(hours=6)
"""From this length on an interval says little about the hour."""
MOST_DAYS = 36_525


class ReportFileError(RuleError):
    """A file with reports that cannot be read; the message is for people and in Dutch."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report. Places are metres of the Dutch grid, or None when the place is not known."""

    start: datetime
    end: datetime | None = None
    x: float | None = None
    y: float | None = None
    has_time: bool = True
    """False when only the day is known."""
    reporter: str = ""
    problem: str = ""

    @property
    def has_place(self) -> bool:
        """Tell whether it has a place on the map."""
        return self.x is not None


@dataclass(frozen=True, slots=True)
class ReportSet:
    """What was read from one file."""

    reports: tuple[Report, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)
    """How many rows were left out, by reason in Dutch."""
    notes: tuple[str, ...] = ()
    """What the reader must know about how the file was read, in Dutch."""
    zone: str = ZONE
    clock: Clock = "happened"
    is_invented: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """The reports with a place, side by side, days counted from the first day of all."""

    points: Floats
    days: Ints
    first_day: date
    day_count: int

    def find_day(self, number: int) -> date:
        """Return the date of day ``number``."""
        return self.first_day + timedelta(days=int(number))


def find_local_day(report: Report, zone: str) -> date:
    """Return the day on the wall on which the middle of the report falls.

    Raises ClockError.
    """
    wall = open_zone(zone)
    start = place_moment(report.start, wall)
    if report.end is not None:
        start += (place_moment(report.end, wall) - start) / 2
    return start.astimezone(wall).date()


def place_reports(found: ReportSet, first: date | None = None, last: date | None = None) -> Placed:
    """Return points and days of the reports that have a place.

    Parameters: ``first`` and ``last`` day of the study; None for the first and last report of all.

    Raises ReportFileError when no report is left, or the days lie more than a century apart.
    """
    days = [find_local_day(report, found.zone) for report in found.reports]
    if not days:
        raise ReportFileError("Er zijn geen meldingen over om te bekijken.")
    begin, until = first or min(days), last or max(days)
    if begin > until or not any(begin <= day <= until for day in days):
        raise ReportFileError(
            f"Van {begin} tot en met {until} zijn er geen meldingen; zij lopen van {min(days)} tot en met "
            f"{max(days)}."
        )
    if (until - begin).days >= MOST_DAYS:
        raise ReportFileError(f"De meldingen liggen meer dan een eeuw uit elkaar: van {begin} tot {until}.")
    kept = [
        (report.x, report.y, (day - begin).days)
        for report, day in zip(found.reports, days, strict=True)
        if report.has_place and begin <= day <= until
    ]
    if not kept:
        raise ReportFileError("Geen enkele melding heeft een plek; op een kaart is dan niets te zeggen.")
    points = np.array([(x, y) for x, y, _ in kept], dtype=np.float64)
    numbers = np.array([day for _, _, day in kept], dtype=np.int64)
    return Placed(points, numbers, begin, (until - begin).days + 1)


def list_spans(found: ReportSet) -> list[Span]:
    """List when each report with a known time may have happened."""
    return [Span(report.start, report.end) for report in found.reports if report.has_time]


def measure_quality(found: ReportSet, channel_changes: Sequence[str] | None = None) -> ReportQuality:
    """Count what the quality gates ask for; a row left out for its place or time counts as a report.

    Raises ReportFileError when there are no reports.
    """
    if not found.reports:
        raise ReportFileError("Er zijn geen meldingen over om te bekijken.")
    spots = Counter((report.x, report.y) for report in found.reports if report.has_place)
    days = [find_local_day(report, found.zone) for report in found.reports]
    first, last = min(days), max(days)
    timed = [report for report in found.reports if report.has_time]
    reporters = {report.reporter for report in found.reports if report.reporter}
    problems = {report.problem for report in found.reports if report.problem}
    return ReportQuality(
        report_count=len(found.reports) + sum(found.dropped.values()),
        geocoded_count=sum(spots.values()),
        timed_count=len(timed),
        long_interval_count=sum(
            report.end is not None and report.end - report.start > LONG for report in timed
        ),
        most_on_one_spot_count=max(spots.values(), default=0),
        reporter_count=len(reporters) or None,
        problem_count=len(problems) or None,
        month_count=(last.year - first.year) * 12 + last.month - first.month + 1,
        channel_changes=None if channel_changes is None else tuple(channel_changes),
    )
