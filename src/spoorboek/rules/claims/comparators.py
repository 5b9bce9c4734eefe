"""With what is compared: the stated period, the baseline of the plan, the period before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, is_number
from spoorboek.rules.claims.claim import Claim, Point
from spoorboek.rules.claims.comparison import Comparison, Role, compare_points
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.phrases import name_period, name_periods
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
    known = list_known_points(claim)
    later = find_point(known, claim.end) if claim.end else _find_last(claim.points or known)
    if later is None:
        return Comparisons(problem=_no_figure("Bij deze bewering hoort geen cijfer. Koppel de cijfers."))
    if claim.start is not None:
        if claim.start.last >= later.period.last:
            raise ClaimError(f"from moet voor to liggen, niet {claim.start} en {later.period}")
        return _compare_stated(claim, known, claim.start, later)
    chosen = _choose_unstated(_list_candidates(claim, known, later))
    if not chosen:
        why = f"Er is alleen een cijfer over {name_period(later.period)}. Geef ook een eerdere periode."
        return Comparisons(problem=_no_figure(why))
    problems = [_check_pair(point, later) for _, point in chosen]
    if all(problems):
        return Comparisons(problem=problems[-1])
    others = [
        compare_points(claim, role, point, later)
        for (role, point), problem in zip(chosen, problems, strict=True)
        if problem is None
    ]
    return Comparisons(others=tuple(one for one in others if one is not None))


def _compare_stated(claim: Claim, known: Sequence[Point], start: Period, later: Point) -> Comparisons:
    earlier = find_point(known, start)
    if earlier is None:
        return Comparisons(problem=_no_figure(f"Over {name_period(start)} is geen cijfer gegeven."))
    if problem := _check_pair(earlier, later):
        return Comparisons(problem=problem)
    stated = compare_points(claim, Role.STATED, earlier, later)
    others = [
        one
        for role, point in _choose_unstated(_list_candidates(claim, known, later))
        if point.period != earlier.period
        and _check_pair(point, later) is None
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


def list_known_points(claim: Claim) -> tuple[Point, ...]:
    """Return the points of a claim and what its series adds to them, old to new."""
    periods = {point.period for point in claim.points}
    unit = next((point.unit for point in claim.points if point.unit), None)
    added = (replace(point, unit=point.unit or unit) for point in claim.series if point.period not in periods)
    return tuple(sorted((*claim.points, *added), key=lambda point: (point.period.last, point.period.first)))


def find_point(points: Sequence[Point], period: Period) -> Point | None:
    """Return the point of exactly this period, if there is one."""
    return next((point for point in points if point.period == period), None)


def find_baseline(claim: Claim, known: Sequence[Point], later: Point) -> Point | None:
    """Return the baseline: as given, or the last complete period before the plan begins.

    Of a part of a year that is the same part of the last year before; of a survey that is not held
    each year the last edition before.
    """
    if claim.baseline is not None:
        point = find_point(known, claim.baseline)
        return point if point and point.period.last < later.period.first else None
    if claim.plan is None or later.period.first < claim.plan.first:
        return None
    before = [
        point
        for point in known
        if point.period.last < claim.plan.first and is_alike(point.period, later.period)
    ]
    return before[-1] if before else None


def find_previous(known: Sequence[Point], later: Point) -> Point | None:
    """Return the period before: the same part of the year before, else the last one of its kind."""
    if not later.period.is_whole_years and later.period.first.year > 1:
        same = find_point(known, later.period.same_a_year_earlier())
        if same is not None:
            return same
    before = [point for point in known if point.period.last < later.period.first]
    alike = [point for point in before if is_alike(point.period, later.period)]
    return next(reversed(alike or before), None)


def is_alike(one: Period, other: Period) -> bool:
    """Tell whether two periods may be compared: both whole years, as many months, or as many days."""
    if one.is_whole_years or other.is_whole_years:
        return one.is_whole_years and other.is_whole_years
    if one.is_whole_months and other.is_whole_months:
        return len(one.months()) == len(other.months())
    return one.days_count == other.days_count


def _find_last(points: Sequence[Point]) -> Point | None:
    return max(points, key=lambda point: point.period.last, default=None)


def _check_pair(earlier: Point, later: Point) -> Finding | None:
    """Say why two points may not be compared, if so."""
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
        return _explain_non_values(earlier if isinstance(earlier.value, NonValue) else later)
    return None


def _explain_non_values(point: Point) -> Finding:
    if point.value is NonValue.SUPPRESSED:
        why = f"Het cijfer over {name_period(point.period)} is afgeschermd: een lezer kan dit niet nagaan."
        return Finding(VerdictCode.NOT_TESTABLE, why)
    if point.value is NonValue.UNDEFINED:
        why = f"Het cijfer over {name_period(point.period)} is niet te berekenen."
        return Finding(VerdictCode.NOT_TESTABLE, why)
    return _no_figure(f"Het cijfer over {name_period(point.period)} is onbekend.")


def _no_figure(why: str) -> Finding:
    return Finding(VerdictCode.NO_FIGURE, why)
