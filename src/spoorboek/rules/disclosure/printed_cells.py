"""Printed figures as cells: which are too small to print, and of which pieces each is the sum."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from spoorboek.figures.definition import Counts, Kind
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Number, Value, is_number
from spoorboek.rules.disclosure.area_leaves import AreaLeaves
from spoorboek.rules.disclosure.publication import Piece, PublishedSum
from spoorboek.rules.disclosure.small_cells import (
    CellNature,
    WithholdReason,
    find_mean_reason,
    find_reason,
)
from spoorboek.rules.parameters.disclosure_parameters import DisclosureParameters


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One figure of a letter, table, chart or download.

    ``is_fixed``: it stands in a sentence, where a person decides about it; such a cell is never withheld
    here. ``was_small``: it was withheld earlier for itself, not to protect others. ``numerator`` and
    ``denominator`` are what a share, rate or mean was taken over, where known.
    """

    key: str
    code: str
    period: Period
    area: str
    edition: int
    title: str
    value: Value
    counts: Counts = Counts.INCIDENTS
    kind: Kind = Kind.COUNT
    is_below_city: bool = False
    is_fixed: bool = False
    numerator: Value | None = None
    denominator: Value | None = None
    was_small: bool = False

    @property
    def nature(self) -> CellNature:
        """Return what decides about its threshold."""
        return CellNature(self.counts, is_below_city=self.is_below_city)

    @property
    def count(self) -> int | None:
        """Return the whole number of something, which adds up with others; None for all else."""
        return self.value if self.kind is Kind.COUNT and isinstance(self.value, int) else None

    @property
    def is_hidden(self) -> bool:
        """Tell whether it was withheld before it came here."""
        return self.value is NonValue.SUPPRESSED


@dataclass(frozen=True, slots=True)
class Splitting:
    """How figures split: ``sums`` gives per code the codes that add up to it; ``lasting`` are the codes that
    do not add up over periods (a stock, or persons who can be counted in both).
    """

    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lasting: frozenset[str] = frozenset()
    areas: AreaLeaves = field(default_factory=lambda: AreaLeaves({}))

    def parts_of(self, code: str, above: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the smallest codes that add up to a code; itself when nothing does. Errors: none."""
        parts = self.sums.get(code, ())
        if not parts or code in above:
            return (code,)
        return tuple(itertools.chain(*(self.parts_of(part, above | {code}) for part in parts)))


def find_small_reason(cell: PrintedCell, parameters: DisclosureParameters) -> WithholdReason | None:
    """Return why a figure is too small to be printed in a table, chart or download, or None.

    Parameters: ``cell``; ``parameters`` of the day. Returns a reason for a small count, and for a share, rate
    or mean over a small group or with a small numerator. Errors: none.

    >>> from spoorboek.rules.parameters.disclosure_parameters import get_disclosure_parameters
    >>> cell = PrintedCell("a@2024@GM", "a", Period.year(2024), "GM", 2024, "A", 4, Counts.PERSONS)
    >>> find_small_reason(cell, get_disclosure_parameters()).value
    'small_count'
    """
    top, bottom = _whole(cell.numerator), _whole(cell.denominator)
    if cell.kind is Kind.COUNT:
        number = _whole(cell.value)
        return None if number is None else find_reason(number, cell.nature, parameters)
    if cell.kind is Kind.SHARE and top is not None:
        return find_reason(top, cell.nature, parameters, group_size=bottom)
    if cell.kind is Kind.RATE and top is not None:
        return find_reason(top, cell.nature, parameters)
    if cell.kind in (Kind.MARK, Kind.SHARE) and bottom is not None:
        return find_mean_reason(bottom, cell.nature, parameters)
    return None


def _whole(value: Value | None) -> int | None:
    if value is None or isinstance(value, NonValue):
        return None
    return int(value) if value == int(value) and value >= 0 else None


class PieceMaker:
    """Names the pieces of which printed counts are sums, fine enough for all cells that it was given."""

    def __init__(self, cells: Iterable[PrintedCell], splitting: Splitting) -> None:
        self._splitting = splitting
        given = list(cells)
        areas = {splitting.areas.find(cell.area, cell.edition) for cell in given}
        self._same = [
            pair for pair in splitting.areas.same if any(part & area for area in areas for part in pair)
        ]
        sets = sorted({*areas, *(part for pair in self._same for part in pair)}, key=sorted)
        leaves = sorted(frozenset().union(*sets)) if sets else []
        self._group = {leaf: "+".join(str(nr) for nr, s in enumerate(sets) if leaf in s) for leaf in leaves}
        added = [cell.period for cell in given if self._adds_over_time(cell.code)]
        days = {period.first for period in added} | {period.last + timedelta(days=1) for period in added}
        self._bounds: Sequence[date] = sorted(days)

    def pieces(self, cell: PrintedCell, stand: str = "") -> dict[Piece, float]:
        """Return the pieces of a count; ``stand`` keeps revised numbers apart. Errors: none."""
        places = sorted({self._group[leaf] for leaf in self._leaves(cell)})
        found: dict[Piece, float] = {}
        for code in self._splitting.parts_of(cell.code):
            for piece in itertools.product([stand], [code], places, self._list_times(code, cell.period)):
                found[piece] = found.get(piece, 0.0) + 1.0
        return found

    def list_same_ground(self, pieces: Iterable[Piece]) -> list[PublishedSum]:
        """Return that two layouts of the same ground hold the same number, for each code and period."""
        subjects = sorted({(piece[0], piece[1], piece[3]) for piece in pieces})
        found = []
        for (stand, code, time), (old, new) in itertools.product(subjects, self._same):
            both = {self._group[leaf] for leaf in old}, {self._group[leaf] for leaf in new}
            factors: dict[Piece, float] = {(stand, code, place, time): 1.0 for place in both[0] - both[1]}
            factors |= {(stand, code, place, time): -1.0 for place in both[1] - both[0]}
            if factors:
                found.append(PublishedSum("dezelfde grond in twee indelingen", factors, 0.0, 0.0))
        return found

    def _leaves(self, cell: PrintedCell) -> frozenset[str]:
        return self._splitting.areas.find(cell.area, cell.edition)

    def _adds_over_time(self, code: str) -> bool:
        return self._splitting.lasting.isdisjoint({code, *self._splitting.parts_of(code)})

    def _list_times(self, code: str, period: Period) -> list[str]:
        if not self._adds_over_time(code) or not self._bounds:
            return [str(period)]
        inside = [day for day in self._bounds if period.first <= day <= period.last]
        return [day.isoformat() for day in inside] or [str(period)]


def is_same_number(one: Value, other: Value) -> bool:
    """Tell whether two printings of one figure agree; what is withheld in one agrees with everything."""
    numbers: list[Number] = [value for value in (one, other) if is_number(value)]
    return len(numbers) < 2 or numbers[0] == numbers[1]
