"""Moments as the clock on the wall shows them: a day may have 23 or 25 hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from spoorboek.stats.space.errors import ClockError

MINUTE = timedelta(minutes=1)


def open_zone(name: str) -> ZoneInfo:
    """Return the time zone called ``name``, such as ``Europe/Amsterdam``.

    Raises ClockError.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ClockError(
            f"a time zone must be a known name such as Europe/Amsterdam, got {name!r}"
        ) from error


def place_moment(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return ``moment`` as an instant (UTC), from a moment with a zone or from what the wall showed.

    Parameters: ``moment`` with a zone of its own, or without one as read from a clock in ``zone``. Where a
    clock showed that time twice (the hour that is set back) ``fold`` decides, 0 for the first.

    Raises ClockError when the clock never showed that time (the hour that is skipped).

    >>> place_moment(datetime(2024, 3, 31, 3, 30), ZoneInfo("Europe/Amsterdam")).hour
    1
    """
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    instant = moment.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != moment.replace(fold=0):
        raise ClockError(
            f"the clock in {zone.key} never showed {moment.isoformat(sep=' ')}: it was set forward"
        )
    return instant


def list_wall_minutes(start: datetime, minutes: int, zone: ZoneInfo) -> list[tuple[int, int]]:
    """List for each stretch of minutes since ``start`` on which hour of the week the clock stood.

    Parameters: ``start`` an instant (UTC); ``minutes`` at least 1.

    Returns pairs (hour of the week, minutes), hour 0 from Monday 0:00; they add up to ``minutes``. An hour
    that the clock shows twice counts twice, one that it skips not at all.
    """
    stretches: list[tuple[int, int]] = []
    at, left = start, minutes
    while left > 0:
        wall = at.astimezone(zone)
        # Offsets of zones in use are whole minutes and change on the hour: one stretch never crosses one.
        step = min(left, 60 - wall.minute)
        stretches.append((wall.weekday() * 24 + wall.hour, step))
        at, left = at + step * MINUTE, left - step
    return stretches
