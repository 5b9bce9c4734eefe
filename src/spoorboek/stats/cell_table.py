"""Tables with totals: dimensions with levels, cells, and which cells add up to which."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spoorboek.stats.errors import TableError

Name = tuple[str, ...]
"""A cell: one node of each dimension."""

MOST_DIMENSIONS = 3


@dataclass(frozen=True)
class Dimension:
    """One way of splitting, with totals: ``children`` of each node that is a total, in order.

    ``atoms`` gives for a node without children the smallest pieces it is made of, when other tables split it
    in another way (a neighbourhood whose border moved); itself when nothing is given.

    >>> areas = Dimension("gebied", {"stad": ("noord", "zuid"), "zuid": ("zuid-1", "zuid-2")})
    >>> areas.nodes, areas.atoms_of("zuid")
    (('stad', 'noord', 'zuid', 'zuid-1', 'zuid-2'), ('zuid-1', 'zuid-2'))
    """

    name: str
    children: Mapping[str, tuple[str, ...]]
    atoms: Mapping[str, tuple[str, ...]] | None = None

    def __post_init__(self) -> None:
        below = [child for each in self.children.values() for child in each]
        if len(set(below)) != len(below):
            raise TableError(f"in dimension {self.name!r} a node stands under two totals")
        if any(not each for each in self.children.values()):
            raise TableError(f"in dimension {self.name!r} a total has nothing under it")
        tops = [node for node in self.children if node not in set(below)]
        if len(tops) != 1:
            raise TableError(f"dimension {self.name!r} must have one grand total, got {tops}")
        if len(self.nodes) != len(below) + 1:
            raise TableError(f"in dimension {self.name!r} not every total hangs under the grand total")

    @cached_property
    def top(self) -> str:
        """Return the grand total."""
        below = {child for each in self.children.values() for child in each}
        return next(node for node in self.children if node not in below)

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Return all nodes, a total before what is under it."""
        return tuple(self._walk())

    def atoms_of(self, node: str) -> tuple[str, ...]:
        """Return the smallest pieces of a node. Raises TableError when it is none of this dimension."""
        if node in self.children:
            return tuple(atom for child in self.children[node] for atom in self.atoms_of(child))
        if node not in self.nodes:
            raise TableError(f"dimension {self.name!r} has no {node!r}")
        return (self.atoms or {}).get(node, (node,))

    def _walk(self) -> Iterator[str]:
        # A circle never hangs under the grand total; it is found by counting.
        ahead = [self.top]
        while ahead:
            node = ahead.pop()
            yield node
            ahead += reversed(self.children.get(node, ()))


@dataclass(frozen=True)
class CellTable:
    """A table of counts with all its totals, over one to three dimensions.

    ``counts`` gives each smallest piece its count of at least 0, keyed by one atom per dimension; what is not
    named is 0.
    """

    dimensions: tuple[Dimension, ...]
    counts: Mapping[Name, int]

    def __post_init__(self) -> None:
        if not 1 <= len(self.dimensions) <= MOST_DIMENSIONS:
            raise TableError(f"a table has 1 to {MOST_DIMENSIONS} dimensions, got {len(self.dimensions)}")
        known = [set(each.atoms_of(each.top)) for each in self.dimensions]
        for name, count in self.counts.items():
            if len(name) != len(known) or not all(part in of for part, of in zip(name, known, strict=True)):
                raise TableError(f"the table has no cell {name!r}")
            if isinstance(count, bool) or not isinstance(count, int) or count < 0:
                raise TableError(f"cell {name!r} must be a whole number of at least 0, got {count!r}")

    @cached_property
    def cells(self) -> tuple[Name, ...]:
        """Return every cell with every total, in a fixed order."""
        return tuple(itertools.product(*(each.nodes for each in self.dimensions)))

    def atoms_of(self, cell: Name) -> tuple[Name, ...]:
        """Return the smallest pieces that add up to a cell. Raises TableError for an unknown cell."""
        if len(cell) != len(self.dimensions):
            raise TableError(f"the table has no cell {cell!r}")
        parts = (each.atoms_of(node) for each, node in zip(self.dimensions, cell, strict=True))
        return tuple(itertools.product(*parts))

    def value(self, cell: Name) -> int:
        """Return the count of a cell: the sum of its pieces."""
        return sum(self.counts.get(atom, 0) for atom in self.atoms_of(cell))

    @cached_property
    def sums(self) -> tuple[tuple[Name, tuple[Name, ...]], ...]:
        """Return every total with the cells that add up to it."""
        found = []
        for place, dimension in enumerate(self.dimensions):
            others = [each.nodes for each in self.dimensions]
            for total, parts in dimension.children.items():
                others[place] = (total,)
                for cell in itertools.product(*others):
                    below = tuple((*cell[:place], part, *cell[place + 1 :]) for part in parts)
                    found.append((cell, below))
        return tuple(found)


def as_dimension(name: str, parts: Sequence[str], *, total: str = "totaal") -> Dimension:
    """Return a dimension of one level: parts under a total.

    >>> as_dimension("jaar", ["2023", "2024"]).nodes
    ('totaal', '2023', '2024')
    """
    return Dimension(name, {total: tuple(parts)})
