"""What is told about too few reports, and about reports that are not in order."""

from __future__ import annotations

import numpy as np
import pytest

from spoorboek.rules.hotspots.quality import QualityError, ReportQuality, judge_quality
from spoorboek.rules.hotspots.sufficiency import LEVEL_WORDS, weigh_sufficiency


def a_set_of_reports(**changes):
    given = {
        "report_count": 400,
        "geocoded_count": 380,
        "timed_count": 360,
        "long_interval_count": 90,
        "most_on_one_spot_count": 12,
        "reporter_count": 310,
        "problem_count": 250,
        "month_count": 12,
        "channel_changes": (),
    }
    return ReportQuality(**given | changes)


def test_forty_six_reports_are_too_few_for_places_and_hours_but_show_a_burst():
    found = weigh_sufficiency(46, [1.0] * 100, rng=np.random.default_rng(1), extent=7000.0, towns=30)
    hours, places, bursts = found.answers
    assert LEVEL_WORDS[found.level] == "te weinig"
    assert "46 meldingen zijn te weinig" in found.sentence
    assert 0.40 <= hours.smallest_visible <= 0.47
    assert "ongeveer 45% van alle meldingen" in hours.sentence
    assert places.smallest_visible > 10
    assert "meer dan tien keer zo druk" in places.sentence
    assert bursts.smallest_visible <= 5
    assert "5 meldingen binnen 200 meter in een week zouden wel zijn gevonden" in bursts.sentence


def test_more_than_a_thousand_reports_over_ten_areas_are_enough():
    found = weigh_sufficiency(1200, [1.0] * 10, rng=np.random.default_rng(1), extent=7000.0, towns=1)
    assert found.level == "enough"
    assert found.answers[0].needed_count is None


def test_reports_in_order_pass_all_gates():
    assert all(gate.passed for gate in judge_quality(a_set_of_reports()))


@pytest.mark.parametrize(
    ("changes", "gate", "words"),
    [
        ({"geocoded_count": 330}, "geocoded", "nodig is 85%"),
        ({"timed_count": 200}, "timed", "50% van de meldingen"),
        ({"long_interval_count": 300}, "intervals", "een gok"),
        ({"most_on_one_spot_count": 120}, "one_spot", "precies dezelfde plek"),
        ({"reporter_count": 90}, "reporters", "4,4 meldingen per melder"),
        ({"problem_count": 31}, "problems", "12,9 meldingen per probleem"),
        ({"problem_count": None}, "problems", "Niet bekend"),
        ({"month_count": 5}, "months", "seizoen"),
        ({"channel_changes": ("app sinds maart",)}, "channels", "app sinds maart"),
        ({"channel_changes": None}, "channels", "Niet bekend"),
    ],
)
def test_each_gate_says_what_is_wrong(changes, gate, words):
    (failed,) = [gate for gate in judge_quality(a_set_of_reports(**changes)) if not gate.passed]
    assert failed.name == gate
    assert words in failed.sentence


def test_counts_that_contradict_each_other_are_refused():
    with pytest.raises(QualityError, match="geocoded_count must be 0 to 400, got 401"):
        judge_quality(a_set_of_reports(geocoded_count=401))
