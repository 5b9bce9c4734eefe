"""The command gives the published numbers too, from plain files on any map."""

from __future__ import annotations

import json
from datetime import date, timedelta

from click.testing import CliRunner
from space_reference import read_burkitt, read_graves, read_leukemia

from spoorboek.cli.main import main


def ask(tmp_path, command, text, *options):
    file = tmp_path / "invoer.csv"
    file.write_text(text)
    words = ("--areas", str(file)) if command == "scan" else (str(file),)
    done = CliRunner().invoke(
        main, ["hotspots", command, *words, "--coordinates", "metres", *options, "--json"]
    )
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_leukemia_in_new_york(tmp_path):
    points, cases, population = read_leukemia()
    rows = zip(points.tolist(), cases.tolist(), population.tolist(), strict=True)
    text = "plek,x,y,inwoners,aantal\n" + "".join(
        f"{n},{x!r},{y!r},{people!r},{count}\n" for n, ((x, y), count, people) in enumerate(rows, 1)
    )
    found = ask(tmp_path, "scan", text, "--kind", "space", "--radius", "0")["clusters"]
    assert [one["statistic"] for one in found[:3]] == [14.083511, 9.019716, 6.114140]
    assert (found[0]["places"][0], len(found[0]["places"]), found[0]["cases"]) == ("52", 28, 100)


def test_affected_graves(tmp_path):
    points, affected = read_graves()
    rows = zip(points.tolist(), affected.tolist(), strict=True)
    text = "x,y,inwoners,aantal\n" + "".join(f"{x},{y},1,{int(label)}\n" for (x, y), label in rows)
    options = ("--kind", "space", "--model", "bernoulli", "--radius", "0")
    best = ask(tmp_path, "scan", text, *options)["clusters"][0]
    assert (best["cases"], round(best["expected"], 2), best["statistic"]) == (11, 3.99, 7.41934)


def test_burkitt_as_knox_counted(tmp_path):
    points, times = read_burkitt()
    rows = zip(points.tolist(), times.tolist(), strict=True)
    days = "start,x,y\n" + "".join(f"{_write_day(int(day))},{x},{y}\n" for (x, y), day in rows)
    options = ("--straight", "--right", "--distances", "20", "--days", "5", "--permutations", "9")
    knox = ask(tmp_path, "near-repeat", days, *options)["knox"]
    assert knox["table"] == [[13, 3416], [39, 14110]]
    assert (knox["expected"], knox["p_poisson"]) == (10.14381613, 0.22226667)


def _write_day(number):
    return (date(1960, 1, 1) + timedelta(days=number)).isoformat()
