"""Is every printed number the number of its figure?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from spoorboek.figures.definition import Kind
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.dutch_numbers import (
    NON_VALUE_WORDS,
    PrintedNumber,
    Unit,
    format_number,
    parse_printed,
    round_half_up,
)
from spoorboek.figures.errors import NumberError, PeriodError
from spoorboek.figures.period import Period
from spoorboek.figures.printed import Standing, compare_printed
from spoorboek.figures.values import Value, is_number
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim, ClaimKind, PrintedText
from spoorboek.rules.claims.entry_values import show
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.known_points import add_months, list_known_points
from spoorboek.rules.claims.phrases import name_period, name_value
from spoorboek.rules.claims.verdict import Finding, VerdictCode

_CHANGES = (ClaimKind.RISES, ClaimKind.FALLS, ClaimKind.ABOUT_EQUAL, ClaimKind.NOT_DEMONSTRABLY_CHANGED)


def check_printed_numbers(claim: Claim, bench: Bench) -> list[Finding]:
    """Find printed numbers that do not stand for their figure; cut-off digits are a milder finding.

    Two different numbers that are printed about one period are found too.
    Raises ClaimError when a printed text holds no number.
    """
    numbers = [printed for printed in claim.printed if read_printed_period(printed) is None]
    found = [finding for printed in numbers if (finding := _check(claim, printed))]
    return found + _find_two_numbers(claim, numbers)


def _find_two_numbers(claim: Claim, numbers: Sequence[PrintedText]) -> list[Finding]:
    """Find one period with two printed numbers, when one of them must be wrong."""
    seen: dict[Period, PrintedText] = {}
    for printed in numbers:
        if printed.period is None:
            continue
        other = seen.setdefault(printed.period, printed)
        if _read(other) != _read(printed) and len({_read(one).unit for one in (other, printed)}) == 1:
            why = (
                f"Over {name_period(printed.period)} staan er twee getallen: {other.text} en {printed.text}. "
                "Kies er een en zeg waarom."
            )
            return [Finding(VerdictCode.CONFLICTING_FIGURES, why)]
    return []


def _read(printed: PrintedText) -> PrintedNumber:
    return parse_printed(_find_number(printed))


def _find_number(printed: PrintedText) -> str:
    """Return the number in a printed text, without the words behind it: 104 meldingen, 40 procent meer.

    Raises ClaimError when there is none, or a second one.
    """
    words = printed.text.split()
    for end in range(len(words), 0, -1):
        number = " ".join(words[:end])
        try:
            parse_printed(number)
        except NumberError:
            if any(character.isdigit() for character in words[end - 1]) and end > 1:
                break
            continue
        return number
    raise ClaimError(f"printed moet een getal zijn zoals 6.513 of 7,3, niet {show(printed.text)}")


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
    is_word = printed.text.strip().lower() in NON_VALUE_WORDS.values()
    number = None if is_word else _read(printed)
    candidates = _list_candidates(claim, printed)
    if not candidates:
        return _explain_unknown(claim, printed)
    is_share = claim.kind is Kind.SHARE and all(_is_fraction(value) for value in candidates)
    text = printed.text if number is None else _find_number(printed)
    standings = {compare_printed(text, value, is_share=is_share) for value in candidates}
    if Standing.YES in standings or (number is not None and _is_change(claim, printed, number)):
        return None
    value = _find_meant(candidates, number)
    right = name_value(claim, value) if is_number(value) else "geen getal"
    when = f" over {name_period(printed.period)}" if printed.period else ""
    computed = {"printed": printed.text, "figure": value}
    better = f"Schrijf {right} in plaats van {printed.text}." if is_number(value) else None
    if Standing.TRUNCATED in standings:
        if number is not None and is_number(value):
            rounded = format_number(round_half_up(value, number.decimals))
            better = f"Schrijf {rounded} in plaats van {printed.text}."
        why = f"Er staat {printed.text}, het cijfer{when} is {right}: afgekapt, niet afgerond."
        return Finding(VerdictCode.SUPPORTED_WITH_NOTE, why, better, computed)
    why = f"Er staat {printed.text}, het cijfer{when} is {right}. Neem het cijfer over."
    return Finding(VerdictCode.NUMBER_DIFFERS, why, better, computed)


def _find_meant(candidates: Sequence[Value], number: PrintedNumber | None) -> Value:
    """Return the figure that was probably meant: the one nearest to what is printed."""
    known = [value for value in candidates if is_number(value)]
    if number is None or not known:
        return candidates[0]
    return min(known, key=lambda value: abs(Decimal(value) - Decimal(number.value)))


def _is_change(claim: Claim, printed: PrintedText, number: PrintedNumber) -> bool:
    """Tell whether a number printed without a period is the change between two figures of the claim."""
    values = [point.value for point in list_known_points(claim) if is_number(point.value)]
    if printed.period is not None or claim.claim not in _CHANGES:
        return False
    low, high = number.bounds
    for before in values:
        changes = [Decimal(after) - Decimal(before) for after in values if after != before]
        if number.unit is Unit.PERCENT:
            changes = [change / Decimal(before) * 100 for change in changes if before]
        if any(low <= change * sign <= high for change in changes for sign in (1, -1)):
            return True
    return False


def _explain_unknown(claim: Claim, printed: PrintedText) -> Finding | None:
    """A number about a period of which the other figures are known, but not this one, has no figure."""
    if printed.period is None or not (claim.points or claim.series):
        return None
    why = f"Er staat {printed.text}, maar over {name_period(printed.period)} is geen cijfer gegeven."
    return Finding(VerdictCode.NO_FIGURE, why)


def _list_candidates(claim: Claim, printed: PrintedText) -> list[Value]:
    """Return the values that a printed number may stand for: of its period, or any of the claim."""
    known = list_known_points(claim)
    if printed.period is not None and known:
        return [point.value for point in known if point.period == printed.period]
    if known:
        # Months are there for the test; the letter prints what they add up to.
        return [point.value for point in claim.points or add_months(claim) or known]
    quantities = [*claim.parts, claim.total]
    if claim.flow is not None:
        flow = claim.flow
        quantities += [flow.carried_in, flow.opened, flow.closed, flow.carried_out]
    return [quantity.value for quantity in quantities if quantity is not None]


def _is_fraction(value: Value) -> bool:
    return is_number(value) and 0 <= Decimal(value) <= 1
