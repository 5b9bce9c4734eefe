"""The error tree of the documents floor.

What is wrong with a letter its author must read: those sentences are Dutch.
"""

from __future__ import annotations

from dataclasses import dataclass


class DocumentError(ValueError):
    """Something about a document cannot be right."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, with its place.

    ``line`` counts from 1. ``start`` and ``end`` are offsets in code points in the text of the
    letter, ``end`` not included. ``sentence`` is Dutch and says what to do.
    """

    line: int
    start: int
    end: int
    sentence: str

    def __str__(self) -> str:
        return f"Regel {self.line}: {self.sentence}"


class LetterSourceError(DocumentError):
    """A letter source that cannot be read; it holds every problem that was found, in order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class LetterTypeError(DocumentError):
    """A description of a letter type that cannot be used; the sentence is Dutch."""


class FillError(DocumentError):
    """A letter that cannot be filled in; it holds every problem that was found, in order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class ManifestError(DocumentError):
    """A manifest or table of figures that cannot be read; the sentence is Dutch."""


class UnreadableFileError(DocumentError):
    """A file that is damaged, too large, locked or not what it says; the sentence is Dutch."""


class WritingError(DocumentError):
    """A document that cannot be written as PDF, Word or a page."""


class ChartError(DocumentError):
    """A chart that cannot be drawn."""


class HouseStyleError(DocumentError):
    """A theme file that cannot be used; the sentence is Dutch."""


class ReaderError(UnreadableFileError):
    """A letter by anybody that cannot be read; the sentence is Dutch."""
