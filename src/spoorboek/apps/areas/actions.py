"""Taking over the areas of an edition."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.area_file import read_areas
from spoorboek.apps.areas.models import Area
from spoorboek.apps.audit.actions import record
from spoorboek.rules.roles import Permission


@transaction.atomic
def load_areas(*, by: Viewer, at: datetime, content: bytes) -> int:
    """Take over the areas in a GeoJSON file, all or nothing, and return how many there are.

    May be repeated: an area that is already there is brought up to date. Raises AreaFileError.
    """
    Access(by).require(Permission.SOURCES_IMPORT, to="gebieden inlezen")
    file = read_areas(content)
    Area.objects.bulk_create(
        [
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
        ],
        update_conflicts=True,
        unique_fields=["code", "edition"],
        update_fields=["name", "kind", "parent_code", "boundary", "attribution"],
    )
    details = {"count": len(file.areas)}
    record(action="areas.load", by=by, at=at, subject=f"areas.edition:{file.edition}", details=details)
    return len(file.areas)
