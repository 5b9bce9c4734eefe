"""Small pieces of plain Dutch from which the sentences of verdicts are made."""

from __future__ import annotations

from decimal import Decimal

from spoorboek.figures.definition import Kind, SourceType
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import format_change, format_money, format_number
from spoorboek.figures.period import Period
from spoorboek.figures.values import Number
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.comparison import Comparison, Role

_SUBJECTS = {
    Kind.RATE: "Het cijfer",
    Kind.SHARE: "Het aandeel",
    Kind.MARK: "Het rapportcijfer",
    Kind.SCORE: "De score",
    Kind.AMOUNT: "Het bedrag",
    Kind.DURATION: "De duur",
}
_DONE = {1: "gestegen", -1: "gedaald", 0: "gelijk gebleven"}
_NOUNS = {1: "een stijging", -1: "een daling", 0: "geen verandering"}


def name_period(period: Period) -> str:
    """Write a period as it stands after "in" or "over": ``2023``, ``januari tot en met april 2023``."""
    return format_period(period)


def name_periods(one: Period, other: Period) -> str:
    """Write two periods: ``2022 en 2023``."""
    return f"{format_period(one)} en {format_period(other)}"


def name_subject(claim: Claim, unit: str | None) -> str:
    """Write what the figures are about, as the start of a sentence: ``Het aantal meldingen``."""
    if claim.kind is Kind.COUNT:
        return f"Het aantal {unit}" if unit else "Het aantal"
    return _SUBJECTS[claim.kind]


def name_value(claim: Claim, value: Number) -> str:
    """Write a value in the form of its kind: ``6.513``, ``7,3`` or an amount in euros."""
    return format_money(value) if claim.kind is Kind.AMOUNT else format_number(value)


def name_change(claim: Claim, found: Comparison) -> str:
    """Write ``van 88 in 2023 naar 104 in 2024``, or the label that the comparison brings."""
    if found.label is not None:
        return found.label
    before, after = name_value(claim, found.before), name_value(claim, found.after)
    earlier, later = name_period(found.earlier.period), name_period(found.later.period)
    return f"van {before} in {earlier} naar {after} in {later}"


def name_both(claim: Claim, found: Comparison) -> str:
    """Write ``88 in 2023 en 104 in 2024``."""
    if found.label is not None:
        return found.label
    earlier = f"{name_value(claim, found.before)} in {name_period(found.earlier.period)}"
    return f"{earlier} en {name_value(claim, found.after)} in {name_period(found.later.period)}"


def name_percentage(claim: Claim, found: Comparison, small_count: int) -> str:
    """Write `` (+18,2%)`` with a space before it, or nothing below the count that bears a percentage."""
    if (
        found.percentage is None
        or found.label is not None
        or (claim.kind is Kind.COUNT and found.smallest < small_count)
    ):
        return ""
    return f" ({format_change(Decimal(f'{found.percentage:.6f}'))})"


def name_done(sign: int) -> str:
    """Write ``gestegen``, ``gedaald`` or ``gelijk gebleven``."""
    return _DONE[sign]


def name_noun(sign: int) -> str:
    """Write ``een stijging``, ``een daling`` or ``geen verandering``."""
    return _NOUNS[sign]


def name_comparator(found: Comparison) -> str:
    """Write against what is compared: ``2022 (de nulmeting)``."""
    what = {Role.BASELINE: " (de nulmeting)", Role.PREVIOUS: " (de periode ervoor)"}.get(found.role, "")
    return f"{name_period(found.earlier.period)}{what}"


def name_source(source_type: SourceType) -> str:
    """Write what kind of source it is, as the end of ``dit cijfer``."""
    return {
        SourceType.REGISTERED: "komt uit een registratie",
        SourceType.SELF_REPORTED: "is wat mensen zelf zeggen in een enquête",
        SourceType.MODELLED: "is een schatting van een model",
        SourceType.OPERATIONAL: "houdt de gemeente zelf bij",
    }[source_type]


def first_up(sentence: str) -> str:
    """Return the sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]
