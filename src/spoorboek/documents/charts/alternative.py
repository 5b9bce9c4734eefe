"""The chart in words, for who cannot see it."""

from __future__ import annotations

from spoorboek.documents.charts.spec import ChartKind, ChartPoint, ChartSeries, ChartSpec
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import NON_VALUE_WORDS, format_number
from spoorboek.figures.dutch_phrases import join_names
from spoorboek.figures.values import NonValue, Number, is_number


def describe_chart(spec: ChartSpec) -> str:
    """Return the text alternative: what sort of chart, then a sentence or two per line."""
    return " ".join([_open(spec), *(_describe(series, spec.decimals) for series in spec.series)])


def _open(spec: ChartSpec) -> str:
    count = len(spec.series)
    if spec.kind is ChartKind.BARS:
        period = format_period(spec.series[0].points[0].period)
        return f"Staafgrafiek met {count} {'staven' if count > 1 else 'staaf'} over {period}, in {spec.unit}."
    if spec.kind is ChartKind.PANELS:
        return f"{count} kleine lijngrafieken met dezelfde as, in {spec.unit}."
    return f"Lijngrafiek met {f'{count} lijnen' if count > 1 else '1 lijn'}, in {spec.unit}."


def _describe(series: ChartSeries, decimals: int | None) -> str:
    known = [(point, point.value) for point in series.points if is_number(point.value)]
    sentences = [f"{series.label}: {_describe_course(known, decimals)}."]
    sentences += _describe_extremes(known, decimals) if known else []
    for reason in NonValue:
        periods = [format_period(point.period) for point in series.points if point.value is reason]
        if periods:
            sentences.append(f"Voor {join_names(periods)} is het cijfer {NON_VALUE_WORDS[reason]}.")
    breaks = [format_period(point.period) for point in series.points if point.breaks]
    if breaks:
        sentences.append(f"Vanaf {join_names(breaks)} is anders geteld.")
    return " ".join(sentences)


def _describe_course(known: list[tuple[ChartPoint, Number]], decimals: int | None) -> str:
    if not known:
        return "er is geen cijfer te tonen"
    (first, start), (last, end) = known[0], known[-1]
    if first is last:
        return f"{format_number(start, decimals)} in {format_period(first.period)}"
    return (
        f"van {format_number(start, decimals)} in {format_period(first.period)} "
        f"naar {format_number(end, decimals)} in {format_period(last.period)}"
    )


def _describe_extremes(known: list[tuple[ChartPoint, Number]], decimals: int | None) -> list[str]:
    """Say where the line is highest and lowest, when that is neither its begin nor its end."""
    sentences = []
    for word, choose in (("hoogste", max), ("laagste", min)):
        point, value = choose(known, key=lambda pair: pair[1])
        if value not in (known[0][1], known[-1][1]):
            number = format_number(value, decimals)
            sentences.append(f"Het {word} cijfer is {number} in {format_period(point.period)}.")
    return sentences
