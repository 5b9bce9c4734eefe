"""The slow obvious twin of secondary suppression: try every choice of cells, fewest first."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from spoorboek.stats.cell_table import CellTable, Name
from spoorboek.stats.disclosure_audit import Equation, audit_sums


def find_fewest_withheld(
    table: CellTable, small: Collection[Name], *, width: float, may_withhold: Collection[Name]
) -> int | None:
    """Return how few cells can be withheld in all, or None when no choice protects the small ones.

    Parameters: ``table`` of at most a dozen cells that may be withheld; ``small`` cells; ``width`` of the
    range that each small cell must keep, among whole numbers; ``may_withhold`` the others to choose from.

    >>> from spoorboek.stats.cell_table import as_dimension
    >>> table = CellTable((as_dimension("a", ["n", "z", "w"]),), {("n",): 3, ("z",): 12, ("w",): 25})
    >>> find_fewest_withheld(table, [("n",)], width=3, may_withhold=[("z",), ("w",)])
    2
    """
    others = sorted(set(may_withhold) - set(small))
    for count in range(len(others) + 1):
        for chosen in itertools.combinations(others, count):
            if is_safe(table, {*small, *chosen}, small, width=width):
                return len(small) + count
    return None


def is_safe(table: CellTable, withheld: Collection[Name], small: Collection[Name], *, width: float) -> bool:
    """Tell whether every small cell keeps its range when these cells are withheld.

    The unknowns are the withheld cells themselves, totals included, bound by the sums of the table.
    """
    equations = []
    for total, parts in table.sums:
        known = sum(table.value(part) for part in parts if part not in withheld)
        factors = {part: 1.0 for part in parts if part in withheld}
        if total in withheld:
            factors[total] = -1.0
        else:
            known -= table.value(total)
        if factors:
            equations.append(Equation(factors, -known, -known))
    return all(
        seen.width >= width - 1e-6
        for cell in small
        for seen in audit_sums({cell: {cell: 1.0}}, equations, whole=True).ranges
    )
