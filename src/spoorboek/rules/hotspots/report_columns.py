"""Which column of a file with reports is what, by the names that people give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spoorboek.figures.dutch_phrases import join_names
from spoorboek.rules.hotspots.reports import ReportFileError

NAMES: dict[str, tuple[str, ...]] = {
    "x": ("x", "x_rd", "rd_x", "x-coordinaat", "x_coord", "xcoordinaat"),
    "y": ("y", "y_rd", "rd_y", "y-coordinaat", "y_coord", "ycoordinaat"),
    "latitude": ("latitude", "lat", "breedtegraad", "breedte"),
    "longitude": ("longitude", "lon", "lng", "long", "lengtegraad", "lengte"),
    "start": (
        *("start", "begin", "van", "tijd", "tijdstip", "datum", "moment", "gebeurd", "startdatetime"),
        *("start_at", "begin_op", "date", "date_start", "datum_tijd", "datumtijd"),
    ),
    "end": ("eind", "einde", "end", "tot", "enddatetime", "end_at", "date_end"),
    "reporter": ("melder", "reporter", "melder_id"),
    "problem": ("probleem", "problem", "zaak", "zaaknummer"),
}

LONE_START = ("date_single", "datum_melding", "gemeld_op", "meldmoment")
"""Names of one moment that count where no column says when it began."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each column in a row; None when the file does not have it."""

    x: int | None
    y: int | None
    start: int
    end: int | None
    reporter: int | None
    problem: int | None
    is_degrees: bool

    @property
    def has_place(self) -> bool:
        """Tell whether the file says where."""
        return self.x is not None and self.y is not None


def find_columns(headings: Sequence[str]) -> Columns:
    """Find the columns by their headings, whatever their order and case.

    Raises ReportFileError when there is no time, one coordinate without the other, or a heading twice.
    """
    tidy = [heading.strip().strip('"').casefold() for heading in headings]
    found: dict[str, int] = {}
    for kind, names in NAMES.items():
        places = [place for place, heading in enumerate(tidy) if heading in names]
        if len(places) > 1:
            both = join_names([headings[place].strip()[:40] for place in places])
            raise ReportFileError(f"De kolommen {both} kunnen allebei '{kind}' zijn. Laat er een staan.")
        if places:
            found[kind] = places[0]
    lone = [place for place, heading in enumerate(tidy) if heading in LONE_START]
    if "start" not in found and len(lone) == 1:
        found["start"] = lone[0]
    if "start" not in found:
        known = ", ".join(heading.strip()[:30] for heading in headings[:12])
        raise ReportFileError(
            "Er is geen kolom met de tijd van een melding. Noem die 'start' (en 'eind'). "
            f"Wel gevonden: {known}."
        )
    for one, other in (("x", "y"), ("latitude", "longitude")):
        if (one in found) != (other in found):
            has, lacks = (one, other) if one in found else (other, one)
            raise ReportFileError(f"Er is wel een kolom '{has}', maar geen kolom '{lacks}'.")
    is_degrees = "latitude" in found and "x" not in found
    across, along = ("longitude", "latitude") if is_degrees else ("x", "y")
    return Columns(
        found.get(across),
        found.get(along),
        found["start"],
        found.get("end"),
        found.get("reporter"),
        found.get("problem"),
        is_degrees,
    )
