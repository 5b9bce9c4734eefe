"""Reading a claim from the JSON of ``claim test``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from spoorboek.figures.definition import Counts, Kind, SourceType
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, is_number
from spoorboek.rules.claims.claim import (
    Claim,
    ClaimKind,
    Flow,
    PrintedText,
    Quantity,
    Strength,
    Target,
)
from spoorboek.rules.claims.entry_points import (
    guess_kind,
    make_counts,
    read_evidence,
    read_points,
    read_reference,
)
from spoorboek.rules.claims.entry_values import (
    check_keys,
    read_bool,
    read_choice,
    read_list,
    read_mapping,
    read_number,
    read_period,
    read_text,
    read_value,
    show,
)
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.word_list import WordList, get_word_list
from spoorboek.rules.promises import TargetDirection

ENTRY_KEYS = tuple(
    "id claim words strength hedged kind counts source_type term section points from to reference baseline "
    "series plan target parts total flow dispersion printed evidence depends_on area_level note".split()
)
"""``note`` is for whoever wrote the entry; nothing reads it."""
DIRECTION_NAMES = {
    name: direction
    for direction, names in {
        "at_least": "up rises rise higher increase more above min minimum >= >",
        "at_most": "down falls fall lower decrease less below max maximum <= <",
        "exactly": "equal exact stays = ==",
    }.items()
    for name in names.split()
}
CITY_LEVELS = frozenset(
    "city municipality municipal region regional province national nation country "
    "stad gemeente regio provincie landelijk land".split()
)
AREA_LEVELS = CITY_LEVELS | frozenset(
    "district neighbourhood neighborhood quarter street postcode address location "
    "wijk buurt straat adres locatie below_municipality below_city".split()
)
# A survey gives marks and a model gives scores, so the kind says who says so.
_SOURCE_OF = {Kind.MARK: SourceType.SELF_REPORTED, Kind.SCORE: SourceType.MODELLED}


def read_claim(raw: object, listed: WordList | None = None) -> Claim:
    """Read one entry of ``claim test --json``; ``listed``, the words that tell whether it holds back.

    Raises ClaimError with a Dutch sentence that names the place and the offending value.
    """
    entry = read_mapping(raw, "de bewering")
    check_keys(entry, ENTRY_KEYS, "de bewering")
    claim_id = entry.get("id")
    if not isinstance(claim_id, str | int) or isinstance(claim_id, bool) or claim_id == "":
        raise ClaimError(f"elke bewering heeft een id, niet {show(claim_id)}")
    kind = read_choice(entry.get("claim"), ClaimKind, "claim")
    if kind is None:
        raise ClaimError("de bewering zegt niet wat er wordt beweerd: claim ontbreekt")
    figures = _read_figures(entry)
    words = read_text(entry.get("words"), "words") or ""
    level = read_text(entry.get("area_level"), "area_level")
    return Claim(
        claim_id=str(claim_id),
        claim=kind,
        words=words,
        strength=read_choice(entry.get("strength"), Strength, "strength") or Strength.PLAIN,
        hedged=_read_hedged(entry.get("hedged"), words, listed or get_word_list()),
        counts=read_choice(entry.get("counts"), Counts, "counts"),
        term=read_text(entry.get("term"), "term"),
        section=read_text(entry.get("section"), "section"),
        dispersion=_read_dispersion(entry.get("dispersion")),
        depends_on=tuple(str(name) for name in read_list(entry.get("depends_on"), "depends_on")),
        area_level=level,
        is_below_city=_is_below_city(level),
        **figures,
        **_read_others(entry, figures["kind"]),
    )


def _read_figures(entry: Mapping[str, Any]) -> dict[str, Any]:
    points = read_points(entry.get("points"), "points")
    series = read_points(entry.get("series"), "series")
    start, end = read_period(entry.get("from"), "from"), read_period(entry.get("to"), "to")
    if start and end and start.last >= end.last:
        raise ClaimError(f"from moet voor to liggen, niet {start} en {end}")
    kind = read_choice(entry.get("kind"), Kind, "kind")
    source_type = read_choice(entry.get("source_type"), SourceType, "source_type")
    found = kind or guess_kind(source_type, (*points, *series))
    reference = read_reference(entry.get("reference"))
    if found is Kind.COUNT:
        points, series = make_counts(points), make_counts(series)
        reference = reference and replace(reference, points=make_counts(reference.points))
    return {
        "points": points,
        "series": series,
        "start": start,
        "end": end,
        "kind": found,
        "source_type": source_type or _SOURCE_OF.get(found),
        "baseline": read_period(entry.get("baseline"), "baseline"),
        "plan": _read_plan(entry.get("plan")),
        "reference": reference,
    }


def _read_others(entry: Mapping[str, Any], kind: Kind) -> dict[str, Any]:
    total, flow = entry.get("total"), entry.get("flow")
    evidence = read_evidence(entry.get("evidence"))
    if kind is Kind.COUNT:
        evidence = tuple(replace(one, points=make_counts(one.points)) for one in evidence)
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


def _read_plan(raw: object) -> Period | None:
    if raw is None:
        return None
    plan = read_mapping(raw, "plan")
    check_keys(plan, ("start", "end"), "plan")
    start, end = (read_period(plan.get(name), f"plan.{name}") for name in ("start", "end"))
    if start is None or end is None or end.last < start.first:
        raise ClaimError(f"plan heeft een start en een latere end, niet {show(dict(plan))}")
    return Period(start.first, end.last)


def _read_target(raw: object) -> Target | None:
    if raw is None:
        return None
    target = read_mapping(raw, "target")
    check_keys(target, ("value", "unit", "period", "direction"), "target")
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
        return (
            Quantity(NonValue.MISSING, derived=True) if raw == "derived" else Quantity(read_value(raw, place))
        )
    check_keys(raw, ("value", "unit", "derived"), place)
    if "value" not in raw:
        raise ClaimError(f"{place} heeft geen value")
    return Quantity(
        read_value(raw["value"], f"{place}.value"),
        read_text(raw.get("unit"), f"{place}.unit"),
        read_bool(raw.get("derived"), f"{place}.derived"),
    )


def _read_flow(raw: Mapping[str, Any]) -> Flow:
    names = [field.name for field in fields(Flow)]
    check_keys(raw, names, "flow")
    quantities = [
        None if raw.get(name) is None else _read_quantity(raw[name], f"flow.{name}") for name in names
    ]
    for name, quantity in zip(names, quantities, strict=True):
        if quantity is not None and is_number(quantity.value) and quantity.value < 0:
            raise ClaimError(f"flow.{name} is een aantal en nooit kleiner dan 0, niet {quantity.value}")
    return Flow(*quantities)


def _read_printed(raw: object, place: str) -> PrintedText:
    if isinstance(raw, str):
        return PrintedText(raw)
    printed = read_mapping(raw, place)
    check_keys(printed, ("text", "period"), place)
    text = read_text(printed.get("text"), f"{place}.text")
    if text is None:
        raise ClaimError(f"{place} heeft geen text")
    return PrintedText(text, read_period(printed.get("period"), f"{place}.period"))


def _read_dispersion(raw: object) -> float | None:
    if raw is None:
        return None
    dispersion = float(read_number(raw, "dispersion"))
    if dispersion <= 0:
        raise ClaimError(f"dispersion moet groter dan 0 zijn, niet {show(raw)}")
    return dispersion


def _is_below_city(level: str | None) -> bool:
    if level is not None and level not in AREA_LEVELS:
        known = ", ".join(sorted(AREA_LEVELS))
        raise ClaimError(f"area_level moet een van deze zijn: {known}; niet {show(level)}")
    return level is not None and level not in CITY_LEVELS


def _read_hedged(raw: object, words: str, listed: WordList) -> bool:
    """Whether words hold back is heard in them, unless the entry says it: lijkt, mogelijk and kan hedge."""
    return listed.is_hedged(words) if raw is None else read_bool(raw, "hedged")
