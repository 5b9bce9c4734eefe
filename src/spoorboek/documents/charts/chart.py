"""From figures to a chart in a letter: picture, words and table from the same points."""

from __future__ import annotations

from functools import lru_cache

from spoorboek.documents.charts.alternative import describe_chart
from spoorboek.documents.charts.axis import list_periods
from spoorboek.documents.charts.drawing import draw_svg
from spoorboek.documents.charts.spec import ChartPoint, ChartSpec, PointStatus
from spoorboek.documents.model import ChartBlock, FigureRun, FixedRun, Inlines, TableBlock, TextRun
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import format_value
from spoorboek.figures.period import Period

PROVISIONAL_SIGN = "*"


@lru_cache(maxsize=64)
def build_chart(spec: ChartSpec) -> ChartBlock:
    """Return the chart block of ``spec``: the same spec gives the same bytes.

    The table has a row per period and a column per series; each number keeps the key of its figure.
    """
    return ChartBlock(spec.title, draw_svg(spec), describe_chart(spec), _build_table(spec), spec.note)


def _build_table(spec: ChartSpec) -> TableBlock:
    points = [{point.period: point for point in series.points} for series in spec.series]
    header: tuple[Inlines, ...] = (
        (TextRun("Periode"),),
        *((TextRun(series.label),) for series in spec.series),
    )
    rows = tuple(
        (_name_period(period), *(_fill_cell(column.get(period), spec.decimals) for column in points))
        for period in list_periods(spec)
        if any(period in column for column in points)
    )
    return TableBlock(f"Cijfers bij de grafiek, in {spec.unit}", header, rows, _explain_signs(spec))


def _name_period(period: Period) -> Inlines:
    return (FixedRun(format_period(period), "periode"),)


def _fill_cell(point: ChartPoint | None, decimals: int | None) -> Inlines:
    if point is None:
        return (TextRun("–"),)
    sign = (TextRun(PROVISIONAL_SIGN),) if point.status is PointStatus.PROVISIONAL else ()
    return (FigureRun(format_value(point.value, decimals), point.key), *sign)


def _explain_signs(spec: ChartSpec) -> str:
    points = [point for series in spec.series for point in series.points]
    lines = []
    if any(point.status is PointStatus.PROVISIONAL for point in points):
        lines.append(f"{PROVISIONAL_SIGN} Voorlopig cijfer.")
    if any(point.breaks for point in points):
        lines.append("Na de onderbreking in een lijn is anders geteld; die cijfers zijn niet te vergelijken.")
    return " ".join(lines)
