"""From the coordinates in a file to metres of the Dutch grid, and what they are instead."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.hotspots.reports import ReportFileError
from spoorboek.stats.space.dutch_grid import DEGREES, METRES, place_in_grid
from spoorboek.stats.space.errors import PointError
from spoorboek.stats.space.flat_map import flatten_degrees

Floats = npt.NDArray[np.float64]
Coordinates = Literal["dutch", "metres", "degrees"]
"""What coordinates may be: Dutch ones (grid or degrees), any flat ones, or degrees anywhere."""
MOST_METRES = 1e9
MOST_OUTSIDE = 0.5
"""When more than this share lies outside the country, the columns are wrong and not the rows."""


def settle_places(
    across: Floats, along: Floats, *, is_degrees: bool, coordinates: Coordinates = "dutch"
) -> tuple[Floats, str]:
    """Turn coordinates into metres: of the Dutch grid, or of a flat map of their own.

    Parameters: ``across`` x or longitude, ``along`` y or latitude, not a number where absent;
    ``is_degrees`` what their columns say they are; ``coordinates`` ``dutch`` for places in the Netherlands,
    ``metres`` for flat coordinates that are used as they are, ``degrees`` for places anywhere, which come on
    a flat map around their middle.

    Returns points of shape (rows, 2), not a number where there is no place, and a note in Dutch on rows that
    lie outside the country (empty when there are none).

    Raises ReportFileError when the columns hold something else than they say, or are swapped.
    """
    if coordinates != "dutch":
        return _settle_elsewhere(across, along, is_flat=coordinates == "metres"), ""
    points = np.full((len(across), 2), np.nan)
    known = np.isfinite(across) & np.isfinite(along) & ~((across == 0) & (along == 0))
    if not known.any():
        return points, ""
    x, y = across[known], along[known]
    inside = _lies_within(x, y, is_degrees=is_degrees)
    if inside.mean() < MOST_OUTSIDE:
        raise ReportFileError(_say_wrong(x, y, is_degrees=is_degrees))
    rows = np.flatnonzero(known)[inside]
    points[rows] = place_in_grid(y[inside], x[inside]) if is_degrees else np.column_stack([x, y])[inside]
    outside = int((~inside).sum())
    return points, _say_outside(outside) if outside else ""


def _settle_elsewhere(across: Floats, along: Floats, *, is_flat: bool) -> Floats:
    """Take flat coordinates as they are, and put degrees on a flat map."""
    points = np.full((len(across), 2), np.nan)
    known = np.isfinite(across) & np.isfinite(along)
    x, y = across[known], along[known]
    wild = np.flatnonzero(np.maximum(np.abs(x), np.abs(y)) > MOST_METRES)
    if is_flat and len(wild):
        raise ReportFileError(f"{_write(x[wild[0]])} en {_write(y[wild[0]])} zijn geen meters op een kaart.")
    try:
        points[known] = np.column_stack([x, y]) if is_flat else flatten_degrees(y, x)
    except PointError as error:
        if len(y) and np.abs(y).max() > 90 and np.abs(x).max() <= 90:
            raise ReportFileError(
                "De kolommen latitude en longitude zijn verwisseld. Wissel de namen om."
            ) from error
        raise ReportFileError(
            "Deze plekken zijn geen graden van één streek: een breedte ligt van -90 tot 90, een lengte van "
            "-180 tot 180, en de plekken hoogstens 250 kilometer van hun midden."
        ) from error
    return points


def _lies_within(x: Floats, y: Floats, *, is_degrees: bool) -> npt.NDArray[np.bool_]:
    if is_degrees:
        south, north, west, east = DEGREES
        return np.asarray((y >= south) & (y <= north) & (x >= west) & (x <= east))
    left, right, low, high = METRES
    return np.asarray((x >= left) & (x <= right) & (y >= low) & (y <= high))


def _say_wrong(x: Floats, y: Floats, *, is_degrees: bool) -> str:
    """Say what the columns hold instead."""
    example = f"bijvoorbeeld {_write(y[0])} en {_write(x[0])}"
    names = "latitude en longitude" if is_degrees else "x en y"
    if _lies_within(y, x, is_degrees=is_degrees).mean() >= MOST_OUTSIDE:
        return f"De kolommen {names} zijn verwisseld ({example}). Wissel de namen om."
    other = (x, y), (y, x)
    if any(_lies_within(a, b, is_degrees=not is_degrees).mean() >= MOST_OUTSIDE for a, b in other):
        if is_degrees:
            return (
                f"De kolommen {names} bevatten geen graden maar meters van het Rijksdriehoeksstelsel "
                f"({example}). Noem de kolommen x en y."
            )
        return (
            f"De kolommen {names} bevatten graden en geen meters van het Rijksdriehoeksstelsel "
            f"({example}). Noem de kolommen latitude en longitude."
        )
    return f"De plekken in de kolommen {names} liggen niet in Nederland ({example})."


def _say_outside(count: int) -> str:
    rows = "1 melding ligt" if count == 1 else f"{format_number(count)} meldingen liggen"
    return f"{rows} buiten Nederland; die tellen als meldingen zonder plek."


def _write(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".").replace(".", ",")
