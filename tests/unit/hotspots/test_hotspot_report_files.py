"""Files with reports: what is read, what is left out and counted, and the sentence for each bad input."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from spoorboek.rules.hotspots.report_file import MOST_ROWS, read_report_file
from spoorboek.rules.hotspots.reports import ReportFileError, find_local_day, measure_quality, place_reports
from spoorboek.stats.space.dutch_grid import place_in_degrees, place_in_grid


def a_file(*rows, head="start,eind,x,y"):
    return "\n".join([head, *rows]) + "\n"


def refuse(text, words):
    with pytest.raises(ReportFileError, match=words):
        place_reports(read_report_file(text))


def test_the_west_tower_stands_where_the_cadastre_says():
    grid = place_in_grid([52.37453253], [4.88352559])
    assert grid[0] == pytest.approx([120_700.723, 487_525.501], abs=0.01)
    assert place_in_degrees(grid)[0] == pytest.approx([52.37453253, 4.88352559], abs=1e-7)


def test_rows_of_degrees_and_of_metres_give_the_same_places():
    metres = read_report_file(a_file("2024-06-01T22:15+02:00,,120700.7,487525.5"))
    degrees = read_report_file("begin;latitude;longitude\n1-6-2024 22:15;52,37453253;4,88352559\n")
    assert (degrees.reports[0].x, degrees.reports[0].y) == pytest.approx(
        (metres.reports[0].x, metres.reports[0].y), abs=0.1
    )
    assert degrees.reports[0].start == metres.reports[0].start


def test_points_of_geojson_are_read():
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [4.67, 51.81]},
        "properties": {"start": "2024-06-01T23:30+00:00", "melder": "m1"},
    }
    found = read_report_file(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert round(found.reports[0].x) == pytest.approx(105_503, abs=500)
    assert find_local_day(found.reports[0], found.zone) == date(2024, 6, 2)


def test_what_is_left_out_is_counted_by_reason_and_told():
    found = read_report_file(
        a_file(
            "2024-06-01 22:15,2024-06-01 23:00,105000,424000",
            ",,105000,424000",
            "2024-06-02 22:15,2024-06-01 23:00,105000,424000",
            "2024-06-03,,,",
        )
    )
    assert len(found.reports) == 2
    assert found.dropped == {"zonder tijd": 1, "eind ligt voor het begin": 1}
    assert "1 melding eindigt voordat het begint (de eerste op regel 4)" in found.notes[1]
    assert [report.has_time for report in found.reports] == [True, False]
    quality = measure_quality(found)
    assert (quality.report_count, quality.geocoded_count, quality.timed_count) == (4, 1, 1)


def test_times_without_a_zone_are_read_from_the_clock_on_the_wall_and_it_says_so():
    found = read_report_file(a_file("2024-06-01 22:15,,105000,424000"))
    assert found.notes == (
        "De tijden hebben geen tijdzone; zij zijn gelezen van de klok in Europe/Amsterdam.",
    )
    assert found.reports[0].start.isoformat() == "2024-06-01T22:15:00+02:00"


HERE = "2024-06-01T22:15+02:00,"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "leeg"),
        ("a,b\n1,2\n", "geen kolom met de tijd"),
        (a_file(), "alleen een kop"),
        (a_file("gisteren,,1,2"), "Regel 2: 'gisteren' is geen tijd"),
        (a_file(f"{HERE},,"), "Geen enkele melding heeft een plek"),
        (a_file(f"{HERE},51.81,4.67"), "bevatten graden en geen meters"),
        (a_file(f"{HERE},4.67,51.81"), "bevatten graden en geen meters"),
        (a_file(f"{HERE},424000,105000"), "x en y zijn verwisseld"),
        (a_file(f"{HERE},105000,424000", head="start,eind,longitude,latitude"), "geen graden maar meters"),
        (a_file(f"{HERE},51.81,4.67", head="start,eind,longitude,latitude"), "verwisseld"),
        (a_file(f"{HERE},-73.9,40.7", head="start,eind,longitude,latitude"), "liggen niet in Nederland"),
        (a_file(f"{HERE},105000,oost"), "Regel 2: 'oost' is geen coördinaat"),
        (a_file("2024-06-01T22:15+02:00,2024-06-01 23:00,105000,424000"), "Geef ze allemaal een tijdzone"),
        (a_file("2024-06-02 10:00,2024-06-01 10:00,1,1"), "Zijn begin en eind verwisseld"),
        ("start,datum,x,y\n2024-06-01,2024-06-01,1,1\n", "start en datum kunnen allebei"),
        ("start,x\n2024-06-01,1\n", "wel een kolom 'x', maar geen kolom 'y'"),
        ('{"features": 3}', "geen lijst 'features'"),
        ("[" * 100_000, "diep genest|goed geschreven"),
        (a_file("1024-06-01,,105000,424000", "2024-06-01,,105000,424000"), "meer dan een eeuw"),
    ],
)
def test_bad_input_gets_a_sentence(text, words):
    refuse(text, words)


def test_a_single_moment_counts_where_no_column_says_when_it_began():
    alone = read_report_file("x,y,date_single\n105000,424000,13/01/2014\n")
    assert (alone.reports[0].start.day, alone.reports[0].start.month) == (13, 1)
    both = read_report_file("x,y,date_single,date_start\n105000,424000,2014-01-13,2014-01-12 10:00\n")
    assert both.reports[0].start.day == 12


def test_two_million_rows_are_refused_with_a_sentence():
    head, row = "start,x,y\n", "2024-06-01,105000,424000\n"
    assert MOST_ROWS < 2_000_000
    refuse(head + row * 2_000_000, "meer dan 500.000 meldingen. Neem een kortere periode")


def test_places_outside_the_country_are_told_and_not_drawn():
    rows = [f"2024-06-0{day},,105000,424000" for day in range(1, 9)]
    found = read_report_file(a_file(*rows, "2024-06-09,,1,1"))
    assert "1 melding ligt buiten Nederland" in " ".join(found.notes)
    assert np.isfinite(place_reports(found).points).all()
    assert len(place_reports(found).days) == 8


def test_a_coordinate_beyond_all_numbers_gets_a_sentence():
    text = (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"start":"2024-06-01 10:00"},'
        f'"geometry":{{"type":"Point","coordinates":[{"9" * 400},5]}}}}]}}'
    )
    with pytest.raises(ReportFileError, match="te groot getal"):
        read_report_file(text)
