"""Every row of the manual on statistics gives what stands there."""

from __future__ import annotations

import pytest
from tests.spec.spec_tables import Call, StatisticTable, read_statistic_tables

ROWS = [
    pytest.param(table, call, id=f"{table.name}/{nr}")
    for table in read_statistic_tables()
    for nr, call in enumerate(table.calls)
]


@pytest.mark.parametrize(("table", "call"), ROWS)
def test_a_statistic_of_the_manual_gives_its_answer(table: StatisticTable, call: Call) -> None:
    assert table.answer(call) == call.expected
