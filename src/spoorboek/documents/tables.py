"""Tables and lists that the system makes: figures in rows, periods in columns."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.documents.source.spans import TableBlockSpan
from spoorboek.figures.period import Period


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the code of its figure and the name that is printed."""

    figure: str
    title: str


@dataclass(frozen=True, slots=True)
class TableSpecification:
    """A table that letters can ask for by its code; ``corner`` heads the column of names.

    ``by_year`` gives a column for each whole year of the period; else the period is one column.
    """

    code: str
    caption: str
    corner: str
    rows: tuple[TableRow, ...]
    note: str = ""
    by_year: bool = True

    def columns(self, period: Period) -> tuple[Period, ...]:
        """Return the period of each column."""
        years = period.years() if self.by_year else ()
        whole = years and Period(years[0].first, years[-1].last) == period
        return years if whole else (period,)


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise in the table of what was promised and what has come of it.

    ``figure_key``: the figure that says how far it is; without one ``result`` says so in words.
    ``state`` is the state in words: op koers, loopt achter, niet gemeld. ``is_silent``: the row says only
    that nothing is known, so it does not report back on the promise.
    """

    code: str
    title: str
    target: str
    state: str
    figure_key: str = ""
    result: str = ""
    is_silent: bool = False


def table_period(span: TableBlockSpan, letter_period: Period) -> Period:
    """Return the period that a table covers: its own, or that of the letter."""
    return span.period or letter_period
