"""Walks over the features of a GeoJSON text one by one, so that a large file never stands in memory twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from spoorboek.rules.hotspots.reports import ReportFileError

_SPACE = re.compile(r"[ \t\r\n]*")
_BROKEN = "Het bestand is geen goed geschreven GeoJSON."
_NO_LIST = "Dit is geen GeoJSON: er is geen lijst 'features' met meldingen."
_TOO_DEEP = "Het bestand is te diep genest om GeoJSON te zijn."


def walk_features(text: str) -> Iterator[Any]:
    """Yield each member of the list ``features`` of a GeoJSON text, in their order.

    Parameters: ``text`` of the file. A text that ends halfway is told when its end is reached: whoever keeps
    what was yielded keeps it only after the last one.

    Raises ReportFileError in Dutch.
    """
    try:
        yield from _Walker(text).walk()
    except ReportFileError:
        raise
    except RecursionError as error:
        raise ReportFileError(_TOO_DEEP) from error
    except (ValueError, IndexError) as error:
        raise ReportFileError(_BROKEN) from error


class _Walker:
    """Reads JSON from a place in the text on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 1 if text.startswith("\ufeff") else 0
        self._decoder = json.JSONDecoder()

    def walk(self) -> Iterator[Any]:
        if self._look() != "{":
            self._read()
            raise ReportFileError(_NO_LIST)
        is_found = False
        for _ in self._walk_parts("{", "}"):
            name = self._read()
            if not isinstance(name, str) or self._look() != ":":
                raise ReportFileError(_BROKEN)
            self._at += 1
            if name == "features" and self._look() == "[":
                if is_found:
                    raise ReportFileError(_BROKEN)
                is_found = True
                for _ in self._walk_parts("[", "]"):
                    yield self._read()
            else:
                self._read()
        if self._look():
            raise ReportFileError(_BROKEN)
        if not is_found:
            raise ReportFileError(_NO_LIST)

    def _walk_parts(self, opening: str, closing: str) -> Iterator[None]:
        """Stop before each part of a list or object; the caller reads it."""
        self._at = self._text.index(opening, self._at) + 1
        if self._look() == closing:
            self._at += 1
            return
        while True:
            yield
            sign = self._look()
            self._at += 1
            if sign == closing:
                return
            if sign != ",":
                raise ReportFileError(_BROKEN)

    def _look(self) -> str:
        """Return the next sign that is no space, empty at the end."""
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _read(self) -> Any:
        """Return the next value as a whole."""
        self._look()
        value, self._at = self._decoder.raw_decode(self._text, self._at)
        return value
