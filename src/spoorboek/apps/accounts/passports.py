"""The passport of a figure: everything that is needed to defend one number, on one page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.published_passports import read_published_passport
from spoorboek.apps.accounts.rows import (
    DefinitionAccount,
    DefinitionVersion,
    LinePoint,
    Passport,
    PublicationChange,
    SnapshotAccount,
)
from spoorboek.apps.audit.remembering import remember
from spoorboek.apps.hotspots.figures import find_analysis_figures
from spoorboek.apps.indicators.counted_rows import CountedRows, list_counted_rows
from spoorboek.apps.indicators.errors import FigureKeyError
from spoorboek.apps.indicators.figure_keys import FigureKey
from spoorboek.apps.indicators.queries import (
    get_figure,
    list_definition_versions,
    list_periods,
    list_series,
)
from spoorboek.apps.letters.disclosing import protect_cells
from spoorboek.apps.letters.publications import find_drifts, list_printed, list_published
from spoorboek.apps.letters.reading_manifests import read_number
from spoorboek.apps.plans.queries import list_plans
from spoorboek.apps.sources.queries import list_snapshots
from spoorboek.documents.inline_filling import print_figure
from spoorboek.figures.area import Area
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import NON_VALUE_WORDS
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue
from spoorboek.rules.disclosure.printed_cells import PrintedCell
from spoorboek.rules.roles import Permission


def get_passport(viewer: Viewer, key: str, *, at: datetime) -> Passport:
    """Return everything about one figure (``code@period@area``; without area the municipality).

    Who may not see figures gets what a published letter says of it, from its manifest alone. Raises
    NotFoundError for what does not exist for the viewer, and for a text that names no figure.
    """
    try:
        wanted = FigureKey.parse(key)
    except FigureKeyError as error:
        raise NotFoundError(f"Cijfer '{key}'") from error
    if not viewer.may(Permission.FIGURES_VIEW):
        return read_published_passport(viewer, wanted)
    if kept := find_analysis_figures(viewer, [str(wanted)]):
        return _describe_kept(viewer, kept[str(wanted)], at)

    def make() -> Passport:
        figure = get_figure(viewer, wanted.code, wanted.period, wanted.area_code, at=at)
        definition = _describe_definition(viewer, figure)
        return _describe(viewer, figure, at, line=_list_line(viewer, figure, at), definition=definition)

    found = remember(viewer, "passport", key, at=at, make=make)
    # The rows behind the number are looked up each time: who may see one can change with the hour.
    return replace(found, rows=list_counted_rows(viewer, found.key, at=at))


def _describe_kept(viewer: Viewer, figure: Figure, at: datetime) -> Passport:
    """A number of a kept analysis has one definition and no line; its reports have places and stay inside."""
    known = figure.definition
    definition = DefinitionAccount(known.counting_rule, known.version, known.comparability)
    rows = CountedRows((), hidden_count=figure.provenance.row_count)
    return replace(_describe(viewer, figure, at, line=(), definition=definition), rows=rows)


def withhold_line(viewer: Viewer, passport: Passport, *, at: datetime) -> Passport:
    """Return a passport of which the line may leave the house: without small numbers and what tells them.

    What is withheld follows from the line together with every letter ever published.
    """
    cells = tuple(_as_cell(passport, point) for point in passport.line)
    code = f"download {passport.code} {passport.area_code}"
    found = protect_cells(viewer, cells, code=code, title=passport.title, on=at.date())
    # What cannot be protected by withholding a few is not given at all.
    hidden = {point.key for point in passport.line} if found.problems else found.withheld
    gone: dict[str, Any] = {
        "value": NonValue.SUPPRESSED,
        "printed": NON_VALUE_WORDS[NonValue.SUPPRESSED],
        "low": None,
        "high": None,
    }
    line = [replace(point, **gone) if point.key in hidden else point for point in passport.line]
    return replace(passport, line=tuple(line))


def _as_cell(passport: Passport, point: LinePoint) -> PrintedCell:
    area = Area(passport.area_code, passport.area_name, 0)
    return PrintedCell(
        key=point.key,
        code=passport.code,
        period=point.period,
        area=passport.area_code,
        edition=0,
        title=f"{passport.title}, {format_period(point.period)}, {passport.area_name}",
        value=point.value,
        counts=passport.counts,
        kind=passport.kind,
        is_below_city=area.is_below_municipality,
    )


def _describe(
    viewer: Viewer,
    figure: Figure,
    at: datetime,
    *,
    line: tuple[Figure, ...],
    definition: DefinitionAccount,
) -> Passport:
    known, provenance = figure.definition, figure.provenance
    return Passport(
        key=figure.key,
        code=known.code,
        title=known.title,
        unit=known.unit,
        kind=known.kind,
        counts=known.counts,
        source_type=known.source_type,
        period=figure.period,
        area_code=figure.area.code,
        area_name=figure.area.name,
        value=figure.value,
        printed=print_figure(figure),
        is_provisional=figure.provisional,
        is_invented=provenance.invented,
        uncertainty=figure.uncertainty,
        parts=figure.parts,
        depends_on=known.depends_on,
        definition=definition,
        question=provenance.query,
        row_count=provenance.row_count,
        computed_at=provenance.computed_at,
        line=_as_line(line),
        sources=_describe_sources(viewer, figure),
        rows=None,
        printed_in=list_printed(viewer, figure.key),
        changes=_list_changes(viewer, figure, at),
        is_as_published=False,
    )


def _describe_definition(viewer: Viewer, figure: Figure) -> DefinitionAccount:
    rows = list_definition_versions(viewer, figure.definition.code)
    return DefinitionAccount(
        counting_rule=figure.definition.counting_rule,
        version=figure.definition.version,
        comparability=figure.definition.comparability,
        versions=tuple(
            DefinitionVersion(row.definition.version, row.defined_at, row.definition.counting_rule)
            for row in rows
        ),
        breaks=rows[0].breaks,
    )


def _list_line(viewer: Viewer, figure: Figure, at: datetime) -> tuple[Figure, ...]:
    """The whole years of its source; for registrations, which know no end, those of the plans."""
    code, area = figure.definition.code, figure.area.code
    periods = list_periods(viewer, code, at=at)
    spans = periods or [plan.period for plan in list_plans(viewer) if not plan.parent]
    years = sorted({year for span in spans for year in _touched_years(span) if year.last <= at.date()})
    line = [point for point in list_series(viewer, code, years, area, at=at) if _is_known(point)]
    if not line:
        line = [point for point in list_series(viewer, code, periods, area, at=at) if _is_known(point)]
    return tuple(line)


def _touched_years(span: Period) -> list[Period]:
    return [Period.year(number) for number in range(span.first.year, span.last.year + 1)]


def _is_known(figure: Figure) -> bool:
    return figure.value is not NonValue.MISSING


def _as_line(figures: tuple[Figure, ...]) -> tuple[LinePoint, ...]:
    points = []
    before: Figure | None = None
    for figure in figures:
        bounds = figure.uncertainty
        points.append(
            LinePoint(
                key=figure.key,
                period=figure.period,
                value=figure.value,
                printed=print_figure(figure),
                low=bounds.low if bounds else None,
                high=bounds.high if bounds else None,
                is_provisional=figure.provisional,
                is_after_break=before is not None
                and before.definition.comparability != figure.definition.comparability,
            )
        )
        before = figure
    return tuple(points)


def _describe_sources(viewer: Viewer, figure: Figure) -> tuple[SnapshotAccount, ...]:
    known = {row.code: row for row in list_snapshots(viewer)}
    found = []
    for one in figure.provenance.snapshots:
        row = known.get(one.snapshot_id)
        found.append(
            SnapshotAccount(
                code=one.snapshot_id,
                source=one.source,
                publisher=row.publisher if row else "",
                file_name=row.file_name if row else "",
                fetched_at=one.retrieved_at,
                sha256=one.sha256,
            )
        )
    return tuple(found)


def _list_changes(viewer: Viewer, figure: Figure, at: datetime) -> tuple[PublicationChange, ...]:
    """What was published against what is so today; sentences are judged again only where it differs."""
    found = []
    for letter in list_published(viewer):
        kept = next((one for one in letter.manifest["figures"] if one["key"] == figure.key), None)
        if kept is not None:
            found.append((letter, read_number(kept["value"])))
    drifts = find_drifts(viewer, [letter.slug for letter, then in found if then != figure.value], at=at)
    return tuple(
        PublicationChange(
            letter=letter.slug,
            title=letter.title,
            dated_on=letter.dated_on,
            published_at=letter.published_at,
            is_corrected=letter.is_corrected,
            then=then,
            now=figure.value,
            flipped=tuple(
                claim
                for claim in (drifts[letter.slug].flipped if letter.slug in drifts else ())
                if figure.key in claim.keys
            ),
        )
        for letter, then in found
    )
