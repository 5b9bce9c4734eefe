"""What a writer can put into a letter: everything with a name, and the figure that a number could be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.queries import list_definitions, list_periods
from spoorboek.apps.letters.live import Shelf, open_shelf
from spoorboek.apps.letters.queries import get_in_office
from spoorboek.apps.letters.reading import read_text
from spoorboek.apps.plans.names import find_theme_names
from spoorboek.apps.plans.queries import read_family
from spoorboek.documents.source.front_matter import FrontMatter
from spoorboek.figures.definition import FigureDefinition
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number
from spoorboek.rules.figure_proposals import (
    ClaimProposal,
    FigureProposal,
    find_years,
    propose_claims,
    propose_figures,
)

_MOST_YEARS = 6


@dataclass(frozen=True, slots=True)
class BuildingBlocks:
    """Everything with a name. ``span`` goes from the year before the plan up to the letter's last."""

    definitions: tuple[FigureDefinition, ...]
    themes: tuple[tuple[str, str], ...]
    reports: tuple[tuple[str, str, str], ...]
    period: Period
    span: str
    last_year: int
    """The last year that was over when the letter's period ended: what a claim ends with."""


def list_building_blocks(viewer: Viewer, slug: str, *, at: datetime) -> BuildingBlocks:
    """Return what can be put into a letter. Only for those who work on letters."""
    front, shelf = _open(viewer, slug, at)
    reports: list[tuple[str, str, str]] = []
    first = front.period.first.year - 1
    try:
        family = read_family(viewer, front.plan)
    except NotFoundError:
        pass
    else:
        reports += [("promise", one.code, one.title) for one in family.list_promises()]
        reports += [("commitment", r.commitment.code, r.commitment.text) for r in family.list_commitments()]
        first = min(first, family.period.first.year - 1)
    themes = shelf.keep("themes", lambda: find_theme_names(viewer))
    return BuildingBlocks(
        definitions=tuple(sorted(_list_definitions(viewer, shelf), key=lambda one: one.title)),
        themes=tuple(themes.items()),
        reports=tuple(dict.fromkeys(reports)),
        period=front.period,
        span=f"{first}..{front.period.last.year}",
        last_year=_find_last_year(front.period),
    )


def list_figure_periods(viewer: Viewer, slug: str, code: str, *, at: datetime) -> list[Figure]:
    """Return one figure over every period that a letter is likely to name, the newest first."""
    front, shelf = _open(viewer, slug, at)
    if code not in {one.code for one in _list_definitions(viewer, shelf)}:
        return []
    known = list_periods(viewer, code, at=at) or [*_list_years(front), front.period]
    keys = {
        period: f"{code}@{period}@{front.area}" for period in sorted({*known, front.period}, reverse=True)
    }
    found = shelf.find(viewer, set(keys.values()), at)
    return [found[key] for key in keys.values() if key in found and is_number(found[key].value)]


def propose_for_number(
    viewer: Viewer, slug: str, printed: str, before: str, after: str, *, at: datetime
) -> Sequence[FigureProposal]:
    """Return the figures that a number could be, the likeliest first."""
    front, shelf = _open(viewer, slug, at)
    named = find_years(f"{before} {after}")[:_MOST_YEARS]
    periods = list(dict.fromkeys([front.period, *_list_years(front), *named]))
    codes = [one.code for one in _list_definitions(viewer, shelf)]
    keys = {f"{code}@{period}@{front.area}" for code in codes for period in periods}
    figures = shelf.find(viewer, keys, at).values()
    return propose_figures(printed, before, after, figures, period=front.period)


def propose_for_words(
    viewer: Viewer,
    slug: str,
    words: str,
    sentence: str,
    tied: Sequence[tuple[str, Period]],
    *,
    at: datetime,
) -> Sequence[ClaimProposal]:
    """Return what selected words could claim, the likeliest first."""
    front, shelf = _open(viewer, slug, at)
    return propose_claims(words, sentence, tied, _list_definitions(viewer, shelf), period=front.period)


def _open(viewer: Viewer, slug: str, at: datetime) -> tuple[FrontMatter, Shelf]:
    row = get_in_office(viewer, slug)
    newest = row.revisions.order_by("-number").first()
    assert newest is not None, "a letter is made with its first revision"
    shelf = open_shelf(viewer, slug, at=at)
    return shelf.keep(("front", newest.sha256), lambda: read_text(newest.source).front_matter), shelf


def _list_definitions(viewer: Viewer, shelf: Shelf) -> list[FigureDefinition]:
    return shelf.keep("definitions", lambda: [row.definition for row in list_definitions(viewer)])


def _list_years(front: FrontMatter) -> list[Period]:
    last = front.period.last.year
    return [Period.year(year) for year in range(last, min(front.period.first.year, last) - 3, -1)]


def _find_last_year(period: Period) -> int:
    year = period.last.year
    return year if period.last == Period.year(year).last else year - 1
