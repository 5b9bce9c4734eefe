"""Twelve points or more are a process: what its XmR chart says beside the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number
from spoorboek.rules.claims.claim import Claim, ClaimKind, Point, Strength
from spoorboek.rules.claims.comparison import Comparison
from spoorboek.rules.claims.known_points import LEAST_PROCESS, is_alike
from spoorboek.rules.claims.phrases import name_period
from spoorboek.rules.claims.target import Aim, find_aim, state_outcome
from spoorboek.rules.claims.verdict import HOLDS, Finding, VerdictCode
from spoorboek.rules.promises import TargetDirection
from spoorboek.stats.process_chart import Assurance, ProcessChart, compute_process_chart

_CHANGES = frozenset(
    {ClaimKind.RISES, ClaimKind.FALLS, ClaimKind.ABOUT_EQUAL, ClaimKind.NOT_DEMONSTRABLY_CHANGED}
)
_TARGETS = frozenset({ClaimKind.TARGET_MET, ClaimKind.TARGET_MISSED})
_JUDGED = HOLDS | {
    VerdictCode.NO_FIGURE,
    VerdictCode.CONTRADICTED,
    VerdictCode.NEEDS_COMPARATOR,
    VerdictCode.NOT_TESTABLE,
    VerdictCode.NOT_DEMONSTRABLE,
}
_STRUCTURAL = {ClaimKind.TARGET_MET: Assurance.ALWAYS, ClaimKind.TARGET_MISSED: Assurance.NEVER}
_PROMISES = {
    Assurance.ALWAYS: "zoals het nu gaat, wordt het doel steeds gehaald",
    Assurance.NEVER: "zoals het nu gaat, wordt het doel niet gehaald",
    Assurance.HIT_OR_MISS: "zoals het nu gaat, is halen of missen toeval",
}


@dataclass(frozen=True, slots=True)
class Process:
    """A series of twelve periods or more with its chart, and the target laid beside it."""

    periods: tuple[Period, ...]
    chart: ProcessChart
    aim: Aim | None = None
    """The target, when it is about one period of the series; None without one."""

    @property
    def assurance(self) -> Assurance | None:
        """Return whether the process will meet its target; None without one that has a side."""
        if self.aim is None or self.aim.direction is TargetDirection.EXACTLY:
            return None
        return self.chart.assure(float(self.aim.target.value), direction=self.aim.direction.value)


def tell_process(claim: Claim, found: Finding) -> Finding:
    """Return the finding with what the chart of the series says, for a change or a target.

    It stands in ``computed["process"]``; words of a trend and targets also get it as a sentence. A target
    that is said to be met or missed as a rule (``trend``) needs a process that does so. Other verdicts
    stay: the tests of the years and months decide those.
    """
    if claim.claim not in _CHANGES | _TARGETS or found.code not in _JUDGED:
        return found
    process = find_process(claim)
    if process is None:
        return found
    judged = replace(found, computed={**found.computed, "process": _describe(process)})
    is_trend = claim.strength is Strength.TREND
    if claim.claim in _CHANGES and not is_trend:
        return judged
    if is_trend and found.code in HOLDS and _is_not_structural(claim, process):
        why = f"Dit is niet aangetoond: in deze periode klopt het, maar niet als regel. {_tell(process)}"
        better, fact = state_outcome(claim, process.aim) if process.aim else (None, ())
        return replace(judged, code=VerdictCode.NOT_DEMONSTRABLE, why=why, better=better, better_claims=fact)
    return replace(judged, why=f"{found.why} {_tell(process)}")


def mark_steady(claim: Claim, found: Comparison) -> Comparison:
    """Mark two periods of a process without a signal: their difference is no rising or falling trend."""
    is_trend = claim.strength is Strength.TREND and claim.claim in (ClaimKind.RISES, ClaimKind.FALLS)
    if not is_trend or found.trend is not None:
        return found
    process = find_process(claim)
    if process is None or not process.chart.is_stable:
        return found
    is_inside = {found.earlier.period, found.later.period} <= set(process.periods)
    return replace(found, is_steady=True) if is_inside else found


def find_process(claim: Claim) -> Process | None:
    """Return the process of a claim: its series, else its points, up to ``to``; None when it has none.

    Twelve periods or more of one length that do not overlap, in one unit and by one definition; periods
    without a number are left out.
    """
    points = next((row for row in (claim.series, claim.points) if len(row) >= LEAST_PROCESS), ())
    known = [
        point
        for point in points
        if is_number(point.value) and (claim.end is None or point.period.last <= claim.end.last)
    ]
    if len(known) < LEAST_PROCESS or not _are_alike(known):
        return None
    chart = compute_process_chart([float(point.value) for point in known if is_number(point.value)])
    aim = find_aim(claim) if claim.target is not None else None
    is_about_one = isinstance(aim, Aim) and is_alike(aim.point.period, known[-1].period)
    return Process(
        tuple(point.period for point in known), chart, aim if is_about_one and isinstance(aim, Aim) else None
    )


def _are_alike(points: Sequence[Point]) -> bool:
    units = {point.unit for point in points if point.unit}
    definitions = {point.definition for point in points if point.definition}
    return (
        len(units) < 2
        and len(definitions) < 2
        and all(
            one.period.last < other.period.first
            and is_alike(one.period, other.period)
            and one.period.is_one_year == other.period.is_one_year
            for one, other in pairwise(points)
        )
    )


def _is_not_structural(claim: Claim, process: Process) -> bool:
    wanted = _STRUCTURAL.get(claim.claim)
    return wanted is not None and process.assurance not in (None, wanted)


def _describe(process: Process) -> dict[str, Any]:
    chart = process.chart
    described: dict[str, Any] = {
        "points": len(process.periods),
        "from": str(process.periods[0]),
        "to": str(process.periods[-1]),
        "mean": chart.mean,
        "moving_range_mean": chart.moving_range_mean,
        "low": chart.low,
        "high": chart.high,
        "outside": [str(process.periods[place]) for place in chart.points_outside],
        "runs": [
            [str(process.periods[int(run.low)]), str(process.periods[int(run.high)])] for run in chart.shifts
        ],
        "is_stable": chart.is_stable,
    }
    if process.aim is not None:
        described["target"] = process.aim.target.value
        described["assurance"] = process.assurance
    return described


def _tell(process: Process) -> str:
    chart, count = process.chart, len(process.periods)
    floor = 0.0 if min(chart.values) >= 0 else chart.low
    limits = f"{_write(max(chart.low, floor))} tot {_write(chart.high)}"
    signals = _list_signals(process)
    if signals:
        text = f"In de reeks van {count} perioden zijn signalen: {'; '.join(signals)} (grenzen {limits})"
    else:
        text = f"De reeks van {count} perioden beweegt binnen haar eigen grenzen ({limits}), zonder signaal"
    assurance = process.assurance
    return f"{text}; {_PROMISES[assurance]}." if assurance else f"{text}."


def _list_signals(process: Process) -> list[str]:
    chart, periods = process.chart, process.periods
    found = [f"{name_period(periods[place])} valt erbuiten" for place in chart.points_outside[-1:]]
    if len(chart.points_outside) > 1:
        found = [f"{len(chart.points_outside)} perioden vallen erbuiten"]
    for run in chart.shifts[-1:]:
        first, last = int(run.low), int(run.high)
        side = "boven" if chart.values[first] > chart.mean else "onder"
        found.append(
            f"{last - first + 1} perioden achter elkaar {side} het gemiddelde van {_write(chart.mean)}, "
            f"tot en met {name_period(periods[last])}"
        )
    return found


def _write(number: float) -> str:
    return format_number(Decimal(f"{number:.1f}"))
