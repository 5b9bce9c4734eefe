"""Under "Hoe getoetst": which test, in words, with its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from spoorboek.rules.claims.judge import judge_claims
from spoorboek.rules.explanations import explain_verdict


def computed(claim: str, **entry: Any) -> dict[str, Any]:
    found: dict[str, Any] = judge_claims([{"id": "a", "claim": claim, **entry}])[0]["computed"]
    return found


def two(before: object, after: object, **more: object) -> list[dict[str, object]]:
    return [{"period": "2023", "value": before, **more}, {"period": "2024", "value": after, **more}]


def test_two_counts_are_explained_with_their_numbers() -> None:
    found = explain_verdict(computed("rises", points=two(88, 104)))
    assert found.title.startswith("Twee aantallen")
    assert found.inputs == (("2023", "88"), ("2024", "104"))
    outcomes = dict(found.outcomes)
    assert outcomes["Verandering"] == "+18,2%"
    assert outcomes["Met 95% zekerheid tussen"] == "-11,9% en +58,8%"
    assert outcomes["Kans op zo'n verschil door toeval (p)"] == "0,279"


def test_a_very_small_chance_is_not_written_as_zero() -> None:
    found = explain_verdict(computed("falls", points=two(6513, 6074)))
    assert "minder dan 0,001" in dict(found.outcomes).values()


@pytest.mark.parametrize(
    ("claim", "entry", "title"),
    [
        ("rises", {"points": two(7.1, 7.3), "source_type": "self_reported"}, "Geen toets"),
        (
            "rises",
            {
                "points": [
                    {"period": str(y), "value": v, "low": v - 1, "high": v + 1}
                    for y, v in ((2021, 7), (2023, 8))
                ]
            }
            | {"kind": "mark"},
            "Twee uitkomsten",
        ),
        (
            "rises",
            {
                "kind": "mark",
                "points": [
                    {"period": str(y), "value": v, "low": v - 1, "high": v + 1, "decimals": 0}
                    for y, v in ((2021, 7), (2023, 8))
                ],
            },
            "Twee afgeronde",
        ),
        (
            "rises",
            {"points": two(7.1, 7.3), "source_type": "self_reported"}
            | {"evidence": [{"kind": "published_test", "significant": True}]},
            "De toets van de bron",
        ),
        ("faster", {"points": [{"period": "2022", "value": 60}, *two(88, 104)]}, "Vergelijken hoe snel"),
        ("adds_up", {"parts": [1, 2], "total": 3}, "Geen toets"),
    ],
)
def test_every_test_has_its_explanation(claim: str, entry: dict[str, Any], title: str) -> None:
    found = explain_verdict(computed(claim, **entry))
    assert found.title.startswith(title)
    assert found.formula.endswith(".")
    assert found.source


def test_an_endless_interval_is_said_to_be_endless() -> None:
    assert "onbegrensd" in str(explain_verdict(computed("rises", points=two(0, 12))).outcomes)
