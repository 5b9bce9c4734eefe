"""Do the periods lie where the plan and the letter can be about?"""

from __future__ import annotations

import re

from spoorboek.figures.period import Period
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.checks.printed_numbers import read_printed_period
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.phrases import name_period
from spoorboek.rules.claims.verdict import Finding, VerdictCode

# Two years joined in the words of a claim: 2023-2026, 2023 tot en met 2026.
_YEARS = re.compile(r"\b((?:19|20)[0-9]{2})\s*(?:[-\u2013/]|tot en met|t/m)\s*((?:19|20)[0-9]{2})\b")


def check_plan_periods(claim: Claim, bench: Bench) -> list[Finding]:
    """Find a period that ends after the plan, or lies so long before it that it must be a slip."""
    if claim.plan is None:
        return []
    earliest = claim.plan.first.year - bench.parameters.history_years
    for period in _list_periods(claim):
        if period.last > claim.plan.last or period.first.year < earliest:
            why = (
                f"{name_period(period)} kan niet: het plan loopt van {name_period(claim.plan)}. "
                "Kijk of er een tikfout in het jaar zit."
            )
            return [Finding(VerdictCode.IMPLAUSIBLE_PERIOD, why, computed={"period": str(period)})]
    return []


def _list_periods(claim: Claim) -> list[Period]:
    named = [claim.start, claim.end, claim.baseline, claim.target.period if claim.target else None]
    for printed in claim.printed:
        named += [printed.period, read_printed_period(printed)]
    points = [point.period for point in (*claim.points, *claim.series)]
    years = [_join_years(*match.groups()) for match in _YEARS.finditer(claim.words)]
    return [period for period in (*points, *named, *years) if period is not None]


def _join_years(first: str, last: str) -> Period | None:
    return Period.parse(f"{first}..{last}") if first <= last else None
