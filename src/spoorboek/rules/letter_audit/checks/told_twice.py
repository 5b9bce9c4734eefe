"""Is a count that is told a second time another number than the first time?"""

from __future__ import annotations

from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind
from spoorboek.rules.letter_audit.reading.told_in_table import find_told_cell
from spoorboek.rules.letter_audit.reading.told_twice import list_told_twice

_NEAR = 400
"""Letters between two numbers up to which both are shown as one place."""


def check_told_twice(material: Material) -> Found:
    """Find a number that tells a fact again, in the text or from a table, with another value."""
    found: list[Finding] = []
    for one, other in list_told_twice(material):
        first, fact = one.fact, other.fact
        found.append(explain_conflict(material, fact, first.value, fact.period or first.period, first))
    told = {one.end for one in found}
    for fact in material.facts:
        if fact.mention.end not in told and (cell := find_told_cell(material, fact)) is not None:
            found.append(explain_conflict(material, fact, cell.value, fact.period or cell.period))
    return found


def explain_conflict(
    material: Material, fact: Fact, other: int | object, period: Period | None, first_fact: Fact | None = None
) -> Finding:
    """Return the finding that a number is another one than the letter tells elsewhere."""
    when = f" over {format_period(period)}" if period else ""
    first = format_number(other) if isinstance(other, int) else str(other).replace(".", ",")
    second = fact.mention.quote.strip()
    why = f"Elders in de brief staat{when} {first}, hier {second}. Kies een getal en zeg waarom."
    span = material.span_of(fact.mention)
    if first_fact is not None and fact.mention.start - first_fact.mention.start < _NEAR:
        span = material.span_of(first_fact.mention, fact.mention)
    return material.find(
        FindingKind.CONFLICTING_NUMBERS,
        span,
        why,
        severity=Severity.NUMBER,
        computed={"values": [other, fact.value]},
    )
