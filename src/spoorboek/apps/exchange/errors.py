"""The error tree of exchange. Users read the sentences: they name the file and, where known, the line."""

from __future__ import annotations

from collections.abc import Sequence


class ExchangeError(Exception):
    """Something about a folder with a municipality cannot be done."""


class CityError(ExchangeError):
    """The folder cannot be taken in, so nothing of it was. ``sentences`` holds every problem found."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


class ExportError(ExchangeError):
    """The folder cannot be written."""


class RouteError(ExchangeError):
    """The people at hand cannot take a letter through its approval route."""


class ListMappingError(ExchangeError):
    """A mapping of columns that cannot be, or a cell that cannot be read by it."""


class ListError(ExchangeError):
    """A list that cannot be read as a whole."""
