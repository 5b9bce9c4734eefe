"""Reading figures, the rows behind them, and how they are counted."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.counting import Counter, find_rules, open_counter, with_texts
from spoorboek.apps.indicators.definition_file import (
    TableSpec,
    read_table,
    write_definitions,
    write_tables,
)
from spoorboek.apps.indicators.definitions import (
    Break,
    IndicatorRule,
    SeriesOrigin,
    read_kept_rule,
    rule_as_data,
)
from spoorboek.apps.indicators.derived_origin import DerivedOrigin, find_parts
from spoorboek.apps.indicators.errors import FigureKeyError
from spoorboek.apps.indicators.figure_keys import FigureKey
from spoorboek.apps.indicators.models import IndicatorDefinition, TableSpecification
from spoorboek.figures.definition import FigureDefinition
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """How one figure is counted, in one version. ``origin`` is a source code, ``register:code`` or
    ``derived:codes``.
    """

    definition: FigureDefinition
    origin: str
    question: str
    defined_at: datetime
    breaks: tuple[Break, ...]
    version_count: int


def get_figure(viewer: Viewer, code: str, period: Period, area: str = "", *, at: datetime) -> Figure:
    """Return one figure, counted now. An empty ``area`` is the municipality. Raises NotFoundError."""
    key = FigureKey(code, period, area)
    with ExitStack() as stack:
        return open_counter(viewer, [key], at=at, stack=stack).count(key)


def find_figures(viewer: Viewer, keys: Iterable[str], *, at: datetime) -> dict[str, Figure]:
    """Return a figure for each key that names one; the others are left out.

    Made for a whole letter at once: what figures share is looked up once.
    """
    wanted: dict[str, FigureKey] = {}
    for text in keys:
        try:
            wanted[text] = FigureKey.parse(text)
        except FigureKeyError:
            continue
    found: dict[str, Figure] = {}
    if not wanted:
        # Where nothing is asked no municipality is needed either: it may not be there yet.
        return found
    with ExitStack() as stack:
        counter = open_counter(viewer, wanted.values(), at=at, stack=stack)
        for text, key in wanted.items():
            try:
                found[text] = counter.count(key)
            except NotFoundError:
                continue
    return found


def list_series(
    viewer: Viewer, code: str, periods: Iterable[Period], area: str = "", *, at: datetime
) -> list[Figure]:
    """Return one figure over several periods, in the order asked."""
    keys = [FigureKey(code, period, area) for period in periods]
    with ExitStack() as stack:
        counter = open_counter(viewer, keys, at=at, stack=stack)
        return [counter.count(key) for key in keys]


def list_periods(viewer: Viewer, code: str, *, at: datetime) -> list[Period]:
    """Return the periods that a figure from a source, or made of those, has a number for, oldest first.

    A figure from registrations can be asked for any period: then the list is empty.
    """
    key = FigureKey(code, Period(at.date(), at.date()))
    with ExitStack() as stack:
        counter = open_counter(viewer, [key], at=at, stack=stack)
        rule = counter.rules.get(code)
        if rule is None:
            raise NotFoundError(f"Cijfer '{code}'")
        if not isinstance(rule.origin, DerivedOrigin):
            return sorted(_list_row_periods(counter, code))
        parts = find_parts(counter.rules, [code])
        periods = sorted({period for part in parts for period in _list_row_periods(counter, part)})
        return [period for period in periods if is_number(counter.count(FigureKey(code, period)).value)]


def _list_row_periods(counter: Counter, code: str) -> set[Period]:
    is_series = isinstance(counter.rules[code].origin, SeriesOrigin)
    series = counter.series_of(code) if is_series else None
    return {row.period for row in series.rows} if series else set()


def list_definitions(viewer: Viewer) -> list[DefinitionRow]:
    """Return the newest version of each definition, by code."""
    rows = list(with_texts(Access(viewer).filter(IndicatorDefinition.objects.order_by("code", "version"))))
    counts = Tally(code for code, *_ in rows)
    newest = {row[0]: row for row in rows}
    return [_as_row(*row[1:], counts[code]) for code, row in newest.items()]


def get_definition(viewer: Viewer, code: str, version: int = 0) -> DefinitionRow:
    """Return one definition, in its newest version or in the one asked for; or raise NotFoundError."""
    rows = Access(viewer).filter(IndicatorDefinition.objects.filter(code=code).order_by("version"))
    kept = list(with_texts(rows))
    found = [row for row in kept if version in {0, row[1]}]
    if not found:
        raise NotFoundError(f"Cijfer '{code}'")
    return _as_row(*found[-1][1:], len(kept))


def list_definition_versions(viewer: Viewer, code: str) -> list[DefinitionRow]:
    """Return every version of one definition, the newest first; raise NotFoundError when there is none."""
    rows = Access(viewer).filter(IndicatorDefinition.objects.filter(code=code).order_by("-version"))
    kept = list(with_texts(rows))
    if not kept:
        raise NotFoundError(f"Cijfer '{code}'")
    return [_as_row(*row[1:], len(kept)) for row in kept]


def find_units(viewer: Viewer) -> dict[str, str]:
    """Return the unit of each figure by code: what a promise that names the figure must be counted in."""
    return {code: rule.definition.unit for code, rule in find_rules(viewer).items()}


def export_definitions(viewer: Viewer) -> str:
    """Return all definitions as a file that can be loaded again."""
    return write_definitions(find_rules(viewer).values())


def list_tables(viewer: Viewer) -> list[TableSpec]:
    """Return the newest version of each table, by code."""
    rows = Access(viewer).filter(TableSpecification.objects.order_by("code", "version"))
    return [read_table(row.content) for row in {row.code: row for row in rows}.values()]


def export_tables(viewer: Viewer) -> str:
    """Return all tables as a file that can be loaded again."""
    return write_tables(list_tables(viewer))


def _as_row(version: int, text: str, defined_at: datetime, version_count: int) -> DefinitionRow:
    rule = read_kept_rule(text, version)
    origin, question = _describe(rule)
    return DefinitionRow(rule.definition, origin, question, defined_at, rule.breaks, version_count)


@lru_cache(maxsize=1000)
def _describe(rule: IndicatorRule) -> tuple[str, str]:
    said = rule_as_data(rule)
    if isinstance(rule.origin, SeriesOrigin):
        origin, asked = rule.origin.source, said["series"]
    elif isinstance(rule.origin, DerivedOrigin):
        origin, asked = f"derived:{', '.join(rule.origin.codes)}", said["derived"]
    else:
        origin, asked = f"register:{rule.origin.rule.register}", said["registrations"]
    return origin, "; ".join(f"{name} = {value}" for name, value in asked.items())
