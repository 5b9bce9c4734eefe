"""Numbers of kept analyses as figures, so that a letter can print them with where they come from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.hotspots.models import HotspotAnalysis
from spoorboek.figures.area import Area
from spoorboek.figures.definition import Counts, FigureDefinition, SourceType
from spoorboek.figures.figure import Figure
from spoorboek.figures.provenance import Provenance, SnapshotReference
from spoorboek.rules.hotspots.kept_numbers import CODE, KeptNumber, list_kept_numbers

_KEY = re.compile(rf"{CODE}-([0-9]{{1,18}})-[a-z0-9-]+@[0-9.Q-]+@[A-Z0-9]+")


def find_analysis_figures(viewer: Viewer, keys: Iterable[str]) -> dict[str, Figure]:
    """Return a figure for each key that names a number of a kept analysis; the others are left out.

    The same whoever asks, as for every figure: it holds counts and no place, title or report. Who may read
    the letter or passport that asks is decided there.
    """
    wanted = {key: int(found[1]) for key in keys if (found := _KEY.fullmatch(key))}
    if not wanted:
        return {}
    area = get_municipality(viewer)
    rows = HotspotAnalysis.objects.filter(pk__in=set(wanted.values())).select_related("incident_set")
    known = {
        figure.key: figure
        for row in rows.defer("incident_set__content")
        for figure in _list_figures(row, area)
    }
    return {key: known[key] for key in wanted if key in known}


def _list_figures(row: HotspotAnalysis, area: Area) -> list[Figure]:
    snapshot = SnapshotReference(
        f"{CODE}-set-{row.incident_set_id}",
        "Waar en wanneer",
        row.incident_set.taken_in_at,
        row.incident_set.sha256,
    )
    asked = {**row.parameters, "seed": row.seed, "used": row.used_count, "dropped": row.dropped}
    provenance = Provenance(
        snapshots=(snapshot,),
        query=f"waar en wanneer, analyse {row.pk}: {json.dumps(asked, sort_keys=True)}",
        rows=tuple(f"{CODE}-set-{row.incident_set_id}:{number}" for number in range(1, row.used_count + 1)),
        code_version=row.code_version,
        computed_at=row.run_at,
        invented=row.is_invented,
    )
    return [
        Figure(_define(number, row.pk), number.period, area, number.value, provenance)
        for number in list_kept_numbers(row.result)
    ]


def _define(number: KeptNumber, analysis: int) -> FigureDefinition:
    code = number.code(analysis)
    return FigureDefinition(
        code=code,
        version=1,
        title=number.title,
        unit=number.unit,
        kind=number.kind,
        counts=Counts.INCIDENTS,
        source_type=SourceType.REGISTERED,
        # Another analysis is another question: its numbers do not compare with these.
        comparability=code,
        counting_rule=number.rule,
        decimals=number.decimals,
    )
