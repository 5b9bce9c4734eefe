"""All answers about one set of reports together, as the page shows them, and the comparison with before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.hotspots.enough_answer import EnoughPlan, judge_reports, tell_enough
from spoorboek.rules.hotspots.repeats_answer import RepeatsPlan, find_repeats
from spoorboek.rules.hotspots.reports import ReportFileError, ReportSet, find_local_day, place_reports
from spoorboek.rules.hotspots.scan_answer import ScanPlan, scan_reports
from spoorboek.rules.hotspots.sufficiency import tell_visible_change
from spoorboek.rules.hotspots.times_answer import TimesPlan, weigh_times

MOST_POINTS_DRAWN = 3_000
LEAST_FOR_REPEATS = 20


@dataclass(frozen=True, slots=True)
class WholePlan:
    """What is asked of a set."""

    seed: int
    exposure: tuple[float, ...]
    extent: float = 7000.0
    max_radius: float = 750.0
    max_days: int = 14
    replications: int = 199


def answer_all(found: ReportSet, plan: WholePlan) -> dict[str, Any]:
    """Answer where, when, again and whether there are enough, about one set of reports.

    Parameters: ``found`` with at least 4 reports; ``plan`` with the areas of the municipality.

    Returns plain data with ``enough``, ``quality``, ``scan``, ``times``, ``repeats``, ``comparison`` and
    ``points``; a part that cannot be answered is None and its reason stands in ``unanswered``.

    Raises ReportFileError when there are too few reports for anything.
    """
    days = sorted(find_local_day(report, found.zone) for report in found.reports)
    if not days:
        raise ReportFileError("Er zijn geen meldingen over om te bekijken.")
    day_count = max(14, (days[-1] - days[0]).days + 1)
    unanswered: list[str] = []
    scan_plan = ScanPlan(
        seed=plan.seed,
        max_radius=plan.max_radius,
        max_days=plan.max_days,
        replications=plan.replications,
    )
    repeats = RepeatsPlan(plan.seed) if len(found.reports) >= LEAST_FOR_REPEATS else None
    return {
        "enough": tell_enough(
            len(found.reports), EnoughPlan(plan.seed, plan.exposure, plan.extent, min(day_count, 3660))
        ),
        "quality": judge_reports(found),
        "scan": _try(unanswered, scan_reports, found, scan_plan),
        "times": _try(unanswered, weigh_times, found, TimesPlan(plan.seed)),
        "repeats": _try(unanswered, find_repeats, found, repeats) if repeats else None,
        "comparison": compare_halves(days),
        "points": _list_points(found),
        "first_day": days[0].isoformat(),
        "last_day": days[-1].isoformat(),
        "unanswered": unanswered,
    }


def compare_halves(days: list[date]) -> dict[str, Any]:
    """Compare the last half of the period with the half before, of equally many days.

    Parameters: ``days`` of the reports, at least one.
    """
    first, last = min(days), max(days)
    half = ((last - first).days + 1) // 2
    turn = last - timedelta(days=half - 1)
    before = sum(turn - timedelta(days=half) <= day < turn for day in days)
    after = sum(day >= turn for day in days) if half else len(days)
    if half < 7 or not before:
        return {
            "sentence": "De periode is te kort om met de periode ervoor te vergelijken.",
            "level": "too_few",
        }
    answer = tell_visible_change("meldingen", before, after)
    spans = f"Vergeleken zijn twee keer {format_number(half)} dagen; de tweede begint op {format_date(turn)}."
    return {
        "before": before,
        "after": after,
        "turn": turn.isoformat(),
        "days": half,
        "level": answer.level,
        "sentence": f"{answer.sentence} {spans}",
    }


def _try(unanswered: list[str], ask: Any, found: ReportSet, plan: Any) -> Any:
    try:
        return ask(found, plan)
    except ReportFileError as error:
        unanswered.append(str(error))
        return None


def _list_points(found: ReportSet) -> list[list[float]]:
    """List the places for the map; of many reports only how many fall on each square of 100 metres."""
    try:
        placed = place_reports(replace(found))
    except ReportFileError:
        return []
    counted: dict[tuple[float, float], int] = {}
    step = 1.0 if len(placed.points) <= MOST_POINTS_DRAWN else 100.0
    for x, y in placed.points.tolist():
        spot = (round(x / step) * step, round(y / step) * step)
        counted[spot] = counted.get(spot, 0) + 1
    return [[x, y, count] for (x, y), count in counted.items()]
