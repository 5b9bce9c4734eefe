"""Answers: malformed entries, order, precedence, severity, sections, and what is never allowed."""

from __future__ import annotations

import json
import random
import time
from typing import Any

import pytest
from tests.spec.claims.claim_tables import PLAN, answer, points, survey

from spoorboek.rules.claims.claim import ClaimKind
from spoorboek.rules.claims.entry import read_claim
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.judge import JUDGES, judge_claims, judge_section
from spoorboek.rules.claims.verdict import PRECEDENCE, VerdictCode

MALFORMED: list[tuple[object, str]] = [
    (3, "object"),
    ({"claim": "rises"}, "id"),
    ({"id": "a"}, "claim ontbreekt"),
    ({"id": "a", "claim": "rizes"}, "rizes"),
    ({"id": "a", "claim": "rises", "stregth": "firm"}, 'bedoelde u "strength"'),
    ({"id": "a", "claim": "rises", "strength": "loud"}, "loud"),
    ({"id": "a", "claim": "rises", "hedged": "yes"}, "hedged"),
    ({"id": "a", "claim": "rises", "points": {}}, "points"),
    ({"id": "a", "claim": "rises", "points": [{"value": 3}]}, "points[0] heeft geen period"),
    ({"id": "a", "claim": "rises", "points": [{"period": "2023"}]}, "value"),
    ({"id": "a", "claim": "rises", "points": points({"2023-13": 3})}, "2023-13"),
    ({"id": "a", "claim": "rises", "points": points({2023: "veel"})}, "veel"),
    ({"id": "a", "claim": "rises", "points": points({2023: float("nan")})}, "eindig"),
    ({"id": "a", "claim": "rises", "points": points({2023: -3})}, "-3"),
    ({"id": "a", "claim": "rises", "kind": "count", "points": points({2023: 7.1})}, "7.1"),
    ({"id": "a", "claim": "rises", "points": [{"period": "2023", "value": 7.1, "low": 7.0}]}, "allebei"),
    ({"id": "a", "claim": "rises", "points": survey({2023: (7.1, 7.2, 7.3)})}, "tussen"),
    ({"id": "a", "claim": "rises", "points": survey({2023: (7.1, 7.2, 7.0)})}, "onder"),
    ({"id": "a", "claim": "rises", "from": "2024", "to": "2023"}, "voor to"),
    ({"id": "a", "claim": "rises", "plan": {"start": "2026", "end": "2023"}}, "plan"),
    ({"id": "a", "claim": "rises", "dispersion": 0}, "dispersion"),
    ({"id": "a", "claim": "rises", "area_level": "galaxy"}, "galaxy"),
    ({"id": "a", "claim": "target_met", "target": {"unit": "controles"}}, "target"),
    ({"id": "a", "claim": "adds_up", "parts": [True], "total": 1}, "parts[0]"),
    ({"id": "a", "claim": "states", "points": points({2023: 3}), "printed": [{"text": "enkele"}]}, "enkele"),
    ({"id": "a", "claim": "falls", "points": points({2022: 3, 2023: 2}), "evidence": ["weg"]}, "weg"),
    ({"id": "a", "claim": "uses_term", "term": "blauw", "source_type": "registered"}, "blauw"),
]


@pytest.mark.parametrize(("entry", "names"), MALFORMED)
def test_a_malformed_entry_gets_a_sentence_and_the_others_are_answered(entry: object, names: str) -> None:
    good = {"id": "good", "claim": "states", "points": points({2024: 104})}
    first, second = judge_claims([entry, good])
    assert set(first) == {"id", "error"}
    assert names in first["error"]
    assert second["verdict"] == "supported"


def test_two_entries_with_one_id_are_not_both_answered() -> None:
    entry = {"id": "a", "claim": "states", "points": points({2024: 104})}
    assert ["verdict" in one for one in judge_claims([entry, entry])] == [True, False]


def test_every_kind_of_claim_has_a_judge() -> None:
    assert set(JUDGES) == set(ClaimKind)


def test_an_answer_has_exactly_the_agreed_keys_and_is_json() -> None:
    found = answer("rises", points=points({2023: 0, 2024: 12}))
    assert list(found) == ["id", "verdict", "also", "severity", "why", "better", "computed"]
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"remark": "x"}, 'de bewering kent geen "remark"; bekend zijn: id, claim, words'),
        ({"points": [{"period": "2024", "value": 1, "colour": "red"}]}, 'points[0] kent geen "colour"'),
        ({"plan": {"start": "2023", "end": "2026", "x": 1}}, 'plan kent geen "x"; bekend zijn: start, end'),
        ({"reference": {"points": [], "size": 1}}, 'reference kent geen "size"'),
        ({"hedged": "ja"}, 'hedged moet true of false zijn, niet "ja"'),
        ({"strength": None, "points": True}, "points moet een lijst zijn, niet true"),
        ({"total": {"value": {"x": None}}}, 'niet {"x": null}'),
        ({"words": ["\u202enedleem"]}, r'["\u202enedleem"]'),
    ],
)
def test_what_nobody_knows_is_refused_in_a_sentence_that_shows_it_as_json(
    more: dict[str, object], told: str
) -> None:
    entry = {"id": "a", "claim": "states", "points": points({2024: 104}), **more}
    assert told in judge_claims([entry])[0]["error"]


def test_a_note_in_an_entry_changes_nothing() -> None:
    bare = answer("states", points=points({2024: 1}))
    assert answer("states", points=points({2024: 1}), note="overgetikt uit de brief") == bare


def test_several_findings_lead_with_the_first_and_name_the_rest() -> None:
    found = answer(
        "rises",
        words="geregistreerde overlast is gestegen",
        source_type="self_reported",
        points=points({2021: 7.1, 2023: 7.3}),
        printed=[{"text": "7,9", "period": "2023"}],
    )
    assert [found["verdict"], *found["also"]] == ["wrong_term", "number_differs", "not_testable"]


@pytest.mark.parametrize(
    ("entry", "severity"),
    [
        ({"points": points({2023: 6168, 2024: 6513})}, None),
        ({"points": points({2023: 88, 2024: 104})}, "note"),
        ({"points": points({2023: 104, 2024: 88})}, "conclusion"),
        ({"points": points({2023: 88, 2024: 104}), "printed": [{"text": "105", "period": "2024"}]}, "number"),
        (
            {"points": points({2023: 104, 2024: 88}), "printed": [{"text": "188", "period": "2024"}]},
            "conclusion",
        ),
    ],
)
def test_how_bad_it_is(entry: dict[str, Any], severity: str | None) -> None:
    assert answer("rises", **entry)["severity"] == severity


def test_comparisons_of_one_section_are_weighed_together() -> None:
    lucky = {"claim": "rises", "strength": "trend", "points": points({2023: 100, 2024: 135})}
    others = [{"claim": "falls", "points": points({2023: 100, 2024: 99 - nr})} for nr in range(5)]
    entries = [{"id": str(nr), "section": "s", **one} for nr, one in enumerate([lucky, *others])]
    alone = judge_claims([{"id": "alone", **lucky}])[0]
    together = judge_claims(entries)[0]
    assert (alone["verdict"], together["verdict"]) == ("supported", "not_demonstrable")
    assert together["computed"]["p_adjusted"] == pytest.approx(6 * together["computed"]["p"])
    assert "lijkt te zijn gestegen" in together["better"]
    hedged = judge_claims([{**entries[0], "hedged": True}, *entries[1:]])[0]
    assert hedged["verdict"] == "supported"


def test_what_has_no_test_is_not_weighed() -> None:
    listed = {"claim": "falls", "source_type": "operational", "points": points({2023: 19, 2024: 12})}
    tested = {"claim": "rises", "points": points({2023: 6168, 2024: 6513})}
    answers = judge_claims([{"id": "a", "section": "s", **listed}, {"id": "b", "section": "s", **tested}])
    assert answers[1]["computed"]["p_adjusted"] == answers[1]["computed"]["p"]


def _letter(size: int) -> list[dict[str, Any]]:
    rng = random.Random(7)
    kinds = ("rises", "falls", "about_equal", "not_demonstrably_changed")
    return [
        {
            "id": str(nr),
            "claim": kinds[nr % 4],
            "section": str(nr % 12),
            "plan": PLAN,
            "source_type": "registered",
            "strength": ("plain", "trend")[nr % 2],
            "points": points({year: rng.randint(3, 7000) for year in (2022, 2023, 2024)}),
        }
        for nr in range(size)
    ]


def test_the_order_of_the_entries_changes_no_answer() -> None:
    entries = _letter(24)
    shuffled = random.Random(3).sample(entries, len(entries))
    expected = {one["id"]: one for one in judge_claims(entries)}
    assert {one["id"]: one for one in judge_claims(shuffled)} == expected
    assert [one["id"] for one in judge_claims(shuffled)] == [one["id"] for one in shuffled]


def test_a_letter_with_200_claims_is_judged_while_one_waits() -> None:
    begin = time.perf_counter()
    assert len(judge_claims(_letter(200))) == 200
    assert time.perf_counter() - begin < 5


def test_small_counts_get_numbers_and_no_percentage() -> None:
    found = answer("rises", points=points({2023: 5, 2024: 8}, unit="zaken"), strength="trend")
    assert found["better"] == "Het aantal zaken was 5 in 2023 en 8 in 2024."
    assert "%" not in found["why"]


def test_a_typed_section_is_answered_and_refuses_what_it_cannot_judge() -> None:
    claim = read_claim({"id": "a", "claim": "rises", "points": points({2023: 88, 2024: 104})})
    assert [one.code for one in judge_section([claim, claim])] == [VerdictCode.SUPPORTED_WITH_NOTE] * 2
    odd = read_claim({"id": "b", "claim": "uses_term", "term": "blauw", "source_type": "registered"})
    with pytest.raises(ClaimError, match="blauw"):
        judge_section([odd])


def test_the_order_of_precedence_is_the_agreed_one() -> None:
    agreed = (
        "no_figure, implausible_period, not_comparable, wrong_term, number_differs, conflicting_figures, "
        "does_not_add_up, unsupported_headline, target_worse_than_result, not_reported_back, "
        "disclosure_review, causal_unsupported, dependent_evidence, contradicted, needs_comparator, "
        "not_testable, not_demonstrable, supported_with_note, supported"
    )
    assert [code.value for code in sorted(PRECEDENCE, key=PRECEDENCE.__getitem__)] == agreed.split(", ")


@pytest.mark.parametrize(
    ("kind", "over", "is_asked"),
    [
        ("share", {"numerator": 3, "denominator": 200}, True),
        ("share", {"numerator": 9, "denominator": 9}, True),
        ("share", {"numerator": 197, "denominator": 200}, True),
        ("share", {"numerator": 10, "denominator": 20}, False),
        ("share", {"numerator": 0, "denominator": 200}, False),
        ("mark", {"denominator": 9}, True),
        ("mark", {"denominator": 10}, False),
        ("rate", {"numerator": 9, "denominator": 5}, True),
        ("share", {}, False),
    ],
)
def test_a_share_or_mean_over_few_persons_is_for_a_person_to_decide(
    kind: str, over: dict[str, int], is_asked: bool
) -> None:
    found = answer("states", kind=kind, counts="persons", points=points({2024: 0.5}, **over))
    assert ("disclosure_review" in (found["verdict"], *found["also"])) is is_asked
