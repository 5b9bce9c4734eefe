"""Are there two numbers for one fact?"""

from __future__ import annotations

from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim, Point
from spoorboek.rules.claims.phrases import name_period, name_value
from spoorboek.rules.claims.verdict import Finding, VerdictCode


def check_conflicts(claim: Claim, bench: Bench) -> list[Finding]:
    """Find two different values for one period, unit and definition, in the points and the series."""
    seen: dict[tuple[Period, str | None, str | None], Point] = {}
    for point in (*claim.points, *claim.series):
        if not is_number(point.value):
            continue
        other = next((seen[key] for key in seen if _is_same_fact(seen[key], point)), None)
        if other is not None and is_number(other.value) and other.value != point.value:
            one, two = name_value(claim, other.value), name_value(claim, point.value)
            when = name_period(point.period)
            why = f"Over {when} zijn er twee cijfers: {one} en {two}. Kies er een en zeg waarom."
            values = [other.value, point.value]
            return [Finding(VerdictCode.CONFLICTING_FIGURES, why, computed={"conflicting": values})]
        seen.setdefault((point.period, point.unit, point.definition), point)
    return []


def _is_same_fact(one: Point, other: Point) -> bool:
    return (
        one.period == other.period
        and (not one.unit or not other.unit or one.unit == other.unit)
        and (not one.definition or not other.definition or one.definition == other.definition)
    )
