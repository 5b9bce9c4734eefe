"""Figures made ready to be printed together: small ones withheld, others with them, all of it audited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from spoorboek.figures.definition import Kind
from spoorboek.rules.disclosure.history_audit import check_can_publish
from spoorboek.rules.disclosure.printed_cells import (
    PieceMaker,
    PrintedCell,
    Splitting,
    find_small_reason,
    is_same_number,
)
from spoorboek.rules.disclosure.publication import (
    DisclosureError,
    Publication,
    PublicationHistory,
    PublishedSum,
    WithheldSum,
)
from spoorboek.rules.disclosure.small_cells import WithholdReason
from spoorboek.rules.parameters.disclosure_parameters import DisclosureParameters
from spoorboek.stats.cell_attack import GuardedSum, SumCell
from spoorboek.stats.disclosure_audit import Equation
from spoorboek.stats.errors import TableError
from spoorboek.stats.suppression import suppress_cells

_LEAST_WIDTH = 1.0
"""What only protects others, or was withheld by its own source, must not be known exactly."""


@dataclass(frozen=True, slots=True)
class PrintedPublication:
    """Everything that one letter, table, chart or download prints."""

    code: str
    title: str
    published_on: date
    cells: tuple[PrintedCell, ...]


@dataclass(frozen=True, slots=True)
class Protection:
    """What may not be printed, by key, and why the whole may not go out, in Dutch sentences."""

    withheld: Mapping[str, WithholdReason] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def protect_printed(
    wanted: PrintedPublication,
    earlier: Sequence[PrintedPublication],
    splitting: Splitting,
    parameters: DisclosureParameters,
) -> Protection:
    """Withhold small figures and what would give them away, given everything printed before.

    Parameters: ``wanted``, what is to be printed; ``earlier`` publications, oldest first, with SUPPRESSED
    for what they withheld; ``splitting``, how figures add up; ``parameters`` of the day.

    Returns a Protection. The choice is made by ``suppress_cells``; after it an independent audit by linear
    programs goes over everything ever printed. A figure in a sentence is never withheld here: a person
    decided about it, and when it gives another one away that is a problem. Numbers that were revised since
    are kept apart from those of today. Errors: none; what cannot be protected is a problem.
    """
    small = list_small(wanted.cells, parameters)
    if not small and not any(cell.is_hidden for each in (wanted, *earlier) for cell in each.cells):
        return Protection()
    scope = _Scope(wanted, earlier, splitting, parameters, small)
    try:
        return scope.protect(_name_stands(wanted, earlier))
    except TableError:
        # Numbers that cannot all be true do not add up to anything: each publication is looked at alone.
        alone = [f"{each.published_on} {each.code}" for each in earlier]
        try:
            return scope.protect(alone)
        except TableError:
            return Protection(
                small, (f"'{wanted.title}' kan zo niet naar buiten: niets beschermt wat klein is.",)
            )


def list_small(cells: Iterable[PrintedCell], parameters: DisclosureParameters) -> dict[str, WithholdReason]:
    """Return by key the figures that are too small to be printed, and that stand in no sentence.

    Parameters: ``cells``; ``parameters`` of the day. Returns reasons. Errors: none.
    """
    return {
        cell.key: reason
        for cell in cells
        if not cell.is_fixed and (reason := find_small_reason(cell, parameters))
    }


def _name_stands(wanted: PrintedPublication, earlier: Sequence[PrintedPublication]) -> list[str]:
    """Return per earlier publication '' when its numbers are still those of today, else a name of its own."""
    today = {cell.key: cell.value for cell in wanted.cells}
    stands = []
    for each in reversed(earlier):
        agrees = all(is_same_number(cell.value, today.get(cell.key, cell.value)) for cell in each.cells)
        stands.append("" if agrees else f"{each.published_on} {each.code}")
        if agrees:
            today |= {cell.key: cell.value for cell in each.cells if today.get(cell.key) is None}
    return stands[::-1]


class _Scope:
    """The cells that hang together with something withheld, as sums of pieces."""

    def __init__(
        self,
        wanted: PrintedPublication,
        earlier: Sequence[PrintedPublication],
        splitting: Splitting,
        parameters: DisclosureParameters,
        small: Mapping[str, WithholdReason],
    ) -> None:
        self._wanted, self._earlier, self._small = wanted, earlier, small
        self._parameters = parameters
        everything = [cell for each in (wanted, *earlier) for cell in each.cells]
        begin = [cell for cell in everything if cell.key in small or cell.is_hidden]
        self._codes = _spread([cell.code for cell in begin], [cell.code for cell in everything], splitting)
        self._maker = PieceMaker([cell for cell in everything if cell.code in self._codes], splitting)

    def protect(self, stands: Sequence[str]) -> Protection:
        """Choose and audit, with earlier publications under these names."""
        history = PublicationHistory(
            tuple(
                self._as_publication(each, {cell.key for cell in each.cells if cell.is_hidden}, stand)
                for each, stand in zip(self._earlier, stands, strict=True)
            )
        )
        chosen = self._choose(history)
        withheld = {key: self._small.get(key, WithholdReason.PROTECTS_OTHERS) for key in chosen}
        withheld |= self._small
        hidden = {cell.key for cell in self._wanted.cells if cell.is_hidden}
        ours = self._as_publication(self._wanted, {*withheld, *hidden}, "")
        pieces = [piece for each in (*history.published, *ours.published) for piece in each.pieces]
        pieces += [piece for hidden_sum in ours.withheld for piece in hidden_sum.pieces]
        same = tuple(self._maker.list_same_ground(pieces))
        ground = Publication("", "de gebiedsindelingen", self._wanted.published_on, same)
        try:
            check_can_publish(PublicationHistory((ground, *history.publications)), ours)
        except DisclosureError as error:
            if isinstance(error.__cause__, TableError):
                raise error.__cause__ from None
            return Protection(withheld, (str(error),))
        return Protection(withheld)

    def _choose(self, history: PublicationHistory) -> set[str]:
        counted = self._list_counted(self._wanted)
        asked = [cell for cell in counted if cell.count is not None and not cell.is_fixed]
        known = [each for cell in counted if cell.is_fixed for each in self._as_sums(cell, "")]
        facts = [Equation(each.pieces, each.low, each.high) for each in (*history.published, *known)]
        guarded = [GuardedSum(each.title, each.pieces, each.width) for each in history.withheld]
        guarded += [
            GuardedSum(cell.title, self._maker.pieces(cell), _LEAST_WIDTH)
            for cell in counted
            if cell.is_hidden
        ]
        pieces = [piece for each in history.published for piece in each.pieces]
        pieces += [piece for cell in counted for piece in self._maker.pieces(cell)]
        facts += [Equation(each.pieces, 0.0, 0.0) for each in self._maker.list_same_ground(pieces)]
        for spares_noughts in (True, False):
            cells = [self._as_cell(cell, spares_noughts) for cell in asked]
            try:
                return {str(name) for name in suppress_cells(cells, facts=facts, guarded=guarded).withheld}
            except TableError:
                continue
        # Nothing helps: the audit says what gives it away.
        return {cell.key for cell in asked if cell.key in self._small}

    def _as_cell(self, cell: PrintedCell, spares_noughts: bool) -> SumCell:
        value = cell.count or 0
        width = self._width(cell) if cell.key in self._small else 0.0
        may_withhold = value > 0 or not spares_noughts
        return SumCell(cell.key, tuple(self._maker.pieces(cell)), value, width, may_withhold)

    def _as_publication(self, each: PrintedPublication, hidden: set[str], stand: str) -> Publication:
        cells = self._list_counted(each)
        shown = [one for cell in cells if cell.key not in hidden for one in self._as_sums(cell, stand)]
        withheld = [
            WithheldSum(cell.title, self._maker.pieces(cell, stand), self._hidden_width(cell, each))
            for cell in cells
            if cell.key in hidden
        ]
        return Publication(each.code, each.title, each.published_on, tuple(shown), tuple(withheld))

    def _as_sums(self, cell: PrintedCell, stand: str) -> list[PublishedSum]:
        if cell.count is None:
            return []
        value = float(cell.count)
        return [PublishedSum(cell.title, self._maker.pieces(cell, stand), value, value)]

    def _list_counted(self, each: PrintedPublication) -> list[PrintedCell]:
        return [
            cell
            for cell in each.cells
            if cell.code in self._codes
            and (cell.count is not None or (cell.is_hidden and cell.kind is Kind.COUNT))
        ]

    def _hidden_width(self, cell: PrintedCell, each: PrintedPublication) -> float:
        is_small = cell.was_small or (each is self._wanted and cell.key in self._small)
        return self._width(cell) if is_small else _LEAST_WIDTH

    def _width(self, cell: PrintedCell) -> float:
        return float(self._parameters.get_width(cell.counts))


def _spread(begin: Iterable[str], codes: Iterable[str], splitting: Splitting) -> set[str]:
    """Return the codes that share parts with the codes to begin with, however far on."""
    parts = {code: set(splitting.parts_of(code)) for code in codes}
    found = set(begin)
    while True:
        reached = set().union(*(parts.get(code, {code}) for code in found)) if found else set()
        more = {code for code, own in parts.items() if own & reached} - found
        if not more:
            return found
        found |= more
