"""Rises and falls: the table of strength against what the numbers rest on."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.claims.claim_tables import PLAN, answer, points, survey, verdict

UP_CLEAR = points({2023: 6168, 2024: 6513})
UP_BY_CHANCE = points({2023: 88, 2024: 104})
EQUAL = points({2023: 88, 2024: 88})
DOWN = points({2023: 104, 2024: 88})
MARK_UP = survey({2021: (7.1, 7.05, 7.15), 2023: (7.3, 7.25, 7.35)})
MARK_WITHIN = survey({2021: (7.1, 6.9, 7.3), 2023: (7.3, 7.1, 7.5)})
MARK_DOWN = survey({2021: (7.3, 7.25, 7.35), 2023: (7.1, 7.05, 7.15)})
MARK_DOWN_WITHIN = survey({2021: (7.3, 7.1, 7.5), 2023: (7.1, 6.9, 7.3)})
REGISTERED = {"source_type": "registered"}
OPERATIONAL = {"source_type": "operational"}
SURVEY = {"source_type": "self_reported", "kind": "mark"}
MODEL = {"source_type": "modelled", "kind": "score"}

TABLE: list[tuple[str, dict[str, Any], list[dict[str, object]], str]] = [
    # strength, kind of source, points, verdict on "is gestegen"
    ("plain", REGISTERED, UP_CLEAR, "supported"),
    ("plain", REGISTERED, UP_BY_CHANCE, "supported_with_note"),
    ("plain", REGISTERED, EQUAL, "contradicted"),
    ("plain", REGISTERED, DOWN, "contradicted"),
    ("plain", OPERATIONAL, UP_CLEAR, "supported"),
    ("plain", OPERATIONAL, UP_BY_CHANCE, "supported"),
    ("plain", OPERATIONAL, EQUAL, "contradicted"),
    ("plain", OPERATIONAL, DOWN, "contradicted"),
    ("firm", REGISTERED, points({2023: 391, 2024: 506}), "supported"),
    ("firm", REGISTERED, points({2023: 60000, 2024: 61000}), "not_demonstrable"),
    ("firm", REGISTERED, UP_BY_CHANCE, "not_demonstrable"),
    ("firm", REGISTERED, DOWN, "contradicted"),
    ("firm", OPERATIONAL, UP_BY_CHANCE, "not_demonstrable"),
    ("trend", REGISTERED, UP_CLEAR, "supported"),
    ("trend", REGISTERED, UP_BY_CHANCE, "not_demonstrable"),
    ("trend", REGISTERED, EQUAL, "contradicted"),
    ("trend", OPERATIONAL, UP_BY_CHANCE, "not_demonstrable"),
    ("plain", SURVEY, MARK_UP, "supported"),
    ("plain", SURVEY, MARK_WITHIN, "not_demonstrable"),
    ("plain", SURVEY, MARK_DOWN_WITHIN, "not_demonstrable"),
    ("plain", SURVEY, MARK_DOWN, "contradicted"),
    ("trend", SURVEY, MARK_UP, "supported"),
    ("plain", SURVEY, points({2021: 7.1, 2023: 7.3}), "not_testable"),
    ("plain", SURVEY, points({2021: 7.3, 2023: 7.1}), "not_testable"),
    ("plain", SURVEY, survey({2021: (7.1, 7.0, 7.2), 2023: (7.3, 7.2, 7.4)}, decimals=1), "not_testable"),
    ("plain", SURVEY, survey({2021: (6.8, 6.7, 6.9), 2023: (7.8, 7.7, 7.9)}, decimals=1), "supported"),
    ("plain", MODEL, points({2022: 4.1, 2024: 4.2}), "supported_with_note"),
    ("plain", MODEL, points({2022: 4.2, 2024: 4.1}), "contradicted"),
    ("plain", {"kind": "amount"}, points({2022: 5000, 2024: 6000}), "supported_with_note"),
    ("plain", {"kind": "amount"}, points({2022: 6000, 2024: 6000}), "contradicted"),
]


@pytest.mark.parametrize(("strength", "source", "given", "expected"), TABLE)
def test_the_table_of_verdicts_on_a_rise(
    strength: str, source: dict[str, Any], given: list[dict[str, object]], expected: str
) -> None:
    assert verdict("rises", strength=strength, points=given, **source) == expected


@pytest.mark.parametrize(("strength", "source", "given", "expected"), TABLE)
def test_a_fall_is_the_mirror_of_a_rise(
    strength: str, source: dict[str, Any], given: list[dict[str, object]], expected: str
) -> None:
    first, last = given
    swapped = [{**last, "period": first["period"]}, {**first, "period": last["period"]}]
    found = verdict("falls", strength=strength, points=swapped, **source)
    # Another first number gives another percentage, so only the agreed size may differ.
    assert found == expected


def test_significant_asks_no_size() -> None:
    given = {"points": points({2023: 60000, 2024: 61000}), "strength": "firm"}
    assert verdict("rises", words="is significant gestegen", **given) == "supported"
    assert verdict("rises", words="is fors gestegen", **given) == "not_demonstrable"


CRIME = points({2022: 6168, 2023: 6513, 2024: 6074})
COMPARATORS: list[tuple[str, dict[str, Any], str]] = [
    # claim, entry, verdict
    ("rises", {"points": CRIME, "start": "2022", "end": "2023"}, "supported"),
    ("falls", {"points": CRIME, "start": "2023", "end": "2024"}, "supported_with_note"),
    ("falls", {"points": CRIME, "start": "2022", "end": "2024"}, "supported_with_note"),
    ("falls", {"points": points({2022: 60, 2023: 100, 2024: 80})}, "needs_comparator"),
    ("falls", {"points": points({2022: 200, 2023: 150, 2024: 100})}, "supported_with_note"),
    (
        "falls",
        {"points": points({2022: 200, 2023: 150, 2024: 100}), "strength": "trend"},
        "supported_with_note",
    ),
    ("falls", {"points": points({2022: 200, 2023: 104, 2024: 100}), "strength": "trend"}, "not_demonstrable"),
    ("falls", {"points": points({2022: 60, 2023: 70, 2024: 80})}, "contradicted"),
    ("falls", {"points": points({2022: 60, 2023: 80, 2024: 80})}, "contradicted"),
    ("rises", {"points": points({2022: 80, 2023: 60, 2024: 80})}, "needs_comparator"),
    ("falls", {"points": points({2019: 210, 2024: 140})}, "supported"),
    ("falls", {"points": points({2024: 140}), "series": points({2019: 210})}, "supported"),
    ("rises", {"points": points({2023: 60, 2024: 900}), "baseline": "2023"}, "supported"),
]


@pytest.mark.parametrize(("claim", "entry", "expected"), COMPARATORS)
def test_with_what_is_compared(claim: str, entry: dict[str, Any], expected: str) -> None:
    assert verdict(claim, plan=PLAN, source_type="registered", **entry) == expected


def test_part_of_a_year_is_compared_with_the_same_months_before_the_plan_and_a_year_ago() -> None:
    given = points({"2022-01..2022-04": 40, "2023-01..2023-04": 30, "2024-01..2024-04": 24, "2023": 88})
    found = answer("falls", points=given, plan=PLAN, end="2024-01..2024-04")
    assert [one["from"] for one in found["computed"]["comparisons"]] == [
        "2022-01..2022-04",
        "2023-01..2023-04",
    ]


NOT_COMPARABLE = [
    points({"2023-01..2023-04": 24, "2024": 104}),
    points({2023: 10}, unit="controles") + points({2024: 3}, unit="controledagen"),
    points({2023: 88}, definition="mma@1") + points({2024: 104}, definition="mma@2"),
]


@pytest.mark.parametrize("given", NOT_COMPARABLE)
def test_what_is_counted_otherwise_is_not_compared(given: list[dict[str, object]]) -> None:
    assert verdict("rises", points=given) == "not_comparable"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], "no_figure"),
        (points({2024: 104}), "no_figure"),
        (points({2023: None, 2024: 104}), "no_figure"),
        (points({2023: "suppressed", 2024: 104}), "not_testable"),
        (points({2023: "undefined", 2024: 104}), "not_testable"),
    ],
)
def test_a_number_that_is_not_there_is_never_zero(given: list[dict[str, object]], expected: str) -> None:
    assert verdict("rises", points=given) == expected


def test_two_years_against_one_are_weighed_by_their_length() -> None:
    given = points({"2021..2022": 200, "2023": 120})
    assert verdict("rises", points=given) == "supported_with_note"
    assert verdict("falls", points=given) == "contradicted"


def test_known_clustering_takes_away_what_looked_certain() -> None:
    given = {"points": points({2023: 6168, 2024: 6513}), "strength": "trend"}
    assert verdict("rises", dispersion=2.4, **given) == "supported"
    assert verdict("rises", dispersion=2.5, **given) == "not_demonstrable"
    assert answer("rises", **given)["computed"]["breaks_at_dispersion"] == pytest.approx(2.443, abs=0.001)


def test_a_claim_without_figures_and_one_test_published_by_the_source() -> None:
    entry = {"points": points({2021: 7.1, 2023: 7.3}), "source_type": "self_reported"}
    published = [{"kind": "published_test", "significant": True}]
    assert verdict("rises", evidence=published, **entry) == "supported"
    assert verdict("not_demonstrably_changed", evidence=published, **entry) == "contradicted"
