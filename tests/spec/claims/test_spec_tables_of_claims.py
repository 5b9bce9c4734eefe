"""Every row of the manual on claims gets the verdict that stands there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
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


COUNTED = {"0", "1", "9", "10"}
CHANGED = COUNTED | {"equal", "rounded", "part of a year"}
BORDERS = {
    "rises": CHANGED | {"three in a row"},
    "falls": CHANGED | {"three in a row"},
    "about_equal": CHANGED | {"three in a row"},
    "not_demonstrably_changed": CHANGED | {"three in a row"},
    "faster": CHANGED | {"three in a row"},
    "slower": CHANGED | {"three in a row"},
    "higher_than": CHANGED,
    "lower_than": CHANGED,
    "target_met": CHANGED,
    "target_missed": CHANGED,
    "adds_up": COUNTED | {"equal"},
    "flow": COUNTED | {"equal"},
    "states": COUNTED | {"rounded", "part of a year"},
    "causes": {"0", "9", "10", "equal", "part of a year"},
    "uses_term": set[str](),
}
"""Which borders a kind can meet: a term has no number, a sum no rounding box, a part no line of three."""


def _numbers(raw: object) -> Iterator[float]:
    if isinstance(raw, dict):
        for key, part in raw.items():
            yield from () if key in ("decimals", "dispersion") else _numbers(part)
    elif isinstance(raw, list):
        for part in raw:
            yield from _numbers(part)
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        yield float(raw)


def _borders(entry: dict[str, Any]) -> Iterator[str]:
    numbers = list(_numbers(entry))
    yield from (f"{number:g}" for number in numbers if number in (0, 1, 9, 10))
    if len(set(numbers)) < len(numbers):
        yield "equal"
    points = entry.get("points", [])
    if any("decimals" in point for point in points) or entry.get("printed"):
        yield "rounded"
    if any("-" in point["period"] for point in points):
        yield "part of a year"
    values = [point["value"] for point in points if isinstance(point["value"], int | float)]
    if any(b - a == c - b for a, b, c in zip(values, values[1:], values[2:], strict=False)):
        yield "three in a row"


def test_every_kind_meets_every_border_that_it_can_meet() -> None:
    met: dict[str, set[str]] = defaultdict(set)
    for table in TABLES:
        for row in (row for chapter in table.chapters for row in chapter.rows):
            met[row.entry["claim"]] |= set(_borders(row.entry))
    assert {kind.value for kind in ClaimKind} == set(BORDERS)
    assert {kind: wanted - met[kind] for kind, wanted in BORDERS.items() if wanted - met[kind]} == {}
