"""What holds for every claim, whatever its numbers."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from spoorboek.rules.claims.judge import judge_claims

PLAN = {"start": "2023-01-01", "end": "2026-12-31"}
DIRECTIONS = ("rises", "falls")
CHANGES = (*DIRECTIONS, "about_equal", "not_demonstrably_changed")
STRENGTHS = ("plain", "firm", "trend")
counts = st.one_of(st.integers(0, 12), st.integers(0, 400), st.integers(0, 20_000))
dispersions = st.sampled_from([None, 0.5, 1, 1.5, 3])
SOURCES: list[dict[str, Any]] = [
    {},
    {"source_type": "operational"},
    {"kind": "amount"},
    {"source_type": "modelled"},
    {"source_type": "self_reported"},
    {"source_type": "self_reported", "evidence": [{"kind": "published_test", "significant": False}]},
    {"source_type": "self_reported", "evidence": [{"kind": "published_test", "significant": True}]},
]


def judge(claim: str, **entry: Any) -> dict[str, Any]:
    found: dict[str, Any] = judge_claims([{"id": "one", "claim": claim, **entry}])[0]
    assert "error" not in found, found
    return found


def years(*values: object, last: int = 2024) -> list[dict[str, object]]:
    first = last - len(values) + 1
    return [{"period": str(first + place), "value": value} for place, value in enumerate(values)]


def marks(values: dict[int, float], half: float) -> list[dict[str, object]]:
    return [
        {"period": str(year), "value": value, "low": round(value - half, 3), "high": round(value + half, 3)}
        for year, value in values.items()
    ]


def assert_better_is_supported(found: dict[str, Any]) -> None:
    better = found["computed"].get("better_claims", [])
    assert [one["verdict"] for one in judge_claims(better)] == ["supported"] * len(better)


@settings(deadline=None)
@given(counts, counts, st.sampled_from(STRENGTHS), dispersions)
def test_swapping_two_counts_mirrors_the_verdict(one: int, other: int, strength: str, phi: float) -> None:
    more = {"strength": strength, "words": "significant", "dispersion": phi}
    rise = judge("rises", points=years(one, other), **more)
    fall = judge("falls", points=years(other, one), **more)
    assert rise["verdict"] == fall["verdict"]
    assert rise["computed"]["p"] == pytest.approx(fall["computed"]["p"], abs=1e-12)


@settings(deadline=None)
@given(st.integers(10, 90), st.integers(10, 90), st.integers(1, 9))
def test_swapping_two_marks_mirrors_the_verdict(one: int, other: int, half: int) -> None:
    first, last = one / 10, other / 10
    rise = judge("rises", kind="mark", points=marks({2021: first, 2023: last}, half / 10))
    fall = judge("falls", kind="mark", points=marks({2021: last, 2023: first}, half / 10))
    assert rise["verdict"] == fall["verdict"]


@settings(deadline=None)
@given(counts, counts, st.sampled_from(CHANGES))
def test_adding_a_note_changes_no_number(before: int, after: int, claim: str) -> None:
    plain = judge(claim, points=years(before, after))
    noted = judge(
        claim,
        words="volgens de registratie",
        printed=[{"text": str(after), "period": "2024"}],
        points=[{**point, "provisional": True, "unit": "meldingen"} for point in years(before, after)],
        plan=PLAN,
    )
    numbers = ("difference", "percentage", "interval", "p", "breaks_at_dispersion")
    assert [plain["computed"][name] for name in numbers] == [noted["computed"][name] for name in numbers]
    assert plain["verdict"] == noted["verdict"]


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(CHANGES),
    st.sampled_from(STRENGTHS),
    st.lists(counts, min_size=2, max_size=6),
    dispersions,
    st.booleans(),
)
@example("falls", "plain", [6168, 6513, 6074], None, True)
@example("about_equal", "plain", [60_000, 61_000], 1, False)
@example("falls", "plain", [10, 30, 20], 1, False)
@example("rises", "trend", [1000, 1080, 1085], 1, True)
def test_the_better_sentence_about_counts_is_supported(
    claim: str, strength: str, values: list[int], phi: float | None, is_stated: bool
) -> None:
    stated = {"from": "2023", "to": "2024"} if is_stated else {}
    more = {"strength": strength, "words": "fors", "dispersion": phi, "plan": PLAN, **stated}
    found = judge(claim, points=years(*values), **more)
    assert found["verdict"] == "supported" or found["computed"]["better_claims"]
    assert_better_is_supported(found)


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(CHANGES),
    st.sampled_from(SOURCES),
    st.lists(st.integers(1, 400), min_size=2, max_size=3),
)
def test_the_better_sentence_about_other_figures_is_supported(
    claim: str, source: dict[str, Any], values: list[int]
) -> None:
    assert_better_is_supported(judge(claim, points=years(*values), plan=PLAN, **source))


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(CHANGES),
    st.lists(st.integers(60, 80), min_size=2, max_size=3),
    st.integers(1, 30),
    st.sampled_from([None, 1]),
)
def test_the_better_sentence_about_marks_is_supported(
    claim: str, values: list[int], half: int, decimals: int | None
) -> None:
    given_points = marks(dict(zip((2019, 2021, 2023), [one / 10 for one in values], strict=False)), half / 10)
    rounded = [{**point, "decimals": decimals} for point in given_points]
    assert_better_is_supported(judge(claim, kind="mark", points=rounded, plan=PLAN))


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(("faster", "slower")), st.lists(st.integers(1, 500), min_size=3, max_size=6))
def test_the_better_sentence_about_speed_is_supported(claim: str, values: list[int]) -> None:
    assert_better_is_supported(judge(claim, points=years(*values), plan=PLAN))


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(("higher_than", "lower_than")), st.integers(10, 500), st.integers(10, 500))
def test_the_better_sentence_beside_another_area_is_supported(claim: str, own: int, other: int) -> None:
    assert_better_is_supported(judge(claim, points=years(own), reference={"points": years(other)}))


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_the_better_sentence_about_a_target_is_supported(actual: int, target: int, is_met: bool) -> None:
    claim = "target_met" if is_met else "target_missed"
    assert_better_is_supported(judge(claim, points=years(actual), target={"value": target}))


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(("registered", "self_reported", "modelled", "operational")))
def test_the_better_term_fits(source_type: str) -> None:
    found = judge("uses_term", term="geschat", source_type=source_type)
    better = found["computed"].get("fitting_term", "geschat")
    assert judge("uses_term", term=better, source_type=source_type)["verdict"] == "supported"


@settings(deadline=None, max_examples=60)
@given(st.lists(counts, min_size=3, max_size=6), st.randoms(use_true_random=False), st.sampled_from(CHANGES))
def test_the_order_of_the_points_changes_no_answer(values: list[int], rng: random.Random, claim: str) -> None:
    given_points = [*years(*values), {"period": "2024", "value": values[0]}]
    shuffled = rng.sample(given_points, len(given_points))
    assert judge(claim, points=given_points, plan=PLAN) == judge(claim, points=shuffled, plan=PLAN)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(counts, counts), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_the_entries_changes_no_answer(pairs: list[tuple[int, int]], rng: random.Random) -> None:
    entries: list[dict[str, Any]] = [
        {"id": nr, "claim": "falls", "section": "s", "strength": "trend", "points": years(one, two)}
        for nr, (one, two) in enumerate(pairs)
    ]
    entries.append({"id": "h", "claim": "falls", "strength": "trend", "evidence": ["0", "1"]})
    expected = {one["id"]: one for one in judge_claims(entries)}
    assert {one["id"]: one for one in judge_claims(rng.sample(entries, len(entries)))} == expected


CERTAIN = {"supported", "supported_with_note", "contradicted"}


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(("rises", "falls", "about_equal")),
    st.integers(1, 5),
    st.integers(-6, 6),
    st.integers(5, 60),
    st.integers(1, 40),
)
def test_wider_bounds_never_make_a_claim_more_certain(
    claim: str, base: int, step: int, half: int, more: int
) -> None:
    values = {2021: float(base), 2023: base + step / 10}
    narrow, wide = (
        judge(claim, kind="mark", points=marks(values, width / 100))["verdict"]
        for width in (half, half + more)
    )
    assert not (wide in CERTAIN and narrow not in CERTAIN), (narrow, wide)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(("rises", "falls", "about_equal")), counts, counts, st.floats(0.5, 9), st.floats(0, 9))
def test_more_scatter_never_makes_a_claim_more_certain(
    claim: str, before: int, after: int, phi: float, more: float
) -> None:
    calm, wild = (
        judge(claim, strength="trend", points=years(before, after), dispersion=scatter)["verdict"]
        for scatter in (phi, phi + more)
    )
    assert not (wild in CERTAIN and calm not in CERTAIN), (calm, wild)


@settings(deadline=None, max_examples=100)
@given(counts, counts, st.lists(st.tuples(counts, counts), max_size=4))
def test_more_claims_in_a_section_never_make_one_more_certain(
    before: int, after: int, others: list[tuple[int, int]]
) -> None:
    claim = {"claim": "rises", "strength": "trend", "section": "s", "points": years(before, after)}
    alone = judge_claims([{"id": "a", **claim}])[0]["verdict"]
    pairs = enumerate(others)
    crowd = [{"id": nr, "claim": "falls", "section": "s", "points": years(*pair)} for nr, pair in pairs]
    together = judge_claims([{"id": "a", **claim}, *crowd])[0]["verdict"]
    assert not (together == "supported" and alone != "supported")


@pytest.mark.parametrize("significant", [True, False])
@pytest.mark.parametrize("counts", [(56, 15), (88, 104), (4025, 7442)])
def test_a_test_that_a_source_published_of_a_sample_says_nothing_about_a_full_count(
    counts: tuple[int, int], significant: bool
) -> None:
    study = [{"kind": "published_test", "significant": significant}]
    for strength in STRENGTHS:
        found = judge("rises", points=years(*counts), strength=strength, evidence=study)
        assert found["verdict"] == judge("rises", points=years(*counts), strength=strength)["verdict"]
        assert_better_is_supported(found)
