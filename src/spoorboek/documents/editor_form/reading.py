"""From the source of a letter to the document of the editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from spoorboek.documents.editor_form.nodes import Node, fingerprint, list_children, make, print_text
from spoorboek.documents.editor_form.prose_reading import ProseReader
from spoorboek.documents.source.blocks import SourceBlock, SourceList, SourceParagraph, SourceTable
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.span_grammar import Attributes, scan_attributes
from spoorboek.documents.source.spans import BlockSpan


@dataclass(frozen=True, slots=True)
class EditorLetter:
    """A letter as the editor holds it, with what each of its blocks was in the source.

    ``source`` is the text that was read; ``known`` gives, by the fingerprint of a block, the text it was made
    from, so that what nobody changed keeps its words to the last space.
    """

    document: Node
    source: str
    known: dict[str, str]
    said: tuple[str, ...] = ()
    """The fingerprint of every block that says something, in order."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block with the line on which it begins (from 1), and whether its text may be used again."""

    line: int
    node: Node
    is_whole: bool = True


def read_editor_letter(letter: LetterSource) -> EditorLetter:
    """Return a letter as the editor holds it.

    Parameters: ``letter``, a source that was read. Returns its document and what each block was made from; a
    heading with nothing under it gets an empty paragraph, so that there is a place to write. Errors: none.
    """
    reader = _Reader(letter)
    pieces = sorted(reader.list_pieces(), key=lambda piece: piece.line)
    lines = letter.text.split("\n")
    ends = [*(piece.line - 1 for piece in pieces[1:]), len(lines)][: len(pieces)]
    known: dict[str, str] = {}
    for piece, end in zip(pieces, ends, strict=True):
        text = "\n".join(lines[piece.line - 1 : end]).strip("\n").rstrip()
        if piece.is_whole and text:
            known.setdefault(fingerprint(piece.node), text)
    body = [piece.node for piece in pieces if piece.node["type"] != "note"]
    notes = [make("note", reader.prose.read(note.inlines), label=note.label) for note in letter.notes]
    first = pieces[0].line - 1 if pieces else len(lines)
    front = "\n".join(lines[:first])
    front = front[: front.rindex("\n---") + 4] if "\n---" in front else front
    document = make("doc", [*_make_room(body), *notes], front=front.rstrip("\n"))
    said = tuple(fingerprint(block) for block in list_said(document))
    return EditorLetter(document, letter.text, known, said)


def list_said(document: Node) -> list[Node]:
    """Return the blocks of a document that say something.

    Parameters: ``document``. Returns its blocks without empty paragraphs. Errors: none.
    """
    return [block for block in list_children(document) if block.get("attrs") or print_text(block).strip()]


def _make_room(blocks: list[Node]) -> Iterator[Node]:
    for place, block in enumerate(blocks):
        yield block
        after = blocks[place + 1]["type"] if place + 1 < len(blocks) else "heading"
        if block["type"] == "heading" and after == "heading":
            yield make("paragraph")
    if not blocks:
        yield make("paragraph")


class _Reader:
    """Turns blocks into nodes."""

    def __init__(self, letter: LetterSource) -> None:
        self._letter = letter
        self._note_lines = sorted(note.place.line for note in letter.notes)
        self.prose = ProseReader(letter.text, count(1))

    def list_pieces(self) -> Iterator[_Piece]:
        for section in self._letter.sections:
            if section.heading:
                heading = section.heading
                node = make("heading", self.prose.read(heading.inlines), level=heading.level)
                yield _Piece(heading.place.line, node)
            for block in section.blocks:
                yield self._piece(block)
        for note in self._letter.notes:
            yield _Piece(note.place.line, make("note", self.prose.read(note.inlines), label=note.label))

    def _piece(self, block: SourceBlock) -> _Piece:
        if isinstance(block, SourceTable):
            first = block.caption[0].place.line if block.caption else block.place.line
            return _Piece(first, self._read_table(block))
        if isinstance(block, BlockSpan):
            return _Piece(block.place.line, self._read_span(block))
        if isinstance(block, SourceList):
            if not _is_simple(block):
                # A list with tables in its items is shown as it reads and kept as it was written.
                return _Piece(block.place.line, self._keep(block))
            # A footnote may be written between the items; then the text of the list is not the list alone.
            last = _last_line(block)
            is_whole = not any(block.place.line < line <= last for line in self._note_lines)
            return _Piece(block.place.line, self._read_list(block), is_whole)
        return _Piece(block.place.line, make("paragraph", self.prose.read(block.inlines)))

    def _read_table(self, table: SourceTable) -> Node:
        title = make("table_title", self.prose.read(table.caption))
        header = make("table_row", [make("table_header", self.prose.read(cell)) for cell in table.header])
        rows = [
            make("table_row", [make("table_cell", self.prose.read(cell)) for cell in row])
            for row in table.rows
        ]
        return make("table_block", [title, make("table", [header, *rows])])

    def _read_span(self, span: BlockSpan) -> Node:
        attributes = scan_attributes(self._letter.text, span.place.end + 1)
        values = attributes.values if isinstance(attributes, Attributes) else {}
        kind = next(name for name in ("table", "chart", "promises") if name in values)
        return make("data_block", kind=kind, code=values[kind], period=values.get("period", ""))

    def _read_list(self, block: SourceList) -> Node:
        items = [make("list_item", [self._read_inner(one) for one in item]) for item in block.items]
        return make("ordered_list" if block.numbered else "bullet_list", [_open_item(item) for item in items])

    def _read_inner(self, block: SourceBlock) -> Node:
        if isinstance(block, SourceList):
            return self._read_list(block)
        return make("paragraph", self.prose.read(block.inlines) if isinstance(block, SourceParagraph) else ())

    def _keep(self, block: SourceList) -> Node:
        lines = self._letter.text.split("\n")
        first = block.place.line - 1
        end = min((line - 1 for line in self._list_lines() if line - 1 > first), default=len(lines))
        return make("opaque", source="\n".join(lines[first:end]).rstrip())

    def _list_lines(self) -> list[int]:
        """Return the lines on which top blocks and notes begin."""
        found = [*self._note_lines]
        for section in self._letter.sections:
            found += [section.heading.place.line] if section.heading else []
            for block in section.blocks:
                caption = block.caption if isinstance(block, SourceTable) else ()
                found.append(caption[0].place.line if caption else block.place.line)
        return found


def _is_simple(block: SourceList) -> bool:
    return all(
        isinstance(one, SourceParagraph) or (isinstance(one, SourceList) and _is_simple(one))
        for item in block.items
        for one in item
    )


def _last_line(block: SourceBlock) -> int:
    if not isinstance(block, SourceList):
        return block.place.line
    return max((_last_line(one) for item in block.items for one in item), default=block.place.line)


def _open_item(item: Node) -> Node:
    """In the editor an item begins with a paragraph, be it an empty one."""
    content = item.get("content", [])
    if content and content[0]["type"] == "paragraph":
        return item
    return make("list_item", [make("paragraph"), *content])
