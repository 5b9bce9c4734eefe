"""Runs what a SaTScan parameter file asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from spoorboek.rules.hotspots.reports import ReportFileError
from spoorboek.rules.hotspots.satscan import (
    CaseLine,
    Parameters,
    find_date,
    list_days,
    read_cases,
    read_coordinates,
)
from spoorboek.rules.hotspots.satscan_population import find_place, read_population
from spoorboek.rules.hotspots.scan_answer import ALPHA, MOST_TOLD, POWER, RULE, tell_clusters
from spoorboek.stats.space.clusters import Cluster, Scan, ScanSettings
from spoorboek.stats.space.errors import SpaceError, TooLargeError
from spoorboek.stats.space.scan import scan_bernoulli, scan_permutation, scan_poisson, scan_time
from spoorboek.stats.space.zones import place_on_globe

Progress = Callable[[int, int], None]
CLOCK, ZONE = "de dagen in het .cas-bestand", "zoals in het bestand"


def scan_satscan(
    given: Parameters,
    texts: Mapping[str, str],
    *,
    seed: int,
    threads: int = 1,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Scan as the parameter file says.

    Parameters: ``given`` of ``read_parameters``; ``texts`` of the files that it names; ``seed`` of the
    draws: SaTScan's own differ, so p-values agree within their margin and statistics exactly.

    Returns plain data: ``clusters`` with the names of their places, and the parameters.

    Raises ReportFileError in Dutch.
    """
    cases = read_cases(texts[given.case_file], has_times=given.has_times)
    days = list_days(cases, given)
    if len(days) < 2:
        raise ReportFileError("Het .cas-bestand telt minder dan twee gevallen.")
    names, points = _place(given, texts, cases)
    settings = ScanSettings(
        seed=seed,
        max_radius=None if given.max_radius is None else given.max_radius * (1000 if given.is_degrees else 1),
        max_days=given.choose_longest(),
        max_share=given.max_share,
        min_cases=given.min_cases,
        prospective=given.analysis == "prospective",
        replications=given.replications,
        threads=threads,
    )
    try:
        scan = _scan(given, texts, cases, days, names, points, settings, progress)
    except TooLargeError as error:
        raise ReportFileError(
            "Dit zijn te veel plekken voor deze cirkels; geef een kleinere straal."
        ) from error
    except SpaceError as error:
        raise ReportFileError(f"De bestanden passen niet bij elkaar: {error}.") from error
    return _describe(given, scan, names, seed)


def _place(given: Parameters, texts: Mapping[str, str], cases: list[CaseLine]) -> tuple[dict[str, int], Any]:
    """Return the number of each place and the points."""
    if given.analysis == "time":
        return {row.place: 0 for row in cases}, np.zeros((1, 2))
    places = read_coordinates(texts[given.coordinates_file], is_degrees=given.is_degrees)
    names = {name: number for number, name in enumerate(places)}
    lost = next((row.place for row in cases if row.place not in names), None)
    if lost is not None:
        raise ReportFileError(f"Plek '{lost[:40]}' staat in het .cas-bestand en niet in het .geo-bestand.")
    found = np.array(list(places.values()))
    return names, place_on_globe(found[:, 0], found[:, 1]) if given.is_degrees else found


def _scan(
    given: Parameters,
    texts: Mapping[str, str],
    cases: list[CaseLine],
    days: list[int],
    names: Mapping[str, int],
    points: Any,
    settings: ScanSettings,
    progress: Progress | None,
) -> Scan:
    units = [names[row.place] for row in cases for _ in range(row.count)]
    count = 1 if given.analysis == "space" else given.day_count
    if given.analysis == "time":
        return scan_time(days, day_count=count, settings=settings, progress=progress)
    if given.model == "permutation":
        if given.analysis == "space":
            raise ReportFileError("Het permutatiemodel heeft tijden nodig; AnalysisType=1 heeft die niet.")
        weekdays = [(given.first.weekday() + day) % 7 for day in days] if given.by_weekday else None
        return scan_permutation(
            points, units, days, day_count=count, settings=settings, strata=weekdays, progress=progress
        )
    if given.model == "bernoulli":
        if given.analysis != "space":
            raise ReportFileError("Het Bernoulli-model kan Spoorboek alleen zonder tijd (AnalysisType=1).")
        controls = read_cases(texts[given.control_file], has_times=given.has_times, kind=".ctl")
        others = [find_place(names, row.place, ".ctl") for row in controls for _ in range(row.count)]
        labels = [True] * len(units) + [False] * len(others)
        return scan_bernoulli(points, labels, places=units + others, settings=settings, progress=progress)
    people = read_population(texts[given.population_file], cases, names)
    return scan_poisson(points, units, days, people, day_count=count, settings=settings, progress=progress)


def _describe(given: Parameters, scan: Scan, names: Mapping[str, int], seed: int) -> dict[str, Any]:
    listed = list(names)
    clusters = [_describe_cluster(given, one, listed) for one in scan.clusters[:MOST_TOLD]]
    return {
        "used_count": scan.case_count,
        "dropped": {},
        "clock": CLOCK,
        "zone": ZONE,
        "model": given.model,
        "analysis": given.analysis,
        "first_day": given.first.isoformat(),
        "last_day": given.last.isoformat(),
        "replications": len(scan.maxima),
        "max_days": scan.longest_days,
        "by_weekday": given.by_weekday,
        "parameters": {
            "places": len(listed),
            "circles": scan.circle_count,
            "max_share": given.max_share,
            "max_radius": given.max_radius,
            "min_cases": given.min_cases,
            "replications_asked": given.replications,
        },
        "notes": list(given.notes),
        "seed": seed,
        "multiple_testing": RULE,
        "power": POWER,
        "clusters": clusters,
        "sentences": tell_clusters(clusters, scan.case_count),
    }


def _describe_cluster(given: Parameters, cluster: Cluster, listed: list[str]) -> dict[str, Any]:
    days: tuple[str | None, ...] = (None, None)
    if given.analysis != "space":
        days = tuple(find_date(given, day).isoformat() for day in (cluster.first_day, cluster.last_day))
    chance = cluster.chance
    # As SaTScan: one look per day, the unit in which it counts time.
    recurrence = round(chance.compute_recurrence(1.0)) if given.analysis == "prospective" else None
    return {
        "places": [] if given.analysis == "time" else [listed[place] for place in cluster.places],
        "radius": round(cluster.radius, 3),
        "radius_m": round(cluster.radius, 1) if given.is_degrees and given.analysis != "time" else None,
        "first_day": days[0],
        "last_day": days[1],
        "cases": cluster.cases,
        "expected": round(cluster.expected, 6),
        "relative_risk": round(cluster.relative_risk, 6) if np.isfinite(cluster.relative_risk) else None,
        "statistic": round(cluster.statistic, 6),
        "p": chance.p,
        "p_extrapolated": chance.tail_p if chance.is_extrapolated else None,
        "recurrence_days": recurrence,
        "is_beyond_chance": chance.best_p <= ALPHA,
    }
