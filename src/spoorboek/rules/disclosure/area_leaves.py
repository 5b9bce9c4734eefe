"""Areas of every edition as sets of smallest areas, so that layouts with other borders meet each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

AreaName = tuple[str, int]
"""Code and edition."""


@dataclass(frozen=True, slots=True)
class LayoutArea:
    """One area of one edition. ``boundary`` is any text that is equal when the border is."""

    code: str
    edition: int
    parent: str = ""
    boundary: str = ""


@dataclass(frozen=True, slots=True)
class AreaLeaves:
    """``leaves`` of each area; ``same``: pairs of sets that cover the same ground in two editions."""

    leaves: Mapping[AreaName, frozenset[str]]
    same: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()

    def find(self, code: str, edition: int) -> frozenset[str]:
        """Return the leaves of an area; an area that nobody knows is a leaf of its own.

        Parameters: ``code``; ``edition``, a year (when it lacks the code, another edition is taken).
        Returns names of leaves. Errors: none.
        """
        found = self.leaves.get((code, edition))
        if found is None:
            other = max((name for name in self.leaves if name[0] == code), default=None)
            found = self.leaves[other] if other else frozenset({code})
        return found


def list_leaves(areas: Iterable[LayoutArea]) -> AreaLeaves:
    """Return what every area is made of, over all editions.

    Parameters: ``areas`` of any number of editions. Returns AreaLeaves: a smallest area with the same border
    in two editions is one leaf, with another border it is two; an area with parts and an unchanged border is
    the same ground in both editions. Errors: none.

    >>> old = [LayoutArea("GM", 2020), LayoutArea("BU1", 2020, "GM", "x"), LayoutArea("BU2", 2020, "GM", "y")]
    >>> new = [LayoutArea("GM", 2024), LayoutArea("BU1", 2024, "GM", "x"), LayoutArea("BU3", 2024, "GM", "y")]
    >>> sorted(list_leaves([*old, *new]).find("GM", 2024))
    ['BU1', 'BU3']
    """
    known = {(each.code, each.edition): each for each in areas}
    below: dict[AreaName, list[LayoutArea]] = {}
    for each in known.values():
        if each.parent and (each.parent, each.edition) in known:
            below.setdefault((each.parent, each.edition), []).append(each)
    borders: dict[str, set[str]] = {}
    for each in known.values():
        borders.setdefault(each.code, set()).add(each.boundary)

    def walk(name: AreaName) -> frozenset[str]:
        if name not in below:
            is_one = len(borders[name[0]]) == 1
            return frozenset({name[0] if is_one else f"{name[0]}:{name[1]}"})
        return frozenset().union(*(walk((each.code, each.edition)) for each in below[name]))

    leaves = {name: walk(name) for name in known}
    same = [
        (leaves[name], leaves[other])
        for name in sorted(below)
        for other in sorted(below)
        if name[0] == other[0] and name[1] < other[1] and len(borders[name[0]]) == 1
    ]
    return AreaLeaves(leaves, tuple(pair for pair in same if pair[0] != pair[1]))
