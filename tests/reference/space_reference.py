"""Reads the reference cases that other programs published.

Files that may not be copied into the project are read from the folder that SPACE_REFERENCE_DIR names;
``tests/data/space/README.md`` tells which they are and where they come from.
"""

from __future__ import annotations

import csv
import datetime
import os
from pathlib import Path

import numpy as np
import pytest

COPIED = Path(__file__).resolve().parents[1] / "data" / "space"


def find_file(name):
    folders = [COPIED]
    if named := os.environ.get("SPACE_REFERENCE_DIR"):
        folders.append(Path(named))
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    pytest.skip(f"{name} may not be copied into the project and is not in the folder SPACE_REFERENCE_DIR")
    return None


def read_rows(name):
    with find_file(name).open(newline="") as file:
        return list(csv.DictReader(file))


def read_leukemia():
    rows = read_rows("ny_leukemia_nydf.csv")
    points = np.array([[float(row["longitude"]), float(row["latitude"])] for row in rows])
    cases = np.array([int(float(row["cases"])) for row in rows])
    return points, cases, np.array([float(row["population"]) for row in rows])


def read_graves():
    rows = read_rows("grave.csv")
    points = np.array([[float(row["x"]), float(row["y"])] for row in rows])
    return points, np.array([row["affected"] == "affected" for row in rows])


def read_fever():
    places = [line.split() for line in find_file("NYCfever.geo").read_text().splitlines() if line.strip()]
    number = {place[0]: i for i, place in enumerate(places)}
    degrees = np.array([[float(place[1]), float(place[2])] for place in places])
    cases = []
    for line in find_file("NYCfever.cas").read_text().splitlines():
        name, count, day = line.split()
        on = datetime.date(*(int(part) for part in day.split("/")))
        cases += [(number[name], (on - datetime.date(2001, 11, 1)).days)] * int(count)
    return degrees, np.array(cases)


def read_burkitt():
    rows = read_rows("burkitt.csv")
    points = np.array([[float(row["X"]), float(row["Y"])] for row in rows])
    return points, np.array([float(row["T"]) for row in rows])


def read_chicago(before):
    rows = [row for row in read_rows("chicago_be_2016.csv") if row["date"] < before]
    points = np.array([[float(row["X"]), float(row["Y"])] for row in rows])
    return points, np.array([datetime.date.fromisoformat(row["date"]).toordinal() for row in rows])
