"""Reading the figures of an entry: points, what they are compared with, and what a claim leans on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from spoorboek.figures.definition import Kind, SourceType
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.claims.claim import ClaimKind, Evidence, Point, Reference
from spoorboek.rules.claims.entry_values import (
    check_keys,
    read_bool,
    read_choice,
    read_decimal,
    read_list,
    read_mapping,
    read_period,
    read_text,
    read_value,
    read_whole,
)
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.verdict import VerdictCode

POINT_KEYS = (
    *("period", "value", "low", "high", "decimals", "unit", "definition", "provisional"),
    *("numerator", "denominator", "area"),
)
REFERENCE_KEYS = ("points", "is_whole", "whole", "area", "label")
_CODES = {code.value: code for code in VerdictCode}


def read_points(raw: object, place: str) -> tuple[Point, ...]:
    """Return points from old to new, whatever the order in which they were given.

    Raises ClaimError with the place of what is wrong.
    """
    points = [_read_point(one, f"{place}[{nr}]") for nr, one in enumerate(read_list(raw, place))]
    return tuple(sorted(points, key=_sort_key))


def read_reference(raw: object) -> Reference | None:
    """Return what is compared with, or None when it is absent. Raises ClaimError."""
    if raw is None:
        return None
    reference = read_mapping(raw, "reference")
    check_keys(reference, REFERENCE_KEYS, "reference")
    is_whole = any(read_bool(reference.get(name), f"reference.{name}") for name in ("is_whole", "whole"))
    return Reference(read_points(reference.get("points"), "reference.points"), is_whole)


def read_evidence(raw: object) -> tuple[Evidence, ...]:
    """Return what a claim leans on: ids, verdicts, series, studies; bare points are one series.

    Raises ClaimError with the place of what is wrong.
    """
    items = read_list(raw, "evidence")
    if items and all(isinstance(one, Mapping) and "period" in one for one in items):
        return (Evidence(points=read_points(items, "evidence"), details={}),)
    return tuple(_read_evidence(one, f"evidence[{place}]") for place, one in enumerate(items))


def guess_kind(source_type: SourceType | None, points: Iterable[Point]) -> Kind:
    """Return the kind of an entry that does not say it: surveys give marks and models give scores."""
    if source_type is SourceType.SELF_REPORTED:
        return Kind.MARK
    if source_type is SourceType.MODELLED:
        return Kind.SCORE
    return Kind.RATE if any(isinstance(point.value, Decimal) for point in points) else Kind.COUNT


def make_counts(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points of a count with whole numbers: 88.0 is 88. Raises ClaimError for 88.5 and -1."""
    return tuple(_make_count(point) for point in points)


def _make_count(point: Point) -> Point:
    value = point.value
    if isinstance(value, NonValue):
        return point
    if value != int(value) or value < 0:
        raise ClaimError(f"een telling is een heel getal van 0 of meer, niet {value} in {point.period}")
    return replace(point, value=int(value))


def _read_point(raw: object, place: str) -> Point:
    point = read_mapping(raw, place)
    check_keys(point, POINT_KEYS, place)
    period = read_period(point.get("period"), f"{place}.period")
    if period is None:
        raise ClaimError(f"{place} heeft geen period")
    if "value" not in point:
        raise ClaimError(f"{place} heeft geen value; schrijf null als het cijfer onbekend is")
    value = read_value(point["value"], f"{place}.value")
    low, high = (read_decimal(point.get(name), f"{place}.{name}") for name in ("low", "high"))
    _check_bounds(value, low, high, place)
    return Point(
        period=period,
        value=value,
        low=low,
        high=high,
        decimals=read_whole(point.get("decimals"), f"{place}.decimals"),
        unit=read_text(point.get("unit"), f"{place}.unit"),
        definition=read_text(point.get("definition"), f"{place}.definition"),
        provisional=read_bool(point.get("provisional"), f"{place}.provisional"),
        numerator=read_decimal(point.get("numerator"), f"{place}.numerator"),
        denominator=read_decimal(point.get("denominator"), f"{place}.denominator"),
        area=read_text(point.get("area"), f"{place}.area"),
    )


def _sort_key(point: Point) -> tuple[object, ...]:
    value = point.value
    shown = (1, 0, value.value) if isinstance(value, NonValue) else (0, Decimal(value), "")
    return (
        point.period.last,
        point.period.first,
        shown,
        point.unit or "",
        point.definition or "",
        point.area or "",
    )


def _check_bounds(value: Value, low: Decimal | None, high: Decimal | None, place: str) -> None:
    if low is None and high is None:
        return
    if low is None or high is None:
        raise ClaimError(f"{place} heeft low en high allebei nodig, of geen van beide")
    if not low < high:
        raise ClaimError(f"{place}.low moet onder high liggen, niet {low} en {high}")
    if not isinstance(value, NonValue) and not low <= value <= high:
        raise ClaimError(f"{place}.value moet tussen low en high liggen, niet {value}")


def _read_evidence(raw: object, place: str) -> Evidence:
    if isinstance(raw, str):
        return Evidence(claim_id=raw, details={"kind": raw}, verdict=_CODES.get(raw))
    evidence = read_mapping(raw, place)
    claim_id = evidence.get("id")
    details = {key: value for key, value in evidence.items() if key not in ("id", "points")}
    return Evidence(
        claim_id=None if claim_id is None else str(claim_id),
        points=read_points(evidence.get("points"), f"{place}.points"),
        details=details,
        claim=read_choice(evidence.get("claim"), ClaimKind, f"{place}.claim"),
        verdict=read_choice(evidence.get("verdict"), VerdictCode, f"{place}.verdict"),
    )
