"""What a chart of twelve periods, and limits beside several areas, add to an answer."""

from __future__ import annotations

from typing import Any

import pytest

from spoorboek.rules.claims.judge import judge_claims
from spoorboek.rules.explanations import explain_answer
from spoorboek.stats.funnel import compute_funnel_limits, estimate_over_dispersion
from spoorboek.stats.process_chart import compute_process_chart

STEADY = [10, 12, 9, 11, 13, 10, 12, 11, 10, 12, 11, 10]


def judge(claim: str, **entry: Any) -> dict[str, Any]:
    found: dict[str, Any] = judge_claims([{"id": "one", "claim": claim, **entry}])[0]
    assert "error" not in found, found
    return found


def months(*values: int, year: int = 2023) -> list[dict[str, Any]]:
    return [{"period": f"{year + nr // 12}-{nr % 12 + 1:02}", "value": one} for nr, one in enumerate(values)]


def areas(*values: int) -> dict[str, Any]:
    return {
        "points": [{"period": "2023", "value": one, "area": f"wijk {nr}"} for nr, one in enumerate(values)]
    }


def test_a_target_for_every_month_shows_whether_the_process_will_meet_it() -> None:
    found = judge("target_met", source_type="operational", series=months(*STEADY), target={"value": 10})
    chart = compute_process_chart(STEADY)
    assert found["verdict"] == "supported"
    assert found["computed"]["process"] == {
        "points": 12,
        "from": "2023-01",
        "to": "2023-12",
        "mean": pytest.approx(chart.mean),
        "moving_range_mean": pytest.approx(chart.moving_range_mean),
        "low": pytest.approx(chart.low),
        "high": pytest.approx(chart.high),
        "outside": [],
        "runs": [],
        "is_stable": True,
        "target": 10,
        "assurance": "hit or miss",
    }
    assert "halen of missen toeval" in found["why"]
    assert ("Doel, als het zo blijft", "halen of missen is toeval") in explain_answer(found).outcomes


def test_words_of_a_trend_name_the_signals_of_the_months() -> None:
    found = judge("rises", strength="trend", series=months(*STEADY, *[one * 2 for one in STEADY]))
    process = found["computed"]["process"]
    assert process["runs"] == [["2023-01", "2023-12"], ["2024-01", "2024-12"]]
    assert "12 perioden achter elkaar boven het gemiddelde" in found["why"]


def test_plain_words_keep_their_sentence_and_get_the_chart_with_the_numbers() -> None:
    series = months(*STEADY, *[one * 2 for one in STEADY])
    found = judge("rises", series=series)
    assert "grenzen" not in found["why"]
    assert found["computed"]["process"]["points"] == 24


@pytest.mark.parametrize(
    "series",
    [
        months(*STEADY[:11]),
        [{"period": str(year), "value": 5} for year in range(2013, 2024)] + months(5),
        [*months(*STEADY[:11]), {"period": "2023-12", "value": None}],
        [*months(*STEADY[:11]), {"period": "2023-11", "value": 10}],
        [*months(*STEADY[:11]), {"period": "2023-12", "value": 10, "definition": "another"}],
    ],
)
def test_what_is_no_series_of_twelve_alike_periods_has_no_chart(series: list[dict[str, Any]]) -> None:
    series[0]["definition"] = "one"
    found = judge("target_missed", source_type="operational", series=series, target={"value": 99})
    assert "process" not in found["computed"]


def test_a_target_for_the_year_is_not_laid_beside_the_months() -> None:
    found = judge("target_met", series=months(*STEADY), target={"value": 100, "period": "2023"})
    assert "assurance" not in found["computed"]["process"]


def test_only_the_months_up_to_the_period_that_is_claimed_about_count() -> None:
    series = months(*STEADY, 40, 41)
    found = judge("falls", series=series, **{"from": "2023-11", "to": "2023-12"})
    assert found["computed"]["process"]["to"] == "2023-12"


def test_beside_several_areas_the_limits_are_those_of_the_funnel() -> None:
    found = judge("higher_than", points=[{"period": "2023", "value": 120}], reference=areas(60, 70, 65))
    exact = compute_funnel_limits(65)
    assert found["computed"]["test"] == "funnel"
    assert found["computed"]["funnel"]["expected"] == 65
    assert found["computed"]["funnel"]["limits_998"] == pytest.approx([exact.low * 65, exact.high * 65])
    assert "65,0 verwacht naar 3 andere gebieden" in found["why"]
    assert explain_answer(found).title == "Naast meer gebieden (trechter)"


def test_areas_that_differ_of_themselves_move_the_limits_outwards() -> None:
    found = judge("higher_than", points=[{"period": "2023", "value": 120}], reference=areas(60, 170, 25))
    spread = estimate_over_dispersion([60, 170, 25], [85, 85, 85])
    wide = spread.compute_limits(85)
    assert found["computed"]["funnel"]["between_variance"] == pytest.approx(spread.between_variance)
    assert found["computed"]["funnel"]["limits_998"] == pytest.approx([wide.low * 85, wide.high * 85])
    assert found["verdict"] == "supported_with_note"


@pytest.mark.parametrize("claim", ["higher_than", "lower_than"])
@pytest.mark.parametrize("strength", ["plain", "firm"])
@pytest.mark.parametrize("own", [0, 1, 9, 10, 40, 64, 65, 66, 400])
def test_the_better_sentence_beside_several_areas_is_supported(claim: str, strength: str, own: int) -> None:
    entry = {"strength": strength, "words": "fors", "points": [{"period": "2023", "value": own}]}
    found = judge(claim, reference=areas(60, 70, 65), **entry)
    better = found["computed"].get("better_claims", [])
    assert [one["verdict"] for one in judge_claims(better)] == ["supported"] * len(better)
    shuffled = areas(60, 70, 65)
    shuffled["points"].reverse()
    assert judge(claim, reference=shuffled, **entry) == found
