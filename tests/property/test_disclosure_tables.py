"""What holds of suppression whatever the table is, checked by listing every table that fits."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from spoorboek.stats.cell_attack import SumCell
from spoorboek.stats.cell_table import CellTable, as_dimension
from spoorboek.stats.suppression import UnprotectableError, suppress_cells

ROWS, COLUMNS, WIDTH = ("a", "b"), ("x", "y"), 2.0


def as_cells(table):
    return [
        SumCell(name, table.atoms_of(name), value, WIDTH if 0 < value < 3 else 0.0, value > 0)
        for name in table.cells
        for value in [table.value(name)]
    ]


@given(st.lists(st.integers(0, 4), min_size=4, max_size=4))
@settings(deadline=None, max_examples=40)
def test_among_all_tables_that_fit_each_small_cell_has_far_enough_values(counts):
    dimensions = (as_dimension("r", ROWS), as_dimension("c", COLUMNS))
    names = list(itertools.product(ROWS, COLUMNS))
    table = CellTable(dimensions, dict(zip(names, counts, strict=True)))
    try:
        found = suppress_cells(as_cells(table), sums=table.sums)
    except UnprotectableError:
        return
    top = sum(counts) + 3
    guesses = dict(zip(names, np.indices((top,) * 4).reshape(4, -1), strict=True))
    sums = {name: sum(guesses[atom] for atom in table.atoms_of(name)) for name in table.cells}
    fits = np.ones(top**4, dtype=bool)
    for name in set(table.cells) - set(found.withheld):
        fits &= sums[name] == table.value(name)
    for cell in found.cells:
        if cell.width:
            assert np.ptp(sums[cell.name][fits]) >= WIDTH
    assert len(found.withheld) == found.least_count
