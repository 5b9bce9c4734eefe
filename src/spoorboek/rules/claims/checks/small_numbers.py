"""Is there a number so small that people could be recognised in it?"""

from __future__ import annotations

from spoorboek.figures.definition import Counts, Kind
from spoorboek.figures.disclosure import needs_review
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.values import Value, is_number
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.verdict import Finding, VerdictCode


def check_small_numbers(claim: Claim, bench: Bench) -> list[Finding]:
    """Find the first count, or size behind a share, that a person must decide about before it is printed.

    A share tells of those who have the property, of the group, and of those who do not have it.
    """
    counts = claim.counts or Counts.INCIDENTS
    small = [
        value
        for value in (_list_values(claim) if claim.kind is Kind.COUNT else _list_sizes(claim))
        if is_number(value)
        and needs_review(
            value, counts, is_below_city=claim.is_below_city, thresholds=bench.parameters.thresholds
        )
    ]
    if not small:
        return []
    what = "personen" if counts is Counts.PERSONS else "gevallen in een klein gebied"
    why = (
        f"{format_number(small[0])} is een klein aantal {what}: misschien is iemand te herkennen. "
        "Iemand moet beslissen of dit getal in de brief mag, met een reden."
    )
    return [Finding(VerdictCode.DISCLOSURE_REVIEW, why, computed={"small_counts": small})]


def _list_sizes(claim: Claim) -> list[Value]:
    sizes: list[Value] = []
    for point in claim.points:
        top, bottom = point.numerator, point.denominator
        if top is not None and claim.kind is not Kind.MARK:
            sizes.append(top)
        if bottom is not None and claim.kind in (Kind.SHARE, Kind.MARK):
            sizes.append(bottom)
        if top is not None and bottom is not None and claim.kind is Kind.SHARE:
            sizes.append(bottom - top)
    return [int(size) for size in sizes if is_number(size)]


def _list_values(claim: Claim) -> list[Value]:
    quantities = [*claim.parts, claim.total]
    if claim.flow is not None:
        flow = claim.flow
        quantities += [flow.carried_in, flow.opened, flow.closed, flow.carried_out]
    points = [point.value for point in claim.points]
    return points + [quantity.value for quantity in quantities if quantity is not None]
