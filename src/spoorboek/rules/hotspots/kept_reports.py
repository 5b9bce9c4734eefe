"""Reports as they are kept: the few columns that the answers need, with numbers in place of people."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from spoorboek.rules.hotspots.reports import Report

HEADINGS = ("start", "eind", "x", "y", "melder", "probleem", "uur_bekend")


def write_kept(reports: Sequence[Report]) -> str:
    """Write reports as CSV; who reported and which problem become numbers in order of appearance."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(HEADINGS)
    people: dict[str, int] = {}
    problems: dict[str, int] = {}
    for report in reports:
        writer.writerow(
            [
                report.start.isoformat(),
                "" if report.end is None else report.end.isoformat(),
                "" if report.x is None else round(report.x, 1),
                "" if report.y is None else round(report.y, 1),
                people.setdefault(report.reporter, len(people) + 1) if report.reporter else "",
                problems.setdefault(report.problem, len(problems) + 1) if report.problem else "",
                int(report.has_time),
            ]
        )
    return sheet.getvalue()


def list_untimed(content: str) -> tuple[bool, ...]:
    """List for each kept report whether its time of day is known, from the text of ``write_kept``."""
    return tuple(row["uur_bekend"] == "1" for row in csv.DictReader(io.StringIO(content)))
