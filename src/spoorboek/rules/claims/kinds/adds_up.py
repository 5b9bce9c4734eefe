"""``adds_up``: waarvan, totaal."""

from __future__ import annotations

from decimal import Decimal

from spoorboek.figures.definition import Kind
from spoorboek.figures.dutch_numbers import decimals_of, format_number
from spoorboek.figures.values import Number, is_number
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim, Quantity
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.verdict import Finding, VerdictCode

_C = VerdictCode
_PERCENT = {"%", "procent", "percent"}


def judge_adds_up(claim: Claim, found: Comparisons, bench: Bench) -> Finding:
    """Judge that parts make up their total; another unit, or what rounding explains, is a note."""
    if not claim.parts or claim.total is None:
        return Finding(_C.NO_FIGURE, "Voor een optelling zijn de delen en het totaal nodig.")
    parts = [part.value for part in claim.parts if is_number(part.value)]
    total = claim.total.value
    if len(parts) < len(claim.parts) or not is_number(total):
        return Finding(_C.NO_FIGURE, "Van een van de delen of van het totaal is het getal onbekend.")
    summed = sum(parts)
    shown = f"{' + '.join(format_number(part) for part in parts)} = {format_number(summed)}"
    computed = {"sum": summed, "total": total, "difference": total - summed}
    if summed != total and not _is_rounding(claim, parts, total, summed):
        why = f"Dit telt niet op: {shown}, en er staat {format_number(total)}. Kijk welk getal niet klopt."
        return Finding(_C.DOES_NOT_ADD_UP, why, computed=computed)
    if summed != total:
        why = f"{shown}, en er staat {format_number(total)}: dat komt door afronding."
        return Finding(_C.SUPPORTED_WITH_NOTE, why, computed=computed)
    if units := _find_other_units(claim.parts, claim.total):
        what = f"het totaal telt {claim.total.unit} en de delen" if claim.total.unit else "de delen"
        named = " en ".join(units)
        why = f"Dit telt op: {shown}. Maar {what} tellen {named}. Leg uit hoe dat bij elkaar hoort."
        return Finding(_C.SUPPORTED_WITH_NOTE, why, computed=computed)
    return Finding(_C.SUPPORTED, f"Dit telt op: {shown}.", computed=computed)


def _is_rounding(claim: Claim, parts: list[Number], total: Number, summed: Number) -> bool:
    """Tell whether each part rounded at its last decimal explains the difference; counts never are."""
    decimals = max(decimals_of(number) for number in (*parts, total))
    units = {quantity.unit for quantity in (*claim.parts, claim.total) if quantity}
    is_rounded = decimals > 0 or claim.kind is Kind.SHARE or bool(units & _PERCENT)
    slack = Decimal(5).scaleb(-decimals - 1) * (len(parts) + 1)
    return is_rounded and abs(Decimal(total) - Decimal(summed)) <= slack


def _find_other_units(parts: tuple[Quantity, ...], total: Quantity) -> list[str]:
    units = list(dict.fromkeys(part.unit for part in parts if part.unit and part.unit != total.unit))
    return units if total.unit or len(units) > 1 else []
