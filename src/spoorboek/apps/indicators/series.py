"""Figures from the rows of a source: which rows count, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from typing import Any

from spoorboek.apps.indicators.definitions import IndicatorRule, SeriesOrigin
from spoorboek.apps.sources.queries import CurrentSnapshot
from spoorboek.figures.definition import Kind
from spoorboek.figures.figure import Uncertainty
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value, add
from spoorboek.services.tables.mapping import ColumnRole, TableMapping
from spoorboek.services.tables.reader import TableReader

_ADDED_UP = frozenset({Kind.COUNT, Kind.AMOUNT, Kind.DURATION})
"""What may be summed over parts of a period. A mark or a share of two months says nothing of a year."""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One row of a source, as far as a figure needs it."""

    number: int
    period: Period
    area_code: str
    split: tuple[Any, ...]
    value: Value
    bounds: tuple[Decimal, Decimal] | None
    invented: str


@dataclass(frozen=True, slots=True)
class Series:
    """The rows of a source that one rule is about, over all periods and areas."""

    snapshot: CurrentSnapshot
    rule: IndicatorRule
    rows: tuple[SeriesRow, ...]

    def rows_for(self, period: Period, area_code: str) -> tuple[SeriesRow, ...]:
        """Return the rows that count for one period and area; none when the source does not say."""
        here = [row for row in self.rows if row.area_code == area_code]
        if not self.origin.value:
            return tuple(row for row in here if period.contains(row.period))
        exact = tuple(row for row in here if row.period == period)
        if exact:
            return exact
        inside = [row for row in here if period.contains(row.period)]
        fits = self.rule.definition.kind in _ADDED_UP and _fill([row.period for row in inside], period)
        return tuple(inside) if fits else ()

    def value_for(self, rows: Sequence[SeriesRow], period: Period, area_code: str) -> Value:
        """Return what the rows come to: MISSING when one that belongs to it is not there."""
        if not self.origin.value:
            covered = self._is_covered(period, area_code)
            return len(rows) if covered else NonValue.MISSING
        if not rows or not self._is_complete(rows):
            return NonValue.MISSING
        total: Value = reduce(add, (row.value for row in rows))
        return total if isinstance(total, NonValue) else _as_published(total, self.rule.definition.decimals)

    def uncertainty_for(self, rows: Sequence[SeriesRow]) -> Uncertainty | None:
        """Return the bounds of an estimate. A sum of estimates has none: that takes their covariance."""
        if len(rows) != 1 or rows[0].bounds is None:
            return None
        low, high = rows[0].bounds
        invented = bool(rows[0].invented) or self.snapshot.row.is_invented
        return Uncertainty(low.normalize(), high.normalize(), invented=invented)

    @property
    def origin(self) -> SeriesOrigin:
        """Return where the numbers come from."""
        assert isinstance(self.rule.origin, SeriesOrigin)
        return self.rule.origin

    def describe(self, period: Period, area_code: str) -> str:
        """Return what was asked, in words and codes, for the provenance of a figure."""
        what = f"som van {self.origin.value}" if self.origin.value else "aantal rijen"
        where = [f"{name} = {' of '.join(values)}" for name, values in self.origin.where]
        return "; ".join(
            [f"bron {self.origin.source}: {what}", *where, f"periode {period}", f"gebied {area_code}"]
        )

    def _is_complete(self, rows: Sequence[SeriesRow]) -> bool:
        """Tell whether each kind that the source splits by is there for each part of the period."""
        kinds = {row.split for row in self.rows}
        parts = {row.period for row in rows}
        return len({(row.split, row.period) for row in rows}) == len(kinds) * len(parts)

    def _is_covered(self, period: Period, area_code: str) -> bool:
        """Tell whether the source speaks about the whole period, so that no rows means none."""
        days = [row.period for row in self.rows if row.area_code == area_code]
        return bool(days) and min(days).first <= period.first and period.last <= max(d.last for d in days)


def read_series(reader: TableReader, snapshot: CurrentSnapshot, rule: IndicatorRule) -> Series:
    """Read the rows of one rule from a snapshot, once for all periods that are asked for."""
    origin, mapping = rule.origin, snapshot.mapping
    assert isinstance(origin, SeriesOrigin)
    if not {*(name for name, _ in origin.where), *filter(None, [origin.value])} <= _names(mapping):
        # A later delivery may have lost a column: then it does not say what this figure is.
        return Series(snapshot, rule, ())
    wanted = _columns(mapping, origin)
    split = [column.name for column in mapping.columns_with(ColumnRole.DIMENSION)]
    names = ["row", *wanted.values(), *split]
    found = reader.list_rows(snapshot.row.table_sha256, names, {name: list(v) for name, v in origin.where})
    rows = []
    for cells in found:
        said = dict(zip(["number", *wanted], cells, strict=False))
        rows.append(_as_row(said, cells[1 + len(wanted) :], snapshot.row.area_code))
    return Series(snapshot, rule, tuple(row for row in rows if row is not None))


def _names(mapping: TableMapping) -> set[str]:
    return {column.name for column in mapping.columns}


def _columns(mapping: TableMapping, origin: SeriesOrigin) -> dict[str, str]:
    """Return under which names a table keeps what a series needs; only what it has."""
    wanted: dict[str, str] = {}
    if mapping.column_with(ColumnRole.PERIOD):
        wanted |= {"first_on": "first_on", "last_on": "last_on"}
    roles = {
        "area": ColumnRole.AREA,
        "invented": ColumnRole.INVENTED,
        "low": ColumnRole.LOW,
        "high": ColumnRole.HIGH,
    }
    for key, role in roles.items():
        if column := mapping.column_with(role):
            wanted[key] = column.name
    if origin.value:
        wanted |= {"value": origin.value, "state": f"{origin.value}_state"}
    return wanted


def _as_row(said: dict[str, Any], split: tuple[Any, ...], default_area: str) -> SeriesRow | None:
    if said.get("first_on") is None:
        return None
    state = said.get("state")
    value: Value = NonValue(state) if state else said.get("value", 1)
    low, high = said.get("low"), said.get("high")
    return SeriesRow(
        number=said["number"],
        period=Period(said["first_on"], said["last_on"]),
        area_code=said.get("area") or default_area,
        split=split,
        value=value,
        bounds=(Decimal(low), Decimal(high)) if low is not None and high is not None else None,
        invented=said.get("invented") or "",
    )


def _fill(parts: Sequence[Period], whole: Period) -> bool:
    """Tell whether the different parts follow each other and fill the whole exactly."""
    expected: date = whole.first
    for part in sorted(set(parts)):
        if part.first != expected:
            return False
        expected = part.last + timedelta(days=1)
    return bool(parts) and expected == whole.last + timedelta(days=1)


def _as_published(number: int | Decimal, decimals: int) -> int | Decimal:
    """Return a number with the decimals of its definition, never with fewer than the source gives."""
    if isinstance(number, int):
        return number
    if decimals == 0 and number == number.to_integral_value():
        return int(number)
    rounded = number.quantize(Decimal(1).scaleb(-decimals))
    return rounded if rounded == number else number.normalize()
