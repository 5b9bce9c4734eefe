"""What claims lean on, how fast things go, and entries that chance made up."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.claims.claim_tables import PLAN, answer, points, survey, verdict

from spoorboek.rules.claims.claim import ClaimKind, Strength
from spoorboek.rules.claims.judge import judge_claims
from spoorboek.rules.claims.word_list import get_word_list

CONFUSED = points({2019: 931, 2020: 1134, 2021: 1371, 2022: 1353, 2023: 1374, 2024: 1488})


@pytest.mark.parametrize(
    ("claim", "entry", "expected"),
    [
        ("slower", {}, "needs_comparator"),
        ("faster", {}, "needs_comparator"),
        ("slower", {"start": "2019..2021"}, "supported_with_note"),
        ("faster", {"start": "2019..2021"}, "contradicted"),
        ("slower", {"start": "2020"}, "contradicted"),
        ("faster", {"start": "2022"}, "supported_with_note"),
        ("faster", {"reference": {"points": points({2022: 5000, 2023: 5050})}}, "supported_with_note"),
        ("slower", {"start": "2010..2012"}, "no_figure"),
        ("slower", {"start": "2019..2021", "source_type": "operational"}, "supported_with_note"),
    ],
)
def test_how_fast_depends_on_what_it_is_compared_with(
    claim: str, entry: dict[str, Any], expected: str
) -> None:
    assert verdict(claim, points=CONFUSED, plan=PLAN, **entry) == expected


def test_both_speeds_are_named_with_their_years() -> None:
    better = answer("slower", points=CONFUSED, plan=PLAN)["better"]
    for words in ("+8,3%", "+13,3% per jaar van 2019 naar 2022", "+1,6% van 2022 naar 2023"):
        assert words in better


def test_how_fast_a_survey_changes_is_tested_when_it_comes_with_margins() -> None:
    marks = {2019: 7.0, 2021: 7.1, 2023: 7.3}
    source = {"source_type": "self_reported"}
    assert verdict("faster", points=points(marks), **source) == "not_testable"
    for margin, expected in ((0.1, "not_demonstrable"), (0.01, "supported")):
        bounds = {year: (mark, mark - margin, mark + margin) for year, mark in marks.items()}
        assert verdict("faster", points=survey(bounds), **source) == expected


BODY = [
    {"id": "youth", "claim": "falls", "words": "jeugd", "points": points({2022: 848, 2024: 643})},
    {"id": "alcohol", "claim": "rises", "words": "alcohol", "points": points({2022: 659, 2024: 760})},
    {"id": "survey", "claim": "not_demonstrably_changed", "points": points({2022: 100, 2024: 104})},
    {"id": "wrong", "claim": "falls", "points": points({2022: 100, 2024: 104})},
]


@pytest.mark.parametrize(
    ("evidence", "own", "expected"),
    [
        (["youth"], {}, "supported"),
        ([{"id": "youth"}], {}, "supported"),
        (["youth", "alcohol"], {}, "unsupported_headline"),
        (["youth", "survey"], {}, "unsupported_headline"),
        (["wrong"], {}, "unsupported_headline"),
        (["youth", "alcohol"], {"points": points({2022: 3000, 2024: 2500})}, "supported_with_note"),
        (["youth"], {"points": points({2022: 3000, 2024: 2500})}, "supported"),
        (["youth"], {"points": points({2022: 3000, 2024: 2990})}, "unsupported_headline"),
    ],
)
def test_a_heading_leans_on_the_claims_under_it(
    evidence: list[object], own: dict[str, Any], expected: str
) -> None:
    heading = {"id": "heading", "claim": "falls", "strength": "trend", "evidence": evidence, **own}
    assert judge_claims([heading, *BODY])[0]["verdict"] == expected


def test_series_in_two_units_are_not_added_up() -> None:
    series = [
        {"points": points({2022: 848, 2024: 643}, unit="meldingen")},
        {"points": points({2022: 90, 2024: 40}, unit="boetes")},
    ]
    assert verdict("falls", strength="trend", evidence=series) == "supported"


def test_leaning_twice_on_one_thing_names_it() -> None:
    entries = [
        {"id": "reports", "claim": "rises", "points": points({2023: 60, 2024: 104})},
        {"id": "cases", "claim": "rises", "strength": "trend", "points": points({2023: 180, 2024: 250})}
        | {"evidence": ["reports"], "depends_on": ["reports", "other"]},
    ]
    found = judge_claims(entries)[1]
    assert found["verdict"] == "dependent_evidence"
    assert found["computed"]["depends_on"] == ["reports"]


@pytest.mark.parametrize(
    ("claim", "entry", "expected"),
    [
        ("adds_up", {"parts": [4, 6], "total": 10, "printed": ["10"]}, "supported"),
        ("adds_up", {"parts": [4, 6], "total": 10, "printed": ["elf"]}, "number_differs"),
        (
            "flow",
            {"flow": {"carried_in": 8, "opened": 18, "carried_out": 7}, "printed": ["18"]},
            "supported_with_note",
        ),
        ("states", {"points": points({2024: 0.182}), "kind": "share", "printed": ["18%"]}, "supported"),
        ("states", {"points": points({2024: "undefined"})}, "not_testable"),
        ("states", {"points": points({2024: "suppressed"}), "printed": ["7"]}, "number_differs"),
        (
            "lower_than",
            {"points": points({2023: 300}), "reference": {"points": points({2023: 200}), "is_whole": True}},
            "conflicting_figures",
        ),
        (
            "higher_than",
            {"points": points({2023: 30}, unit="a"), "reference": {"points": points({2023: 2}, unit="b")}},
            "not_comparable",
        ),
        (
            "higher_than",
            {"points": points({2023: 30}), "reference": {"points": points({2023: None})}},
            "no_figure",
        ),
        (
            "target_met",
            {"points": points({2024: None, 2023: 3}), "target": {"value": 3, "period": "2024"}},
            "no_figure",
        ),
        ("target_met", {"target": {"value": 3}, "evidence": [{"reason": "loopt nog"}]}, "no_figure"),
        (
            "target_met",
            {"points": points({2022: 100, 2024: 70}), "target": {"value": 80}, "plan": PLAN},
            "supported",
        ),
        (
            "target_met",
            {"points": survey({2024: (7.4, 7.3, 7.5)}, decimals=1), "target": {"value": 7.3}},
            "not_testable",
        ),
        (
            "target_met",
            {"points": points({2023: 3}, unit="dagen") + points({2023: 18}, unit="bedrijven")}
            | {"target": {"value": 10, "unit": "bedrijven", "period": "2023"}},
            "supported",
        ),
        ("falls", {"series": points({2023: 6513, 2024: 6074})}, "supported"),
        ("uses_term", {"term": "registered", "source_type": "self_reported"}, "wrong_term"),
        ("uses_term", {"term": "self_reported", "source_type": "self_reported"}, "supported"),
        ("about_equal", {"points": points({2022: 100, 2023: 300, 2024: 300}), "plan": PLAN}, "contradicted"),
        (
            "not_demonstrably_changed",
            {"points": survey({2021: (7.1, 7.0, 7.2), 2023: (7.3, 7.2, 7.4)}, decimals=1)},
            "not_testable",
        ),
    ],
)
def test_less_common_cases(claim: str, entry: dict[str, Any], expected: str) -> None:
    assert verdict(claim, **entry) == expected


def test_the_words_say_how_strongly_and_in_which_direction() -> None:
    words = get_word_list()
    assert words.find_strength("is gestegen van 88 naar 104") is Strength.PLAIN
    assert words.find_strength("is fors gestegen") is Strength.FIRM
    assert words.find_strength("steeds meer signalen") is Strength.TREND
    assert words.is_hedged("lijkt te zijn gedaald")
    assert not words.is_hedged("is gedaald")
    assert [words.find_direction(text) for text in ("is gestegen", "nam af, afgenomen", "bleef gelijk")] == [
        1,
        -1,
        0,
    ]
    assert words.find_direction("de stijging gaat minder hard") == 1


values = st.one_of(
    st.none(), st.integers(0, 300), st.sampled_from(["suppressed", "undefined", 7.3, "7.25", -1, True, "x"])
)
periods = st.sampled_from(
    ["2021", "2022", "2023", "2024", "2023-01..2023-04", "2022-01..2022-04", "2034", "1", 2023]
)
point = st.fixed_dictionaries(
    {"period": periods, "value": values},
    optional={
        "unit": st.sampled_from(["a", "b"]),
        "low": st.just(1),
        "high": st.just(400),
        "decimals": st.integers(0, 2),
    },
)
series = st.lists(point, max_size=4)
quantity = st.one_of(
    values, st.fixed_dictionaries({"value": values}, optional={"unit": st.sampled_from(["a", "b"])})
)
ENTRIES = st.fixed_dictionaries(
    {"claim": st.sampled_from([kind.value for kind in ClaimKind])},
    optional={
        "strength": st.sampled_from(["plain", "firm", "trend"]),
        "hedged": st.booleans(),
        "kind": st.sampled_from(["count", "mark", "share", "score", "amount", "rate", "duration"]),
        "counts": st.sampled_from(["persons", "cases"]),
        "source_type": st.sampled_from(["registered", "self_reported", "modelled", "operational"]),
        "words": st.sampled_from(["is gestegen", "geregistreerd", "steeds meer", ""]),
        "section": st.sampled_from(["a", "b"]),
        "points": series,
        "from": periods,
        "to": periods,
        "reference": st.fixed_dictionaries({"points": series}),
        "baseline": periods,
        "series": series,
        "plan": st.just(PLAN),
        "target": st.fixed_dictionaries({"value": values}, optional={"period": periods}),
        "parts": st.lists(quantity, max_size=3),
        "total": quantity,
        "flow": st.dictionaries(st.sampled_from(["carried_in", "opened", "closed", "carried_out"]), quantity),
        "dispersion": st.sampled_from([0.5, 1, 3]),
        "printed": st.lists(st.sampled_from(["7,3", "88", "elf", "2023-2034"]), max_size=2),
        "evidence": st.lists(st.one_of(st.just("0"), st.fixed_dictionaries({"points": series})), max_size=2),
        "depends_on": st.lists(st.just("0"), max_size=1),
        "area_level": st.sampled_from(["municipality", "neighbourhood"]),
    },
)


@settings(deadline=None, max_examples=400)
@given(st.lists(ENTRIES, min_size=1, max_size=3))
def test_whatever_is_asked_every_entry_gets_a_verdict_or_a_sentence(entries: list[dict[str, Any]]) -> None:
    answers = judge_claims([{"id": str(nr), **entry} for nr, entry in enumerate(entries)])
    assert [one["id"] for one in answers] == [str(nr) for nr in range(len(entries))]
    for one in answers:
        assert one.get("error") or (one["verdict"] and one["why"].endswith("."))
    json.dumps(answers, allow_nan=False)
