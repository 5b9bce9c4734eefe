"""SaTScan's parameter files: what would change the numbers is done or refused, never left silently."""

from __future__ import annotations

import numpy as np
import pytest

from spoorboek.rules.hotspots.reports import ReportFileError
from spoorboek.rules.hotspots.satscan import CaseLine, read_cases
from spoorboek.rules.hotspots.satscan_answer import scan_satscan
from spoorboek.rules.hotspots.satscan_parameters import OTHER_QUESTIONS, read_parameters, write_parameters
from spoorboek.rules.hotspots.satscan_population import read_population

HEAD = "CaseFile=a.cas\nCoordinatesFile=a.geo\nCoordinatesType=0\nStartDate=2024/1/1\nEndDate=2024/2/9\n"
SPACE = (
    f"{HEAD}AnalysisType=1\nPrecisionCaseTimes=0\nMonteCarloReps=99\nMaxSpatialSizeInPopulationAtRisk=60\n"
)
GEO = "a 0 0\nb 1 0\nc 5 5\nd 6 5\n"


@pytest.mark.parametrize("name", sorted(OTHER_QUESTIONS))
def test_a_setting_that_changes_the_numbers_is_refused(name):
    with pytest.raises(ReportFileError, match=f"{name}=.*kent Spoorboek niet"):
        read_parameters(f"{HEAD}{name}=10\n")
    neutral = OTHER_QUESTIONS[name][0]
    assert read_parameters(f"{HEAD}{name}={neutral}\n").notes == ()


def test_a_second_set_of_data_is_refused_and_unknown_settings_are_told():
    with pytest.raises(ReportFileError, match="CaseFile2: meer dan een set"):
        read_parameters(f"{HEAD}CaseFile2=b.cas\n")
    (note,) = read_parameters(f"{HEAD}ReportGumbel=y\nOutputShapefiles=n\nIetsAnders=7\n").notes
    assert note == "Deze instellingen gebruikt Spoorboek niet: ReportGumbel, IetsAnders."


def test_weekly_trends_deal_days_out_within_the_same_weekday():
    # Place a has all Mondays: within Mondays alone that is no wonder.
    mondays = "".join(f"a 2 2024/1/{day}\n" for day in (1, 8, 15, 22, 29))
    others = "".join(f"{place} 1 2024/1/{day}\n" for day in range(2, 8) for place in "bcd")
    texts = {"a.cas": mondays + others, "a.geo": GEO}
    plain = scan_satscan(read_parameters(f"{HEAD}MaxTemporalSize=50\n"), texts, seed=1)
    given = read_parameters(f"{HEAD}MaxTemporalSize=50\nAdjustForWeeklyTrends=y\n")
    weekly = scan_satscan(given, texts, seed=1)
    assert weekly["by_weekday"] is True
    assert (plain["clusters"][0]["places"], weekly["clusters"]) == (["a"], [])
    assert read_parameters(write_parameters(given)) == given
    with pytest.raises(ReportFileError, match="alleen bij ModelType=2"):
        read_parameters(f"{HEAD}ModelType=0\nPopulationFile=a.pop\nAdjustForWeeklyTrends=y\n")


def test_a_case_file_without_days_has_groups_right_after_the_count():
    assert read_cases("a 3 man jong\n", has_times=False) == [CaseLine("a", 3, None, ("man", "jong"))]


def test_expected_counts_follow_the_groups_of_inhabitants():
    names = {"a": 0, "b": 1}
    cases = [CaseLine("a", 6, None, ("oud",)), CaseLine("b", 4, None, ("jong",))]
    text = "a 2024 10 oud\nb 2024 20 oud\na 2024 30 jong\nb 2024 10 jong\n"
    # Old: 6 of 30; young: 4 of 40.
    assert np.allclose(read_population(text, cases, names), [10 * 0.2 + 30 * 0.1, 20 * 0.2 + 10 * 0.1])


def test_bernoulli_and_poisson_are_read_from_their_own_files():
    texts = {"a.cas": "a 3\nb 3\nc 1\n", "a.geo": GEO, "a.ctl": "c 4\nd 5\na 1\n"}
    given = read_parameters(f"{SPACE}ModelType=1\nControlFile=a.ctl\n")
    best = scan_satscan(given, texts, seed=1)["clusters"][0]
    assert (best["places"], best["cases"], best["expected"]) == (["a", "b"], 6, round(7 * 7 / 17, 6))
    texts["a.pop"] = "a 2024 100\nb 2024 100\nc 2024 100\nd 2024 100\n"
    given = read_parameters(f"{SPACE}ModelType=0\nPopulationFile=a.pop\n")
    best = scan_satscan(given, texts, seed=1)["clusters"][0]
    assert (best["cases"], best["expected"]) == (6, 3.5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a 2023 10\na 2024 12\n", "op twee momenten"),
        ("a 2023\n", "plek, moment en inwoners"),
        ("a 2023 -1\n", "kan geen aantal"),
        ("z 2023 1\n", "niet in het .geo"),
        ("a 2023 1 oud\na 2023 1 jong\n", "hoort bij geen groep"),
        ("", "is leeg"),
    ],
)
def test_a_population_that_cannot_be_used_gets_a_sentence(text, words):
    with pytest.raises(ReportFileError, match=words):
        read_population(text, [CaseLine("a", 2, None)], {"a": 0})
