"""Reading a letter source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from spoorboek.documents.errors import LetterSourceError
from spoorboek.documents.source.block_reading import BlockReader
from spoorboek.documents.source.blocks import (
    Section,
    SourceBlock,
    SourceList,
    SourceNote,
    SourceParagraph,
    SourceTable,
)
from spoorboek.documents.source.front_matter import FrontMatter, read_front_matter, split_front_matter
from spoorboek.documents.source.guard import open_text
from spoorboek.documents.source.markdown import tokenize_markdown
from spoorboek.documents.source.numbers import NumberToken, find_numbers
from spoorboek.documents.source.place import SourceText
from spoorboek.documents.source.spans import (
    BlockSpan,
    ClaimSpan,
    CommitmentSpan,
    Link,
    NoteReference,
    PromiseSpan,
    SourceInlines,
    Span,
    UntiedNumber,
    Words,
)


@dataclass(frozen=True, slots=True)
class LetterSource:
    """A letter as its author wrote it, read and typed.

    ``text`` is the source with plain line ends: all places count in it. ``notes`` stand in the
    order in which the letter refers to them.
    """

    text: str
    front_matter: FrontMatter
    sections: tuple[Section, ...]
    notes: tuple[SourceNote, ...]
    untied_numbers: tuple[UntiedNumber, ...]

    def prose(self) -> Iterator[tuple[Section, SourceInlines]]:
        """Yield every stretch of prose with its section: headings, paragraphs, items, cells, then notes."""
        for section in self.sections:
            if section.heading:
                yield section, section.heading.inlines
            for inlines in _prose_of(section.blocks):
                yield section, inlines
        for note in self.notes:
            yield Section(None, (), ()), note.inlines

    def spans(self) -> Iterator[tuple[Section, Span]]:
        """Yield every span with its section, outer ones before the ones inside them."""
        for section in self.sections:
            if section.heading:
                yield from ((section, span) for span in _spans_in(section.heading.inlines))
            yield from ((section, span) for block in section.blocks for span in _spans_of(block))
        for note in self.notes:
            yield from ((Section(None, (), ()), span) for span in _spans_in(note.inlines))


def parse_letter(text: str) -> LetterSource:
    """Read the source of a letter.

    ``text`` is YAML front matter and CommonMark with bracketed spans (method: letter source).
    Returns the typed letter. Raises LetterSourceError with everything that is wrong, in order.
    """
    source = open_text(text)
    yaml_text, first_line = split_front_matter(source)
    front_matter = read_front_matter(source, yaml_text) if yaml_text or not source.problems else None
    body = "\n".join(source.lines[first_line:])
    reader = BlockReader(source, tokenize_markdown(body), first_line)
    sections = reader.read_sections()
    notes = _order_notes(source, sections, reader.notes)
    if source.problems or front_matter is None:
        raise LetterSourceError(tuple(sorted(source.problems)))
    letter = LetterSource(source.text, front_matter, sections, notes, ())
    title = Words(front_matter.places["title"], front_matter.title)
    prose = chain(((title,),), (inlines for _, inlines in letter.prose()))
    untied = (token for inlines in prose for token in find_numbers(inlines))
    numbers = tuple(_untied(source, token) for token in untied if not token.reason)
    return LetterSource(source.text, front_matter, sections, notes, numbers)


def _untied(source: SourceText, token: NumberToken) -> UntiedNumber:
    return UntiedNumber(source.place(token.start, token.end), token.text)


def _prose_of(blocks: tuple[SourceBlock, ...]) -> Iterator[SourceInlines]:
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield block.inlines
        elif isinstance(block, SourceList):
            for item in block.items:
                yield from _prose_of(item)
        elif isinstance(block, SourceTable):
            yield block.caption
            yield from block.header
            for row in block.rows:
                yield from row


def _spans_of(block: SourceBlock) -> Iterator[Span]:
    if isinstance(block, BlockSpan):
        yield block
        return
    for inlines in _prose_of((block,)):
        yield from _spans_in(inlines)


def _spans_in(inlines: SourceInlines) -> Iterator[Span]:
    for node in inlines:
        if isinstance(node, (Words, Link, NoteReference)):
            continue
        yield node
        if isinstance(node, (ClaimSpan, PromiseSpan, CommitmentSpan)):
            yield from _spans_in(node.inlines)


def _note_references(inlines: SourceInlines) -> Iterator[NoteReference]:
    for node in inlines:
        if isinstance(node, NoteReference):
            yield node
        elif isinstance(node, (ClaimSpan, PromiseSpan, CommitmentSpan)):
            yield from _note_references(node.inlines)


def _order_notes(
    source: SourceText, sections: tuple[Section, ...], notes: list[SourceNote]
) -> tuple[SourceNote, ...]:
    by_label = {note.label: note for note in notes}
    ordered: dict[str, SourceNote] = {}
    for section in sections:
        headings = (section.heading.inlines,) if section.heading else ()
        for inlines in (*headings, *_prose_of(section.blocks)):
            for reference in _note_references(inlines):
                if reference.label in by_label:
                    ordered.setdefault(reference.label, by_label[reference.label])
    for note in notes:
        if note.label not in ordered:
            source.report(note.place, f"naar de voetnoot '{note.label}' verwijst geen zin.")
        for reference in _note_references(note.inlines):
            source.report(reference.place, "een voetnoot kan niet naar een voetnoot verwijzen.")
    return tuple(ordered.values())
