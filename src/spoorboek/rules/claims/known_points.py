"""Which figures a claim knows: its points, its series, and years that months add up to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from spoorboek.figures.definition import Kind
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue
from spoorboek.rules.claims.claim import Claim, Point

_YEAR = 12
LEAST_PROCESS = 12
"""From so many periods on a series is a process, with an XmR chart."""


def list_known_points(claim: Claim) -> tuple[Point, ...]:
    """Return the points of a claim, what its series adds, and the years of its months, old to new."""
    given = {point.period for point in claim.points}
    series = [point for point in claim.series if point.period not in given]
    given |= {point.period for point in series}
    years = [point for point in add_months(claim) if point.period not in given]
    unit = next((point.unit for point in claim.points if point.unit), None)
    added = (replace(point, unit=point.unit or unit) for point in (*series, *years))
    known = dict.fromkeys((*claim.points, *added))
    return tuple(sorted(known, key=lambda point: (point.period.last, point.period.first)))


def add_months(claim: Claim) -> tuple[Point, ...]:
    """Return the years that the months of a series of counts add up to, old to new.

    Calendar years where two or more are complete, else years counted back from the last month.
    """
    months = {point.period: point for point in list_months(claim)}
    if len(months) < _YEAR:
        return ()
    first, last = min(months), max(months)
    years = [year for year in Period(first.first, last.last).years() if set(year.months()) <= months.keys()]
    if len(years) < 2 and len(months) >= 2 * _YEAR:
        years = _count_back(first, last, months.keys())
    return tuple(_add(year, [months[month] for month in year.months()]) for year in years)


def list_months(claim: Claim) -> tuple[Point, ...]:
    """Return the months of a series of counts that have a number."""
    if claim.kind is not Kind.COUNT:
        return ()
    return tuple(
        point
        for point in claim.series
        if point.period.is_whole_months
        and len(point.period.months()) == 1
        and not isinstance(point.value, NonValue)
    )


def _count_back(first: Period, last: Period, known: Collection[Period]) -> list[Period]:
    everything = Period(first.first, last.last).months()
    blocks = [everything[end - _YEAR : end] for end in range(len(everything), _YEAR - 1, -_YEAR)]
    years = [Period(block[0].first, block[-1].last) for block in blocks]
    return [year for year in reversed(years) if all(month in known for month in year.months())]


def _add(year: Period, months: Sequence[Point]) -> Point:
    total = sum(int(month.value) for month in months if not isinstance(month.value, NonValue))
    definitions = {month.definition for month in months}
    return Point(
        year,
        total,
        unit=months[0].unit,
        definition=definitions.pop() if len(definitions) == 1 else None,
        provisional=any(month.provisional for month in months),
    )


def choose_later(claim: Claim, known: Sequence[Point]) -> Point | None:
    """Return what is claimed about: the point of ``to``, else the last point, else the last year."""
    if claim.end is not None:
        return find_point(known, claim.end)
    years = add_months(claim)
    last = max(claim.points or years or known, key=lambda point: point.period.last, default=None)
    return None if last is None else find_point(known, last.period)


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
