"""From figures to a chart in a letter: picture, words and table from the same points."""

from __future__ import annotations

from functools import lru_cache

from spoorboek.documents.charts.alternative import describe_chart
from spoorboek.documents.charts.axis import list_periods
from spoorboek.documents.charts.drawing import draw_svg
from spoorboek.documents.charts.lines import list_bridges
from spoorboek.documents.charts.spec import ChartKind, ChartPoint, ChartSpec, PointStatus
from spoorboek.documents.model import ChartBlock, FigureRun, FixedRun, Inlines, TableBlock, TextRun
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import format_number, format_value
from spoorboek.figures.period import Period
from spoorboek.figures.values import is_number

PROVISIONAL_SIGN = "*"
_MOST_LETTERS_ABOVE, _MOST_PERIODS_BESIDE = 110, 6


@lru_cache(maxsize=64)
def build_chart(spec: ChartSpec) -> ChartBlock:
    """Return the chart block of ``spec``: the same spec gives the same bytes.

    The table has a row per period and a column per series, or the other way round where that is narrower;
    each number keeps the key of its figure, and an estimate its margin.
    """
    return ChartBlock(spec.title, draw_svg(spec), describe_chart(spec), _build_table(spec), spec.note)


def _build_table(spec: ChartSpec) -> TableBlock:
    points = [{point.period: point for point in series.points} for series in spec.series]
    periods = [period for period in list_periods(spec) if any(period in column for column in points)]
    names: list[Inlines] = [(TextRun(series.label),) for series in spec.series]
    times = [_name_period(period) for period in periods]
    cells = [[_fill_cell(column.get(period), spec.decimals) for column in points] for period in periods]
    if _puts_periods_below_each_other(spec, len(periods)):
        header: tuple[Inlines, ...] = ((TextRun("Periode"),), *names)
        rows = tuple((time, *row) for time, row in zip(times, cells, strict=True))
    else:
        header = ((TextRun("Soort"),), *times)
        columns = zip(*cells, strict=True)
        rows = tuple((name, *column) for name, column in zip(names, columns, strict=True))
    return TableBlock(f"Cijfers bij de grafiek, in {spec.unit}", header, rows, _explain_signs(spec))


def _puts_periods_below_each_other(spec: ChartSpec, periods_count: int) -> bool:
    """Tell whether each line gets a column; long names or many of them stand better at the rows."""
    has_long_names = sum(len(series.label) for series in spec.series) > _MOST_LETTERS_ABOVE
    return spec.kind is ChartKind.LINES and not (has_long_names and periods_count <= _MOST_PERIODS_BESIDE)


def _name_period(period: Period) -> Inlines:
    return (FixedRun(format_period(period), "periode"),)


def _fill_cell(point: ChartPoint | None, decimals: int | None) -> Inlines:
    if point is None:
        return (TextRun("–"),)
    cell: Inlines = (FigureRun(format_value(point.value, decimals), point.key),)
    if point.status is PointStatus.PROVISIONAL:
        cell = (*cell, TextRun(PROVISIONAL_SIGN))
    if point.low is not None and point.high is not None and is_number(point.value):
        margin = f" ({format_number(point.low, decimals)} tot {format_number(point.high, decimals)})"
        cell = (*cell, FixedRun(margin, "marge"))
    return cell


def _explain_signs(spec: ChartSpec) -> str:
    points = [point for series in spec.series for point in series.points]
    lines = []
    if any(point.status is PointStatus.PROVISIONAL for point in points):
        lines.append(f"{PROVISIONAL_SIGN} Voorlopig cijfer.")
    if any(point.low is not None and is_number(point.value) for point in points):
        lines.append("Tussen haakjes: de marge. Het echte cijfer ligt daar met 95% zekerheid tussen.")
    if any(list_bridges(spec, series) for series in spec.series):
        lines.append("Een stippellijn loopt over perioden waarvoor er geen cijfer is.")
    if any(point.breaks for point in points):
        lines.append("Na de onderbreking in een lijn is anders geteld; die cijfers zijn niet te vergelijken.")
    return " ".join(lines)
