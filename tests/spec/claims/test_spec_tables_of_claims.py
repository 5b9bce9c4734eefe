"""Every row of the manual on claims gets the verdict that stands there."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from tests.spec.spec_tables import ClaimRow, read_claim_tables

from spoorboek.rules.claims.claim import ClaimKind

TABLES = read_claim_tables()
ROWS = [
    pytest.param(row, id=f"{table.name}/{chapter.title}/{nr}")
    for table in TABLES
    for chapter in table.chapters
    for nr, row in enumerate(chapter.rows)
]


@pytest.mark.parametrize("row", ROWS)
def test_a_claim_of_the_manual_gets_its_verdict(row: ClaimRow) -> None:
    answer = row.answer()
    assert "error" not in answer, answer
    found: dict[str, Any] = {name: answer[name] for name in row.expected}
    assert found == row.expected, answer["why"]


def test_the_manual_has_eight_claims_or_more_of_every_kind_and_two_hundred_in_all() -> None:
    counted = Counter(
        row.entry["claim"] for table in TABLES for chapter in table.chapters for row in chapter.rows
    )
    assert {kind.value for kind in ClaimKind} == set(counted)
    assert min(counted.values()) >= 8
    assert counted.total() >= 200
