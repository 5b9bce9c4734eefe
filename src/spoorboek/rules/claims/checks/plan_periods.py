"""Do the periods lie where the plan and the letter can be about?"""

from __future__ import annotations

from spoorboek.figures.period import Period
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.checks.printed_numbers import read_printed_period
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.phrases import name_period
from spoorboek.rules.claims.verdict import Finding, VerdictCode


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
    named = [claim.start, claim.end]
    for printed in claim.printed:
        named += [printed.period, read_printed_period(printed)]
    points = [point.period for point in (*claim.points, *claim.series)]
    return [period for period in (*points, *named) if period is not None]
