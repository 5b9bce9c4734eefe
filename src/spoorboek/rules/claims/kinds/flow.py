"""``flow``: nieuw, doorlopend, afgesloten."""

from __future__ import annotations

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.values import Number, is_number
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim, Quantity
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.verdict import Finding, VerdictCode

_C = VerdictCode


def judge_flow(claim: Claim, found: Comparisons, bench: Bench) -> Finding:
    """Judge that carried in + opened - closed = carried out, and that closings were counted themselves."""
    if claim.flow is None:
        return Finding(_C.NO_FIGURE, "Voor een stroom zijn begin, nieuw, afgesloten en over nodig.")
    flow = claim.flow
    carried_in, opened, carried_out = (
        _number(one) for one in (flow.carried_in, flow.opened, flow.carried_out)
    )
    if carried_in is None or opened is None or carried_out is None:
        return Finding(_C.NO_FIGURE, "Van begin, nieuw of over is het aantal onbekend.")
    closed = _number(flow.closed)
    follows = carried_in + opened - carried_out
    shown = f"{format_number(carried_in)} bij het begin + {format_number(opened)} nieuw"
    computed = {"closed_that_follows": follows, "closed": closed}
    if follows < 0 or (closed is not None and closed != follows):
        left = carried_in + opened - (closed or 0)
        why = (
            f"Dit sluit niet: {shown} - {format_number(closed or 0)} afgesloten = {format_number(left)}, "
            f"en er staat {format_number(carried_out)}. Kijk welk getal niet klopt."
        )
        return Finding(_C.DOES_NOT_ADD_UP, why, computed=computed)
    whole = f"{shown} - {format_number(follows)} afgesloten = {format_number(carried_out)}"
    if flow.closed is None or closed is None or flow.closed.derived:
        why = f"Dit sluit: {whole}. Maar het aantal afgesloten is afgeleid. Tel de afgesloten zaken zelf."
        return Finding(_C.SUPPORTED_WITH_NOTE, why, computed=computed)
    return Finding(_C.SUPPORTED, f"Dit sluit: {whole}.", computed=computed)


def _number(quantity: Quantity | None) -> Number | None:
    if quantity is None or not is_number(quantity.value):
        return None
    return quantity.value
