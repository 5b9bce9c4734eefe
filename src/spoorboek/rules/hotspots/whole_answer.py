"""All answers about one set of reports together, as the page shows them, and the comparison with before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from spoorboek.rules.hotspots.area_concentration import AreaPlan, weigh_areas
from spoorboek.rules.hotspots.comparison import compare_with_before
from spoorboek.rules.hotspots.concentration_answer import ConcentrationPlan, weigh_concentration
from spoorboek.rules.hotspots.enough_answer import EnoughPlan, judge_reports, tell_enough
from spoorboek.rules.hotspots.repeats_answer import RepeatsPlan, find_repeats
from spoorboek.rules.hotspots.reports import ReportFileError, ReportSet, find_local_day, place_reports
from spoorboek.rules.hotspots.scan_answer import ScanPlan, scan_reports
from spoorboek.rules.hotspots.times_answer import TimesPlan, weigh_times
from spoorboek.rules.hotspots.weighed_places import WeighedPlace

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
    compare_first: date | None = None
    """First day of the period that is compared with the one before; None for the second half."""
    compare_last: date | None = None
    prospective: bool = False
    """True to look only for groups that still last on the last day."""
    by_weekday: bool = False
    """True to compare days with the same day of the week alone."""
    profile: tuple[float, ...] | None = None
    """What each of 24 hours gives by chance; None for every hour alike."""
    profile_name: str = ""
    """Where the profile comes from, in Dutch."""
    channel_changes: tuple[str, ...] | None = None
    """What changed in the way of reporting, in Dutch; None where that is not known."""
    areas: tuple[WeighedPlace, ...] = ()
    """The municipality's own areas with their inhabitants; none where these are not known."""


def answer_all(found: ReportSet, plan: WholePlan, before: ReportSet | None = None) -> dict[str, Any]:
    """Answer where, when, again and whether there are enough, about one set of reports.

    Parameters: ``found`` with at least 4 reports; ``plan`` with the areas of the municipality;
    ``before`` another set to compare with, None to take the period before from ``found`` itself.

    Returns plain data with ``enough``, ``quality``, ``scan``, ``times``, ``repeats``, ``concentration``,
    ``by_area``, ``comparison`` and ``points``; a part that cannot be answered is None and its reason
    stands in ``unanswered``.

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
        prospective=plan.prospective,
        by_weekday=plan.by_weekday,
    )
    repeats = RepeatsPlan(plan.seed) if len(found.reports) >= LEAST_FOR_REPEATS else None
    return {
        "enough": tell_enough(
            len(found.reports), EnoughPlan(plan.seed, plan.exposure, plan.extent, min(day_count, 3660))
        ),
        "quality": judge_reports(found, plan.channel_changes),
        "scan": _try(unanswered, scan_reports, found, scan_plan),
        "times": _try(unanswered, weigh_times, found, TimesPlan(plan.seed, plan.profile, plan.profile_name)),
        "repeats": _try(unanswered, find_repeats, found, repeats) if repeats else None,
        "concentration": _try(unanswered, weigh_concentration, found, ConcentrationPlan(plan.seed)),
        "by_area": _try(unanswered, _weigh_own, found, plan) if plan.areas else None,
        "comparison": compare_with_before(
            days,
            first=plan.compare_first,
            last=plan.compare_last,
            earlier=None if before is None else [find_local_day(one, before.zone) for one in before.reports],
        ),
        "points": _list_points(found),
        "first_day": days[0].isoformat(),
        "last_day": days[-1].isoformat(),
        "unanswered": unanswered,
    }


def _weigh_own(found: ReportSet, plan: WholePlan) -> dict[str, Any]:
    return weigh_areas(found, plan.areas, AreaPlan(plan.seed))


def _try(unanswered: list[str], ask: Any, found: ReportSet, plan: Any) -> Any:
    try:
        return ask(found, plan)
    except ReportFileError as error:
        if str(error) not in unanswered:
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
