"""Does a number of different people or cases count what a table says was there already?"""

from __future__ import annotations

import re
from decimal import Decimal

from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.counted_years import NEW, UNIQUE, explain_said, is_total
from spoorboek.rules.letter_audit.grids import Grid
from spoorboek.rules.letter_audit.model import Finding


def check_counted_tables(material: Material) -> Found:
    """A table that says how many there were already, and a number of different ones that is its sum."""
    found: list[Finding] = []
    for grid in material.grids:
        names = [*grid.columns, *(row.label for row in grid.rows)]
        if not any(_ALREADY_THERE.search(name) or _AT_START.search(name) for name in names):
            continue
        sums = {sum(value for _, value in grid.column_of(place)) for place in range(len(grid.columns))}
        sums |= {
            sum(value for value in row.values if value is not None)
            for row in grid.rows
            # What is new in each year together is each case once.
            if not NEW.search(row.label) or _ALREADY_THERE.search(row.label)
        }
        sums |= _sum_flows(grid)
        for fact in material.facts:
            words = material.words(fact.mention.start, fact.mention.end + 30)
            near = abs(fact.mention.block - grid.block) <= 2
            if near and fact.value in sums and (UNIQUE.search(words) or is_total(material, fact)):
                found.append(explain_said(material, fact.mention.sentence, fact.value))
    return found


def _sum_flows(grid: Grid) -> set[int | Decimal]:
    """Return what was there and what came, of all years together: what ran on counts in each of them."""
    rows = [row for row in grid.rows if _AT_START.search(row.label) or NEW.search(row.label)]
    values = [value for row in rows for value in row.values]
    is_whole = len(rows) == _BOTH and all(value is not None for value in values)
    return {sum(value for value in values if value is not None)} if is_whole else set()


_BOTH = 2
_AT_START = re.compile(r"\b(?:1 januari|1-1|begin|aanvang|beginstand)\b", re.IGNORECASE)
_ALREADY_THERE = re.compile(
    r"\b(?:inclusief|met|incl\.?) (?:de )?doorlo\w+|\bdoorloop\w*\b|"
    r"\b(?:waarvan|van wie|al|reeds|doorlopend\w*|nog)\b.*\b(?:al|1 januari|doorlopend\w*|vorig jaar|"
    r"eerder|in traject|"
    r"in behandeling|uit 20\d\d)\b",
    re.IGNORECASE,
)
