"""Area layouts that change: the smallest pieces that both the old and the new borders respect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spoorboek.rules.disclosure.publication import DisclosureError
from spoorboek.stats.cell_table import Dimension


@dataclass(frozen=True, slots=True)
class AreaLayouts:
    """For each edition the areas with the pieces they are made of."""

    pieces: Mapping[int, Mapping[str, tuple[str, ...]]]

    def pieces_of(self, edition: int, area: str) -> tuple[str, ...]:
        """Return the pieces of an area. Raises DisclosureError when the edition does not have it."""
        found = self.pieces.get(edition, {}).get(area)
        if found is None:
            raise DisclosureError(f"De gebiedsindeling van {edition} kent geen '{area}'.")
        return found

    def as_dimension(self, edition: int, children: Mapping[str, tuple[str, ...]]) -> Dimension:
        """Return the areas of one edition as a dimension; ``children`` of each total, in codes."""
        below = {child for each in children.values() for child in each} - set(children)
        atoms = {area: self.pieces_of(edition, area) for area in sorted(below)}
        return Dimension("gebied", children, atoms)


def overlay_layouts(overlaps: Iterable[Mapping[int, str]]) -> AreaLayouts:
    """Return the layouts behind a list of overlaps: per piece the area in which it lies in each edition.

    Raises DisclosureError when a piece misses an edition or stands in the list twice.

    Half of neighbourhood B went to A in 2024:

    >>> found = overlay_layouts([{2020: "A", 2024: "A"}, {2020: "B", 2024: "A"}, {2020: "B", 2024: "B"}])
    >>> found.pieces_of(2020, "B"), found.pieces_of(2024, "B")
    (('2020:B|2024:A', '2020:B|2024:B'), ('2020:B|2024:B',))
    """
    listed = [dict(sorted(each.items())) for each in overlaps]
    editions = sorted({edition for each in listed for edition in each})
    found: dict[int, dict[str, tuple[str, ...]]] = {edition: {} for edition in editions}
    seen: set[str] = set()
    for each in listed:
        name = "|".join(f"{edition}:{area}" for edition, area in each.items())
        if sorted(each) != editions:
            raise DisclosureError(f"Het stukje '{name}' mist een gebiedsindeling; er zijn {editions}.")
        if name in seen:
            raise DisclosureError(f"Het stukje '{name}' staat er twee keer in.")
        seen.add(name)
        for edition, area in each.items():
            found[edition][area] = (*found[edition].get(area, ()), name)
    return AreaLayouts(found)
