"""Reading areas. They are open to everybody; the viewer is taken as in every query."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Subquery

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.models import Area as AreaRecord
from spoorboek.figures.area import Area
from spoorboek.rules.disclosure.area_leaves import LayoutArea


def get_area(viewer: Viewer, code: str) -> Area:
    """Return an area in its newest edition, or raise NotFoundError."""
    found = find_areas(viewer, [code]).get(code)
    if found is None:
        raise NotFoundError(f"Gebied '{code}'")
    return found


def get_municipality(viewer: Viewer) -> Area:
    """Return the municipality that this installation serves, or raise NotFoundError."""
    found = list_areas(viewer, kind=AreaRecord.Kind.MUNICIPALITY.value)
    if not found:
        raise NotFoundError("De gemeente")
    return found[0]


def find_areas(viewer: Viewer, codes: Iterable[str]) -> dict[str, Area]:
    """Return the areas with these codes, each in its newest edition; unknown codes are left out."""
    rows = AreaRecord.objects.filter(code__in=set(codes)).order_by("edition")
    return {row.code: Area(row.code, row.name, row.edition) for row in rows.defer("boundary")}


def list_areas(viewer: Viewer, *, kind: str = "", parent_code: str = "") -> list[Area]:
    """Return the areas of the newest edition by code: of one kind, or those that lie in one area."""
    newest = AreaRecord.objects.order_by("-edition").values("edition")[:1]
    rows = AreaRecord.objects.filter(edition=Subquery(newest)).order_by("code")
    if kind:
        rows = rows.filter(kind=kind)
    if parent_code:
        rows = rows.filter(parent_code=parent_code)
    return [Area(*row) for row in rows.values_list("code", "name", "edition")]


def list_layouts(viewer: Viewer) -> list[LayoutArea]:
    """Return every area of every edition, with a fingerprint of its border where that is known."""
    rows = AreaRecord.objects.order_by("edition", "code").values_list(
        "code", "edition", "parent_code", "boundary"
    )
    return [LayoutArea(code, edition, parent, _mark(border)) for code, edition, parent, border in rows]


def _mark(border: object) -> str:
    return hashlib.sha256(json.dumps(border, sort_keys=True).encode()).hexdigest() if border else ""


def find_boundaries(viewer: Viewer, codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the borders of these areas as GeoJSON geometry, for drawing, with whom to name for them."""
    rows = AreaRecord.objects.filter(code__in=set(codes), boundary__isnull=False).order_by("edition")
    return {row.code: {"geometry": row.boundary, "attribution": row.attribution} for row in rows}
