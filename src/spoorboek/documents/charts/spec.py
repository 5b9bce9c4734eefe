"""What a chart shows, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from spoorboek.documents.errors import ChartError
from spoorboek.figures.period import Period
from spoorboek.figures.values import Number, Value

MOST_LINES = 4
"""More lines than this cannot be told apart by dash and marker at the size of a letter."""
MOST_SERIES = 12
"""More small charts or bars than this fill a page and say nothing."""


class ChartKind(Enum):
    """How figures are drawn; the figures decide it, not the writer."""

    BARS = "bars"
    """One period: a bar each."""
    LINES = "lines"
    """Some lines in one picture."""
    PANELS = "panels"
    """More lines than one picture can bear: small charts beside each other."""


class PointStatus(Enum):
    """How sure a point is."""

    FINAL = "final"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One figure in a chart.

    ``key`` is the key of the figure, ``low`` and ``high`` its 95% bounds in the unit of the chart.
    ``breaks`` is true for the first point after a method break: no line leads to it.
    """

    period: Period
    value: Value
    key: str
    low: Number | None = None
    high: Number | None = None
    status: PointStatus = PointStatus.FINAL
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One line, with the words that stand at its end."""

    label: str
    points: tuple[ChartPoint, ...]


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """Figures through the periods, or beside each other in one period.

    ``title`` is the message in one sentence; ``unit`` a Dutch plural (``meldingen``); ``note`` the
    source, printed below. ``from_zero`` must stay true for counts: a cut axis blows up a change.
    ``decimals`` is how many digits are printed after the comma; None for as many as the value has.
    ``accent`` is the colour of the first line, readable on white.
    """

    title: str
    unit: str
    series: tuple[ChartSeries, ...]
    note: str = ""
    from_zero: bool = True
    decimals: int | None = None
    accent: str = "#154273"

    @property
    def kind(self) -> ChartKind:
        """Return how it is drawn: bars for one period, small charts for many lines, else lines."""
        if len({point.period for series in self.series for point in series.points}) == 1:
            return ChartKind.BARS
        return ChartKind.LINES if len(self.series) <= MOST_LINES else ChartKind.PANELS

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ChartError(f"a chart must have 1 to {MOST_SERIES} series, got {len(self.series)}")
        if not self.title.strip() or not self.unit.strip():
            raise ChartError(f"a chart must have a title and a unit, got {self.title!r} and {self.unit!r}")
        labels = [series.label for series in self.series]
        if len(set(labels)) != len(labels):
            raise ChartError(f"each series must have its own label, got {labels}")
        for series in self.series:
            _check_series(series)


def _check_series(series: ChartSeries) -> None:
    periods = [point.period for point in series.points]
    if not periods:
        raise ChartError(f"a series must have points, got none for {series.label!r}")
    if sorted(set(periods)) != periods:
        raise ChartError(f"points must be in order of time, each period once, got {series.label!r}")
    for point in series.points:
        if (point.low is None) != (point.high is None):
            raise ChartError(f"bounds come in pairs, got one of two at {point.period} of {series.label!r}")
