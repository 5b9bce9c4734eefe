"""The columns and rows of a table as passages: what its numbers are called says which part they play."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spoorboek.documents.readers.audit_blocks import Cell
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.grids import Grid
from spoorboek.rules.letter_audit.reading.own_words import OwnWords
from spoorboek.rules.letter_audit.reading.passages import Observation, is_countable

_FEWEST = 3
_MOST = 12


def list_table_passages(grid: Grid, facts: Mapping[int, Sequence[Fact]]) -> Iterator[tuple[Observation, ...]]:
    """Yield the numbers of each column under the names of the rows, and of each row under the columns.

    Parameters: ``grid``; ``facts``, the numbers of the letter by block. Only tables of a few rows or columns
    can tell what came and went. Errors: none.
    """
    known = facts.get(grid.block, ())
    if _FEWEST <= len(grid.rows) <= _MOST:
        for place in range(len(grid.columns)):
            named = [(row.label, row.cells[place + 1]) for row in grid.rows if place + 1 < len(row.cells)]
            yield _observe(named, known)
    if _FEWEST <= len(grid.columns) <= _MOST:
        for row in grid.rows:
            yield _observe(list(zip(grid.columns, row.cells[1:], strict=False)), known)


def _observe(named: Sequence[tuple[str, Cell]], known: Sequence[Fact]) -> tuple[Observation, ...]:
    found: list[Observation] = []
    for name, cell in named:
        fact = next((one for one in known if cell.start <= one.mention.start < cell.end), None)
        if fact is not None and is_countable(fact):
            mention = replace(fact.mention, unit=None)
            own = OwnWords(f"{' '.join(name.lower().split())} ", "")
            found.append(Observation(replace(fact, mention=mention, own=own), len(found)))
    return tuple(found)
