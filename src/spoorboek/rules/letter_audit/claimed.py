"""The places of a text that are spoken for already."""

from __future__ import annotations

from collections.abc import Iterable

from spoorboek.rules.letter_audit.model import Spot


class Claimed:
    """The places that are spoken for: a numeral means one thing only."""

    def __init__(self) -> None:
        self._taken = bytearray()

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether nothing between ``start`` and ``end`` is taken yet."""
        return self._taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> bool:
        """Take the place when it is free; tell whether it was."""
        if not self.is_free(start, end):
            return False
        if len(self._taken) < end:
            self._taken.extend(bytes(end - len(self._taken)))
        self._taken[start:end] = b"\x01" * (end - start)
        return True

    def take_ends(self, words: str, start: int, end: int) -> bool:
        """Take the first and last word of a place when both are free: "neemt ... toe" leaves room between."""
        first = words.find(" ", start, end)
        last = words.rfind(" ", start, end)
        if first == last or first < 0:
            return self.take(start, end)
        if not (self.is_free(start, first) and self.is_free(last + 1, end)):
            return False
        return self.take(start, first) and self.take(last + 1, end)

    def keep(self, spots: Iterable[Spot]) -> list[Spot]:
        """Return the spots whose place was still free, and take those places."""
        return [spot for spot in spots if self.take(spot.start, spot.end)]
