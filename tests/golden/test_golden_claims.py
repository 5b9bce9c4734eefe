"""The claims of the two letters get the verdicts that were worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from spoorboek.rules.claims.judge import judge_claims

ROWS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "claims_of_the_letters.json").read_text(encoding="utf-8")
)["rows"]
ANSWERS = {answer["id"]: answer for answer in judge_claims([row["entry"] for row in ROWS])}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["entry"]["id"])
def test_a_claim_of_the_letters_gets_its_verdict(row: dict[str, Any]) -> None:
    assert ANSWERS[row["entry"]["id"]]["verdict"] == row["verdict"]


def test_all_fourteen_rows_are_there() -> None:
    assert len(ROWS) == len(ANSWERS) == 14


@pytest.mark.parametrize(
    ("claim_id", "p"),
    [
        ("crime-up", 0.002250908188846683),
        ("crime-down", 9.446065256960542e-05),
        ("reports-up", 0.27898176903639194),
    ],
)
def test_the_p_values_are_those_of_r(claim_id: str, p: float) -> None:
    # R: poisson.test(c(6513, 6168))$p.value, poisson.test(c(6074, 6513)), poisson.test(c(104, 88))
    assert ANSWERS[claim_id]["computed"]["p"] == pytest.approx(p, abs=1e-6)


def test_the_second_comparator_of_crime_is_named_with_its_numbers() -> None:
    answer = ANSWERS["crime-down"]
    other = answer["computed"]["comparisons"][1]
    assert (other["from"], other["p"]) == ("2022", pytest.approx(0.40060838764776496, abs=1e-6))
    for number in ("6.513", "6.074", "6.168"):
        assert number in answer["why"]
        assert number in answer["better"]


def test_the_heading_names_the_sum_and_what_went_which_way() -> None:
    why = ANSWERS["headline-nuisance"]["why"]
    for words in (
        "2.860",
        "2.891",
        "jeugd: gedaald",
        "alcohol en drugs: gestegen",
        "onbegrepen gedrag: gestegen",
    ):
        assert words in why


def test_no_sentence_names_a_p_value() -> None:
    for answer in ANSWERS.values():
        text = f"{answer['why']} {answer['better']}".lower()
        assert not any(word in text for word in ("p =", "p-waarde", "p <", "significant", "steekproef"))
