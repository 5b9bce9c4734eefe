"""A file with the areas of one edition: GeoJSON with ``edition``, ``source`` and ``licence`` beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from spoorboek.apps.areas.errors import AreaFileError
from spoorboek.apps.areas.models import Area

MAX_BYTES = 20_000_000
_CODE = re.compile(r"GM\d{4}|WK\d{6}|BU\d{8}")
_KIND_OF = {"GM": Area.Kind.MUNICIPALITY, "WK": Area.Kind.DISTRICT, "BU": Area.Kind.NEIGHBOURHOOD}
_SHAPES = frozenset({"Polygon", "MultiPolygon"})


@dataclass(frozen=True, slots=True)
class DescribedArea:
    """One area as a file describes it."""

    code: str
    name: str
    kind: str
    parent_code: str
    boundary: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class AreaFile:
    """The areas of one edition, and whom to name for them."""

    edition: int
    attribution: str
    areas: tuple[DescribedArea, ...]


def read_areas(content: bytes) -> AreaFile:
    """Return the areas in a GeoJSON file; raise AreaFileError with a Dutch sentence."""
    if len(content) > MAX_BYTES:
        raise AreaFileError(f"Het gebiedenbestand is te groot ({len(content)} bytes).")
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise AreaFileError("Het gebiedenbestand is geen leesbare GeoJSON.") from error
    if not isinstance(data, Mapping) or not isinstance(data.get("features"), list):
        raise AreaFileError("Het gebiedenbestand heeft geen lijst 'features'.")
    edition = data.get("edition")
    if not isinstance(edition, int) or not 1900 <= edition <= 2200:
        raise AreaFileError(f"Het gebiedenbestand noemt geen jaar bij 'edition', maar '{edition}'.")
    if not data.get("source") or not data.get("licence"):
        raise AreaFileError("Het gebiedenbestand noemt geen bron ('source') of licentie ('licence').")
    areas = tuple(_read_area(place, each) for place, each in enumerate(data["features"], start=1))
    _check_together(areas)
    return AreaFile(edition, f"{data['source']}, {data['licence']}"[:200], areas)


def _read_area(place: int, feature: object) -> DescribedArea:
    said = feature.get("properties") if isinstance(feature, Mapping) else None
    if not isinstance(feature, Mapping) or not isinstance(said, Mapping):
        raise AreaFileError(f"Gebied {place} heeft geen gegevens ('properties').")
    code, name = str(said.get("code", "")).strip(), str(said.get("name", "")).strip()
    if not _CODE.fullmatch(code):
        raise AreaFileError(f"Gebied {place}: '{code}' is geen gebiedscode van een gemeente, wijk of buurt.")
    if not name or len(name) > 120:
        raise AreaFileError(f"Gebied {code} heeft geen naam of een te lange naam.")
    boundary = feature.get("geometry")
    if boundary is not None and (not isinstance(boundary, dict) or boundary.get("type") not in _SHAPES):
        raise AreaFileError(f"De grens van gebied {code} is geen vlak.")
    return DescribedArea(code, name, _KIND_OF[code[:2]].value, str(said.get("parent") or ""), boundary)


def _check_together(areas: tuple[DescribedArea, ...]) -> None:
    codes: set[str] = set()
    for area in areas:
        if area.code in codes:
            raise AreaFileError(f"Gebied {area.code} staat er twee keer in.")
        codes.add(area.code)
    for area in areas:
        if area.parent_code and area.parent_code not in codes:
            raise AreaFileError(f"Gebied {area.code} ligt in {area.parent_code}, en dat staat er niet in.")
