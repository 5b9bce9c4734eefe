"""Invented reports as a file, for trying out and for the example city; they say that they are invented."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from spoorboek.rules.hotspots.reports import ReportFileError
from spoorboek.stats.space.incidents import Flaws, Incidents, InjectedCluster, Town, draw_incidents

HEADINGS = ("start", "eind", "x", "y", "melder", "probleem", "verzonnen")
MOST = 200_000


@dataclass(frozen=True, slots=True)
class Invention:
    """What to invent: so many reports in a square town, and the bursts that are put in on purpose."""

    count: int
    seed: int
    first_day: datetime
    """Midnight of the first day, with a zone."""
    west: float = 101_500.0
    south: float = 421_500.0
    """The lower left corner of the town in metres of the Dutch grid."""
    extent: float = 6_000.0
    day_count: int = 365
    bursts: tuple[InjectedCluster, ...] = ()
    offspring: float = 0.0
    interval_share: float = 0.3
    duplicate_share: float = 0.02
    bad_point_share: float = 0.03


def invent_reports(wanted: Invention) -> str:
    """Invent reports and return them as CSV with the column ``verzonnen``; the same seed, the same text.

    Parameters: ``wanted`` with a count from 1 to 200,000.

    Raises ReportFileError.
    """
    if not 1 <= wanted.count <= MOST:
        raise ReportFileError(f"Verzin 1 tot en met 200.000 meldingen, niet {wanted.count}.")
    town = Town(
        extent=wanted.extent,
        segment_count=max(50, round(wanted.extent**2 / 25_000)),
        day_count=wanted.day_count,
        offspring=wanted.offspring,
    )
    made = draw_incidents(
        wanted.count,
        rng=np.random.default_rng(wanted.seed),
        town=town,
        clusters=wanted.bursts,
        flaws=Flaws(
            interval_share=wanted.interval_share,
            duplicate_share=wanted.duplicate_share,
            bad_point_share=wanted.bad_point_share,
        ),
    )
    return _write(made, wanted)


def _write(made: Incidents, wanted: Invention) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(HEADINGS)
    reporters = np.random.default_rng([wanted.seed, 1]).integers(0, max(2, wanted.count * 3), len(made.days))
    rows = zip(
        made.start_minutes.tolist(),
        made.end_minutes.tolist(),
        made.points.tolist(),
        reporters.tolist(),
        made.clusters.tolist(),
        strict=True,
    )
    for number, (start, end, (x, y), reporter, cluster) in enumerate(rows):
        known = np.isfinite(x)
        writer.writerow(
            [
                _moment(wanted, start),
                _moment(wanted, end) if end > start else "",
                round(wanted.west + x, 1) if known else "",
                round(wanted.south + y, 1) if known else "",
                f"m{reporter}",
                f"groep{cluster}" if cluster >= 0 else f"p{number}",
                "ja",
            ]
        )
    return sheet.getvalue()


def _moment(wanted: Invention, minute: int) -> str:
    return (wanted.first_day + timedelta(minutes=max(0, minute))).isoformat(timespec="minutes")
