"""Is an amount of the text another one in the row of a table that it names?"""

from __future__ import annotations

from decimal import Decimal

from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.told_twice import explain_conflict
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.grids import Grid
from spoorboek.rules.letter_audit.model import Finding, MentionKind
from spoorboek.rules.letter_audit.stems import list_stems


def check_table_amounts(material: Material) -> Found:
    """Find an amount in the text that is another one in the row of a table that it names."""
    found: list[Finding] = []
    amounts = [one for one in material.facts if one.mention.kind is MentionKind.AMOUNT]
    for fact in amounts:
        if (
            material.layout.is_table(fact.mention.sentence)
            or fact.mention.low is None
            or fact.mention.high is None
        ):
            continue
        words = material.sentence_words(fact.mention.sentence)
        stems = list_stems(words)
        for grid in material.grids:
            rows = [one for one in grid.rows if one.stems and one.stems <= stems]
            column = _find_column(grid, fact)
            if len(rows) != 1 or column is None or len([one for one in amounts if _is_in(one, fact)]) != 1:
                continue
            value = rows[0].values[column] if column < len(rows[0].values) else None
            if value is not None and _is_other_amount(fact, Decimal(value), grid.scale(column)):
                found.append(explain_conflict(material, fact, value * grid.scale(column), fact.period))
    return found


def _is_in(one: Fact, other: Fact) -> bool:
    return one.mention.sentence == other.mention.sentence


def _find_column(grid: Grid, fact: Fact) -> int | None:
    if len(grid.columns) == 1:
        return 0
    year = str(fact.period.first.year) if fact.period is not None and fact.period.is_one_year else None
    named = [place for place, name in enumerate(grid.columns) if year and year in name]
    return named[0] if len(named) == 1 else None


def _is_other_amount(fact: Fact, value: Decimal, scale: int) -> bool:
    """Tell whether an amount is near that of a table, and not the same by rounding."""
    low, high = Decimal(fact.mention.low or 0), Decimal(fact.mention.high or 0)
    half = Decimal(scale) / 2 if scale > 1 else Decimal(0)
    printed = value * scale
    is_same = printed - half <= high and low <= printed + half
    return not is_same and Decimal(2) * min(printed, low) > max(printed, high)
