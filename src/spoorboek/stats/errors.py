"""The error tree of the stats floor. Messages are sentences with the offending value."""

from __future__ import annotations

import math
from collections.abc import Sequence


class StatsError(ValueError):
    """A statistic was asked of numbers that cannot give it."""


class CountError(StatsError):
    """A count is no whole number of at least 0, or too small for this statistic."""


class ExposureError(StatsError):
    """An exposure (days, inhabitants) or weight is not above 0."""


class LevelError(StatsError):
    """A probability, level or share lies outside the range from 0 to 1."""


class BoundsError(StatsError):
    """Bounds do not hold the value they belong to."""


class SeriesError(StatsError):
    """A series is too short, or its parts have different lengths."""


class TableError(StatsError):
    """A table with withheld cells is no table, or nothing fits it."""


def check_count(name: str, value: int, *, least: int = 0) -> None:
    """Raise CountError unless ``value`` is a whole number of at least ``least``."""
    if isinstance(value, bool) or not math.isfinite(value) or value != int(value):
        raise CountError(f"{name} must be a whole number, got {value}")
    if value < least:
        raise CountError(f"{name} must be at least {least}, got {value}")


def check_exposure(name: str, value: float) -> None:
    """Raise ExposureError unless ``value`` is a finite number above 0."""
    if not (math.isfinite(value) and value > 0):
        raise ExposureError(f"{name} must be above 0, got {value}")


def check_level(name: str, value: float) -> None:
    """Raise LevelError unless ``value`` lies strictly between 0 and 1."""
    if not 0 < value < 1:
        raise LevelError(f"{name} must lie between 0 and 1, got {value}")


def check_numbers(name: str, values: Sequence[float]) -> None:
    """Raise SeriesError unless each of ``values`` is a finite number."""
    for value in values:
        if not math.isfinite(value):
            raise SeriesError(f"{name} must be finite numbers, got {value}")


def check_length(name: str, values: Sequence[object], *, least: int) -> None:
    """Raise SeriesError unless ``values`` has at least ``least`` items."""
    if len(values) < least:
        raise SeriesError(f"{name} must have at least {least} values, got {len(values)}")


def check_same_length(name: str, values: Sequence[object], other_name: str, others: Sequence[object]) -> None:
    """Raise SeriesError unless the two series are equally long."""
    if len(values) != len(others):
        raise SeriesError(
            f"{name} and {other_name} must be equally long, got {len(values)} and {len(others)}"
        )


def check_p_values(values: Sequence[float]) -> None:
    """Raise LevelError unless each of ``values`` lies from 0 to 1, borders included."""
    for value in values:
        if not 0 <= value <= 1:
            raise LevelError(f"a p-value must lie from 0 to 1, got {value}")
