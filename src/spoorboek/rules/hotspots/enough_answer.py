"""The answer to: are there enough reports to say anything? As plain data, for the command and the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from spoorboek.rules.hotspots.quality import judge_quality
from spoorboek.rules.hotspots.reports import ReportFileError, ReportSet, measure_quality
from spoorboek.rules.hotspots.sufficiency import LEVEL_WORDS, Answer, weigh_sufficiency

LEAST, MOST = 4, 1_000_000
MOST_EXPOSURE = 1e9
BURSTS_UP_TO = 400
"""With more reports the simulated bursts take long; then the scan itself tells what stands out."""

MOST_PAIRS = 5_000
"""Pairs of reports within reach of each other in a simulated town; with more of them it takes minutes."""
REACH = 400.0
TOO_DENSE = "Groepen zijn niet nagebootst: daarvoor liggen er te veel meldingen op een te klein gebied."


@dataclass(frozen=True, slots=True)
class EnoughPlan:
    """The municipality that the question is about."""

    seed: int
    exposure: tuple[float, ...]
    """Of each of its areas, inhabitants say; or 1 for areas alike."""
    extent: float = 7000.0
    """Side in metres of a square as large as the built-up town."""
    day_count: int = 365
    power: float = 0.8
    towns: int = 100


def tell_enough(report_count: int, plan: EnoughPlan) -> dict[str, Any]:
    """Tell what so many reports can show, in three levels.

    Parameters: ``report_count`` from 4 to a million; ``plan`` of the municipality.

    Returns ``level``, ``words``, ``sentence`` and ``answers`` with a sentence each.

    Raises ReportFileError outside those bounds.
    """
    if not LEAST <= report_count <= MOST:
        raise ReportFileError(
            f"Het aantal meldingen ligt van {LEAST} tot en met 1.000.000, niet {report_count}."
        )
    if len(plan.exposure) < 2 or min(plan.exposure) <= 0 or max(plan.exposure) > MOST_EXPOSURE:
        raise ReportFileError(
            "Er zijn minstens 2 gebieden nodig, elk met een omvang boven 0 en hoogstens 1.000.000.000."
        )
    is_dense = report_count**2 * min(1.0, np.pi * (REACH / plan.extent) ** 2) > MOST_PAIRS
    found = weigh_sufficiency(
        report_count,
        plan.exposure,
        rng=np.random.default_rng(plan.seed),
        extent=plan.extent,
        day_count=plan.day_count,
        power=plan.power,
        # With more reports one town takes longer; together they take about as long.
        towns=max(20, min(plan.towns, plan.towns * 46 // report_count)),
        with_bursts=report_count <= BURSTS_UP_TO and not is_dense,
    )
    return {
        "report_count": report_count,
        "level": found.level,
        "words": LEVEL_WORDS[found.level],
        "sentence": found.sentence,
        "parameters": {
            "areas": len(plan.exposure),
            "extent_m": plan.extent,
            "day_count": plan.day_count,
            "simulated_towns": plan.towns,
        },
        "notes": [TOO_DENSE] if is_dense and report_count <= BURSTS_UP_TO else [],
        "seed": plan.seed,
        "power": plan.power,
        "multiple_testing": "Alle uren samen; gebieden met Bonferroni; alle cirkels en perioden samen.",
        "answers": [_describe(answer) for answer in found.answers],
    }


def _describe(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "level": answer.level,
        "words": LEVEL_WORDS[answer.level],
        "sentence": answer.sentence,
        "smallest_visible": answer.smallest_visible,
        "needed_count": answer.needed_count,
    }


def judge_reports(found: ReportSet, channel_changes: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Judge the quality of reports: one gate each, with its sentence in Dutch.

    Raises ReportFileError when there are no reports.
    """
    gates = judge_quality(measure_quality(found, channel_changes))
    return [
        {"name": gate.name, "passed": gate.passed, "value": gate.value, "limit": gate.limit}
        | {"sentence": gate.sentence}
        for gate in gates
    ]
