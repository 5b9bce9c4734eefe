"""The letter as it was when it went to Word, in parts, each with the words of its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spoorboek.documents.source.blocks import (
    SourceBlock,
    SourceHeading,
    SourceList,
    SourceParagraph,
    SourceTable,
)
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.spans import (
    ClaimSpan,
    CommitmentSpan,
    FixedSpan,
    Link,
    NoteReference,
    NumberSpan,
    PromiseSpan,
    SourceInlines,
    Words,
)
from spoorboek.documents.working_copy.pieces import (
    HeadingPart,
    Held,
    ListPart,
    ParagraphPart,
    Part,
    Piece,
    Prose,
    TablePart,
    TiedPart,
    tidy,
)
from spoorboek.documents.working_copy.source_writing import SourceWriter
from spoorboek.documents.working_copy.ties import Tie, name_ties
from spoorboek.documents.writers.wording import make_printable

_REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class BaseUnit:
    """A block or footnote: its source as it stands (``text``), and as we would write it (``written``).

    ``label`` is that of a footnote, else empty; ``line`` is the first, from 1.
    """

    text: str
    written: str
    label: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class BaseLetter:
    """The letter of one revision. ``head`` is everything above its first block."""

    letter: LetterSource
    ties: Mapping[str, Tie]
    head: str
    units: tuple[BaseUnit, ...]
    notes: Mapping[str, Prose]

    def list_references(self) -> list[str]:
        """Return the label of each reference to a note, in the order of the text."""
        body = (unit.written for unit in self.units if not unit.label)
        return [label for written in body for label in _REFERENCE.findall(written)]


def read_base(letter: LetterSource) -> BaseLetter:
    """Return the letter in the units in which Word gives it back.

    Parameters: ``letter``. Every line of its text is in the head or in one unit.
    """
    ties = name_ties(letter)
    converter = _Converter({tie.start: tie.name for tie in ties.values()})
    writer = SourceWriter(ties)
    found: list[tuple[int, str, str]] = []
    for section in letter.sections:
        if section.heading:
            part = converter.heading(section.heading)
            found.append((section.heading.place.line, writer.write(part), ""))
        for block in section.blocks:
            found.append((_first_line(block), writer.write(converter.block(block)), ""))
    notes = {note.label: converter.prose(note.inlines) for note in letter.notes}
    for note in letter.notes:
        prose = notes[note.label]
        found.append((note.place.line, writer.write_note(note.label, prose), note.label))
    found.sort(key=lambda one: one[0])
    lines = letter.text.split("\n")
    starts = [line - 1 for line, _, _ in found] + [len(lines)]
    units = tuple(
        BaseUnit("\n".join(lines[first:last]), written, label, first + 1)
        for (_, written, label), first, last in zip(found, starts, starts[1:], strict=False)
    )
    return BaseLetter(letter, ties, "\n".join(lines[: starts[0]]), units, notes)


def _first_line(block: SourceBlock) -> int:
    if isinstance(block, SourceTable) and block.caption:
        first = block.caption[0]
        return (first.place if isinstance(first, (Words, Link, NoteReference)) else first.whole).line
    return (
        block.whole.line
        if not isinstance(block, (SourceParagraph, SourceList, SourceTable))
        else block.place.line
    )


class _Converter:
    def __init__(self, names: Mapping[int, str]) -> None:
        self._names = names

    def heading(self, heading: SourceHeading) -> HeadingPart:
        return HeadingPart(heading.level, self.prose(heading.inlines))

    def block(self, block: SourceBlock) -> Part:
        if isinstance(block, SourceParagraph):
            return ParagraphPart(self.prose(block.inlines))
        if isinstance(block, SourceList):
            items = tuple(tuple(self.block(child) for child in item) for item in block.items)
            return ListPart(items, block.numbered)
        if isinstance(block, SourceTable):
            rows = tuple(tuple(self.prose(cell) for cell in row) for row in (block.header, *block.rows))
            return TablePart(self.prose(block.caption), rows)
        return TiedPart(Held(self._names[block.whole.start], 0))

    def prose(self, inlines: SourceInlines) -> Prose:
        return tidy(self._pieces(inlines, ()))

    def _pieces(self, inlines: SourceInlines, held: tuple[Held, ...]) -> Iterable[Piece]:
        for node in inlines:
            yield from self._one(node, held)

    def _one(self, node: object, held: tuple[Held, ...]) -> Iterator[Piece]:
        match node:
            case Words():
                yield Piece(make_printable(node.text), node.bold, node.italic, held=held)
            case Link():
                yield Piece(make_printable(node.text), href=node.href, held=held)
            case NoteReference():
                yield Piece(held=held, note=node.label)
            case NumberSpan() | FixedSpan():
                yield Piece(make_printable(node.text), held=(*held, Held(self._names[node.whole.start], 0)))
            case ClaimSpan() | PromiseSpan() | CommitmentSpan():
                own = (*held, Held(self._names[node.whole.start], 0))
                yield from self._pieces(node.inlines, own)
