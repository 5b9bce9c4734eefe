"""The blocks of a letter source, and its sections with their headings."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.documents.source.place import Place
from spoorboek.documents.source.spans import BlockSpan, SourceInlines


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """Running text."""

    place: Place
    inlines: SourceInlines


@dataclass(frozen=True, slots=True)
class SourceList:
    """A list of items, each a few blocks; numbered or with bullets."""

    place: Place
    items: tuple[tuple[SourceBlock, ...], ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table that the author wrote; its caption is the line ``Tabel: ...`` above it."""

    place: Place
    caption: SourceInlines
    header: tuple[SourceInlines, ...]
    rows: tuple[tuple[SourceInlines, ...], ...]


SourceBlock = SourceParagraph | SourceList | SourceTable | BlockSpan


@dataclass(frozen=True, slots=True)
class SourceHeading:
    """A heading; level 1 is a section of the letter."""

    place: Place
    level: int
    inlines: SourceInlines


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks up to the next heading.

    ``path`` holds the titles from the section of the letter down to this one; before the first
    heading there is no heading and the path is empty.
    """

    heading: SourceHeading | None
    path: tuple[str, ...]
    blocks: tuple[SourceBlock, ...]


@dataclass(frozen=True, slots=True)
class SourceNote:
    """The text of a footnote."""

    place: Place
    label: str
    inlines: SourceInlines
