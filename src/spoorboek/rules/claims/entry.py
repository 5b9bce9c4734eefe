"""Reading a claim from the JSON of ``claim test``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from spoorboek.figures.definition import Counts, Kind, SourceType
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.claims.claim import (
    Claim,
    ClaimKind,
    Evidence,
    Flow,
    Point,
    PrintedText,
    Quantity,
    Reference,
    Strength,
    Target,
)
from spoorboek.rules.claims.entry_values import (
    find_ignored_keys,
    read_bool,
    read_choice,
    read_decimal,
    read_list,
    read_mapping,
    read_number,
    read_period,
    read_text,
    read_value,
    read_whole,
)
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.promises import TargetDirection

ENTRY_KEYS = tuple(
    "id claim words strength hedged kind counts source_type term section points from to reference baseline "
    "series plan target parts total flow dispersion printed evidence depends_on area_level".split()
)
POINT_KEYS = ("period", "value", "low", "high", "decimals", "unit", "definition", "provisional")
DIRECTION_NAMES = {"up": "at_least", "rises": "at_least", "down": "at_most", "falls": "at_most"}
CITY_LEVELS = frozenset({"city", "municipality", "region", "province", "national", "country"})
AREA_LEVELS = CITY_LEVELS | {"district", "neighbourhood", "street", "address"}


def read_claim(raw: object) -> Claim:
    """Read one entry of ``claim test --json``.

    Raises ClaimError with a Dutch sentence that names the place and the offending value.
    """
    entry = read_mapping(raw, "de bewering")
    ignored = find_ignored_keys(entry, ENTRY_KEYS, "bewering")
    claim_id = entry.get("id")
    if not isinstance(claim_id, str | int) or isinstance(claim_id, bool) or claim_id == "":
        raise ClaimError(f"elke bewering heeft een id, niet {claim_id!r}")
    kind = read_choice(entry.get("claim"), ClaimKind, "claim")
    if kind is None:
        raise ClaimError("de bewering zegt niet wat er wordt beweerd: claim ontbreekt")
    figures = _read_figures(entry)
    return Claim(
        claim_id=str(claim_id),
        claim=kind,
        words=read_text(entry.get("words"), "words") or "",
        strength=read_choice(entry.get("strength"), Strength, "strength") or Strength.PLAIN,
        hedged=read_bool(entry.get("hedged"), "hedged"),
        counts=read_choice(entry.get("counts"), Counts, "counts"),
        source_type=read_choice(entry.get("source_type"), SourceType, "source_type"),
        term=read_text(entry.get("term"), "term"),
        section=read_text(entry.get("section"), "section"),
        dispersion=_read_dispersion(entry.get("dispersion")),
        depends_on=tuple(str(name) for name in read_list(entry.get("depends_on"), "depends_on")),
        is_below_city=_read_area_level(entry.get("area_level")),
        ignored_keys=ignored,
        **figures,
        **_read_others(entry, figures["kind"]),
    )


def _read_figures(entry: Mapping[str, Any]) -> dict[str, Any]:
    points = _read_points(entry.get("points"), "points")
    series = _read_points(entry.get("series"), "series")
    start, end = read_period(entry.get("from"), "from"), read_period(entry.get("to"), "to")
    if start and end and start.last >= end.last:
        raise ClaimError(f"from moet voor to liggen, niet {start} en {end}")
    kind = read_choice(entry.get("kind"), Kind, "kind")
    source_type = read_choice(entry.get("source_type"), SourceType, "source_type")
    found = kind or _guess_kind(source_type, (*points, *series))
    reference = _read_reference(entry.get("reference"))
    if found is Kind.COUNT:
        _check_counts((*points, *series, *(reference.points if reference else ())))
    return {
        "points": points,
        "series": series,
        "start": start,
        "end": end,
        "kind": found,
        "baseline": read_period(entry.get("baseline"), "baseline"),
        "plan": _read_plan(entry.get("plan")),
        "reference": reference,
    }


def _read_others(entry: Mapping[str, Any], kind: Kind) -> dict[str, Any]:
    total, flow = entry.get("total"), entry.get("flow")
    evidence = tuple(
        _read_evidence(one, f"evidence[{place}]")
        for place, one in enumerate(read_list(entry.get("evidence"), "evidence"))
    )
    if kind is Kind.COUNT:
        _check_counts(point for one in evidence for point in one.points)
    return {
        "target": _read_target(entry.get("target")),
        "parts": tuple(
            _read_quantity(part, f"parts[{place}]")
            for place, part in enumerate(read_list(entry.get("parts"), "parts"))
        ),
        "total": None if total is None else _read_quantity(total, "total"),
        "flow": None if flow is None else _read_flow(read_mapping(flow, "flow")),
        "printed": tuple(
            _read_printed(text, f"printed[{place}]")
            for place, text in enumerate(read_list(entry.get("printed"), "printed"))
        ),
        "evidence": evidence,
    }


def _guess_kind(source_type: SourceType | None, points: Iterable[Point]) -> Kind:
    """Surveys give marks and models give scores, unless the entry says otherwise."""
    if source_type is SourceType.SELF_REPORTED:
        return Kind.MARK
    if source_type is SourceType.MODELLED:
        return Kind.SCORE
    return Kind.RATE if any(isinstance(point.value, Decimal) for point in points) else Kind.COUNT


def _check_counts(points: Iterable[Point]) -> None:
    for point in points:
        value = point.value
        if isinstance(value, Decimal) or (isinstance(value, int) and value < 0):
            raise ClaimError(f"een telling is een heel getal van 0 of meer, niet {value} in {point.period}")


def _read_points(raw: object, place: str) -> tuple[Point, ...]:
    return tuple(_read_point(one, f"{place}[{nr}]") for nr, one in enumerate(read_list(raw, place)))


def _read_point(raw: object, place: str) -> Point:
    point = read_mapping(raw, place)
    find_ignored_keys(point, POINT_KEYS, place)
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


def _read_plan(raw: object) -> Period | None:
    if raw is None:
        return None
    plan = read_mapping(raw, "plan")
    find_ignored_keys(plan, ("start", "end"), "plan")
    start, end = (read_period(plan.get(name), f"plan.{name}") for name in ("start", "end"))
    if start is None or end is None or end.last < start.first:
        raise ClaimError(f"plan heeft een start en een latere end, niet {dict(plan)!r}")
    return Period(start.first, end.last)


def _read_reference(raw: object) -> Reference | None:
    if raw is None:
        return None
    reference = read_mapping(raw, "reference")
    return Reference(
        _read_points(reference.get("points"), "reference.points"),
        read_bool(reference.get("is_whole"), "reference.is_whole"),
    )


def _read_target(raw: object) -> Target | None:
    if raw is None:
        return None
    target = read_mapping(raw, "target")
    find_ignored_keys(target, ("value", "unit", "period", "direction"), "target")
    if target.get("value") is None:
        raise ClaimError("target heeft geen value")
    return Target(
        read_number(target["value"], "target.value"),
        read_text(target.get("unit"), "target.unit"),
        read_period(target.get("period"), "target.period"),
        read_choice(_name_direction(target.get("direction")), TargetDirection, "target.direction"),
    )


def _name_direction(raw: object) -> object:
    """Promises say on which side they are kept; people also say whether it should go up or down."""
    return DIRECTION_NAMES.get(raw, raw) if isinstance(raw, str) else raw


def _read_quantity(raw: object, place: str) -> Quantity:
    if not isinstance(raw, Mapping):
        return Quantity(read_value(raw, place))
    find_ignored_keys(raw, ("value", "unit", "derived"), place)
    if "value" not in raw:
        raise ClaimError(f"{place} heeft geen value")
    return Quantity(
        read_value(raw["value"], f"{place}.value"),
        read_text(raw.get("unit"), f"{place}.unit"),
        read_bool(raw.get("derived"), f"{place}.derived"),
    )


def _read_flow(raw: Mapping[str, Any]) -> Flow:
    names = [field.name for field in fields(Flow)]
    find_ignored_keys(raw, names, "flow")
    return Flow(
        *(None if raw.get(name) is None else _read_quantity(raw[name], f"flow.{name}") for name in names)
    )


def _read_printed(raw: object, place: str) -> PrintedText:
    if isinstance(raw, str):
        return PrintedText(raw)
    printed = read_mapping(raw, place)
    find_ignored_keys(printed, ("text", "period"), place)
    text = read_text(printed.get("text"), f"{place}.text")
    if text is None:
        raise ClaimError(f"{place} heeft geen text")
    return PrintedText(text, read_period(printed.get("period"), f"{place}.period"))


def _read_evidence(raw: object, place: str) -> Evidence:
    if isinstance(raw, str):
        return Evidence(claim_id=raw)
    evidence = read_mapping(raw, place)
    claim_id = evidence.get("id")
    details = {key: value for key, value in evidence.items() if key not in ("id", "points")}
    return Evidence(
        claim_id=None if claim_id is None else str(claim_id),
        points=_read_points(evidence.get("points"), f"{place}.points"),
        details=details,
    )


def _read_dispersion(raw: object) -> float | None:
    if raw is None:
        return None
    dispersion = float(read_number(raw, "dispersion"))
    if dispersion <= 0:
        raise ClaimError(f"dispersion moet groter dan 0 zijn, niet {raw!r}")
    return dispersion


def _read_area_level(raw: object) -> bool:
    level = read_text(raw, "area_level")
    if level is not None and level not in AREA_LEVELS:
        raise ClaimError(f"area_level moet een van deze zijn: {', '.join(sorted(AREA_LEVELS))}; niet {raw!r}")
    return level is not None and level not in CITY_LEVELS
