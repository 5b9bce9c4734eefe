"""Reading moments as people write them: ISO or Dutch, with a time of day or only a day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from spoorboek.rules.hotspots.reports import ReportFileError
from spoorboek.stats.space.errors import ClockError
from spoorboek.stats.space.local_clock import open_zone, place_moment

_DUTCH = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
UNKNOWN = frozenset({"", "na", "nan", "null", "none", "onbekend", "-"})


def read_moment(text: str) -> tuple[datetime, bool] | None:
    """Read a moment, and whether it has a time of day.

    Parameters: ``text`` such as ``2024-06-01T22:15+02:00``, ``2024-06-01 22:15``, ``1-6-2024 22:15`` or
    ``2024-06-01``. Only a day gives midnight, and False.

    Returns None when nothing is filled in.

    Raises ReportFileError when something else stands there.

    >>> read_moment("1-6-2024 22:15")
    (datetime.datetime(2024, 6, 1, 22, 15), True)
    """
    tidy = text.strip()
    if tidy.casefold() in UNKNOWN:
        return None
    try:
        if (dutch := _DUTCH.fullmatch(tidy)) is not None:
            day, month, year, hour, minute, second = (int(part or 0) for part in dutch.groups())
            return _say(year, month, day, hour, minute, second), dutch[4] is not None
        if (slashed := _SLASHED.match(tidy)) is not None:
            tidy = f"{slashed[1]}-{int(slashed[2]):02}-{int(slashed[3]):02}{tidy[slashed.end() :]}"
        return datetime.fromisoformat(tidy), len(tidy) > 10
    except ValueError as error:
        raise ReportFileError(
            f"'{text.strip()[:40]}' is geen tijd. Schrijf bijvoorbeeld 2024-06-01T22:15+02:00 "
            "of 2024-06-01 22:15."
        ) from error


def settle_moment(moment: datetime, zone: str) -> datetime:
    """Return ``moment`` with a zone; one without is read from the clock on the wall in ``zone``.

    The hour that a clock skips in spring is moved on by an hour: somebody read a clock that was not yet
    set forward.
    """
    wall = open_zone(zone)
    try:
        return place_moment(moment, wall).astimezone(wall)
    except ClockError:
        return place_moment(moment + timedelta(hours=1), wall).astimezone(wall)
    except OverflowError as error:
        raise ReportFileError(f"Het jaar van {moment} is niet te gebruiken.") from error


def describe_zones(aware: int, naive: int, zone: str) -> str:
    """Return the note about times without a zone, empty when all have one.

    Raises ReportFileError when some have a zone and others do not: no reading is right for both.
    """
    if aware and naive:
        raise ReportFileError(
            f"Van {aware} tijden is de tijdzone bekend en van {naive} niet. Geef ze allemaal een tijdzone, "
            "of geen enkele."
        )
    if naive:
        return f"De tijden hebben geen tijdzone; zij zijn gelezen van de klok in {zone}."
    return ""


def _say(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC).replace(tzinfo=None)
