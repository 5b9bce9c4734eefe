"""With what is compared: the stated period, the baseline of the plan, the period before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, is_number
from spoorboek.rules.claims.claim import Claim, Point
from spoorboek.rules.claims.comparison import Comparison, Role, compare_points
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.known_points import (
    choose_later,
    find_baseline,
    find_point,
    find_previous,
    is_alike,
    list_known_points,
)
from spoorboek.rules.claims.phrases import name_period, name_periods
from spoorboek.rules.claims.process import mark_steady
from spoorboek.rules.claims.trend import find_trend
from spoorboek.rules.claims.verdict import Finding, VerdictCode


@dataclass(frozen=True, slots=True)
class Comparisons:
    """All comparisons of one claim. ``problem`` says why there is none to judge."""

    stated: Comparison | None = None
    others: tuple[Comparison, ...] = ()
    """Baseline and previous period, as far as they are not the stated one."""
    problem: Finding | None = None
    """Why there is nothing to judge, if so."""

    @property
    def all(self) -> tuple[Comparison, ...]:
        """Return the stated comparison first, then the others."""
        return self.others if self.stated is None else (self.stated, *self.others)

    @property
    def p(self) -> float | None:
        """Return the p-value that counts in the section: the stated one, else the weakest."""
        counting = (self.stated,) if self.stated else self.others
        found = [one.p for one in counting if one.p is not None]
        return max(found) if found and len(found) == len(counting) else None

    def adjust(self, p_adjusted: float, family_size: int) -> Comparisons:
        """Return the same with the weighed p-value on the comparisons that count in the section.

        Without a stated comparator the weakest counted; the stronger one is weighed at full size.
        """
        if self.stated:
            return replace(self, stated=replace(self.stated, p_adjusted=p_adjusted))
        others = tuple(
            replace(one, p_adjusted=min(p_adjusted, (one.p or 0.0) * family_size)) for one in self.others
        )
        return replace(self, others=others)


def compare_periods(claim: Claim) -> Comparisons:
    """Compare the period that is claimed about with what it should be compared with."""
    found = _compare_periods(claim)
    stated, *others = (mark_steady(claim, one) if one else None for one in (found.stated, *found.others))
    return replace(found, stated=stated, others=tuple(one for one in others if one is not None))


def _compare_periods(claim: Claim) -> Comparisons:
    known = list_known_points(claim)
    later = choose_later(claim, known)
    if later is None:
        return Comparisons(problem=_no_figure("Bij deze bewering hoort geen cijfer. Koppel de cijfers."))
    if trend := find_trend(claim, known, later):
        return _compare_trend(claim, known, trend)
    if claim.start is not None:
        if claim.start.last >= later.period.last:
            raise ClaimError(f"from moet voor to liggen, niet {claim.start} en {later.period}")
        return _compare_stated(claim, known, claim.start, later)
    chosen = _choose_unstated(_list_candidates(claim, known, later))
    if not chosen:
        why = f"Er is alleen een cijfer over {name_period(later.period)}. Geef ook een eerdere periode."
        return Comparisons(problem=_no_figure(why))
    problems = [check_pair(point, later) for _, point in chosen]
    if all(problems):
        return Comparisons(problem=problems[-1])
    others = [
        compare_points(claim, role, point, later)
        for (role, point), problem in zip(chosen, problems, strict=True)
        if problem is None
    ]
    return Comparisons(others=tuple(one for one in others if one is not None))


def _compare_trend(claim: Claim, known: Sequence[Point], trend: Comparison) -> Comparisons:
    """Words of a trend are tested on the line; a baseline or last step against that line is named."""
    others = [
        one
        for role, point in _choose_unstated(_list_candidates(claim, known, trend.later))
        if check_pair(point, trend.later) is None
        and (one := compare_points(claim, role, point, trend.later))
        and one.sign != trend.sign
    ]
    return Comparisons(trend, tuple(others))


def _compare_stated(claim: Claim, known: Sequence[Point], start: Period, later: Point) -> Comparisons:
    earlier = find_point(known, start)
    if earlier is None:
        return Comparisons(problem=_no_figure(f"Over {name_period(start)} is geen cijfer gegeven."))
    if problem := check_pair(earlier, later):
        return Comparisons(problem=problem)
    stated = compare_points(claim, Role.STATED, earlier, later)
    others = [
        one
        for role, point in _choose_unstated(_list_candidates(claim, known, later))
        if point.period != earlier.period
        and check_pair(point, later) is None
        and (one := compare_points(claim, role, point, later))
    ]
    return Comparisons(stated, tuple(others))


def _list_candidates(
    claim: Claim, known: Sequence[Point], later: Point
) -> tuple[tuple[Role, Point | None], ...]:
    return (
        (Role.BASELINE, find_baseline(claim, known, later)),
        (Role.PREVIOUS, find_previous(known, later)),
    )


def _choose_unstated(candidates: Sequence[tuple[Role, Point | None]]) -> list[tuple[Role, Point]]:
    found: list[tuple[Role, Point]] = []
    for role, point in candidates:
        if point is not None and all(point.period != other.period for _, other in found):
            found.append((role, point))
    return found


def check_pair(earlier: Point, later: Point) -> Finding | None:
    """Return why two points may not be compared, None when they may."""
    if not is_alike(earlier.period, later.period):
        why = (
            f"{name_periods(earlier.period, later.period)} zijn niet even lang. "
            "Vergelijk met dezelfde maanden van een ander jaar."
        )
        return Finding(VerdictCode.NOT_COMPARABLE, why)
    if earlier.unit and later.unit and earlier.unit != later.unit:
        why = f"Het ene cijfer telt {earlier.unit}, het andere {later.unit}. Vergelijk in één eenheid."
        return Finding(VerdictCode.NOT_COMPARABLE, why)
    if earlier.definition and later.definition and earlier.definition != later.definition:
        why = (
            f"Tussen {name_periods(earlier.period, later.period)} is de telwijze veranderd. "
            "Vergelijk alleen cijfers die op dezelfde manier zijn geteld."
        )
        return Finding(VerdictCode.NOT_COMPARABLE, why)
    if not (is_number(earlier.value) and is_number(later.value)):
        return explain_non_values(earlier if isinstance(earlier.value, NonValue) else later)
    return None


def explain_non_values(point: Point) -> Finding:
    """Return what follows when the number of a point is not there."""
    if point.value is NonValue.SUPPRESSED:
        why = f"Het cijfer over {name_period(point.period)} is afgeschermd: een lezer kan dit niet nagaan."
        return Finding(VerdictCode.NOT_TESTABLE, why)
    if point.value is NonValue.UNDEFINED:
        why = f"Het cijfer over {name_period(point.period)} is niet te berekenen."
        return Finding(VerdictCode.NOT_TESTABLE, why)
    return _no_figure(f"Het cijfer over {name_period(point.period)} is onbekend.")


def _no_figure(why: str) -> Finding:
    return Finding(VerdictCode.NO_FIGURE, why)
