"""Words of a trend over five years or more: the line through the years, not two of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from spoorboek.figures.values import NonValue
from spoorboek.rules.claims.claim import Claim, ClaimKind, Point, Strength
from spoorboek.rules.claims.comparison import Basis, Comparison, Role, compare_points
from spoorboek.stats.interval import compute_normal_quantile
from spoorboek.stats.yearly_trend import compute_trend_in_values

LEAST_YEARS = 5


def find_trend(claim: Claim, known: Sequence[Point], later: Point) -> Comparison | None:
    """Return the comparison of the first year with the last that is judged by the line between them.

    Only for words of a rising or falling trend about five single years or more in one unit and by one
    definition, from ``from`` (the first year when it is absent) to ``later``; None otherwise.
    """
    if claim.strength is not Strength.TREND or claim.claim not in (ClaimKind.RISES, ClaimKind.FALLS):
        return None
    years = [
        point
        for point in known
        if point.period.is_one_year
        and point.period.last <= later.period.last
        and (claim.start is None or point.period.first >= claim.start.first)
    ]
    if len(years) < LEAST_YEARS or years[-1] != later or not _are_alike(years):
        return None
    whole = compare_points(claim, Role.STATED, years[0], later)
    if whole is None or whole.basis not in (Basis.FULL_COUNT, Basis.ESTIMATE) or whole.test == "published":
        return None
    errors = [_standard_error(claim, whole.basis, point) for point in years]
    if not all(errors):
        return None
    trend = compute_trend_in_values(
        [float(_number(point)) for point in years],
        errors,
        years=[float(point.period.first.year) for point in years],
    )
    scatter = max(claim.dispersion or 1.0, 1.0)
    limit = scatter * trend.chi_square / trend.critical_chi_square
    return replace(
        whole,
        trend=trend,
        ends=whole,
        p=trend.p,
        test="yearly_trend",
        interval=None,
        breaks_at_dispersion=limit if whole.basis is Basis.FULL_COUNT else None,
    )


def _are_alike(years: Sequence[Point]) -> bool:
    periods = {point.period for point in years}
    units, definitions = ({one for one in names if one} for names in zip(*map(_names, years), strict=True))
    has_numbers = all(not isinstance(point.value, NonValue) for point in years)
    return has_numbers and len(periods) == len(years) and len(units) < 2 and len(definitions) < 2


def _names(point: Point) -> tuple[str | None, str | None]:
    return point.unit, point.definition


def _standard_error(claim: Claim, basis: Basis, point: Point) -> float:
    """Of a count its root, larger when it is known to scatter more; of an estimate from its bounds."""
    if basis is Basis.FULL_COUNT:
        return math.sqrt(_number(point) * max(claim.dispersion or 1.0, 1.0))
    if point.low is None or point.high is None:
        return 0.0
    return float(point.high - point.low) / (2 * compute_normal_quantile(0.95))


def _number(point: Point) -> float:
    return 0.0 if isinstance(point.value, NonValue) else float(point.value)
