"""The other claims: equality, sums, flows, statements, targets, speed, references, terms, causes."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.claims.claim_tables import PLAN, points, survey, verdict

TABLE: list[tuple[str, dict[str, Any], str]] = [
    # claim, entry, verdict
    ("about_equal", {"points": points({2023: 60000, 2024: 60100})}, "supported"),
    ("about_equal", {"points": points({2023: 60000, 2024: 61000})}, "supported_with_note"),
    ("about_equal", {"points": points({2023: 100, 2024: 101})}, "not_demonstrable"),
    ("about_equal", {"points": points({2023: 6168, 2024: 6513})}, "contradicted"),
    ("about_equal", {"points": points({2023: 19, 2024: 19}), "source_type": "operational"}, "supported"),
    ("about_equal", {"points": points({2023: 19, 2024: 12}), "source_type": "operational"}, "contradicted"),
    ("about_equal", {"points": points({2023: 100, 2024: 102}), "kind": "amount"}, "supported_with_note"),
    ("about_equal", {"points": survey({2021: (7.4, 7.3, 7.5), 2023: (7.4, 7.3, 7.5)})}, "supported"),
    (
        "about_equal",
        {"points": points({2021: 7.4, 2023: 7.4}), "source_type": "self_reported"},
        "not_testable",
    ),
    ("not_demonstrably_changed", {"points": points({2023: 88, 2024: 104})}, "supported"),
    ("not_demonstrably_changed", {"points": points({2023: 6168, 2024: 6513})}, "contradicted"),
    (
        "not_demonstrably_changed",
        {"points": points({2021: 7.4, 2023: 7.4}), "source_type": "self_reported"},
        "not_testable",
    ),
    ("adds_up", {"parts": [4, 2, 4], "total": 10}, "supported"),
    ("adds_up", {"parts": [1, 1, 2], "total": 4}, "supported"),
    ("adds_up", {"parts": [4, 2, 3], "total": 10}, "does_not_add_up"),
    ("adds_up", {"parts": [33.3, 33.3, 33.3], "total": 100.0}, "supported_with_note"),
    (
        "adds_up",
        {"parts": [{"value": 6, "unit": "panden"}, {"value": 4, "unit": "waarschuwingen"}]}
        | {"total": {"value": 10, "unit": "rapportages"}},
        "supported_with_note",
    ),
    ("adds_up", {"parts": [4, None], "total": 10}, "no_figure"),
    ("adds_up", {"total": 10}, "no_figure"),
    ("flow", {"flow": {"carried_in": 8, "opened": 18, "closed": 19, "carried_out": 7}}, "supported"),
    ("flow", {"flow": {"carried_in": 8, "opened": 18, "carried_out": 7}}, "supported_with_note"),
    ("flow", {"flow": {"carried_in": 8, "opened": 18, "closed": 18, "carried_out": 7}}, "does_not_add_up"),
    ("flow", {"flow": {"carried_in": 1, "opened": 1, "carried_out": 7}}, "does_not_add_up"),
    ("flow", {"flow": {"carried_in": 1, "opened": 1}}, "no_figure"),
    ("flow", {}, "no_figure"),
    ("states", {"points": points({2024: 104}), "printed": [{"text": "104"}]}, "supported"),
    ("states", {"points": points({2024: 24}), "printed": [{"text": "vierentwintig"}]}, "supported"),
    ("states", {"points": points({2024: 104}), "printed": [{"text": "105"}]}, "number_differs"),
    ("states", {"points": points({2024: 7.38}), "printed": [{"text": "7,3"}]}, "supported_with_note"),
    ("states", {"points": []}, "no_figure"),
    ("states", {"points": points({2024: None})}, "no_figure"),
    ("states", {"points": points({2024: "suppressed"})}, "disclosure_review"),
    ("states", {"points": points({2024: 5}), "counts": "persons"}, "disclosure_review"),
    ("states", {"points": points({2024: 5}), "counts": "actions"}, "supported"),
    ("states", {"points": points({2024: 4}), "area_level": "neighbourhood"}, "disclosure_review"),
    ("states", {"points": points({2024: 104}) + points({2024: 105})}, "conflicting_figures"),
    ("states", {"points": points({2024: 104}), "series": points({2024: 105})}, "conflicting_figures"),
    ("states", {"points": points({2043: 104}), "plan": PLAN}, "implausible_period"),
    ("states", {"printed": [{"text": "2023-2034"}], "plan": PLAN}, "implausible_period"),
    ("target_met", {"points": points({2024: 10}), "target": {"value": 10}}, "supported"),
    ("target_met", {"points": points({2024: 9}), "target": {"value": 10}}, "contradicted"),
    ("target_missed", {"points": points({2024: 9}), "target": {"value": 10}}, "supported"),
    ("target_missed", {"points": points({2024: 10}), "target": {"value": 10}}, "contradicted"),
    (
        "target_met",
        {"points": points({2024: 9}), "target": {"value": 10, "direction": "at_most"}},
        "supported",
    ),
    (
        "target_met",
        {"points": points({2024: 3}, unit="dagen"), "target": {"value": 10, "unit": "controles"}},
        "not_comparable",
    ),
    (
        "target_met",
        {"points": points({"2023-01..2023-04": 3}), "target": {"value": 10, "period": "2023"}},
        "not_comparable",
    ),
    ("target_met", {"points": [], "target": {"value": 10}}, "not_reported_back"),
    ("target_met", {"points": points({2024: 10})}, "no_figure"),
    (
        "target_met",
        {"points": points({2023: 12, 2024: 11}), "target": {"value": 10}},
        "target_worse_than_result",
    ),
    (
        "target_met",
        {"points": survey({2024: (7.4, 7.3, 7.5)}), "kind": "mark", "target": {"value": 7.35}},
        "not_demonstrable",
    ),
    ("target_met", {"points": points({2024: 7.4}), "kind": "mark", "target": {"value": 7.3}}, "not_testable"),
    ("faster", {"points": points({2022: 1353, 2023: 1374, 2024: 1488})}, "supported_with_note"),
    ("slower", {"points": points({2022: 1353, 2023: 1374, 2024: 1488})}, "contradicted"),
    ("faster", {"points": points({2023: 1374, 2024: 1488})}, "no_figure"),
    (
        "slower",
        {"points": points({2022: 100, 2023: 120, 2024: 110}), "words": "stijgt minder hard"},
        "contradicted",
    ),
    (
        "higher_than",
        {"points": points({2023: 120}), "reference": {"points": points({2023: 60})}},
        "supported",
    ),
    (
        "lower_than",
        {"points": points({2023: 120}), "reference": {"points": points({2023: 60})}},
        "contradicted",
    ),
    (
        "lower_than",
        {"points": points({2023: 120}), "reference": {"points": points({2023: 200}), "is_whole": True}},
        "contradicted",
    ),
    (
        "higher_than",
        {"points": points({2023: 120}), "reference": {"points": points({2022: 60})}},
        "not_comparable",
    ),
    ("higher_than", {"points": points({2023: 120})}, "no_figure"),
    ("uses_term", {"term": "geregistreerd", "source_type": "self_reported"}, "wrong_term"),
    ("uses_term", {"words": "geregistreerde misdrijven", "source_type": "registered"}, "supported"),
    ("uses_term", {"term": "gemeten", "source_type": "modelled"}, "wrong_term"),
    ("uses_term", {"term": "ervaren"}, "no_figure"),
    ("causes", {"words": "heeft ertoe geleid"}, "causal_unsupported"),
    ("causes", {"words": "heeft mogelijk bijgedragen", "hedged": True}, "supported"),
    ("causes", {"evidence": [{"kind": "evaluation", "comparison_area": "GM0599"}]}, "supported"),
    ("causes", {"evidence": [{"kind": "evaluation"}]}, "causal_unsupported"),
    (
        "rises",
        {"points": points({2023: 18, 2024: 25}), "strength": "trend", "depends_on": ["mma-reports"]},
        "dependent_evidence",
    ),
    ("rises", {"points": points({2023: 18, 2024: 25}), "depends_on": ["mma-reports"]}, "supported_with_note"),
]


@pytest.mark.parametrize(("claim", "entry", "expected"), TABLE)
def test_every_kind_of_claim_gets_its_verdict(claim: str, entry: dict[str, Any], expected: str) -> None:
    assert verdict(claim, **entry) == expected


YOUTH, ALCOHOL, CONFUSED = {2022: 848, 2024: 643}, {2022: 659, 2024: 760}, {2022: 1353, 2024: 1488}


@pytest.mark.parametrize(
    ("claim", "under_it", "expected"),
    [
        ("falls", [YOUTH, ALCOHOL, CONFUSED], "unsupported_headline"),
        ("falls", [YOUTH], "supported"),
        ("falls", [YOUTH, {2022: 100, 2024: 130}], "supported_with_note"),
        ("rises", [ALCOHOL, CONFUSED], "supported"),
        ("rises", [YOUTH], "unsupported_headline"),
    ],
)
def test_a_heading_needs_what_stands_under_it(
    claim: str, under_it: list[dict[int, int]], expected: str
) -> None:
    series = [{"label": f"soort {nr}", "points": points(one)} for nr, one in enumerate(under_it)]
    assert verdict(claim, strength="trend", evidence=series) == expected
