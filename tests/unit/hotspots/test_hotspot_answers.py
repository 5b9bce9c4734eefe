"""The answers as data and sentences: where, when, again, and SaTScan files in and out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from spoorboek.rules.hotspots.invented import Invention, invent_reports
from spoorboek.rules.hotspots.repeats_answer import RepeatsPlan, find_repeats
from spoorboek.rules.hotspots.report_file import read_report_file
from spoorboek.rules.hotspots.reports import ReportFileError, place_reports
from spoorboek.rules.hotspots.satscan import read_cases, read_coordinates
from spoorboek.rules.hotspots.satscan_answer import scan_satscan
from spoorboek.rules.hotspots.satscan_export import build_satscan
from spoorboek.rules.hotspots.satscan_parameters import read_parameters, write_parameters
from spoorboek.rules.hotspots.scan_answer import ScanPlan, scan_reports
from spoorboek.rules.hotspots.times_answer import TimesPlan, build_profile, weigh_times
from spoorboek.stats.space.incidents import InjectedCluster

START = datetime(2024, 1, 1, tzinfo=UTC)
BURST = InjectedCluster(3000.0, 3000.0, 120.0, 100, 5, 10)


@pytest.fixture(scope="module")
def text():
    return invent_reports(Invention(150, 3, START, bursts=(BURST,), duplicate_share=0.0))


@pytest.fixture(scope="module")
def found(text):
    return read_report_file(text)


def test_the_same_seed_invents_the_same_reports_and_they_say_so(text, found):
    assert text == invent_reports(Invention(150, 3, START, bursts=(BURST,), duplicate_share=0.0))
    assert found.is_invented


def test_the_burst_that_was_put_in_is_found_and_told(found):
    answer = scan_reports(found, ScanPlan(seed=1))
    best = answer["clusters"][0]
    assert best["is_beyond_chance"]
    assert best["cases"] >= 8
    assert "2024-04-10" <= best["first_day"] <= best["last_day"] <= "2024-04-17"
    assert abs(best["x"] - 104_500) < 200
    assert "Dat verschil is groter dan toeval." in answer["sentences"][0]
    assert answer["used_count"] + sum(answer["dropped"].values()) == 160
    assert answer["multiple_testing"]
    assert answer["clock"] == "de tijd waarop het gebeurde"


def test_two_threads_give_the_same_answer(found):
    one = scan_reports(found, ScanPlan(seed=1))
    assert one == scan_reports(found, ScanPlan(seed=1, threads=2))


def test_a_watch_tells_how_often_it_would_raise_a_false_alarm(found):
    answer = scan_reports(found, ScanPlan(seed=1, prospective=True))
    assert all(one["recurrence_days"] >= 1 for one in answer["clusters"])


def test_three_reports_are_too_few_to_scan(found):
    with pytest.raises(ReportFileError, match="Met 3 meldingen is niets te zoeken"):
        scan_reports(replace(found, reports=tuple(r for r in found.reports if r.has_place)[:3]), ScanPlan(1))


def test_hours_are_told_with_their_clock_and_certain_part(found):
    answer = weigh_times(replace(found, clock="reported"), TimesPlan(seed=2))
    assert sum(map(sum, answer["week"])) == pytest.approx(160, abs=0.01)
    assert answer["clock"] == "de tijd waarop het werd gemeld"
    assert "is zeker in welk uur zij zijn" in answer["sentences"][1]
    assert len(answer["directions"]) == 2


def test_pairs_are_told_in_exact_intervals(found):
    answer = find_repeats(found, RepeatsPlan(seed=1, permutations=99, right=True))
    assert answer["cells"][1]["days"] == "(7, 14]"
    assert answer["cells"][3]["distance"] == "(0.1, 100]"
    assert "meldingen" in answer["sentences"][0]


def test_reports_go_to_satscan_and_back_with_the_same_statistic(found):
    placed = place_reports(found)
    given, cas, geo = build_satscan(placed, max_radius=750.0, max_days=14)
    assert read_parameters(write_parameters(given)) == given
    assert sum(row.count for row in read_cases(cas)) == len(placed.days)
    assert len(read_coordinates(geo, is_degrees=False)) == len({tuple(p) for p in placed.points.tolist()})
    answer = scan_satscan(
        replace(given, replications=9), {given.case_file: cas, given.coordinates_file: geo}, seed=1
    )
    own = scan_reports(found, ScanPlan(seed=1, replications=9))
    assert answer["clusters"][0]["statistic"] == own["clusters"][0]["statistic"]


GOOD = {
    "CaseFile": "a.cas",
    "CoordinatesFile": "a.geo",
    "StartDate": "2024/1/1",
    "EndDate": "2024/2/1",
    "AnalysisType": "3",
    "ModelType": "2",
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"CaseFile": "/etc/passwd"}, "zonder pad"),
        ({"CaseFile": "..\\..\\geheim.cas"}, "zonder pad"),
        ({"CaseFile": ""}, "ontbreekt CaseFile"),
        ({"MonteCarloReps": "1e12"}, "MonteCarloReps=1e12: dit moet liggen"),
        ({"MonteCarloReps": "nan"}, "dit moet liggen"),
        ({"MonteCarloReps": "veel"}, "is geen getal"),
        ({"StartDate": "2024/13/1"}, "is geen dag"),
        ({"EndDate": "2023/1/1"}, "ligt voor StartDate"),
        ({"StartDate": "1000/1/1"}, "meer dan een eeuw"),
        ({"ModelType": "5"}, "Spoorboek kent alleen"),
        ({"ScanAreas": "2"}, "alleen gebieden met meer"),
        ({"TimeAggregationUnits": "1"}, "rekent per dag"),
    ],
)
def test_a_hostile_parameter_file_gets_a_sentence(changes, words):
    lines = "\n".join(f"{name}={value}" for name, value in (GOOD | changes).items())
    with pytest.raises(ReportFileError, match=words):
        read_parameters(lines)


@pytest.mark.parametrize("text", ["", "\0\0\0", "geen paar", "CaseFile=a\nCaseFile=b", "x" * 5000])
def test_what_is_no_parameter_file_gets_a_sentence(text):
    with pytest.raises(ReportFileError):
        read_parameters(text)


def test_hours_of_reporting_are_compared_with_those_of_all_reports():
    """Nobody reports at night: against a flat day the evening stands out, against all reports it does not."""
    other = read_report_file(write_evenings(300))
    own = read_report_file(write_evenings(120))
    plan = TimesPlan(seed=2)
    assert weigh_times(own, plan)["block"]["is_beyond_chance"]
    against = replace(plan, profile=build_profile(other), profile_name="de uren van alle meldingen")
    answer = weigh_times(own, against)
    assert not answer["block"]["is_beyond_chance"]
    assert "vergeleken met de uren van alle meldingen" in answer["sentences"][0]
    with pytest.raises(ReportFileError, match="minstens 100 meldingen met een tijd"):
        build_profile(read_report_file(write_evenings(99)))


def write_evenings(count):
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(count)]
    hours = (9, 11, 13, 15, 17, 18, 19, 20, 21, 22)
    rows = [f"{day}T{hours[number % 10]:02}:15+01:00,105000,424000" for number, day in enumerate(days)]
    return "start,x,y\n" + "\n".join(rows)
