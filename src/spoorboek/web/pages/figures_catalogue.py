"""Which figures a viewer knows: all of them, or those that a published letter prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import get_municipality
from spoorboek.apps.indicators.figure_keys import FigureKey
from spoorboek.apps.indicators.queries import DefinitionRow, get_definition, list_definitions, list_periods
from spoorboek.apps.letters.publications import list_published
from spoorboek.apps.plans.names import find_figure_themes
from spoorboek.apps.plans.queries import list_plans
from spoorboek.figures.definition import SourceType
from spoorboek.figures.period import Period
from spoorboek.rules.roles import Permission

SOURCE_WORDS: dict[SourceType, Promise] = {
    SourceType.REGISTERED: _("geregistreerd door politie of justitie"),
    SourceType.SELF_REPORTED: _("door inwoners gezegd in een enquête"),
    SourceType.MODELLED: _("berekend met een model"),
    SourceType.OPERATIONAL: _("onze eigen registratie"),
}


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """One figure of the catalogue. ``is_free``: it can be asked for any period."""

    code: str
    title: str
    unit: str
    source_type: SourceType
    counting_rule: str
    version: int
    themes: dict[str, str]
    origin: str = ""
    question: str = ""
    defined_at: datetime | None = None
    is_free: bool = False
    keys: tuple[FigureKey, ...] = field(default=())


def list_known(viewer: Viewer) -> list[KnownFigure]:
    """Return the figures that exist for the viewer, by title."""
    themes = find_figure_themes(viewer)
    if viewer.may(Permission.FIGURES_VIEW):
        found = [_from_definition(row, themes) for row in list_definitions(viewer)]
    else:
        newest: dict[str, KnownFigure] = {}
        for kept in _list_kept(viewer):
            newest.setdefault(kept["code"], _from_manifest(kept, themes))
        found = list(newest.values())
    return sorted(found, key=lambda each: each.title.casefold())


def list_titles(viewer: Viewer) -> dict[str, str]:
    """Return by code what the figures that exist for the viewer are called."""
    if viewer.may(Permission.FIGURES_VIEW):
        return {row.definition.code: row.definition.title for row in list_definitions(viewer)}
    titles: dict[str, str] = {}
    for kept in _list_kept(viewer):
        titles.setdefault(kept["code"], kept["title"])
    return titles


def get_known(viewer: Viewer, code: str, *, at: datetime) -> KnownFigure:
    """Return one figure with the periods that there is a number for, or raise NotFoundError."""
    themes = find_figure_themes(viewer)
    if not viewer.may(Permission.FIGURES_VIEW):
        kept = [each for each in _list_kept(viewer) if each["code"] == code]
        if not kept:
            raise NotFoundError(f"Cijfer '{code}'")
        keys = sorted({FigureKey.parse(each["key"]) for each in kept})
        return _from_manifest(kept[0], themes, tuple(keys))
    row = get_definition(viewer, code)
    is_free = row.origin.startswith("register:")
    home = get_municipality(viewer).code
    periods = _list_plan_years(viewer, at) if is_free else list_periods(viewer, code, at=at)
    return _from_definition(row, themes, tuple(FigureKey(code, period, home) for period in periods), is_free)


def _from_definition(
    row: DefinitionRow,
    themes: dict[str, dict[str, str]],
    keys: tuple[FigureKey, ...] = (),
    is_free: bool = False,
) -> KnownFigure:
    said = row.definition
    return KnownFigure(
        code=said.code,
        title=said.title,
        unit=said.unit,
        source_type=said.source_type,
        counting_rule=said.counting_rule,
        version=said.version,
        themes=themes.get(said.code, {}),
        origin=row.origin,
        question=row.question,
        defined_at=row.defined_at,
        is_free=is_free,
        keys=keys,
    )


def _from_manifest(
    kept: dict[str, Any], themes: dict[str, dict[str, str]], keys: tuple[FigureKey, ...] = ()
) -> KnownFigure:
    return KnownFigure(
        code=kept["code"],
        title=kept["title"],
        unit=kept["unit"],
        source_type=SourceType(kept["source_type"]),
        counting_rule=kept["counting_rule"],
        version=kept["version"],
        themes=themes.get(kept["code"], {}),
        keys=keys,
    )


def _list_kept(viewer: Viewer) -> Iterator[dict[str, Any]]:
    """Yield each published figure, of the newest letter first."""
    for letter in list_published(viewer):
        yield from letter.manifest["figures"]


def _list_plan_years(viewer: Viewer, at: datetime) -> list[Period]:
    years = {year for plan in list_plans(viewer) for year in plan.period.years()}
    return sorted(year for year in years if year.first <= at.date())
