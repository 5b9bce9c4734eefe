"""Reports by area: read from files, counted inside borders, scanned and weighed by inhabitants."""

from __future__ import annotations

import json

import numpy as np
import pytest

from spoorboek.rules.hotspots.area_concentration import AreaPlan, weigh_areas
from spoorboek.rules.hotspots.area_scan import scan_areas
from spoorboek.rules.hotspots.report_file import read_report_file
from spoorboek.rules.hotspots.reports import ReportFileError
from spoorboek.rules.hotspots.satscan_answer import scan_satscan
from spoorboek.rules.hotspots.satscan_export import write_areas
from spoorboek.rules.hotspots.satscan_parameters import read_parameters
from spoorboek.rules.hotspots.scan_answer import ScanPlan
from spoorboek.rules.hotspots.surface import find_centroid, find_inside
from spoorboek.rules.hotspots.weighed_places import WeighedPlace, place_in_areas, read_places_file

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))
HOLE = ((4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0), (4.0, 4.0))
TABLE = "plek,x,y,inwoners,aantal\n" + "".join(
    f"p{n},{100 * n},0,100,{8 if n < 2 else 1}\n" for n in range(10)
)


def a_grid(people=500.0):
    """Sixteen areas of 500 by 500 metres; the last one is water."""
    return tuple(
        WeighedPlace(
            f"buurt {n}",
            x + 250.0,
            y + 250.0,
            0.0 if n == 15 else people,
            rings=(((x, y), (x + 500, y), (x + 500, y + 500), (x, y + 500), (x, y)),),
        )
        for n in range(16)
        for x, y in [(105_000.0 + 500 * (n % 4), 424_000.0 + 500 * (n // 4))]
    )


def reports(count, heavy=0):
    """As many reports in each area all year, and ``heavy`` more in area 3 in the second half."""
    spots = [(105_010 + 500 * (n % 4), 424_010 + 500 * (n // 4 % 4)) for n in range(count)]
    rows = [f"2024-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(count)]
    spots += [(106_600 + n % 7, 424_100 + n % 11) for n in range(heavy)]
    rows += [f"2024-{5 + n % 3:02}-{1 + n % 28:02}" for n in range(heavy)]
    lines = [f"{day}T12:00+01:00,{x},{y}" for day, (x, y) in zip(rows, spots, strict=True)]
    return read_report_file("start,x,y\n" + "\n".join(lines))


def test_what_lies_in_a_hole_or_outside_is_not_inside():
    points = np.array([[5.0, 5.0], [1.0, 1.0], [11.0, 5.0], [9.0, 5.0]])
    assert find_inside(points, [SQUARE, HOLE]).tolist() == [False, True, False, True]
    assert find_centroid([HOLE, SQUARE]) == pytest.approx((5.0, 5.0))


def test_a_report_is_counted_in_its_area_or_at_the_nearest_place():
    grid = a_grid()
    points = np.array([[105_010.0, 424_010.0], [106_990.0, 425_990.0], [0.0, 0.0]])
    assert place_in_areas(points, grid).tolist() == [0, 15, -1]
    spots = [WeighedPlace(one.name, one.x, one.y, 1.0) for one in grid]
    assert place_in_areas(points[:2], spots).tolist() == [0, 15]


def test_areas_are_read_from_geojson_with_their_border_and_inhabitants():
    ring = [[4.60, 51.80], [4.6145, 51.80], [4.6145, 51.809], [4.60, 51.809], [4.60, 51.80]]
    shapes = [
        {"type": "Feature", "properties": {"naam": name, "inwoners": 40}, "geometry": geometry}
        for name, geometry in (
            ("een", {"type": "Polygon", "coordinates": [ring]}),
            ("twee", {"type": "MultiPolygon", "coordinates": [[ring]]}),
        )
    ]
    one, two = read_places_file(json.dumps({"type": "FeatureCollection", "features": shapes}))
    assert (one.name, one.inhabitants, one.rings) == ("een", 40.0, two.rings)
    assert find_inside(np.array([[one.x, one.y]]), one.rings).all()


def test_counts_of_places_are_scanned_against_their_inhabitants():
    places = read_places_file(TABLE, coordinates="metres")
    for model, expected in (("poisson", 24 * 0.2), ("bernoulli", 24 * 0.2)):
        plan = ScanPlan(seed=1, kind="space", model=model, max_radius=None, replications=99, stop_after=None)
        found = scan_areas(places, plan)
        best = found["clusters"][0]
        assert (sorted(best["places"]), best["cases"]) == (["p0", "p1"], 16)
        assert best["expected"] == pytest.approx(expected)
        assert best["is_beyond_chance"]
        assert "in p0 en p1" in found["sentences"][0] or "in p1 en p0" in found["sentences"][0]


def test_reports_in_their_areas_are_scanned_in_space_and_time():
    plan = ScanPlan(seed=1, model="poisson", max_radius=300, max_days=90, replications=99, stop_after=None)
    found = scan_areas(a_grid(), plan, reports(200, heavy=30))
    assert found["parameters"]["model"] == "space-time Poisson"
    assert found["dropped"]["waar bijna niemand woont"] > 0
    assert found["clusters"][0]["places"] == ["buurt 3"]


def test_rates_per_inhabitant_are_told_beside_chance_and_out_of_sample():
    found = weigh_areas(reports(200, heavy=60), a_grid(), AreaPlan(1, top_places=3))
    assert found["places"][0]["name"] == "buurt 3"
    assert found["places"][0]["top_chance"] > 0.95
    low, rate, high = (found["places"][0][f"{name}_per_1000"] for name in ("low", "rate", "high"))
    assert low < rate < high
    assert rate < 1000 * found["places"][0]["count"] / 500
    assert found["later"]["hit_count"] > found["later"]["blind_count"]
    assert found["later"]["pei"] <= 1
    assert "buurt 3" in " ".join(found["sentences"])


def test_even_reports_name_no_area():
    found = weigh_areas(reports(150), a_grid(), AreaPlan(1, top_places=3))
    assert "Zoveel kan ook toeval zijn" in found["sentences"][0]
    assert "Van geen enkel gebied is zeker genoeg" in found["sentences"][1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is leeg"),
        ("plek,inwoners\na,1\nb,2\n", "kolommen x en y"),
        ("plek,x,y\na,1,1\na,2,2\n", "'a' staat er 2 keer"),
        ("plek,x,y\na,1,1\n", "staan er 1"),
        ("plek,x,y,inwoners\na,1,1,veel\nb,1,1,2\n", "Regel 2: 'veel'"),
        ("plek,x,y,inwoners\na,1,1,-4\nb,1,1,2\n", "vanaf 0|van 0 tot"),
        ("plek,x,y,aantal\na,1,1,0.5\nb,1,1,2\n", "heel getal"),
        ('{"features": [{"properties": {}, "geometry": {"type": "Line", "coordinates": [1]}}]}', "geen punt"),
    ],
)
def test_a_file_of_areas_that_cannot_be_used_gets_a_sentence(text, words):
    with pytest.raises(ReportFileError, match=words):
        read_places_file(text, coordinates="metres")


def test_questions_that_do_not_fit_are_refused():
    places = read_places_file(TABLE, coordinates="metres")
    with pytest.raises(ReportFileError, match="hebben geen dag"):
        scan_areas(places, ScanPlan(seed=1, model="poisson"))
    with pytest.raises(ReportFileError, match="Geef meldingen"):
        scan_areas(a_grid(), ScanPlan(seed=1, kind="space", model="poisson"))
    few = read_places_file("plek,x,y,inwoners,aantal\na,1,1,1,3\nb,2,2,1,0\n", coordinates="metres")
    with pytest.raises(ReportFileError, match="meer gevallen dan"):
        scan_areas(few, ScanPlan(seed=1, kind="space", model="bernoulli"))


def test_degrees_anywhere_come_on_a_flat_map():
    text = "start,lat,lon\n" + "".join(f"2024-06-0{n},40.7{n},-73.9\n" for n in range(1, 6))
    found = read_report_file(text, coordinates="degrees")
    first, last = found.reports[0], found.reports[-1]
    assert last.y - first.y == pytest.approx(0.04 * 111_195, abs=1)
    with pytest.raises(ReportFileError, match="verwisseld"):
        read_report_file("start,lat,lon\n2024-06-01,-173.9,40.7\n", coordinates="degrees")
    with pytest.raises(ReportFileError, match="geen graden van één streek"):
        read_report_file("start,lat,lon\n2024-06-01,1,1\n2024-06-01,50,50\n", coordinates="degrees")


@pytest.mark.parametrize(
    ("model", "kind", "kinds"),
    [
        ("poisson", "space-time", {"prm", "cas", "geo", "pop"}),
        ("poisson", "space", {"prm", "cas", "geo", "pop"}),
        ("bernoulli", "space", {"prm", "cas", "geo", "ctl"}),
    ],
)
def test_areas_written_for_satscan_and_read_again_give_the_same_groups(model, kind, kinds):
    bounds = {"max_radius": 600, "max_days": 60, "replications": 9, "stop_after": None}
    plan = ScanPlan(seed=1, kind=kind, model=model, **bounds)
    found = reports(200, heavy=30)
    own = scan_areas(a_grid(), plan, found)
    texts = write_areas(a_grid(), plan, found)
    assert {name.rpartition(".")[2] for name in texts} == kinds
    again = scan_satscan(read_parameters(texts["meldingen.prm"]), texts, seed=1)
    assert again["notes"] == []
    names = ("cases", "expected", "statistic", "first_day", "last_day", "relative_risk")
    assert [[one[name] for name in names] for one in again["clusters"]] == [
        [one[name] for name in names] for one in own["clusters"]
    ]
    assert len(again["clusters"][0]["places"]) == len(own["clusters"][0]["places"])
