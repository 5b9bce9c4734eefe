"""Is every printed number the number of its figure?"""

from __future__ import annotations

from decimal import Decimal

from spoorboek.figures.definition import Kind
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.dutch_numbers import parse_printed
from spoorboek.figures.errors import NumberError, PeriodError
from spoorboek.figures.period import Period
from spoorboek.figures.printed import Standing, compare_printed
from spoorboek.figures.values import Value, is_number
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim, PrintedText
from spoorboek.rules.claims.comparators import find_point, list_known_points
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.phrases import name_period, name_value
from spoorboek.rules.claims.verdict import Finding, VerdictCode


def check_printed_numbers(claim: Claim, bench: Bench) -> list[Finding]:
    """Find printed numbers that do not stand for their figure; cut-off digits are a milder finding.

    Raises ClaimError when a printed text is no number, or is about a period without a figure.
    """
    numbers = [printed for printed in claim.printed if read_printed_period(printed) is None]
    return [finding for printed in numbers if (finding := _check(claim, printed))]


def read_printed_period(printed: PrintedText) -> Period | None:
    """Return the period when a printed text is one, as ``2023-2026``, and not a number."""
    try:
        parse_printed(printed.text)
    except NumberError:
        try:
            return parse_period(printed.text)
        except PeriodError:
            return None
    return None


def _check(claim: Claim, printed: PrintedText) -> Finding | None:
    candidates = _list_candidates(claim, printed)
    if not candidates:
        return None
    is_share = claim.kind is Kind.SHARE and all(_is_fraction(value) for value in candidates)
    try:
        standings = {compare_printed(printed.text, value, is_share=is_share) for value in candidates}
    except NumberError as error:
        raise ClaimError(f"printed moet een getal zijn zoals 6.513 of 7,3, niet {printed.text!r}") from error
    if Standing.YES in standings:
        return None
    value = candidates[0]
    right = name_value(claim, value) if is_number(value) else "geen getal"
    when = f" over {name_period(printed.period)}" if printed.period else ""
    computed = {"printed": printed.text, "figure": value}
    if Standing.TRUNCATED in standings:
        why = f"Er staat {printed.text}, het cijfer{when} is {right}: afgekapt, niet afgerond."
        return Finding(VerdictCode.SUPPORTED_WITH_NOTE, why, computed=computed)
    why = f"Er staat {printed.text}, het cijfer{when} is {right}. Neem het cijfer over."
    better = f"Schrijf {right} in plaats van {printed.text}." if is_number(value) else None
    return Finding(VerdictCode.NUMBER_DIFFERS, why, better, computed)


def _list_candidates(claim: Claim, printed: PrintedText) -> list[Value]:
    """Return the values that a printed number may stand for: of its period, or any of the claim."""
    known = list_known_points(claim)
    if printed.period is not None:
        point = find_point(known, printed.period)
        if point is None and known:
            raise ClaimError(f"printed noemt {printed.period}, maar over die periode is geen cijfer gegeven")
        return [] if point is None else [point.value]
    if known:
        return [point.value for point in known]
    quantities = [*claim.parts, claim.total]
    if claim.flow is not None:
        flow = claim.flow
        quantities += [flow.carried_in, flow.opened, flow.closed, flow.carried_out]
    return [quantity.value for quantity in quantities if quantity is not None]


def _is_fraction(value: Value) -> bool:
    return is_number(value) and 0 <= Decimal(value) <= 1
