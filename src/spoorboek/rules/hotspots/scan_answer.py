"""The answer to: where and when do reports cluster? Numbers for programs, sentences for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import numpy as np

from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.dutch_phrases import join_names
from spoorboek.rules.hotspots.framing import OUTSIDE_STUDY, WITHOUT_PLACE, frame
from spoorboek.rules.hotspots.reports import Placed, ReportFileError, ReportSet, place_reports
from spoorboek.rules.hotspots.rounding import write_number, write_reports
from spoorboek.stats.space.clusters import Cluster, Scan, ScanSettings
from spoorboek.stats.space.errors import TooLargeError
from spoorboek.stats.space.incidents import put_in_cells
from spoorboek.stats.space.scan import scan_permutation, scan_time

Kind = Literal["space-time", "space", "time"]
Model = Literal["permutation", "poisson", "bernoulli"]
ALPHA = 0.05
MOST_POINTS = 400
"""With more places than this reports are put in cells, so that circles stay few."""
LEAST = 4
MOST_TOLD = 20
"""Clusters in an answer; beyond the first few none is ever beyond chance."""
RULE = (
    "Alle cirkels en perioden zijn samen getoetst: p zegt hoe vaak toeval ergens in de stad minstens zo'n "
    "groep geeft."
)
POWER = "Wat met dit aantal meldingen te vinden is, zegt `spoorboek hotspots enough`."
PARTIAL = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ScanPlan:
    """What to look for. The same plan and reports give the same answer on any machine."""

    seed: int
    kind: Kind = "space-time"
    max_radius: float | None = 750.0
    """In metres; None for no bound."""
    max_days: int = 14
    cell: float | None = 200.0
    """Side of the cells in metres, used when there are more places than MOST_POINTS; None for no cells."""
    max_share: float = 0.5
    """The largest share of all cases, or inhabitants, in a circle."""
    model: Model = "permutation"
    """What chance deals out: days (permutation), cases by inhabitants (poisson) or labels (bernoulli)."""
    prospective: bool = False
    by_weekday: bool = False
    """True to deal days out again within the same weekday, so that weekly habits are no cluster."""
    replications: int = 199
    stop_after: int | None = 10
    min_cases: int = 2
    threads: int = 1
    first: date | None = None
    last: date | None = None


def scan_reports(found: ReportSet, plan: ScanPlan, *, progress: PARTIAL | None = None) -> dict[str, Any]:
    """Scan reports and return the answer as plain data.

    Parameters: ``found`` of ``read_report_file``; ``plan`` what to look for; ``progress`` is told how many
    replications are done, of how many.

    Returns the frame (see ``framing``), ``clusters`` and ``sentences`` in Dutch.

    Raises ReportFileError when there is too little to scan, and the errors of ``stats.space``.
    """
    if plan.kind == "time":
        found = replace(found, reports=tuple(replace(one, x=0.0, y=0.0) for one in found.reports))
    placed = place_reports(found, plan.first, plan.last)
    if len(placed.days) < LEAST:
        raise ReportFileError(
            f"Met {write_reports(len(placed.days))} is niets te zoeken; er zijn er minstens {LEAST} nodig."
        )
    points, places = _choose_places(placed, plan)
    settings = choose_settings(plan, placed.day_count)
    try:
        scan = _scan(placed, points, places, plan, settings, progress)
    except TooLargeError as error:
        raise ReportFileError(say_too_large(plan)) from error
    return _describe(found, placed, points, scan, plan)


def choose_settings(plan: ScanPlan, day_count: int) -> ScanSettings:
    """Return how the scan itself is run."""
    return ScanSettings(
        seed=plan.seed,
        max_radius=plan.max_radius,
        max_days=min(plan.max_days, day_count),
        max_share=plan.max_share,
        min_cases=plan.min_cases,
        prospective=plan.prospective,
        replications=plan.replications,
        stop_after=plan.stop_after,
        threads=plan.threads,
    )


def say_too_large(plan: ScanPlan) -> str:
    """Say in Dutch that there are too many circles."""
    within = "Er" if plan.max_radius is None else f"Binnen {plan.max_radius:g} meter"
    return f"{within} liggen te veel plekken. Neem een kleinere straal of grotere cellen."


def _scan(
    placed: Placed,
    points: Any,
    places: Any,
    plan: ScanPlan,
    settings: ScanSettings,
    progress: PARTIAL | None,
) -> Scan:
    if plan.kind == "time":
        return scan_time(placed.days, day_count=placed.day_count, settings=settings, progress=progress)
    strata = (placed.days + placed.first_day.weekday()) % 7 if plan.by_weekday else None
    return scan_permutation(
        points,
        places,
        placed.days,
        day_count=placed.day_count,
        settings=settings,
        strata=strata,
        progress=progress,
    )


def _choose_places(placed: Placed, plan: ScanPlan) -> tuple[Any, Any]:
    """Return the places as they are, or cells when there are too many."""
    points, places = np.unique(placed.points, axis=0, return_inverse=True)
    if plan.cell is None or len(points) <= MOST_POINTS:
        return points, places.reshape(-1).astype(np.int64)
    return put_in_cells(placed.points, plan.cell)


def _describe(found: ReportSet, placed: Placed, points: Any, scan: Scan, plan: ScanPlan) -> dict[str, Any]:
    where = points if plan.kind == "space-time" else None
    clusters = [describe_cluster(one, plan, where, placed.find_day) for one in scan.clusters[:MOST_TOLD]]
    lost = sum(not report.has_place for report in found.reports)
    parameters = {
        "kind": plan.kind,
        "model": "space-time permutation" if plan.kind == "space-time" else "temporal Poisson",
        "prospective": plan.prospective,
        "by_weekday": plan.by_weekday,
        "max_radius_m": plan.max_radius,
        "max_share": plan.max_share,
        "max_days": scan.longest_days,
        "min_cases": plan.min_cases,
        "cell_m": plan.cell if len(points) != len(np.unique(placed.points, axis=0)) else None,
        "first_day": placed.first_day.isoformat(),
        "day_count": placed.day_count,
        "replications_asked": plan.replications,
        "replications_done": len(scan.maxima),
        "stopped_early": scan.stopped_early,
        "circles": scan.circle_count,
    }
    dropped = {WITHOUT_PLACE: lost, OUTSIDE_STUDY: len(found.reports) - lost - len(placed.days)}
    framed = frame(
        found,
        len(placed.days),
        seed=plan.seed,
        parameters=parameters,
        multiple_testing=RULE,
        power=POWER,
        dropped=dropped,
    )
    sentences = tell_clusters(clusters, len(placed.days), is_alive=plan.prospective)
    return framed.as_data() | {"clusters": clusters, "sentences": sentences}


def describe_cluster(
    cluster: Cluster, plan: ScanPlan, points: Any, find_day: Callable[[int], date] | None
) -> dict[str, Any]:
    """Return one cluster as plain data.

    Parameters: ``points`` of the places in metres, None where there is no place; ``find_day`` from the number
    of a day to its date, None where there is no time.
    """
    chance = cluster.chance
    # With one look a day a prospective scan gives a false alarm once in so many days.
    recurrence = round(chance.compute_recurrence(1.0)) if plan.prospective else None
    return {
        "x": None if points is None else round(float(points[cluster.centre][0]), 1),
        "y": None if points is None else round(float(points[cluster.centre][1]), 1),
        "radius_m": None if points is None else round(cluster.radius, 1),
        "first_day": find_day(cluster.first_day).isoformat() if find_day else None,
        "last_day": find_day(cluster.last_day).isoformat() if find_day else None,
        "cases": cluster.cases,
        "expected": round(cluster.expected, 6),
        "statistic": round(cluster.statistic, 6),
        "relative_risk": round(cluster.relative_risk, 6) if np.isfinite(cluster.relative_risk) else None,
        "p": chance.p,
        "p_extrapolated": chance.tail_p if chance.is_extrapolated else None,
        "replications": chance.replications,
        "recurrence_days": recurrence,
        "is_beyond_chance": chance.best_p <= ALPHA,
    }


def tell_clusters(clusters: list[dict[str, Any]], count: int, *, is_alive: bool = False) -> list[str]:
    """Tell the clusters beyond chance, at most five, in sentences that may stand in a letter.

    Parameters: ``is_alive`` True when only groups that still last were looked for.
    """
    beyond = [cluster for cluster in clusters if cluster["is_beyond_chance"]]
    if not beyond:
        return [
            f"In {write_reports(count)} is geen groep gevonden die {'nog duurt en ' if is_alive else ''}"
            "groter is dan toeval. "
            "Dat bewijst niet dat er geen drukke plek is."
        ]
    return [_tell_cluster(cluster) for cluster in beyond[:5]]


def _tell_cluster(cluster: dict[str, Any]) -> str:
    when = _tell_when(cluster)
    where = f" binnen {_write_metres(cluster['radius_m'])}" if cluster["radius_m"] is not None else ""
    if cluster.get("places"):
        where = f" in {_write_places(cluster['places'])}"
    expected = write_number(cluster["expected"])
    sentence = (
        f"{when} waren er {write_reports(cluster['cases'])}{where}; verwacht waren er {expected}. "
        "Dat verschil is groter dan toeval."
    ).strip()
    return sentence[0].upper() + sentence[1:]


def _tell_when(cluster: dict[str, Any]) -> str:
    if cluster["first_day"] is None:
        return "in de hele periode"
    first, last = (date.fromisoformat(cluster[name]) for name in ("first_day", "last_day"))
    if first == last:
        return f"op {format_date(first)}"
    return f"van {format_date(first)} tot en met {format_date(last)}"


def _write_places(names: list[str]) -> str:
    if len(names) <= 3:
        return join_names(names)
    return f"{names[0]} en {format_number(len(names) - 1)} gebieden eromheen"


def _write_metres(radius: float) -> str:
    return "een adres" if radius < 1 else f"{format_number(int(-(-radius // 10) * 10))} meter"
