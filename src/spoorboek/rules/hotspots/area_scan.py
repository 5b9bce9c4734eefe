"""The answer to: which places or areas have more cases than their inhabitants would give?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from spoorboek.rules.hotspots.framing import OUTSIDE_STUDY, WITHOUT_PLACE, frame
from spoorboek.rules.hotspots.reports import Placed, ReportFileError, ReportSet, place_reports
from spoorboek.rules.hotspots.scan_answer import (
    MOST_TOLD,
    PARTIAL,
    POWER,
    RULE,
    ScanPlan,
    choose_settings,
    describe_cluster,
    say_too_large,
    tell_clusters,
)
from spoorboek.rules.hotspots.weighed_places import WeighedPlace, place_in_areas
from spoorboek.stats.space.clusters import Cluster, Scan
from spoorboek.stats.space.errors import SpaceError, TooLargeError
from spoorboek.stats.space.scan import scan_bernoulli, scan_poisson

Ints = npt.NDArray[np.int64]

OUTSIDE_AREAS = "buiten de gebieden"
NOBODY_LIVES = "waar bijna niemand woont"
MOST_UNITS = 2_000_000


@dataclass(frozen=True, slots=True)
class CountedCases:
    """The cases in their areas: the area and day of each, and what was left out."""

    areas: Ints
    days: Ints
    day_count: int
    dropped: dict[str, int]
    placed: Placed | None

    def find_day(self, number: int) -> date:
        """Return the date of a day; only asked where reports have one."""
        if self.placed is None:
            raise ReportFileError("Deze gevallen hebben geen dag.")
        return self.placed.find_day(number)


def scan_areas(
    places: Sequence[WeighedPlace],
    plan: ScanPlan,
    found: ReportSet | None = None,
    *,
    progress: PARTIAL | None = None,
) -> dict[str, Any]:
    """Scan cases against inhabitants, or against all who could have been a case, and return plain data.

    Parameters: ``places`` of ``read_places_file``; ``plan`` with model ``poisson`` or ``bernoulli`` and kind
    ``space`` or ``space-time``; ``found`` reports, each counted in its area or nearest place: None to take
    the counts of the places themselves. For ``bernoulli`` inhabitants are all who could have been a case.

    Returns the frame (see ``framing``), ``clusters`` with the names of their places, and ``sentences``.

    Raises ReportFileError in Dutch.
    """
    counted = count_cases(places, plan, found)
    try:
        scan = _scan(places, plan, counted, progress)
    except TooLargeError as error:
        raise ReportFileError(say_too_large(plan)) from error
    except SpaceError as error:
        raise ReportFileError(f"De gebieden passen niet bij de meldingen: {error}.") from error
    return _describe(places, plan, counted, scan, found)


def count_cases(places: Sequence[WeighedPlace], plan: ScanPlan, found: ReportSet | None) -> CountedCases:
    """Return the cases in their areas.

    Parameters: as ``scan_areas``.

    Raises ReportFileError in Dutch for a question that does not fit, and for fewer than two cases.
    """
    is_flat = plan.kind == "space"
    if plan.kind == "time" or (plan.model == "bernoulli" and not is_flat):
        raise ReportFileError("Met gebieden zoekt Spoorboek in ruimte, of met inwoners in ruimte en tijd.")
    if found is None and not is_flat:
        raise ReportFileError(
            "Aantallen per gebied hebben geen dag. Geef meldingen, of zoek alleen in de ruimte."
        )
    counted = _count_own(places) if found is None else _count_reports(places, plan, found)
    if len(counted.areas) < 2:
        raise ReportFileError("In deze gebieden vallen minder dan twee gevallen; daarmee is niets te zoeken.")
    return counted


def _count_own(places: Sequence[WeighedPlace]) -> CountedCases:
    """Return one case for each that the places say they have."""
    lacking = next((place.name for place in places if place.count is None), None)
    if lacking is not None:
        raise ReportFileError(
            f"Gebied '{lacking[:40]}' heeft geen aantal. Geef meldingen, of bij elk gebied een 'aantal'."
        )
    counts = np.array([place.count or 0 for place in places], dtype=np.int64)
    _check_units(int(counts.sum()))
    areas = np.repeat(np.arange(len(places)), counts)
    return CountedCases(areas, np.zeros(len(areas), np.int64), 1, {}, None)


def _count_reports(places: Sequence[WeighedPlace], plan: ScanPlan, found: ReportSet) -> CountedCases:
    """Put each report in its area; where nobody lives there is no rate, so such reports are left out."""
    placed = place_reports(found, plan.first, plan.last)
    areas = place_in_areas(placed.points, places)
    people = np.array([place.inhabitants for place in places])
    known = areas >= 0
    inhabited = known & (people[np.maximum(areas, 0)] > 0)
    without_place = sum(not report.has_place for report in found.reports)
    dropped = {
        WITHOUT_PLACE: without_place,
        OUTSIDE_STUDY: len(found.reports) - without_place - len(placed.days),
        OUTSIDE_AREAS: int((~known).sum()),
        NOBODY_LIVES: int((known & ~inhabited).sum()),
    }
    days = placed.days[inhabited] if plan.kind == "space-time" else np.zeros(int(inhabited.sum()), np.int64)
    day_count = placed.day_count if plan.kind == "space-time" else 1
    return CountedCases(areas[inhabited], days, day_count, dropped, placed)


def _scan(
    places: Sequence[WeighedPlace], plan: ScanPlan, counted: CountedCases, progress: PARTIAL | None
) -> Scan:
    points = np.array([(place.x, place.y) for place in places])
    settings = choose_settings(plan, counted.day_count)
    people = [place.inhabitants for place in places]
    if plan.model == "bernoulli":
        others = _list_others(places, counted)
        units = np.concatenate([counted.areas, others])
        labels = np.arange(len(units)) < len(counted.areas)
        return scan_bernoulli(points, labels, places=units, settings=settings, progress=progress)
    return scan_poisson(
        points,
        counted.areas,
        counted.days,
        people,
        day_count=counted.day_count,
        settings=settings,
        progress=progress,
    )


def _list_others(places: Sequence[WeighedPlace], counted: CountedCases) -> Ints:
    """Return the area of everybody who could have been a case and is not."""
    people = np.array([place.inhabitants for place in places])
    others = people - np.bincount(counted.areas, minlength=len(places))
    wrong = np.flatnonzero((others < 0) | (others != np.floor(others)))
    if len(wrong):
        name = places[int(wrong[0])].name[:40]
        raise ReportFileError(
            f"Gebied '{name}' heeft meer gevallen dan wie een geval kon zijn, of dat is geen heel getal."
        )
    _check_units(int(people.sum()))
    return np.repeat(np.arange(len(places)), others.astype(np.int64))


def _check_units(count: int) -> None:
    if count > MOST_UNITS:
        raise ReportFileError("De gebieden tellen samen meer dan 2.000.000; gebruik dan het model 'poisson'.")


def _describe(
    places: Sequence[WeighedPlace], plan: ScanPlan, counted: CountedCases, scan: Scan, found: ReportSet | None
) -> dict[str, Any]:
    points = np.array([(place.x, place.y) for place in places])
    day = counted.find_day if plan.kind == "space-time" else None
    clusters = [
        describe_cluster(one, plan, points, day) | _describe_places(places, one)
        for one in scan.clusters[:MOST_TOLD]
    ]
    parameters = {
        "kind": plan.kind,
        "model": f"{'spatial' if plan.kind == 'space' else 'space-time'} {plan.model.capitalize()}",
        "prospective": plan.prospective,
        "areas": len(places),
        "inhabitants": sum(place.inhabitants for place in places),
        "max_radius_m": plan.max_radius,
        "max_share": plan.max_share,
        "max_days": scan.longest_days,
        "min_cases": plan.min_cases,
        "replications_asked": plan.replications,
        "replications_done": len(scan.maxima),
        "stopped_early": scan.stopped_early,
        "circles": scan.circle_count,
    }
    framed = frame(
        found or ReportSet(()),
        len(counted.areas),
        seed=plan.seed,
        parameters=parameters,
        multiple_testing=RULE,
        power=POWER,
        dropped=counted.dropped,
    )
    return framed.as_data() | {
        "clusters": clusters,
        "sentences": tell_clusters(clusters, len(counted.areas), is_alive=plan.prospective),
    }


def _describe_places(places: Sequence[WeighedPlace], cluster: Cluster) -> dict[str, Any]:
    inside = [places[number] for number in cluster.places]
    return {
        "places": [place.name for place in inside],
        "inhabitants": round(sum(place.inhabitants for place in inside), 3),
    }
