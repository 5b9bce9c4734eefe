"""Numbers that no figure can be get a sentence, and the other claims still get their answer."""

from __future__ import annotations

from typing import Any

import pytest

from spoorboek.rules.claims.judge import judge_claims

SOUND = {
    "id": "sound",
    "claim": "rises",
    "points": [{"period": "2023", "value": 88}, {"period": "2024", "value": 104}],
}


def rises(before: Any, after: Any) -> dict[str, Any]:
    points = [{"period": "2023", "value": before}, {"period": "2024", "value": after}]
    return {"id": "odd", "claim": "rises", "points": points}


def flow(carried_out: int) -> dict[str, Any]:
    return {
        "id": "odd",
        "claim": "flow",
        "flow": {"carried_in": 2, "opened": 0, "closed": 10, "carried_out": carried_out},
    }


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (rises(1e30, 1e300), "te groot om een cijfer te zijn"),
        (rises(10**400, 1), "te groot om een cijfer te zijn"),
        (rises("1e999999", 1), "te groot om een cijfer te zijn"),
        (flow(-8), "nooit kleiner dan 0"),
    ],
)
def test_an_impossible_number_is_refused_and_the_others_are_answered(
    entry: dict[str, Any], sentence: str
) -> None:
    odd, sound = judge_claims([entry, SOUND])

    assert sentence in odd["error"]
    assert sound["verdict"] == "supported_with_note"
