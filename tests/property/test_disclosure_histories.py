"""Random histories of letters and tables: nothing withheld is recoverable, and enough is published."""

import numpy as np
import pytest
from scripts.disclosure_histories import run_history

from spoorboek.rules.parameters.disclosure_parameters import get_disclosure_parameters


@pytest.mark.slow
def test_no_withheld_cell_is_recoverable_and_at_least_80_percent_of_the_best_is_published():
    outcomes = [run_history(np.random.default_rng([77, n]), get_disclosure_parameters()) for n in range(6)]
    assert sum(each.withheld for each in outcomes) > 100
    assert [(each.recovered, each.too_narrow) for each in outcomes] == [(0, 0)] * len(outcomes)
    tables = [table.suppression for each in outcomes for table in each.tables]
    published = sum(len(table.cells) - len(table.withheld) for table in tables)
    assert published >= 0.8 * sum(len(table.cells) - table.least_count for table in tables) > 0
