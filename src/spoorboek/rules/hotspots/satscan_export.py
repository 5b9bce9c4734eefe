"""Turns reports and areas into the files that SaTScan reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from spoorboek.rules.hotspots.area_scan import CountedCases, count_cases
from spoorboek.rules.hotspots.reports import Placed, ReportFileError, ReportSet
from spoorboek.rules.hotspots.satscan import CaseLine, Parameters
from spoorboek.rules.hotspots.satscan_parameters import write_parameters
from spoorboek.rules.hotspots.scan_answer import ScanPlan
from spoorboek.rules.hotspots.weighed_places import WeighedPlace

NAME = "meldingen"
NO_DAY = date(2000, 1, 1)
"""The day that stands in the files where nothing has a day: SaTScan asks for one."""


def build_satscan(placed: Placed, *, max_radius: float, max_days: int) -> tuple[Parameters, str, str]:
    """Turn reports into what SaTScan reads: parameters, and the texts of a .cas and a .geo file.

    Parameters: ``placed`` of ``place_reports``; the bounds of circle and window in metres and days.
    """
    points, places = np.unique(placed.points, axis=0, return_inverse=True)
    width = len(str(len(points)))
    names = [f"p{number:0{width}}" for number in range(1, len(points) + 1)]
    pairs, counts = np.unique(np.column_stack([places.reshape(-1), placed.days]), axis=0, return_counts=True)
    cas = "".join(
        f"{names[place]}\t{count}\t{placed.find_day(day):%Y/%m/%d}\n"
        for (place, day), count in zip(pairs.tolist(), counts.tolist(), strict=True)
    )
    geo = "".join(f"{name}\t{x!r}\t{y!r}\n" for name, (x, y) in zip(names, points.tolist(), strict=True))
    last = placed.find_day(placed.day_count - 1)
    given = Parameters(
        case_file="meldingen.cas",
        coordinates_file="meldingen.geo",
        is_degrees=False,
        analysis="retrospective",
        model="permutation",
        first=placed.first_day,
        last=last,
        max_radius=max_radius,
        max_days=max_days,
    )
    return given, cas, geo


def write_reports(placed: Placed, plan: ScanPlan) -> dict[str, str]:
    """Return the texts of a .prm, .cas and .geo file by name, for the space-time permutation model.

    Parameters: ``placed`` of ``place_reports``; ``plan`` with the bounds.
    """
    radius = plan.max_radius if plan.max_radius is not None else 1e9
    given, cas, geo = build_satscan(placed, max_radius=radius, max_days=plan.max_days)
    given = replace(
        given,
        analysis="prospective" if plan.prospective else "retrospective",
        max_radius=plan.max_radius,
        max_share=plan.max_share,
        min_cases=plan.min_cases,
        by_weekday=plan.by_weekday,
    )
    return {f"{NAME}.prm": write_parameters(given), given.case_file: cas, given.coordinates_file: geo}


def write_areas(
    places: Sequence[WeighedPlace], plan: ScanPlan, found: ReportSet | None = None
) -> dict[str, str]:
    """Return the texts of a .prm, .cas, .geo and .pop or .ctl file by name.

    Parameters: as ``area_scan.scan_areas``. Areas become their middle; areas where nobody lives are left out.

    Raises ReportFileError in Dutch.
    """
    counted = count_cases(places, plan, found)
    lived = [number for number, place in enumerate(places) if place.inhabitants > 0]
    width = len(str(len(places)))
    names = {number: f"p{number + 1:0{width}}" for number in lived}
    geo = _write_coordinates({names[number]: (places[number].x, places[number].y) for number in lived})
    given = _choose_parameters(plan, counted)
    texts = {given.coordinates_file: geo, given.case_file: _write_cases(_list_cases(counted, names, plan))}
    if plan.model == "bernoulli":
        others = Counter({names[n]: int(places[n].inhabitants) for n in lived})
        others.subtract(names[area] for area in counted.areas.tolist())
        if min(others.values()) < 0:
            raise ReportFileError("Een gebied heeft meer gevallen dan wie een geval kon zijn.")
        rows = [CaseLine(name, count, None) for name, count in others.items() if count]
        texts[given.control_file] = _write_cases(rows)
    else:
        lines = (f"{names[n]}\t{given.first.year}\t{places[n].inhabitants:.12g}\n" for n in lived)
        texts[given.population_file] = "".join(lines)
    return {f"{NAME}.prm": write_parameters(given), **texts}


def _choose_parameters(plan: ScanPlan, counted: CountedCases) -> Parameters:
    is_flat = plan.kind == "space"
    first = NO_DAY if is_flat or counted.placed is None else counted.placed.first_day
    return Parameters(
        case_file=f"{NAME}.cas",
        coordinates_file=f"{NAME}.geo",
        is_degrees=False,
        analysis="space" if is_flat else "prospective" if plan.prospective else "retrospective",
        model=plan.model,
        first=first,
        last=first if is_flat else counted.find_day(counted.day_count - 1),
        max_share=plan.max_share,
        max_radius=plan.max_radius,
        max_days=None if is_flat else plan.max_days,
        min_cases=plan.min_cases,
        population_file=f"{NAME}.pop" if plan.model == "poisson" else "",
        control_file=f"{NAME}.ctl" if plan.model == "bernoulli" else "",
        has_times=not is_flat,
    )


def _list_cases(counted: CountedCases, names: Mapping[int, str], plan: ScanPlan) -> list[CaseLine]:
    pairs = Counter(zip(counted.areas.tolist(), counted.days.tolist(), strict=True))
    return [
        CaseLine(names[area], count, None if plan.kind == "space" else counted.find_day(day))
        for (area, day), count in sorted(pairs.items())
    ]


def _write_cases(rows: Sequence[CaseLine]) -> str:
    return "".join(
        f"{row.place}\t{row.count}" + (f"\t{row.day:%Y/%m/%d}" if row.day else "") + "\n" for row in rows
    )


def _write_coordinates(places: Mapping[str, tuple[float, float]]) -> str:
    return "".join(f"{name}\t{first!r}\t{second!r}\n" for name, (first, second) in places.items())
