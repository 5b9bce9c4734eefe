"""Places or areas with inhabitants, and perhaps how many cases each has, from a CSV or GeoJSON file."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from spoorboek.figures.dutch_phrases import join_names
from spoorboek.rules.hotspots.geojson_features import walk_features
from spoorboek.rules.hotspots.report_places import Coordinates, settle_places
from spoorboek.rules.hotspots.reports import ReportFileError
from spoorboek.rules.hotspots.surface import Ring, find_centroid, find_inside, list_rings

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_PLACES = 20_000
MOST_INHABITANTS = 1e9
NAMES: dict[str, tuple[str, ...]] = {
    "name": ("plek", "gebied", "buurt", "code", "naam", "place", "area", "id"),
    "x": ("x", "x_rd", "rd_x", "x_coord"),
    "y": ("y", "y_rd", "rd_y", "y_coord"),
    "latitude": ("latitude", "lat", "breedtegraad"),
    "longitude": ("longitude", "lon", "lng", "long", "lengtegraad"),
    "inhabitants": ("inwoners", "inhabitants", "population", "bevolking", "aantalinwoners"),
    "count": ("aantal", "gevallen", "meldingen", "cases", "count"),
}


@dataclass(frozen=True, slots=True)
class WeighedPlace:
    """A place or area, how many people live there or are at risk, and how many cases it has."""

    name: str
    x: float
    y: float
    """The place itself, or the middle of the area, in metres."""
    inhabitants: float
    count: int | None = None
    """None where the file does not say."""
    rings: tuple[Ring, ...] = ()
    """The border of an area in metres; none for a point."""


def read_places_file(text: str, *, coordinates: Coordinates = "dutch") -> tuple[WeighedPlace, ...]:
    """Read places from CSV, or points or areas from GeoJSON.

    Parameters: ``text`` of the file with ``plek``, ``x``, ``y``, and where known ``inwoners`` and
    ``aantal``; ``coordinates`` as ``settle_places``.

    Returns the places in the order of the file, at least two; without inhabitants each weighs 1.

    Raises ReportFileError in Dutch with the line.
    """
    if not text.strip():
        raise ReportFileError("Het bestand met gebieden is leeg.")
    is_json = text.lstrip("\ufeff \t\r\n").startswith(("{", "["))
    rows = list(_walk_json(text) if is_json else _walk_csv(text))
    if not 2 <= len(rows) <= MOST_PLACES:
        raise ReportFileError(
            f"Er zijn 2 tot en met 20.000 gebieden nodig; in het bestand staan er {len(rows)}."
        )
    names = [row[0] for row in rows]
    name, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise ReportFileError(f"Gebied '{name[:40]}' staat er {times} keer.")
    is_degrees = is_json or rows[0][1]["is_degrees"]
    across, along = (np.array([row[1][part] for row in rows]) for part in ("x", "y"))
    points, _ = settle_places(across, along, is_degrees=is_degrees, coordinates=coordinates)
    lost = np.flatnonzero(np.isnan(points).any(axis=1))
    if len(lost):
        raise ReportFileError(f"Gebied '{names[lost[0]][:40]}' heeft geen plek op de kaart.")
    return tuple(
        _build(name, cells, point) for (name, cells), point in zip(rows, points.tolist(), strict=True)
    )


def place_in_areas(points: Floats, places: Sequence[WeighedPlace]) -> Ints:
    """Return for each point the number of its area, or of the nearest place where places have no border.

    Parameters: ``points`` of shape (reports, 2) in metres; ``places`` with a border each, or none.

    Returns numbers from 0; -1 for a point in no area.
    """
    if not all(place.rings for place in places):
        tree = cKDTree([(place.x, place.y) for place in places])
        return np.asarray(tree.query(points)[1], dtype=np.int64)
    found = np.full(len(points), -1, np.int64)
    for number, place in enumerate(places):
        open_points = np.flatnonzero(found < 0)
        found[open_points[find_inside(points[open_points], place.rings)]] = number
    return found


def _build(name: str, cells: Mapping[str, Any], point: Sequence[float]) -> WeighedPlace:
    people, count = cells["inhabitants"], cells["count"]
    if not 0 <= people <= MOST_INHABITANTS:
        raise ReportFileError(f"Gebied '{name[:40]}': inwoners moeten liggen van 0 tot 1.000.000.000.")
    if count is not None and not (0 <= count <= 1_000_000 and count == int(count)):
        raise ReportFileError(f"Gebied '{name[:40]}': het aantal gevallen moet een heel getal zijn vanaf 0.")
    rings = list_rings(cells["border"]) if cells.get("border") else ()
    if rings:
        point = find_centroid(rings)
    return WeighedPlace(name, point[0], point[1], people, None if count is None else int(count), rings)


def _walk_csv(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    tidy = text.lstrip("\ufeff")
    head = tidy.splitlines()[0]
    reader = csv.reader(io.StringIO(tidy), delimiter=max(";,\t", key=head.count))
    columns = _find_columns(next(reader))
    is_degrees = "latitude" in columns and "x" not in columns
    across, along = ("longitude", "latitude") if is_degrees else ("x", "y")
    if across not in columns or along not in columns:
        raise ReportFileError("Een bestand met gebieden heeft kolommen x en y, of latitude en longitude.")
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        line = reader.line_num
        row = {kind: cells[at].strip() if at < len(cells) else "" for kind, at in columns.items()}
        yield (
            row.get("name") or f"rij {line}",
            {
                "x": _read_number(row[across], line),
                "y": _read_number(row[along], line),
                "inhabitants": _read_number(row["inhabitants"], line) if "inhabitants" in row else 1.0,
                "count": _read_number(row["count"], line) if "count" in row else None,
                "is_degrees": is_degrees,
            },
        )


def _find_columns(headings: Sequence[str]) -> dict[str, int]:
    tidy = [heading.strip().strip('"').casefold() for heading in headings]
    found: dict[str, int] = {}
    for kind, names in NAMES.items():
        at = [place for place, heading in enumerate(tidy) if heading in names]
        if len(at) > 1 and kind != "name":
            both = join_names([headings[place].strip()[:40] for place in at])
            raise ReportFileError(f"De kolommen {both} kunnen allebei '{kind}' zijn. Laat er een staan.")
        if at:
            found[kind] = at[0]
    return found


def _read_number(word: str, line: int) -> float:
    try:
        number = float(word.replace(",", "."))
    except ValueError as error:
        raise ReportFileError(f"Regel {line}: '{word[:40]}' is geen getal.") from error
    if not math.isfinite(number):
        raise ReportFileError(f"Regel {line}: '{word[:40]}' is geen getal.")
    return number


def _walk_json(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, feature in enumerate(walk_features(text), 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(properties, dict) or not isinstance(geometry, dict):
            raise ReportFileError(
                f"Gebied {number} in het bestand heeft geen vorm (geometry) of eigenschappen."
            )
        columns = _find_columns([str(name) for name in properties])
        values = list(properties.values())
        row = {kind: "" if values[at] is None else str(values[at]) for kind, at in columns.items()}
        amounts = {
            kind: _read_number(row[kind] or "0", number) for kind in ("inhabitants", "count") if kind in row
        }
        border = geometry if geometry.get("type") in {"Polygon", "MultiPolygon"} else None
        across, along = _read_spot(geometry, number)
        yield (
            row.get("name") or f"gebied {number}",
            {
                "x": across,
                "y": along,
                "inhabitants": amounts.get("inhabitants", 1.0),
                "count": amounts.get("count"),
                "border": border,
            },
        )


def _read_spot(geometry: Mapping[str, Any], number: int) -> tuple[float, float]:
    """Return the point, or for an area its first corner, as longitude and latitude."""
    place = geometry.get("coordinates")
    for _ in range({"Point": 0, "Polygon": 2, "MultiPolygon": 3}.get(str(geometry.get("type")), 9)):
        place = place[0] if isinstance(place, list) and place else None
    if isinstance(place, list) and len(place) >= 2 and all(isinstance(one, int | float) for one in place[:2]):
        return float(place[0]), float(place[1])
    raise ReportFileError(f"Gebied {number} in het bestand is geen punt en geen vlak.")
