"""Makes the invented reports of the example city again: ``python examples/dordrecht/make_incidents.py``.

All are made up: 46 reports of an app, too few to say anything, and a year of nuisance reports with two bursts
that were put in on purpose. Reports stay within the borders of the neighbourhoods.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from spoorboek.rules.hotspots.invented import Invention, invent_reports
from spoorboek.stats.space.dutch_grid import place_in_grid
from spoorboek.stats.space.incidents import InjectedCluster

HERE = Path(__file__).resolve().parent
START = datetime(2024, 1, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))


def read_rings() -> list[np.ndarray]:
    """Return the outer borders of the neighbourhoods in metres."""
    rings = []
    for feature in json.loads((HERE / "areas.geojson").read_text())["features"]:
        geometry = feature["geometry"]
        if feature["properties"].get("kind") != "buurt" or geometry is None:
            continue
        shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for shape in shapes:
            ring = np.array(shape[0])
            rings.append(place_in_grid(ring[:, 1], ring[:, 0]))
    return rings


def lies_inside(x: float, y: float, ring: np.ndarray) -> bool:
    """Tell whether a point lies within a border: a line to the east crosses it an odd number of times."""
    a, b = ring[:-1], ring[1:]
    spans = (a[:, 1] > y) != (b[:, 1] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    return bool((spans & (crossing > x)).sum() % 2)


def write(name: str, wanted: Invention, rings: list[np.ndarray], most: int) -> None:
    """Write ``most`` reports that lie in the city or have no place, spread evenly over the year."""
    rows = list(csv.reader(io.StringIO(invent_reports(wanted))))
    kept = [
        row
        for row in rows[1:]
        if not row[2] or any(lies_inside(float(row[2]), float(row[3]), ring) for ring in rings)
    ]
    bursts = [row for row in kept if row[5].startswith("groep")]
    others = [row for row in kept if not row[5].startswith("groep")]
    evenly = np.linspace(0, len(others) - 1, most - len(bursts)).astype(int)
    chosen = sorted([*bursts, *(others[at] for at in evenly)], key=lambda row: row[0])
    with (HERE / "meldingen" / name).open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([rows[0], *chosen])


def main() -> None:
    """Make both files."""
    rings = read_rings()
    (HERE / "meldingen").mkdir(exist_ok=True)
    few = Invention(400, 46, START, interval_share=0.1, duplicate_share=0.0, bad_point_share=0.02)
    write("app-straatintimidatie.csv", few, rings, 46)
    bursts = (
        InjectedCluster(4300.0, 3300.0, 150.0, 158, 6, 14),
        InjectedCluster(2900.0, 2500.0, 200.0, 290, 10, 16),
    )
    many = Invention(4000, 7, START, bursts=bursts, offspring=0.05, interval_share=0.25)
    write("overlast-2024.csv", many, rings, 1500)


if __name__ == "__main__":
    main()
