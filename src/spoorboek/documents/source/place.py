"""Places in the text of a letter, so that every finding points to its words."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spoorboek.documents.errors import Problem

MOST_PROBLEMS = 500
"""Nobody reads on after so many."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of the text: from ``start`` up to ``end`` (code points), beginning on ``line`` (from 1)."""

    start: int
    end: int
    line: int

    def cut(self, text: str) -> str:
        """Return the words that stand here in ``text``."""
        return text[self.start : self.end]


class SourceText:
    """The text of a letter with the offsets of its lines, collecting what is wrong with it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.line_starts = [0]
        for line in self.lines[:-1]:
            self.line_starts.append(self.line_starts[-1] + len(line) + 1)
        self.problems: set[Problem] = set()

    def place(self, start: int, end: int) -> Place:
        """Return the place between two offsets."""
        return Place(start, end, bisect_right(self.line_starts, start))

    def line_place(self, line: int) -> Place:
        """Return the place of a whole line, counted from 1; beyond the end it is the last line."""
        index = min(max(line, 1), len(self.lines)) - 1
        start = self.line_starts[index]
        return Place(start, start + len(self.lines[index]), index + 1)

    def report(self, place: Place, sentence: str) -> None:
        """Note that something is wrong; once each, MOST_PROBLEMS at most."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.add(Problem(place.line, place.start, place.end, sentence))
