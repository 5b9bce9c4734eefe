"""``states``: a number about something."""

from __future__ import annotations

from spoorboek.figures.values import NonValue, is_number
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim, Point
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.phrases import name_period, name_value
from spoorboek.rules.claims.target import find_aim
from spoorboek.rules.claims.verdict import Finding, VerdictCode

_C = VerdictCode


def judge_states(claim: Claim, found: Comparisons, bench: Bench) -> Finding:
    """Judge that there is a figure behind a number; whether it is printed rightly is looked at apart."""
    known = claim.points or claim.series
    if not known and claim.target is not None:
        aim = find_aim(claim)
        return aim if isinstance(aim, Finding) else Finding(_C.SUPPORTED, "Hierachter staat een belofte.")
    if not known:
        return Finding(_C.NO_FIGURE, "Bij dit getal hoort geen cijfer. Koppel een cijfer of haal het weg.")
    values = {str(point.period): point.value for point in known if is_number(point.value)}
    computed = {"values": values}
    unknown = [point for point in known if not is_number(point.value)]
    if not unknown:
        named = ", ".join(
            f"{name_value(claim, point.value)} in {name_period(point.period)}"
            for point in known
            if is_number(point.value)
        )
        return Finding(_C.SUPPORTED, f"Hierachter staat een cijfer: {named}.", computed=computed)
    return _explain(unknown[0])


def _explain(point: Point) -> Finding:
    period = name_period(point.period)
    if point.value is NonValue.SUPPRESSED:
        why = f"Het cijfer over {period} is afgeschermd. Iemand moet beslissen of het in de brief mag."
        return Finding(_C.DISCLOSURE_REVIEW, why)
    if point.value is NonValue.UNDEFINED:
        return Finding(_C.NOT_TESTABLE, f"Het cijfer over {period} is niet te berekenen.")
    return Finding(_C.NO_FIGURE, f"Het cijfer over {period} is onbekend.")
