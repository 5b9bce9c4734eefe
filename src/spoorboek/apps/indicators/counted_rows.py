"""The rows behind a figure, as far as the one who asks may see them."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from spoorboek.apps.access.counting import list_counted_rows as list_counted_registrations
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record_read
from spoorboek.apps.indicators.counting import Counter, open_counter
from spoorboek.apps.indicators.definitions import IndicatorRule, RegistrationsOrigin, SeriesOrigin
from spoorboek.apps.indicators.derived_counting import list_part_keys
from spoorboek.apps.indicators.derived_origin import DerivedOrigin
from spoorboek.apps.indicators.figure_keys import FigureKey
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.sources.queries import list_snapshots
from spoorboek.figures.area import Area
from spoorboek.figures.period import Period

SHOWN_COUNT = 500
"""More rows than anybody reads on a page."""

PURPOSE = "nagaan welke regels in een cijfer meetelden"


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One row that counted. ``number`` opens it: the number of a registration, or of a row in a file.

    ``cells`` is what a row of a file says, as pairs of column and text; a registration shows itself.
    """

    identity: str
    number: str
    period: Period
    amount: int | Decimal | None
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CountedRows:
    """The rows that exist for the viewer, at most SHOWN_COUNT; ``hidden_count`` more do not exist for them.

    ``unshown_count`` exist for the viewer and were too many. ``register`` is empty for rows of a file.
    A derived figure has no rows of its own: ``parts`` are the keys of the figures it was made of.
    """

    rows: tuple[CountedRow, ...]
    hidden_count: int
    unshown_count: int = 0
    register: str = ""
    parts: tuple[str, ...] = ()


def list_counted_rows(viewer: Viewer, key: str, *, at: datetime, purpose: str = PURPOSE) -> CountedRows:
    """Return the rows behind a figure as far as they exist for ``viewer``, and how many are hidden.

    A read of rows that can point at a person is logged with its purpose. Raises NotFoundError.
    """
    wanted = FigureKey.parse(key)
    with ExitStack() as stack:
        counter = open_counter(viewer, [wanted], at=at, stack=stack, is_ahead=False)
        rule, area = counter.look_up(wanted)
        if isinstance(rule.origin, SeriesOrigin):
            return _list_series_rows(viewer, counter, wanted, area)
        if isinstance(rule.origin, DerivedOrigin):
            definitions = {code: known.definition for code, known in counter.rules.items()}
            return CountedRows((), 0, parts=list_part_keys(rule, wanted.period, area, definitions))
        return _list_registrations(viewer, rule, rule.origin, wanted, area, at, purpose)


def _list_series_rows(viewer: Viewer, counter: Counter, key: FigureKey, area: Area) -> CountedRows:
    series = counter.series_of(key.code)
    rows = series.rows_for(key.period, area.code) if series else ()
    if series is None or not rows:
        return CountedRows((), 0)
    snapshot = series.snapshot.row
    if snapshot.code not in {seen.code for seen in list_snapshots(viewer, snapshot.source)}:
        return CountedRows((), hidden_count=len(rows))
    shown = rows[:SHOWN_COUNT]
    # Days and reasons that the import worked out stand in columns of their own, under names of ours.
    headers = {column.name: column.header for column in series.snapshot.mapping.columns}
    columns = [name for name in counter.reader.list_columns(snapshot.table_sha256) if name in headers]
    wanted = {"row": [row.number for row in shown]}
    found = counter.reader.list_rows(snapshot.table_sha256, ["row", *columns], wanted)
    cells = {row[0]: _as_cells([headers[name] for name in columns], row[1:]) for row in found}
    return CountedRows(
        tuple(
            CountedRow(
                identity=f"{snapshot.code}:{row.number}",
                number=str(row.number),
                period=row.period,
                amount=row.value if isinstance(row.value, int | Decimal) else None,
                cells=cells[row.number],
            )
            for row in shown
        ),
        hidden_count=0,
        unshown_count=len(rows) - len(shown),
    )


def _list_registrations(
    viewer: Viewer,
    rule: IndicatorRule,
    origin: RegistrationsOrigin,
    key: FigureKey,
    area: Area,
    at: datetime,
    purpose: str,
) -> CountedRows:
    seen = list_counted_registrations(viewer, REGISTERS, origin.rule, key.period, area_code=area.code)
    register = REGISTERS[origin.rule.register]
    shown = seen.rows[:SHOWN_COUNT]
    if register.is_logged and shown:
        ids = [row.identity for row in shown]
        record_read(by=viewer, at=at, subject=f"indicators.figure:{key}", ids=ids, purpose=purpose)
    rows = tuple(
        CountedRow(row.identity, row.number, Period(row.moment, row.moment), row.amount) for row in shown
    )
    return CountedRows(rows, seen.hidden_count, len(seen.rows) - len(shown), register.code)


def _as_cells(columns: list[str], cells: tuple[Any, ...]) -> tuple[tuple[str, str], ...]:
    pairs = zip(columns, cells, strict=True)
    return tuple((name, _as_text(cell)) for name, cell in pairs if cell is not None)


def _as_text(cell: object) -> str:
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
