"""A table made ready for publication: small cells withheld, others that would give them away too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spoorboek.figures.definition import Counts
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.disclosure.exception import DisclosureException
from spoorboek.rules.disclosure.history_audit import check_can_publish
from spoorboek.rules.disclosure.publication import (
    DisclosureError,
    Piece,
    Publication,
    PublicationHistory,
    PublishedSum,
    WithheldSum,
)
from spoorboek.rules.disclosure.small_cells import (
    REASON_WORDS,
    CellNature,
    WithholdReason,
    find_reason,
)
from spoorboek.rules.parameters.disclosure_parameters import DisclosureParameters
from spoorboek.stats.cell_attack import GuardedSum, SumCell
from spoorboek.stats.cell_table import CellTable, Name
from spoorboek.stats.disclosure_audit import Equation
from spoorboek.stats.errors import TableError
from spoorboek.stats.suppression import Suppression, UnprotectableError, suppress_cells

_SECONDARY_WIDTH = 1.0
"""A cell that only protects others must not be known exactly; more is not asked of it."""


@dataclass(frozen=True, slots=True)
class TableRequest:
    """A table that somebody wants to publish.

    ``subject`` comes before the name of each piece, so that tables of one figure and period meet in the
    history: ``("nuisance-youth", "2023")``. ``area_dimension`` names the dimension of which everything but
    the grand total lies below the city; empty when all is about the whole city. ``groups`` gives per atom how
    many there are in all when the table shows shares. ``shown`` are the cells that are in the table at all
    (None for all).
    """

    code: str
    title: str
    published_on: date
    table: CellTable
    counts: Counts
    subject: tuple[str, ...]
    area_dimension: str = ""
    is_special: bool = False
    groups: Mapping[Name, int] | None = None
    shown: frozenset[Name] | None = None

    @property
    def cells(self) -> tuple[Name, ...]:
        """Return the cells that are in the table."""
        return tuple(cell for cell in self.table.cells if self.shown is None or cell in self.shown)

    def title_of(self, cell: Name) -> str:
        """Return what a cell is called in sentences and exceptions."""
        return f"{self.title}: {', '.join(cell)}"

    def pieces_of(self, cell: Name) -> dict[Piece, float]:
        """Return the pieces of a cell as the history knows them."""
        return {(*self.subject, *atom): 1.0 for atom in self.table.atoms_of(cell)}

    def nature_of(self, cell: Name) -> CellNature:
        """Return what a cell counts and whether it is about a part of the city."""
        below = any(
            dimension.name == self.area_dimension and node != dimension.top
            for dimension, node in zip(self.table.dimensions, cell, strict=True)
        )
        return CellNature(self.counts, self.is_special, below)


@dataclass(frozen=True, slots=True)
class ProtectedCell:
    """A cell as it may be printed: its count, or SUPPRESSED with the reason."""

    name: Name
    value: Value
    reason: WithholdReason | None = None
    exception: DisclosureException | None = None

    @property
    def sentence(self) -> str:
        """Return in Dutch why it is withheld or published all the same; empty when nothing is to say."""
        if self.exception is not None:
            return f"Klein, en toch gepubliceerd: {self.exception.reason}"
        return f"Afgeschermd: {REASON_WORDS[self.reason]}." if self.reason else ""


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table that may be published, with how it came about and what it adds to the history."""

    request: TableRequest
    cells: tuple[ProtectedCell, ...]
    suppression: Suppression
    publication: Publication

    def value(self, name: Name) -> Value:
        """Return what may be printed in a cell. Raises DisclosureError for a cell that is not shown."""
        for cell in self.cells:
            if cell.name == name:
                return cell.value
        raise DisclosureError(f"De tabel '{self.request.title}' heeft geen cel {', '.join(name)}.")


def protect_table(
    request: TableRequest,
    history: PublicationHistory,
    parameters: DisclosureParameters,
    *,
    exceptions: Sequence[DisclosureException] = (),
) -> ProtectedTable:
    """Withhold what is small and, around it, as few other cells as possible, given all earlier publications.

    Parameters: ``request``; ``history`` of everything published before; ``parameters`` of the day;
    ``exceptions`` by a person, by the title of the cell: those small cells are published.

    Returns a ProtectedTable that the audit over the whole history let pass. A count of 0 is withheld only
    when no other choice protects.

    Raises DisclosureError with the Dutch reason when nothing protects a cell, or earlier publications already
    give it away.
    """
    allowed = {each.title: each for each in exceptions}
    reasons = {cell: _find_reason(request, cell, parameters) for cell in request.cells}
    small = {cell for cell, reason in reasons.items() if reason and request.title_of(cell) not in allowed}
    suppression = _suppress(request, small, history, parameters)
    withheld = set(suppression.withheld)
    cells = []
    for cell in request.cells:
        reason = reasons[cell] or WithholdReason.PROTECTS_OTHERS
        if cell in withheld:
            cells.append(ProtectedCell(cell, NonValue.SUPPRESSED, reason))
            continue
        exception = allowed.get(request.title_of(cell)) if reasons[cell] else None
        cells.append(ProtectedCell(cell, request.table.value(cell), None, exception))
    publication = _as_publication(request, small, withheld, parameters)
    check_can_publish(history, publication)
    return ProtectedTable(request, tuple(cells), suppression, publication)


def _find_reason(
    request: TableRequest, cell: Name, parameters: DisclosureParameters
) -> WithholdReason | None:
    size = None
    if request.groups is not None:
        size = sum(request.groups.get(atom, 0) for atom in request.table.atoms_of(cell))
    return find_reason(request.table.value(cell), request.nature_of(cell), parameters, group_size=size)


def _suppress(
    request: TableRequest, small: set[Name], history: PublicationHistory, parameters: DisclosureParameters
) -> Suppression:
    width = float(parameters.get_width(request.counts, is_special=request.is_special))
    facts = [Equation(each.pieces, each.low, each.high) for each in history.published]
    guarded = [GuardedSum(each.title, each.pieces, each.width) for each in history.withheld]
    cells = []
    for name in request.cells:
        value, pieces = request.table.value(name), tuple(request.pieces_of(name))
        cells.append(SumCell(name, pieces, value, width if name in small else 0.0, value > 0))
    # A nought is withheld only when nothing else helps.
    for choice in (cells, [replace(cell, may_withhold=True) for cell in cells]):
        try:
            return suppress_cells(choice, sums=request.table.sums, facts=facts, guarded=guarded)
        except UnprotectableError as error:
            lost = [each if isinstance(each, str) else request.title_of(each) for each in error.names]
        except TableError:
            # Told below: publications that contradict each other.
            lost = []
            break
    raise DisclosureError(_explain(request, lost, history, parameters))


def _explain(
    request: TableRequest, names: Sequence[str], history: PublicationHistory, parameters: DisclosureParameters
) -> str:
    """Say which earlier publications give away what the table would withhold, cell by cell."""
    everything = set(request.cells)
    bare = _as_publication(request, everything, everything if names else set(), parameters)
    kept = tuple(each for each in bare.withheld if each.title in names)
    try:
        check_can_publish(history, replace(bare, withheld=kept))
    except DisclosureError as error:
        return str(error)
    what = f"niets beschermt {', '.join(names)}" if names else "er is geen veilige keuze gevonden"
    return f"'{request.title}' kan zo niet naar buiten: {what}."


def _as_publication(
    request: TableRequest, small: set[Name], withheld: set[Name], parameters: DisclosureParameters
) -> Publication:
    width = float(parameters.get_width(request.counts, is_special=request.is_special))
    published = [
        PublishedSum(request.title_of(cell), request.pieces_of(cell), value, value)
        for cell in request.cells
        if cell not in withheld
        for value in [float(request.table.value(cell))]
    ]
    hidden = [
        WithheldSum(
            request.title_of(cell), request.pieces_of(cell), width if cell in small else _SECONDARY_WIDTH
        )
        for cell in request.cells
        if cell in withheld
    ]
    return Publication(request.code, request.title, request.published_on, tuple(published), tuple(hidden))
