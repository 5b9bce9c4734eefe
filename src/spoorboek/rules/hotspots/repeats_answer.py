"""The answer to: does a report make another one likelier, nearby and soon after?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.hotspots.framing import WITHOUT_PLACE, frame
from spoorboek.rules.hotspots.reports import Placed, ReportFileError, ReportSet, place_reports
from spoorboek.rules.hotspots.rounding import write_number
from spoorboek.stats.space.knox import count_knox
from spoorboek.stats.space.near_repeat import NearRepeat, find_near_repeats, list_links

ALPHA = 0.05
MOST_LINKS = 500
MOST_FOR_KNOX = 5_000
RULE = "p_adjusted geldt voor alle vakken samen (Westfall en Young)."


@dataclass(frozen=True, slots=True)
class RepeatsPlan:
    """Which bands of distance and days to count in."""

    seed: int
    distances: tuple[float, ...] = (0.1, 100.0, 200.0, 300.0, 400.0)
    days: tuple[float, ...] = (7.0, 14.0, 21.0)
    right: bool = False
    """True when a band holds its upper border."""
    city_block: bool = True
    permutations: int = 999
    threads: int = 1


def find_repeats(found: ReportSet, plan: RepeatsPlan) -> dict[str, Any]:
    """Count pairs of reports close in place and time and return the answer as plain data.

    Parameters: ``found`` of ``read_report_file``; ``plan`` with the bands.

    Returns the frame, ``cells`` (one per band of distance and days), ``links`` and ``sentences`` in Dutch.

    Raises ReportFileError with fewer than two places, and the errors of ``stats.space``.
    """
    placed = place_reports(found)
    if len(placed.days) < 2:
        raise ReportFileError("Met 1 melding zijn er geen paren te tellen; er zijn er minstens 2 nodig.")
    result = find_near_repeats(
        placed.points,
        placed.days,
        distance_edges=plan.distances,
        day_edges=plan.days,
        seed=plan.seed,
        right=plan.right,
        city_block=plan.city_block,
        permutations=plan.permutations,
        threads=plan.threads,
    )
    cells = _list_cells(result)
    framed = frame(
        found,
        len(placed.days),
        seed=plan.seed,
        parameters={
            "distances_m": list(plan.distances),
            "days": list(plan.days),
            "holds_upper_border": plan.right,
            "distance": "city block" if plan.city_block else "straight",
            "permutations": plan.permutations,
        },
        multiple_testing=RULE,
        power="Wat met dit aantal meldingen te vinden is, zegt `spoorboek hotspots enough`.",
        dropped={WITHOUT_PLACE: len(found.reports) - len(placed.days)},
    )
    return framed.as_data() | {
        "cells": cells,
        "knox": _count_knox(placed, plan),
        "links": _list_links(placed.points, placed.days, plan),
        "sentences": tell_repeats(cells),
    }


def _count_knox(placed: Placed, plan: RepeatsPlan) -> dict[str, Any] | None:
    """Count the whole table of pairs within the largest bounds; None where the bands do not mean that.

    Knox takes straight distances and holds both borders; with very many reports it takes too long.
    """
    if plan.city_block or not plan.right or len(placed.days) > MOST_FOR_KNOX:
        return None
    found = count_knox(placed.points, placed.days, distance=plan.distances[-1], span=plan.days[-1])
    return {
        "distance_m": found.distance,
        "days": found.span,
        "pairs": found.pair_count,
        "close_in_place": found.close_in_place,
        "close_in_time": found.close_in_time,
        "statistic": found.statistic,
        "expected": round(found.expected, 8),
        "table": [list(row) for row in found.table],
        "p_poisson": round(found.p, 8),
    }


def _list_cells(result: NearRepeat) -> list[dict[str, Any]]:
    places, days = result.distance_bands.list_bands(), result.day_bands.list_bands()
    return [
        {
            "distance": places[row].write(),
            "days": days[column].write(),
            "low_m": places[row].low,
            "high_m": places[row].high,
            "low_days": days[column].low,
            "high_days": days[column].high,
            "pairs": int(result.observed[row, column]),
            "expected_mean": round(float(result.mean[row, column]), 4),
            "expected_median": float(result.median[row, column]),
            "ratio": None
            if np.isnan(result.ratio[row, column])
            else round(float(result.ratio[row, column]), 4),
            "p": float(result.p[row, column]),
            "p_adjusted": float(result.adjusted_p[row, column]),
        }
        for row in range(len(places))
        for column in range(len(days))
    ]


def _tell_distance(cell: dict[str, Any]) -> str:
    low, high = cell["low_m"], cell["high_m"]
    if high < 1:
        return "op dezelfde plek"
    return f"binnen {_write(high)} meter" if low == 0 else f"op {_write(low)} tot {_write(high)} meter"


def _tell_days(cell: dict[str, Any]) -> str:
    low, high = cell["low_days"], cell["high_days"]
    return f"binnen {_write(high)} dagen" if low == 0 else f"na {_write(low)} tot {_write(high)} dagen"


def _write(value: float) -> str:
    return format_number(Decimal(f"{value:g}"))


def _list_links(points: Any, days: Any, plan: RepeatsPlan) -> list[list[float]]:
    """List the pairs of the two shortest bands, to be drawn as lines; none when they are too many."""
    near = plan.distances[min(1, len(plan.distances) - 1)]
    pairs = list_links(points, days, distance=near, day_span=plan.days[0], city_block=plan.city_block)
    if len(pairs) > MOST_LINKS:
        return []
    return [[round(float(v), 1) for v in (*points[a], *points[b])] for a, b in pairs]


def tell_repeats(cells: list[dict[str, Any]]) -> list[str]:
    """Tell the band with most more pairs than chance, or that there is none."""
    beyond = [cell for cell in cells if cell["p_adjusted"] <= ALPHA and cell["ratio"]]
    if not beyond:
        return ["Na een melding komen er in de buurt niet aantoonbaar meer meldingen dan anders."]
    most = max(beyond, key=lambda cell: cell["ratio"])
    times = write_number(most["ratio"])
    return [
        f"Na een melding zijn er {_tell_distance(most)} en {_tell_days(most)} {times} keer zoveel "
        f"meldingen als door toeval ({format_number(most['pairs'])} paren)."
    ]
