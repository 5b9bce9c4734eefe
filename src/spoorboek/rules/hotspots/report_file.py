"""Reads reports from the text of a CSV or GeoJSON file. All problems are told in Dutch, with the line."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from spoorboek.rules.hotspots.geojson_features import walk_features
from spoorboek.rules.hotspots.report_columns import Columns, find_columns
from spoorboek.rules.hotspots.report_moments import describe_zones, read_moment, settle_moment
from spoorboek.rules.hotspots.report_places import Coordinates, settle_places
from spoorboek.rules.hotspots.reports import ZONE, Clock, Report, ReportFileError, ReportSet
from spoorboek.stats.space.local_clock import open_zone

MOST_ROWS = 500_000
"""More reports than a large city gets in ten years; a file beyond it is something else."""
INVENTED = "verzonnen"
NO_TIME = "zonder tijd"
REVERSED = "eind ligt voor het begin"
_TOO_MANY = "Het bestand heeft meer dan 500.000 meldingen. Neem een kortere periode of een kleiner gebied."
_Row = tuple[int, str, str, float, float, str, str]


def read_report_file(
    text: str, *, zone: str = ZONE, clock: Clock = "happened", coordinates: Coordinates = "dutch"
) -> ReportSet:
    """Read reports from the text of a CSV file (comma, semicolon or tab) or of a GeoJSON file with points.

    Parameters: ``text`` of the file; ``zone`` of the clock on the wall, for times that do not say their own;
    ``clock`` whether times are of what happened or of the report; ``coordinates`` as ``settle_places``.

    Returns a ReportSet: rows without a time or with an end before the start are left out and counted.

    Raises ReportFileError with the line where it goes wrong, and ClockError for an unknown zone.
    """
    open_zone(zone)
    if not text.strip():
        raise ReportFileError("Het bestand is leeg.")
    is_json = text.lstrip()[0] in "{["
    if not is_json and text.count("\n") > 2 * MOST_ROWS:
        # Told before a long read. Empty lines do not count, so up to twice as many are read first.
        raise ReportFileError(_TOO_MANY)
    columns, rows = (None, _walk_features(walk_features(text))) if is_json else _open_csv(text)
    found = _build(columns, rows, zone, clock, coordinates)
    # A file that has this column says of itself that it is made up, whatever stands in the rows.
    return replace(found, is_invented=INVENTED in text[:2_000].casefold())


def _build(
    columns: Columns | None, rows: Iterable[_Row], zone: str, clock: Clock, coordinates: Coordinates
) -> ReportSet:
    """Turn rows of text into reports; a moment is read first, places are settled all at once."""
    read: list[tuple[_Row, datetime, datetime | None, bool]] = []
    dropped: Counter[str] = Counter()
    zones = Counter[bool]()
    first_reversed = 0
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise ReportFileError(_TOO_MANY)
        start, end, has_time = _read_moments(row)
        if start is None:
            dropped[NO_TIME] += 1
            continue
        zones.update(moment.tzinfo is not None for moment in (start, end) if moment is not None and has_time)
        begin, until = settle_moment(start, zone), None if end is None else settle_moment(end, zone)
        if until is not None and until < begin:
            dropped[REVERSED] += 1
            first_reversed = first_reversed or row[0]
            continue
        read.append((row, begin, until, has_time))
    if not read and dropped:
        raise ReportFileError(_say_nothing_left(dropped, first_reversed))
    if not read:
        raise ReportFileError("Er staan geen meldingen in het bestand, alleen een kop.")
    across, along = np.array([row[3] for row, *_ in read]), np.array([row[4] for row, *_ in read])
    is_degrees = columns is None or columns.is_degrees
    points, outside = settle_places(across, along, is_degrees=is_degrees, coordinates=coordinates)
    notes = [describe_zones(zones[True], zones[False], zone), outside]
    notes += [_say_reversed(dropped[REVERSED], first_reversed)] if first_reversed else []
    reports = tuple(
        Report(begin, until, *place, has_time, row[5], row[6])
        for (row, begin, until, has_time), place in zip(read, _list_places(points), strict=True)
    )
    return ReportSet(reports, dict(dropped), tuple(note for note in notes if note), zone, clock)


def _read_moments(row: _Row) -> tuple[datetime | None, datetime | None, bool]:
    """Read start and end of one row; an end alone counts as a moment."""
    try:
        start, end = read_moment(row[1]), read_moment(row[2])
    except ReportFileError as error:
        raise ReportFileError(f"Regel {row[0]}: {error}") from error
    if start is None:
        start, end = end, None
    if start is None:
        return None, None, False
    both_timed = start[1] and (end is None or end[1])
    return start[0], None if end is None or end == start else end[0], both_timed


def _list_places(points: Any) -> list[tuple[float | None, float | None]]:
    return [(None, None) if math.isnan(x) else (x, y) for x, y in points.tolist()]


def _open_csv(text: str) -> tuple[Columns, Iterator[_Row]]:
    head = text.lstrip("\ufeff").splitlines()[0]
    separator = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator)
    columns = find_columns(next(reader))
    return columns, _walk_csv(reader, columns)


def _walk_csv(reader: Any, columns: Columns) -> Iterator[_Row]:
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            across, along = (_read_number(cells, at, reader.line_num) for at in (columns.x, columns.y))
            words = [_take(cells, at) for at in (columns.start, columns.end)]
            more = [_take(cells, at) for at in (columns.reporter, columns.problem)]
            yield reader.line_num, words[0], words[1], across, along, more[0], more[1]
    except csv.Error as error:
        raise ReportFileError(f"Regel {reader.line_num} is niet te lezen als CSV.") from error


def _take(cells: Sequence[str], at: int | None) -> str:
    return cells[at].strip() if at is not None and at < len(cells) else ""


def _read_number(cells: Sequence[str], at: int | None, line: int) -> float:
    """Return a coordinate; not a number where nothing is filled in."""
    word = _take(cells, at)
    if word.casefold() in {"", "na", "nan", "null", "none", "-"}:
        return math.nan
    try:
        return float(word.replace(",", "."))
    except ValueError as error:
        raise ReportFileError(f"Regel {line}: '{word[:40]}' is geen coördinaat.") from error


def _walk_features(features: Iterable[Any]) -> Iterator[_Row]:
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            raise ReportFileError(f"Melding {number} in het bestand heeft geen eigenschappen (properties).")
        across, along = _read_point(feature.get("geometry"), number)
        names = [str(name) for name in properties]
        columns = find_columns(names)
        words = ["" if value is None else str(value) for value in properties.values()]
        found = [_take(words, at) for at in (columns.start, columns.end, columns.reporter, columns.problem)]
        yield number, found[0], found[1], across, along, found[2], found[3]


def _read_point(geometry: Any, number: int) -> tuple[float, float]:
    """Return longitude and latitude; GeoJSON knows degrees only (RFC 7946)."""
    if geometry is None:
        return math.nan, math.nan
    place = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Point" or not isinstance(place, list):
        raise ReportFileError(f"Melding {number} in het bestand is geen punt (Point).")
    if len(place) < 2 or not all(isinstance(value, int | float) for value in place[:2]):
        raise ReportFileError(f"Melding {number} in het bestand heeft geen twee coördinaten.")
    try:
        return float(place[0]), float(place[1])
    except OverflowError as error:
        raise ReportFileError(
            f"Melding {number} in het bestand heeft een te groot getal als coördinaat."
        ) from error


def _say_reversed(count: int, line: int) -> str:
    rows = "1 melding eindigt" if count == 1 else f"{count} meldingen eindigen"
    verb = "telt" if count == 1 else "tellen"
    return f"{rows} voordat het begint (de eerste op regel {line}); die {verb} niet mee."


def _say_nothing_left(dropped: Counter[str], line: int) -> str:
    if dropped[REVERSED]:
        ends = f"Alle meldingen eindigen voordat ze beginnen (de eerste op regel {line})."
        return f"{ends} Zijn begin en eind verwisseld?"
    return "Geen enkele melding heeft een tijd. Vul de kolom 'start'."
