"""Taking over the areas of an edition."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.area_file import read_areas
from spoorboek.apps.areas.models import Area
from spoorboek.apps.audit.actions import record
from spoorboek.rules.roles import Permission

_CHANGEABLE = ("name", "kind", "parent_code", "boundary", "attribution")


@transaction.atomic
def load_areas(*, by: Viewer, at: datetime, content: bytes) -> int:
    """Take over the areas in a GeoJSON file, all or nothing; return how many are new or changed.

    May be repeated: an area that is already there is brought up to date; what changes nothing leaves no
    trace in the log. Raises AreaFileError.
    """
    Access(by).require(Permission.SOURCES_IMPORT, to="gebieden inlezen")
    file = read_areas(content)
    known = {row.code: _values(row) for row in Area.objects.filter(edition=file.edition)}
    wanted = [
        Area(
            code=area.code,
            name=area.name,
            edition=file.edition,
            kind=area.kind,
            parent_code=area.parent_code,
            boundary=area.boundary,
            attribution=file.attribution,
        )
        for area in file.areas
    ]
    changed = [row for row in wanted if known.get(row.code) != _values(row)]
    if not changed:
        return 0
    Area.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["code", "edition"], update_fields=list(_CHANGEABLE)
    )
    details = {"count": len(changed)}
    record(action="areas.load", by=by, at=at, subject=f"areas.edition:{file.edition}", details=details)
    return len(changed)


def _values(row: Area) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _CHANGEABLE)
