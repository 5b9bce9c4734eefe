"""``spoorboek hotspots``: answers from a file, in words and as JSON, and a sentence for bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from spoorboek.cli.main import main

ROWS = "".join(f"2024-06-{day:02}T22:15+02:00,{105_000 + 40 * day},424000\n" for day in range(1, 25))
TEXT = f"start,x,y\n{ROWS}" + "2024-06-10T22:15+02:00,107000,425000\n" * 6


def run(*arguments, text=TEXT):
    return CliRunner().invoke(main, ["hotspots", *arguments], input=text)


def test_a_burst_is_found_from_the_input_and_told_as_json():
    done = run("scan", "-", "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["clusters"][0]["cases"] >= 6
    assert {
        "used_count",
        "dropped",
        "clock",
        "zone",
        "seed",
        "parameters",
        "multiple_testing",
        "power",
    } <= set(answer)


def test_the_answer_in_words_names_how_many_counted():
    done = run("scan", "-")
    assert "Dat verschil is groter dan toeval." in done.stdout
    assert "30 meldingen tellen mee." in done.stdout


def test_hours_and_pairs_are_answered():
    assert "is zeker in welk uur zij zijn gebeurd" in run("times", "-").stdout
    pairs = json.loads(run("near-repeat", "-", "--permutations", "99", "--json").stdout)
    assert pairs["cells"][0]["distance"] == "[0, 0.1)"


def test_a_few_places_are_told_beside_chance():
    done = run("concentration", "-")
    assert "drukste van" in done.stdout
    assert "107100, 425100" in done.stdout
    answer = json.loads(run("concentration", "-", "--squares", "400", "--json").stdout)
    assert answer["places"][0]["count"] == 6
    assert answer["chance_top_share"] < answer["top_share"]


def test_a_thousand_reports_are_enough_for_hours():
    answer = json.loads(run("enough", "--count", "1000", "--areas", "10", "--json").stdout)
    assert answer["level"] == "enough"


def test_reports_are_written_for_satscan_and_scanned_from_there(tmp_path):
    assert run("scan", "-", "--write-satscan", str(tmp_path)).exit_code == 0
    done = run("scan", "--prm", str(tmp_path / "meldingen.prm"), "--json")
    assert json.loads(done.stdout)["clusters"][0]["cases"] >= 6


def test_a_parameter_file_that_points_elsewhere_is_refused(tmp_path):
    place = tmp_path / "kwaad.prm"
    place.write_text(
        "CaseFile=../../etc/passwd\nCoordinatesFile=a.geo\nStartDate=2024/1/1\nEndDate=2024/2/1\n"
    )
    done = run("scan", "--prm", str(place))
    assert done.exit_code == 5
    assert "zonder pad" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("scan",), 2, "Geef een BESTAND"),
        (("scan", "weg.csv"), 3, "bestaat niet"),
        (("scan", "-", "--radius", "ver"), 2, "getal van 0 tot en met 10000000"),
        (("scan", "-", "--zone", "Mars/Noord"), 2, "geen tijdzone"),
        (("near-repeat", "-", "--distances", "5,4"), 2, "Deze grenzen kunnen niet"),
        (("times", "-", "--profile", "1,2"), 5, "24 getallen"),
        (("times", "-", "--profile", ",".join(["1e308"] * 24)), 5, "tot 1.000.000.000"),
        (("enough", "--count", "46", "--exposure", "1e308,1e308"), 5, "hoogstens 1.000.000.000"),
        (("enough", "-", "--count", "46"), 2, "niet allebei"),
        (("times", "-", "--against", "a.csv", "--profile", "1"), 2, "niet allebei"),
        (("scan", "-", "--first", "2030-01-01"), 5, "zijn er geen meldingen; zij lopen van"),
    ],
)
def test_what_cannot_be_answered_gets_a_sentence(arguments, code, words):
    done = run(*arguments)
    assert done.exit_code == code
    assert words in done.stderr


def test_invented_reports_say_so_and_come_back_the_same():
    first, again = run("invent", "--count", "20"), run("invent", "--count", "20")
    assert first.stdout == again.stdout
    assert first.stdout.splitlines()[0].endswith("verzonnen")


def test_kept_reports_are_read_by_a_program_of_its_own(tmp_path):
    """A new process has no database open yet; a test in this one would not see that."""
    words = [
        sys.executable,
        "-c",
        "from spoorboek.cli.main import main; main()",
        "hotspots",
        "times",
        "--set",
        "bestaat-niet",
    ]
    environment = {**os.environ, "SPOORBOEK_DATA_DIR": str(tmp_path)}
    done = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
    assert "INSTALLED_APPS" not in done.stderr
    assert "Traceback" not in done.stderr
