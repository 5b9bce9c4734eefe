"""How fast: the last step of a series beside an earlier change, per step of the same length."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_change
from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number
from spoorboek.rules.claims.claim import Claim, Point
from spoorboek.rules.claims.comparators import Comparisons, check_pair
from spoorboek.rules.claims.comparison import Basis, Comparison, Role, choose_basis
from spoorboek.rules.claims.known_points import (
    choose_later,
    find_baseline,
    find_point,
    find_previous,
    list_known_points,
)
from spoorboek.rules.claims.phrases import name_period
from spoorboek.rules.claims.verdict import Finding, VerdictCode
from spoorboek.stats.acceleration import compare_growth
from spoorboek.stats.dispersion_limit import compute_dispersion_limit
from spoorboek.stats.estimate_growth import compare_estimate_growth
from spoorboek.stats.interval import compute_normal_p, compute_normal_quantile

_NEEDED = "Voor sneller of minder snel zijn drie cijfers of meer nodig, groter dan 0."
Change = tuple[Point, Point]


def compare_speeds(claim: Claim) -> Comparisons:
    """Compare the last step with the stated earlier change, or with the step before and the run-up.

    The run-up is the change from the first known period to the baseline of the plan; without a
    baseline, to the beginning of the last step.
    """
    known = [p for p in list_known_points(claim) if is_number(p.value) and p.value > 0]
    later = choose_later(claim, known)
    middle = find_previous(known, later) if later else None
    if later is None or middle is None:
        return Comparisons(problem=Finding(VerdictCode.NO_FIGURE, _NEEDED))
    last = (middle, later)
    stated = _find_stated(claim, known, middle)
    changes = _list_changes(claim, known, last)
    if problem := _find_problem([last, *([stated] if stated else [change for _, change in changes])]):
        return Comparisons(problem=problem)
    others = [_compare(claim, role, change, last) for role, change in changes]
    if stated is not None:
        return Comparisons(_compare(claim, Role.STATED, stated, last), tuple(others))
    if not others or _names_another_change(claim, middle):
        return Comparisons(problem=Finding(VerdictCode.NO_FIGURE, _NEEDED))
    return Comparisons(others=tuple(others))


def _find_problem(changes: Sequence[Change]) -> Finding | None:
    return next((problem for change in changes if (problem := check_pair(*change))), None)


def _names_another_change(claim: Claim, middle: Point) -> bool:
    """Tell whether the claim names an earlier change that is not known; the last step itself is none."""
    if claim.reference is not None:
        return True
    return claim.start is not None and claim.start != middle.period


def _find_stated(claim: Claim, known: Sequence[Point], middle: Point) -> Change | None:
    """The stated change: two points of a reference, the years of ``from``, or from there to the last step.

    A single point says from where to the last step. ``from`` may also name the last step itself, from the
    period before to ``to``; then nothing is said about what it is compared with.
    """
    if claim.reference is not None:
        points = [p for p in claim.reference.points if is_number(p.value) and p.value > 0]
        if len(points) == 1 and points[0].period.last < middle.period.first:
            return points[0], middle
        return (points[0], points[-1]) if len(points) > 1 else None
    if claim.start is None:
        return None
    if point := find_point(known, claim.start):
        return (point, middle) if point.period.last < middle.period.first else None
    inside = [point for point in known if claim.start.contains(point.period)]
    return (inside[0], inside[-1]) if len(inside) > 1 else None


def _list_changes(claim: Claim, known: Sequence[Point], last: Change) -> list[tuple[Role, Change]]:
    middle, later = last
    first = known[0]
    end = find_baseline(claim, known, later) or middle
    found: list[tuple[Role, Change]] = []
    if first.period.last < end.period.first:
        found.append((Role.BASELINE, (first, end)))
    before = find_previous(known, middle)
    if before is not None and all(change != (before, middle) for _, change in found):
        found.append((Role.PREVIOUS, (before, middle)))
    return found


def _compare(claim: Claim, role: Role, earlier: Change, last: Change) -> Comparison:
    rates = [_rate(change) for change in (earlier, last)]
    # A fall is faster when it is steeper: speed counts in the direction in which the figure now moves.
    direction = -1 if rates[1] < 0 else 1
    percentages = [Decimal(f"{math.expm1(rate) * 100:.6f}") for rate in rates]
    basis = _choose_basis(claim, (*earlier, *last))
    found = _test(claim, basis, earlier, last)
    return Comparison(
        role,
        Point(Period(earlier[0].period.first, earlier[1].period.last), percentages[0]),
        Point(Period(last[0].period.first, last[1].period.last), percentages[1]),
        basis,
        percentages[0] * direction,
        percentages[1] * direction,
        p=found[1] if found else None,
        breaks_at_dispersion=compute_dispersion_limit(found[0]).dispersion
        if found and basis is Basis.FULL_COUNT
        else None,
        test="acceleration" if found else None,
        label=_label(earlier, last, percentages),
    )


def _choose_basis(claim: Claim, points: Sequence[Point]) -> Basis:
    """Rounded estimates say even less about how fast they change; no box is computed for that."""
    basis = choose_basis(claim, points[-2], points[-1])
    if basis is Basis.ESTIMATE and any(point.low is None for point in points):
        return Basis.ESTIMATE_WITHOUT_MARGINS
    return basis


def _label(earlier: Change, last: Change, percentages: Sequence[Decimal]) -> str:
    texts = [
        f"{format_change(percentage)} {'per jaar ' if _steps(change) != 1 else ''}"
        f"van {name_period(change[0].period)} naar {name_period(change[1].period)}"
        for percentage, change in zip(percentages, (earlier, last), strict=True)
    ]
    return f"{texts[1]} tegen {texts[0]}"


def _rate(change: Change) -> float:
    return math.log(float(_value(change[1])) / float(_value(change[0]))) / _steps(change)


def _steps(change: Change) -> float:
    """Years between the two, counted from the middle of each period."""
    days = [(point.period.first.toordinal() + point.period.last.toordinal()) / 2 for point in change]
    years = (days[1] - days[0]) / 365.25
    return round(years) if abs(years - round(years)) < 0.02 and round(years) else years


def _test(claim: Claim, basis: Basis, earlier: Change, last: Change) -> tuple[float, float] | None:
    """Return z and p of the difference in speed, None where there is no test."""
    known = {(point.period, point.value) for point in (*claim.points, *claim.series)}
    if not all((point.period, point.value) in known for point in earlier):
        # The speed of something else, perhaps in another unit: no reason to take it for a chance draw.
        return None
    shares, steps = earlier[1] == last[0], (_steps(earlier), _steps(last))
    if basis is Basis.FULL_COUNT:
        counts = [(int(_value(change[0])), int(_value(change[1]))) for change in (earlier, last)]
        found = compare_growth(
            counts[0], counts[1], shares_middle=shares, earlier_steps=steps[0], later_steps=steps[1]
        )
        z = found.z / max(claim.dispersion or 1.0, 1.0) ** 0.5
        return found.z, compute_normal_p(z)
    if basis is not Basis.ESTIMATE:
        return None
    pairs = [(_estimate(change[0]), _estimate(change[1])) for change in (earlier, last)]
    estimated = compare_estimate_growth(
        pairs[0], pairs[1], shares_middle=shares, earlier_steps=steps[0], later_steps=steps[1]
    )
    return estimated.z, estimated.p


def _estimate(point: Point) -> tuple[float, float]:
    width = float((point.high or 0) - (point.low or 0))
    return float(_value(point)), width / (2 * compute_normal_quantile(0.95))


def _value(point: Point) -> Decimal:
    return Decimal(point.value) if is_number(point.value) else Decimal(0)
