"""How fast: the last step of a series beside an earlier change, per step of the same length."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_change
from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number
from spoorboek.rules.claims.claim import Claim, Point
from spoorboek.rules.claims.comparators import (
    Comparisons,
    find_baseline,
    find_point,
    find_previous,
    list_known_points,
)
from spoorboek.rules.claims.comparison import Basis, Comparison, Role, choose_basis
from spoorboek.rules.claims.phrases import name_period
from spoorboek.rules.claims.verdict import Finding, VerdictCode
from spoorboek.stats.acceleration import Acceleration, compare_growth
from spoorboek.stats.dispersion_limit import compute_dispersion_limit

_NEEDED = "Voor sneller of minder snel zijn drie cijfers of meer nodig, groter dan 0."
Change = tuple[Point, Point]


def compare_speeds(claim: Claim) -> Comparisons:
    """Compare the last step with the stated earlier change, or with the step before and the run-up.

    The run-up is the change from the first known period to the baseline of the plan; without a
    baseline, to the beginning of the last step.
    """
    known = [p for p in list_known_points(claim) if is_number(p.value) and p.value > 0]
    later = find_point(known, claim.end) if claim.end else next(reversed(known), None)
    middle = find_previous(known, later) if later else None
    if later is None or middle is None:
        return Comparisons(problem=Finding(VerdictCode.NO_FIGURE, _NEEDED))
    last = (middle, later)
    stated = _find_stated(claim, known, middle)
    others = [_compare(claim, role, change, last) for role, change in _list_changes(claim, known, last)]
    if claim.start is not None or claim.reference is not None:
        if stated is None:
            return Comparisons(problem=Finding(VerdictCode.NO_FIGURE, _NEEDED))
        return Comparisons(_compare(claim, Role.STATED, stated, last), tuple(others))
    if not others:
        return Comparisons(problem=Finding(VerdictCode.NO_FIGURE, _NEEDED))
    return Comparisons(others=tuple(others))


def _find_stated(claim: Claim, known: Sequence[Point], middle: Point) -> Change | None:
    """The stated change: two points of a reference, the years of ``from``, or from there to the last step."""
    if claim.reference is not None:
        points = [p for p in claim.reference.points if is_number(p.value) and p.value > 0]
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
    basis = choose_basis(claim, *last)
    found = _test(earlier, last) if basis is Basis.FULL_COUNT and claim.reference is None else None
    return Comparison(
        role,
        Point(Period(earlier[0].period.first, earlier[1].period.last), percentages[0]),
        Point(Period(last[0].period.first, last[1].period.last), percentages[1]),
        basis if basis in (Basis.FULL_COUNT, Basis.OPERATIONAL) else Basis.UNTESTED,
        percentages[0] * direction,
        percentages[1] * direction,
        p=found.p if found else None,
        breaks_at_dispersion=compute_dispersion_limit(found.z).dispersion if found else None,
        test="acceleration" if found else None,
        label=_label(earlier, last, percentages),
    )


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


def _test(earlier: Change, last: Change) -> Acceleration:
    return compare_growth(
        (int(_value(earlier[0])), int(_value(earlier[1]))),
        (int(_value(last[0])), int(_value(last[1]))),
        shares_middle=earlier[1] == last[0],
        earlier_steps=_steps(earlier),
        later_steps=_steps(last),
    )


def _value(point: Point) -> Decimal:
    return Decimal(point.value) if is_number(point.value) else Decimal(0)
