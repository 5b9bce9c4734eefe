"""Writing a municipality back to a folder, as far as the viewer may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.exchange.city_file import MANIFEST
from spoorboek.apps.exchange.errors import ExportError
from spoorboek.apps.exchange.source_export import list_source_files
from spoorboek.apps.indicators.queries import (
    export_definitions,
    export_tables,
    find_figures,
    list_definitions,
    list_periods,
)
from spoorboek.apps.letters.queries import get_published_file, list_letter_types, list_letters, list_revisions
from spoorboek.apps.plans.queries import export_plan, list_plans
from spoorboek.documents.figure_record import record_figure
from spoorboek.documents.figures_csv import write_figures_csv
from spoorboek.rules.roles import Permission
from spoorboek.services.plain_yaml import write_yaml

FIGURES = "figures.csv"
Files = Iterator[tuple[str, bytes]]


def export_city(viewer: Viewer, folder: Path, *, at: datetime) -> tuple[str, ...]:
    """Write what the viewer may see to ``folder`` and return the names of the files.

    The folder can be loaded again (``load_city``) where the areas and registrations are: those stay.
    Letters go as source for those who may see drafts, as published files for others. The same data
    give the same bytes. Raises ExportError when the folder holds a city already.
    """
    if (folder / MANIFEST).exists():
        raise ExportError(f"In '{folder}' staat al een {MANIFEST}; kies een lege map.")
    files = dict(_list_files(viewer, at))
    names = sorted(files)
    files[MANIFEST] = _write_manifest(viewer, names)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tuple(sorted(files))


def _list_files(viewer: Viewer, at: datetime) -> Files:
    yield from list_source_files(viewer)
    if list_definitions(viewer):
        yield "indicators.yaml", export_definitions(viewer).encode()
        yield "tables.yaml", export_tables(viewer).encode()
        yield FIGURES, _write_figures(viewer, at)
    for plan in list_plans(viewer):
        if not plan.parent:
            yield f"plans/{plan.slug}.yaml", export_plan(viewer, plan.slug)
    yield from _list_letter_files(viewer)


def _list_letter_files(viewer: Viewer) -> Files:
    sees_drafts = viewer.may(Permission.LETTERS_VIEW_DRAFTS)
    if sees_drafts:
        for slug, _, specification in list_letter_types(viewer):
            yield f"letter-types/{slug}.yaml", specification.encode()
    for letter in list_letters(viewer):
        if sees_drafts:
            yield f"letters/{letter.slug}.md", list_revisions(viewer, letter.slug)[0].source.encode()
        if letter.published_at is not None:
            for form in ("pdf", "docx", "html"):
                content = get_published_file(viewer, letter.slug, form)
                yield f"published/{letter.slug}.{form}", content


def _write_figures(viewer: Viewer, at: datetime) -> bytes:
    """A figure from a source goes with every period it has; one from registrations per year of the plans."""
    plans = [plan.period for plan in list_plans(viewer)]
    years = {str(year) for plan in plans for year in plan.years() if year.first <= at.date()}
    keys: list[str] = []
    for row in list_definitions(viewer):
        code = row.definition.code
        periods = {str(period) for period in list_periods(viewer, code, at=at)} or years
        keys += [f"{code}@{period}" for period in sorted(periods)]
    figures = find_figures(viewer, keys, at=at)
    return write_figures_csv([record_figure(figure) for figure in figures.values()])


def _write_manifest(viewer: Viewer, names: list[str]) -> bytes:
    try:
        city = get_municipality(viewer).name
    except NotFoundError:
        city = "onbekend"
    data: dict[str, Any] = {"city": city}
    for part in ("sources", "indicators", "tables"):
        if f"{part}.yaml" in names:
            data[part] = f"{part}.yaml"
    for part, start in (("plans", "plans/"), ("letter_types", "letter-types/"), ("letters", "letters/")):
        if found := [name for name in names if name.startswith(start)]:
            data[part] = found
    return write_yaml(data).encode()
