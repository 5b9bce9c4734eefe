"""SaTScan's own files of cases (.cas) and coordinates (.geo).

Source: Kulldorff, SaTScan User Guide v10.1, "Input Data" and "Parameter file".
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from spoorboek.rules.hotspots.reports import ReportFileError

Analysis = Literal["space", "time", "retrospective", "prospective"]
Model = Literal["poisson", "bernoulli", "permutation"]
MOST_LINES = 500_000


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a .cas file: so many cases in a place on a day."""

    place: str
    count: int
    day: date | None
    group: tuple[str, ...] = ()
    """Age, sex and the like, by which cases and inhabitants are split."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What Spoorboek uses of a .prm file. Distances are in km for degrees, else in their own unit."""

    case_file: str
    coordinates_file: str
    is_degrees: bool
    analysis: Analysis
    model: Model
    first: date
    last: date
    replications: int = 999
    max_share: float = 0.5
    max_radius: float | None = None
    max_days: int | None = None
    max_time_share: float = 0.5
    min_cases: int = 2
    population_file: str = ""
    control_file: str = ""
    has_times: bool = True
    """False when the case file has no column with days."""
    by_weekday: bool = False
    """True to compare days with the same weekday alone (SaTScan: adjust for weekly trends)."""
    notes: tuple[str, ...] = ()
    """Settings that Spoorboek does not use, in Dutch."""

    @property
    def day_count(self) -> int:
        """Return how many days are studied."""
        return (self.last - self.first).days + 1

    def choose_longest(self) -> int:
        """Return the longest window in days."""
        if self.max_days is not None:
            return max(1, min(self.max_days, self.day_count))
        return max(1, math.floor(self.max_time_share * self.day_count))


def read_cases(text: str, *, has_times: bool = True, kind: str = ".cas") -> list[CaseLine]:
    """Read a .cas or .ctl file: place, number of cases, where times are used a day, and groups such as age.

    Raises ReportFileError with the line.
    """
    found = []
    for line, words in walk_lines(text, kind):
        if len(words) < 2 or not words[1].isdecimal() or len(words[1]) > 7:
            raise ReportFileError(
                f"Regel {line} van het {kind}-bestand: na de plek hoort een aantal te staan."
            )
        day = _read_day(words[2], line, kind) if has_times and len(words) > 2 else None
        found.append(CaseLine(words[0], int(words[1]), day, tuple(words[3 if has_times else 2 :])))
    if sum(row.count for row in found) > MOST_LINES:
        raise ReportFileError(f"Het {kind}-bestand telt meer dan 500.000 gevallen. Neem een kortere periode.")
    return found


def read_coordinates(text: str, *, is_degrees: bool) -> dict[str, tuple[float, float]]:
    """Read a .geo file: place and two coordinates, for degrees latitude and longitude.

    Raises ReportFileError with the line.
    """
    found: dict[str, tuple[float, float]] = {}
    for line, words in walk_lines(text, ".geo"):
        try:
            first, second = float(words[1]), float(words[2])
        except (ValueError, IndexError) as error:
            raise ReportFileError(
                f"Regel {line} van het .geo-bestand: na de plek horen twee coördinaten te staan."
            ) from error
        if not (math.isfinite(first) and math.isfinite(second)):
            raise ReportFileError(f"Regel {line} van het .geo-bestand heeft geen eindige coördinaten.")
        if is_degrees and not (abs(first) <= 90 and abs(second) <= 180):
            hint = " Staan breedte en lengte verwisseld?" if abs(second) <= 90 and abs(first) <= 180 else ""
            raise ReportFileError(
                f"Regel {line} van het .geo-bestand: {words[1]} en {words[2]} zijn geen graden.{hint}"
            )
        if found.setdefault(words[0], (first, second)) != (first, second):
            raise ReportFileError(f"In het .geo-bestand staat plek '{words[0][:40]}' twee keer, anders.")
    return found


def list_days(rows: Sequence[CaseLine], given: Parameters) -> list[int]:
    """Return for each single case its day from the first of the study.

    Raises ReportFileError for a case without a day or outside the study.
    """
    days: list[int] = []
    for row in rows:
        if row.day is None and given.analysis != "space":
            raise ReportFileError(f"In het .cas-bestand heeft een geval in '{row.place[:40]}' geen dag.")
        number = 0 if row.day is None or given.analysis == "space" else (row.day - given.first).days
        if not 0 <= number < given.day_count:
            raise ReportFileError(
                f"{row.day} in het .cas-bestand valt buiten {given.first} tot {given.last}."
            )
        days += [number] * row.count
    return days


def find_date(given: Parameters, number: int) -> date:
    """Return the date of day ``number`` of the study."""
    return given.first + timedelta(days=number)


def walk_lines(text: str, kind: str) -> list[tuple[int, list[str]]]:
    """Return the words of each line that is not empty, with its number from 1.

    Raises ReportFileError for an empty file, or one with too many lines.
    """
    lines = text.lstrip("\ufeff").splitlines()
    if len(lines) > MOST_LINES:
        raise ReportFileError(f"Het {kind}-bestand heeft meer dan 500.000 regels.")
    found = [(at, re.split(r"[\s,;]+", line.strip())) for at, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise ReportFileError(f"Het {kind}-bestand is leeg.")
    return found


def _read_day(word: str, line: int, kind: str) -> date:
    try:
        year, month, day = (int(part) for part in re.split(r"[/-]", word))
        return date(year, month, day)
    except ValueError as error:
        raise ReportFileError(f"Regel {line} van het {kind}-bestand: '{word[:20]}' is geen dag.") from error
