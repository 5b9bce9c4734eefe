"""``spoorboek hotspots``: each file that cannot be used gets a sentence, and none takes long."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from spoorboek.cli.main import main

SPOT = "105000,424000"


def run(*arguments, text=""):
    return CliRunner().invoke(main, ["hotspots", *arguments], input=text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Het bestand is leeg"),
        ("start,x,y\n", "alleen een kop"),
        ("start\n2024-06-01\n2024-06-02\n", "Geen enkele melding heeft een plek"),
        ("start,x,y\n2024-06-01,51.8,4.67\n", "bevatten graden en geen meters"),
        (f"start,latitude,longitude\n2024-06-01,{SPOT}\n", "geen graden maar meters"),
        ("start,latitude,longitude\n2024-06-01,4.67,51.8\n", "zijn verwisseld"),
        (f"start,eind,x,y\n2024-06-02,2024-06-01,{SPOT}\n", "(de eerste op regel 2)"),
        (f"start,x,y\n2024-06-01,{SPOT}\n", "Met 1 melding is niets te zoeken"),
        ("start,x,y\n2024-06-01,nan,inf\n2024-06-02,1e400,-inf\n", "Geen enkele melding heeft een plek"),
        (f"start,x,y\n2024-06-01,ver,{SPOT}\n", "Regel 2: 'ver' is geen coördinaat"),
        (f"start,x,y\nmorgen,{SPOT}\n", "Regel 2: 'morgen' is geen tijd"),
        ("start,x,y\n" + "2024-06-01,1,1\n" * 1_000_001, "meer dan 500.000 meldingen"),
        ("[" * 100_000, "GeoJSON"),
        ("PK\x03\x04 werkmap", "Sla het eerst op als CSV UTF-8"),
        ('{"features": [{"properties": {"start": "2024-06-01"}, "geometry": 5}]}', "geen punt"),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence(text, words):
    done = run("scan", "-", text=text)
    assert done.exit_code == 5, done.output
    assert words in done.stderr


def test_times_without_a_zone_are_told_and_duplicates_make_no_group():
    done = run("scan", "-", text="start,x,y\n" + f"2024-06-01T22:15,{SPOT}\n" * 30)
    assert done.exit_code == 0, done.output
    assert "De tijden hebben geen tijdzone" in done.stdout
    assert "geen groep gevonden" in done.stdout


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("CaseFile=/etc/passwd", "zonder pad"),
        ("CaseFile=..", "zonder pad"),
        ("CaseFile=a.cas\nMonteCarloReps=99999999999999999999", "moet liggen van 9"),
        ("CaseFile=a.cas\nMaxTemporalSize=1e400", "moet liggen van"),
        ("CaseFile=a.cas\nEndDate=9999/12/31", "anders"),
        ("dit is geen regel", "geen 'naam=waarde'"),
    ],
)
def test_a_hostile_parameter_file_gets_a_sentence(tmp_path, lines, words):
    place = tmp_path / "kwaad.prm"
    place.write_text(f"CoordinatesFile=a.geo\nStartDate=2024/1/1\nEndDate=2024/2/1\n{lines}\n")
    done = run("scan", "--prm", str(place))
    assert done.exit_code == 5, done.output
    assert words in done.stderr


def test_a_link_beside_a_parameter_file_that_leads_away_is_refused(tmp_path):
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "geheim").write_text("a 1 2024/1/1\n")
    folder = tmp_path / "hier"
    folder.mkdir()
    (folder / "a.cas").symlink_to(tmp_path / "elders" / "geheim")
    (folder / "a.geo").write_text("a 0 0\n")
    place = folder / "kwaad.prm"
    place.write_text("CaseFile=a.cas\nCoordinatesFile=a.geo\nStartDate=2024/1/1\nEndDate=2024/2/1\n")
    done = run("scan", "--prm", str(place))
    assert done.exit_code == 5
    assert "verwijzing naar een andere map" in done.stderr
    place.write_text("CaseFile=kwaad.prm\nCoordinatesFile=a.geo\nStartDate=2024/1/1\nEndDate=2024/2/1\n")
    assert "na de plek hoort een aantal" in run("scan", "--prm", str(place)).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("-", "--kind", "space"),
        ("-", "--model", "bernoulli"),
        ("-", "--kind", "time", "--own"),
        ("-", "--areas", "a.csv", "--model", "permutation"),
        ("-", "--areas", "a.csv", "--own"),
    ],
)
def test_a_model_without_what_it_needs_is_refused(arguments):
    done = run("scan", *arguments, text=f"start,x,y\n2024-06-01,{SPOT}\n")
    assert done.exit_code == 2, done.output


@pytest.mark.parametrize(
    "arguments",
    [("--count", "3"), ("--count", "4", "--days", "9999"), ("--count", "4", "--extent", "1e9")],
)
def test_a_question_out_of_bounds_is_refused_at_once(arguments):
    done = run("enough", *arguments)
    assert done.exit_code == 2
    assert "hier hoort een heel getal van" in done.stderr


def test_a_town_too_dense_to_imitate_is_said_so_and_takes_no_minutes():
    done = run("enough", "--count", "400", "--extent", "500", "--days", "14", "--json")
    assert done.exit_code == 0, done.output
    assert "Groepen zijn niet nagebootst" in done.stdout
