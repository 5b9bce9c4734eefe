"""Why this verdict, and the smallest change that would have given another."""

from __future__ import annotations

from typing import Any

import pytest

from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.judge import judge_among, judge_claims, read_company
from spoorboek.rules.explanations import ClaimExplanation, explain_answer, explain_claim


def years(*values: object) -> list[dict[str, object]]:
    return [{"period": str(2025 - len(values) + nr), "value": value} for nr, value in enumerate(values)]


def explain(claim: str, **entry: Any) -> ClaimExplanation:
    found = explain_claim([{"id": "a", "claim": claim, **entry}], "a")
    assert found is not None
    return found


def flips(claim: str, **entry: Any) -> dict[str, str]:
    return {flip.what: flip.verdict for flip in explain(claim, **entry).flips}


def test_the_nearest_numbers_that_flip_a_verdict_are_named_the_smallest_change_first() -> None:
    found = flips("rises", points=years(88, 104))
    assert next(iter(found)) == "76 in 2023 in plaats van 88"
    assert found["118 in 2024 in plaats van 104"] == "supported"
    assert found["88 in 2024 in plaats van 104"] == "contradicted"


def test_a_flip_is_the_very_first_number_with_another_verdict() -> None:
    for value, expected in ((117, "supported_with_note"), (118, "supported")):
        assert (
            judge_claims([{"id": "a", "claim": "rises", "points": years(88, value)}])[0]["verdict"]
            == expected
        )


@pytest.mark.parametrize(
    ("claim", "entry", "what", "verdict"),
    [
        (
            "rises",
            {"points": years(88, 104), "strength": "trend"},
            "met gewone woorden (is gestegen, is gedaald)",
            "supported_with_note",
        ),
        (
            "falls",
            {"points": years(6513, 6074), "strength": "trend"},
            "als de gevallen zo sterk in groepen komen als 3,99 (spreiding gedeeld door gemiddelde)",
            "not_demonstrable",
        ),
        ("uses_term", {"term": "geregistreerd", "kind": "mark"}, "met het woord 'ervaren'", "supported"),
        (
            "flow",
            {"flow": {"carried_in": 8, "opened": 18, "carried_out": 7}},
            "als de 19 afgesloten zaken zelf zijn geteld",
            "supported",
        ),
        ("adds_up", {"parts": [4, 2, 3], "total": 10}, "9 als totaal in plaats van 10", "supported"),
        (
            "causes",
            {"words": "dankzij"},
            "met een evaluatie die met een ander gebied vergelijkt",
            "supported",
        ),
        (
            "states",
            {"points": years(5), "counts": "persons"},
            "10 in 2024 in plaats van 5",
            "supported",
        ),
        (
            "states",
            {"points": years(104), "printed": ["105"]},
            "als er 104 stond in plaats van 105",
            "supported",
        ),
        (
            "target_met",
            {"points": years(9), "target": {"value": 10}},
            "10 in 2024 in plaats van 9",
            "supported",
        ),
        (
            "falls",
            {"strength": "trend", "evidence": [{"label": "jeugd", "points": years(760, 800)}]},
            "684 bij jeugd in plaats van 800",
            "supported",
        ),
    ],
)
def test_what_would_have_given_another_verdict(
    claim: str, entry: dict[str, Any], what: str, verdict: str
) -> None:
    assert flips(claim, **entry)[what] == verdict


def test_the_bounds_of_an_estimate_move_along_with_it() -> None:
    points = [
        {"period": str(year), "value": mark, "low": mark - 0.2, "high": mark + 0.2}
        for year, mark in ((2021, 7.0), (2023, 7.1))
    ]
    assert flips("rises", kind="mark", points=points)["7,3 in 2023 in plaats van 7,1"] == "supported"


def test_every_flip_is_what_the_judge_says() -> None:
    entry: dict[str, Any] = {"points": years(140, 109), "strength": "trend"}
    found = {flip.what: flip.verdict for flip in explain("falls", **entry).flips if flip.size == 1}
    nearest = {
        "108 in 2024 in plaats van 109": years(140, 108),
        "141 in 2023 in plaats van 140": years(141, 109),
    }
    for what, points in nearest.items():
        again = judge_claims([{**entry, "id": "b", "claim": "falls", "points": points}])[0]
        assert again["verdict"] == found[what] == "supported"


def test_a_rule_that_decided_is_explained_instead_of_a_test() -> None:
    found = explain("adds_up", parts=[4, 2, 3], total=10)
    assert found.explanation.title == "Telt het op?"
    answer = judge_claims([{"id": "a", "claim": "rises", "points": years(88, 104)}])[0]
    assert explain_answer(answer).title.startswith("Twee aantallen")


@pytest.mark.parametrize(
    ("entry", "title", "outcome"),
    [
        (
            {"strength": "trend", "points": years(100, 150, 200, 250, 300)},
            "De lijn over de jaren",
            "Per jaar",
        ),
        (
            {
                "series": [
                    {"period": f"{2023 + nr // 12}-{nr % 12 + 1:02}", "value": 40 + 3 * (nr % 5) + nr}
                    for nr in range(24)
                ]
            },
            "Twee jaren vergelijken",
            "Spreiding van de maanden",
        ),
    ],
)
def test_lines_and_months_are_explained(entry: dict[str, Any], title: str, outcome: str) -> None:
    found = explain("rises", **entry).explanation
    assert found.title.startswith(title)
    assert any(name.startswith(outcome) for name, _ in found.outcomes)


def test_an_unknown_claim_has_no_explanation_and_a_malformed_one_says_what_is_wrong() -> None:
    assert explain_claim([{"id": "a", "claim": "rises"}], "b") is None
    with pytest.raises(ClaimError, match="rizes"):
        explain_claim([{"id": "a", "claim": "rizes"}], "a")


def test_one_claim_is_judged_in_its_company_as_all_are_judged_together() -> None:
    together = {"section": "wapens", "claim": "rises"}
    heading = {"points": years(200, 240), "evidence": ["part", {"claim_id": "other"}]}
    entries: list[object] = [
        {"id": "heading", **together, **heading},
        {"id": "part", **together, "points": years(88, 104)},
        {"id": "other", "section": "wapens", "claim": "falls", "points": years(60, 40)},
        {"id": "alone", "claim": "about_equal", "points": years(60, 61)},
        {"id": "part", "claim": "rises", "points": years(1, 2)},
        {"id": "wrong", "claim": "flies"},
        "no claim",
    ]
    for place, entry in enumerate(entries):
        others = entries[:place] + entries[place + 1 :]
        assert judge_among(entry, read_company(others)) == judge_claims([entry, *others])[0]
