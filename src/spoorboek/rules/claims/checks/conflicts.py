"""Are there two numbers for one fact?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spoorboek.figures.values import is_number
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim, Point
from spoorboek.rules.claims.known_points import add_months
from spoorboek.rules.claims.phrases import name_period, name_value
from spoorboek.rules.claims.verdict import Finding, VerdictCode


def check_conflicts(claim: Claim, bench: Bench) -> list[Finding]:
    """Find two different values for one period, unit and definition, in the points and the series.

    Months that add up to another number than the year beside them are two numbers for one fact too.
    """
    seen: list[Point] = []
    for point in (*claim.points, *claim.series, *add_months(claim)):
        if not is_number(point.value):
            continue
        other = next((one for one in seen if _is_same_fact(one, point)), None)
        if other is not None and other.value != point.value:
            return [_explain(claim, other, point)]
        seen.append(point)
    return []


def find_shared_conflicts(claims: Sequence[Claim]) -> list[list[Finding]]:
    """Find for each claim of a section another number than another claim of the section gives.

    Only points that say by which definition they are counted can be known to be one fact; below the city
    one definition counts in many areas.
    """
    given: dict[tuple[object, ...], dict[object, Point]] = defaultdict(dict)
    for claim in claims:
        for point in _list_defined(claim):
            given[_key(point)][point.value] = point
    return [
        [_explain_shared(claim, given[key]) for key in _find_double(claim, given)[:1]] for claim in claims
    ]


def _list_defined(claim: Claim) -> list[Point]:
    points = () if claim.is_below_city else (*claim.points, *claim.series)
    return [point for point in points if point.definition and is_number(point.value)]


def _key(point: Point) -> tuple[object, ...]:
    return point.period, point.unit, point.definition


def _find_double(
    claim: Claim, given: dict[tuple[object, ...], dict[object, Point]]
) -> list[tuple[object, ...]]:
    return [key for key in map(_key, _list_defined(claim)) if len(given[key]) > 1]


def _explain_shared(claim: Claim, values: dict[object, Point]) -> Finding:
    one, two, *_ = sorted(values.values(), key=lambda point: str(point.value))
    return _explain(claim, one, two)


def _explain(claim: Claim, one: Point, two: Point) -> Finding:
    numbers = [point.value for point in (one, two) if is_number(point.value)]
    first, second = (name_value(claim, number) for number in numbers)
    when = name_period(two.period)
    why = f"Over {when} zijn er twee cijfers: {first} en {second}. Kies er een en zeg waarom."
    return Finding(VerdictCode.CONFLICTING_FIGURES, why, computed={"conflicting": numbers})


def _is_same_fact(one: Point, other: Point) -> bool:
    return (
        one.period == other.period
        and (not one.unit or not other.unit or one.unit == other.unit)
        and (not one.definition or not other.definition or one.definition == other.definition)
    )
