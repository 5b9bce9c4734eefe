"""What ``target_met`` and ``target_missed`` share: the figure beside what was promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from spoorboek.figures.dutch_numbers import format_value
from spoorboek.figures.period import Period
from spoorboek.figures.values import Number, is_number
from spoorboek.rules.claims.better_claims import state_point
from spoorboek.rules.claims.claim import Claim, Point, Target
from spoorboek.rules.claims.comparison import Basis, choose_basis
from spoorboek.rules.claims.known_points import (
    LEAST_PROCESS,
    find_baseline,
    find_point,
    find_previous,
    is_alike,
    list_known_points,
)
from spoorboek.rules.claims.phrases import name_period, name_value
from spoorboek.rules.claims.verdict import Finding, VerdictCode
from spoorboek.rules.promises import TargetDirection

_C = VerdictCode
_SIDES = {
    TargetDirection.AT_LEAST: "ten minste",
    TargetDirection.AT_MOST: "ten hoogste",
    TargetDirection.EXACTLY: "precies",
}


@dataclass(frozen=True, slots=True)
class Aim:
    """A target, on which side it is kept, and the figure to lay beside it."""

    target: Target
    direction: TargetDirection
    point: Point
    """The figure in the period of the target."""


def judge_target(claim: Claim, *, is_met_claimed: bool) -> list[Finding]:
    """Judge that a target was met, or missed: same unit, same period, on the right side.

    Whether the target itself asks less than was there already is looked at for every claim.
    """
    aim = find_aim(claim)
    return [aim if isinstance(aim, Finding) else _judge_aim(claim, aim, is_met_claimed=is_met_claimed)]


def find_aim(claim: Claim) -> Aim | Finding:
    """Return the figure that a target is about, or why there is none that can be laid beside it."""
    target = claim.target
    if target is None:
        return Finding(_C.NO_FIGURE, "Bij deze bewering hoort geen belofte. Koppel de belofte uit het plan.")
    known = _list_in_unit(claim, target)
    if not any(is_number(point.value) for point in known):
        if claim.evidence:
            return Finding(_C.NO_FIGURE, "Bij deze belofte hoort nog geen cijfer.")
        why = "Over deze belofte is geen cijfer gemeld, en geen reden. Meld het cijfer of zeg waarom niet."
        return Finding(_C.NOT_REPORTED_BACK, why)
    wanted = target.period or claim.end
    point = (find_point(known, wanted) if wanted else None) or known[-1]
    if target.unit and point.unit and target.unit != point.unit:
        why = f"Beloofd zijn {target.unit}, geteld zijn {point.unit}. Tel wat is beloofd."
        return Finding(_C.NOT_COMPARABLE, why)
    if wanted and point.period != wanted:
        return _explain_period(wanted, point)
    if not is_number(point.value):
        return Finding(_C.NO_FIGURE, f"Het cijfer over {name_period(point.period)} is onbekend.")
    return Aim(target, _choose_direction(claim, target, point), point)


def _list_in_unit(claim: Claim, target: Target) -> Sequence[Point]:
    everything = list_known_points(claim)
    return [point for point in everything if target.unit and point.unit == target.unit] or everything


def find_better_result(claim: Claim) -> list[Finding]:
    """Find a target that asks less than the baseline, or the period before its own, already had."""
    target = claim.target
    if target is None:
        return []
    known = [
        point
        for point in _list_in_unit(claim, target)
        if is_number(point.value) and not (target.unit and point.unit and target.unit != point.unit)
    ]
    aimed = target.period or claim.end or (known[-1].period if known else None)
    if aimed is None:
        return []
    asked = Point(aimed, target.value)
    direction = _choose_direction(claim, target, asked)
    # A target for every month of a process was there before the last month: only the baseline counts.
    is_running = sum(is_alike(point.period, aimed) for point in known) >= LEAST_PROCESS
    earlier = find_baseline(claim, known, asked) or (None if is_running else find_previous(known, asked))
    if earlier is None or not is_number(earlier.value) or direction is TargetDirection.EXACTLY:
        return []
    is_alike_enough = is_alike(earlier.period, aimed) and earlier.value != target.value
    if not is_alike_enough or not _is_met(target, direction, earlier.value):
        return []
    was = f"{name_value(claim, earlier.value)} in {name_period(earlier.period)}"
    why = (
        f"De belofte vraagt minder dan er al was: {_SIDES[direction]} "
        f"{name_value(claim, target.value)}, terwijl het {was} was. Zeg dat erbij."
    )
    computed = {"target": target.value, "result_before": earlier.value}
    return [Finding(_C.TARGET_WORSE_THAN_RESULT, why, computed=computed)]


def _explain_period(wanted: Period, point: Point) -> Finding:
    why = (
        f"De belofte gaat over {name_period(wanted)}, het cijfer over {name_period(point.period)}. "
        "Gebruik het cijfer over dezelfde periode."
    )
    return Finding(_C.NOT_COMPARABLE, why)


def _choose_direction(claim: Claim, target: Target, point: Point) -> TargetDirection:
    """A target without direction goes the way it lies from the baseline; without baseline upwards."""
    if target.direction is not None:
        return target.direction
    baseline = find_baseline(claim, list_known_points(claim), point)
    if baseline is not None and is_number(baseline.value) and target.value < baseline.value:
        return TargetDirection.AT_MOST
    return TargetDirection.AT_LEAST


def _judge_aim(claim: Claim, aim: Aim, *, is_met_claimed: bool) -> Finding:
    value = aim.point.value
    if not is_number(value):
        return Finding(_C.NO_FIGURE, f"Het cijfer over {name_period(aim.point.period)} is onbekend.")
    is_met = _is_met(aim.target, aim.direction, value)
    promised = _name_promise(claim, aim)
    numbers = (
        f"beloofd was {promised}, het werd {name_value(claim, value)} in {name_period(aim.point.period)}"
    )
    computed = {
        "value": value,
        "target": aim.target.value,
        "difference": value - aim.target.value,
        "progress": _compute_progress(claim, aim),
    }
    better, fact = state_outcome(claim, aim)
    if doubt := _find_doubt(claim, aim):
        return Finding(doubt, f"Dit is niet aangetoond: {numbers}, met een marge.", better, computed, fact)
    if is_met is not is_met_claimed:
        return Finding(_C.CONTRADICTED, f"Dit klopt niet: {numbers}.", better, computed, fact)
    return Finding(_C.SUPPORTED, f"Dit klopt: {numbers}.", computed=computed)


def state_outcome(claim: Claim, aim: Aim) -> tuple[str, tuple[Mapping[str, Any], ...]]:
    """Return a sentence with what was promised and what it became, and the entry with which to test it."""
    became = (
        format_value(aim.point.value)
        if not is_number(aim.point.value)
        else name_value(claim, aim.point.value)
    )
    return f"Beloofd was {_name_promise(claim, aim)}; het werd {became}.", state_point(claim, aim.point)


def _name_promise(claim: Claim, aim: Aim) -> str:
    return f"{_SIDES[aim.direction]} {name_value(claim, aim.target.value)}"


def _compute_progress(claim: Claim, aim: Aim) -> float | None:
    """Which part of the way from the baseline to the target was gone; None without a way to go."""
    value, baseline = aim.point.value, find_baseline(claim, list_known_points(claim), aim.point)
    if baseline is None or not is_number(baseline.value) or not is_number(value):
        return None
    way = Decimal(aim.target.value) - Decimal(baseline.value)
    return float((Decimal(value) - Decimal(baseline.value)) / way) if way else None


def _is_met(target: Target, direction: TargetDirection, value: Number) -> bool:
    if direction is TargetDirection.AT_LEAST:
        return value >= target.value
    return value <= target.value if direction is TargetDirection.AT_MOST else value == target.value


def _find_doubt(claim: Claim, aim: Aim) -> VerdictCode | None:
    """A survey estimate meets a target only when its whole interval does."""
    basis = choose_basis(claim, aim.point, aim.point)
    if basis is Basis.ESTIMATE_WITHOUT_MARGINS:
        return _C.NOT_TESTABLE
    low, high = aim.point.low, aim.point.high
    if low is None or high is None or not low <= aim.target.value <= high:
        return None
    return _C.NOT_TESTABLE if basis is Basis.ESTIMATE_ROUNDED else _C.NOT_DEMONSTRABLE
