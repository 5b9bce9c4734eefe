"""Is a percentage right under a table one of the shares that its rows have in their whole?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number, format_percentage, round_half_up
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.grids import Grid
from spoorboek.rules.letter_audit.model import Finding, FindingKind
from spoorboek.rules.letter_audit.reading.shares import stands_for

_FEWEST, _BELOW = 3, 2
_HUNDRED = Decimal(100)


def check_table_shares(material: Material) -> Found:
    """Find "een slagingspercentage van 88" under a table whose rows give no such share of their whole."""
    found: list[Finding] = []
    for grid in material.grids:
        if (divided := _find_whole(grid)) is None:
            continue
        whole, parts = divided
        for fact in material.facts:
            if not _is_told_below(material, fact, grid):
                continue
            shares = [Decimal(part) / Decimal(whole) * _HUNDRED for part in parts]
            if not any(stands_for(fact.mention, share) for share in shares):
                found.append(_explain(material, fact, whole, shares, parts))
    return found


def _find_whole(grid: Grid) -> tuple[int | Decimal, list[int | Decimal]] | None:
    """Return the one number of a table of one column that the others make together, with those."""
    values = [value for _, value in grid.column_of(0)]
    if len(grid.columns) != 1 or len(values) < _FEWEST or not grid.may_add_up(0):
        return None
    whole = max(values)
    parts = [value for value in values if value != whole]
    return (whole, parts) if whole and sum(parts) == whole else None


def _is_told_below(material: Material, fact: Fact, grid: Grid) -> bool:
    """Tell whether a rate without numbers of its own stands right below a table."""
    near = [one for one in material.facts_in(fact.mention.sentence) if one is not fact]
    is_rate = fact.is_share and fact.own.lead.rstrip().endswith(
        ("percentage van", "percentage was", "percentage is")
    )
    return is_rate and not near and 0 < fact.mention.block - grid.block < _BELOW


def _explain(
    material: Material,
    fact: Fact,
    whole: int | Decimal,
    shares: Sequence[Decimal],
    parts: Sequence[int | Decimal],
) -> Finding:
    said = Decimal(fact.value)
    nearest = min(range(len(shares)), key=lambda place: abs(shares[place] - said))
    right = format_percentage(round_half_up(shares[nearest], 0))
    why = (
        f"Er staat {format_number(fact.value)}, maar in de tabel is {format_number(parts[nearest])} van "
        f"{format_number(whole)} {right}. Kijk welk getal niet klopt."
    )
    return material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        material.span_of(fact.mention),
        why,
        severity=Severity.NUMBER,
        computed={"percentage": shares[nearest], "values": [parts[nearest], whole], "printed": fact.value},
    )
