"""From the tokens of the whole body to sections and blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it.token import Token

from spoorboek.documents.source.blocks import (
    Section,
    SourceBlock,
    SourceHeading,
    SourceList,
    SourceNote,
    SourceParagraph,
    SourceTable,
)
from spoorboek.documents.source.inline_reading import BLOCK_SPANS, ClaimIds, InlineReader, leave_out_blocks
from spoorboek.documents.source.offsets import BlockOffsets
from spoorboek.documents.source.place import Place, SourceText
from spoorboek.documents.source.span_building import plain_text
from spoorboek.documents.source.spans import BlockSpan, SourceInline, SourceInlines, Words

DEEPEST_HEADING = 4
DEEPEST_LIST = 3
CAPTION = "Tabel:"
_REFUSED = {
    "code_block": "deze regel is vier spaties of meer ingesprongen. Haal het inspringen weg.",
    "fence": "een codeblok kan niet in een brief.",
    "blockquote_open": "een citaat met > kan niet in een brief; gebruik aanhalingstekens.",
    "hr": "een streep kan niet in een brief. Begin een nieuw deel met een kop.",
}


@dataclass(slots=True)
class _Open:
    """A section that is being read."""

    heading: SourceHeading | None
    path: tuple[str, ...]
    blocks: list[SourceBlock] = field(default_factory=list)


class BlockReader:
    """Reads block tokens; ``first_line`` is the number of lines above the body."""

    def __init__(self, source: SourceText, tokens: list[Token], first_line: int) -> None:
        self._source, self._tokens, self._first_line = source, tokens, first_line
        self._ids = ClaimIds()
        self._at = 0
        self._list_depth = 0
        self.notes: list[SourceNote] = []

    def read_sections(self) -> tuple[Section, ...]:
        """Return the sections in order; the one before the first heading only when it holds something."""
        open_section = _Open(None, ())
        found: list[Section] = []
        titles: list[str] = []
        while self._at < len(self._tokens):
            if self._tokens[self._at].type == "heading_open":
                found.append(Section(open_section.heading, open_section.path, tuple(open_section.blocks)))
                heading = self._read_heading(len(titles))
                titles = [*titles[: heading.level - 1], " ".join(plain_text(heading.inlines).split())]
                open_section = _Open(heading, tuple(titles))
            else:
                self._read_block(open_section.blocks)
        found.append(Section(open_section.heading, open_section.path, tuple(open_section.blocks)))
        return tuple(section for section in found if section.heading or section.blocks)

    def _read_heading(self, depth: int) -> SourceHeading:
        token = self._tokens[self._at]
        level = int(token.tag[1:])
        place = self._place(token)
        if level > depth + 1:
            sentence = (
                f"deze kop (niveau {level}) slaat een niveau over; hier past ten hoogste niveau {depth + 1}."
            )
            self._source.report(place, sentence)
        if level > DEEPEST_HEADING:
            self._source.report(place, f"een brief heeft koppen tot en met niveau {DEEPEST_HEADING}.")
        inlines = leave_out_blocks(self._source, self._read_inline(self._tokens[self._at + 1]))
        if not plain_text(inlines).strip():
            self._source.report(place, "deze kop is leeg.")
        self._at += 3
        return SourceHeading(place, level, inlines)

    def _read_block(self, blocks: list[SourceBlock]) -> None:
        token = self._tokens[self._at]
        if token.type == "paragraph_open":
            inlines = self._read_inline(self._tokens[self._at + 1])
            self._at += 3
            self._add_paragraph(self._place(token), inlines, blocks)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            blocks.append(self._read_list())
        elif token.type == "table_open":
            self._add_table(blocks)
        elif token.type == "footnote_reference_open":
            self._read_note()
        else:
            if token.type == "heading_open":
                self._source.report(self._place(token), "een kop kan niet in een lijst of voetnoot staan.")
            elif token.type in _REFUSED:
                self._source.report(self._place(token), _REFUSED[token.type])
            self._skip()

    def _skip(self) -> None:
        depth = 0
        while self._at < len(self._tokens):
            depth += self._tokens[self._at].nesting
            self._at += 1
            if depth <= 0:
                return

    def _add_paragraph(
        self, place: Place, inlines: tuple[SourceInline | BlockSpan, ...], blocks: list[SourceBlock]
    ) -> None:
        if len(inlines) == 1 and isinstance(inlines[0], BLOCK_SPANS):
            blocks.append(inlines[0])
            return
        prose = leave_out_blocks(self._source, inlines)
        if prose:
            blocks.append(SourceParagraph(place, prose))

    def _read_list(self) -> SourceList:
        token = self._tokens[self._at]
        if token.attrs.get("start", 1) != 1:
            sentence = (
                f"een genummerde lijst begint bij 1; hier staat {token.attrs['start']}. Een jaartal: 2024\\."
            )
            self._source.report(self._place(token), sentence)
        self._list_depth += 1
        if self._list_depth > DEEPEST_LIST:
            self._source.report(
                self._place(token), f"lijsten staan ten hoogste {DEEPEST_LIST} diep in elkaar."
            )
        closing = token.type.replace("_open", "_close")
        items: list[tuple[SourceBlock, ...]] = []
        self._at += 1
        while self._tokens[self._at].type != closing:
            self._at += 1
            item: list[SourceBlock] = []
            while self._tokens[self._at].type != "list_item_close":
                self._read_block(item)
            self._at += 1
            items.append(tuple(item))
        self._at += 1
        self._list_depth -= 1
        return SourceList(self._place(token), tuple(items), token.type.startswith("ordered"))

    def _add_table(self, blocks: list[SourceBlock]) -> None:
        token = self._tokens[self._at]
        caption: SourceInlines = ()
        before = blocks[-1] if blocks else None
        if isinstance(before, SourceParagraph) and plain_text(before.inlines).startswith(CAPTION):
            caption = _strip_caption(before.inlines)
            blocks.pop()
        if not plain_text(caption).strip():
            sentence = f"een tabel heeft een titel nodig: zet er een alinea '{CAPTION} ...' boven."
            self._source.report(self._place(token), sentence)
        rows: list[tuple[SourceInlines, ...]] = []
        while self._tokens[self._at].type != "table_close":
            if self._tokens[self._at].type == "tr_open":
                rows.append(self._read_row())
            self._at += 1
        self._at += 1
        blocks.append(SourceTable(self._place(token), caption, rows[0], tuple(rows[1:])))

    def _read_row(self) -> tuple[SourceInlines, ...]:
        cells: list[SourceInlines] = []
        line = self._line(self._tokens[self._at])
        column = 1
        while self._tokens[self._at].type != "tr_close":
            token = self._tokens[self._at]
            if token.type == "inline":
                offsets = BlockOffsets(self._source, token.content, line, column)
                column = offsets.end_column
                inlines = InlineReader(self._source, offsets, self._ids).read(token.children or [])
                cells.append(leave_out_blocks(self._source, inlines))
            self._at += 1
        text = self._source.lines[line].strip()
        if text.removeprefix("|").removesuffix("|").count("|") + 1 != len(cells):
            sentence = (
                f"deze rij heeft niet evenveel cellen als de kop ({len(cells)}); | kan niet in een cel."
            )
            self._source.report(self._source.line_place(line + 1), sentence)
        return tuple(cells)

    def _read_note(self) -> None:
        token = self._tokens[self._at]
        label = str(token.meta["label"])
        place = self._place(token)
        if any(note.label == label for note in self.notes):
            self._source.report(place, f"de voetnoot '{label}' staat er twee keer.")
        blocks: list[SourceBlock] = []
        self._at += 1
        while self._tokens[self._at].type != "footnote_reference_close":
            self._read_block(blocks)
        self._at += 1
        if len(blocks) == 1 and isinstance(blocks[0], SourceParagraph):
            self.notes.append(SourceNote(place, label, blocks[0].inlines))
        else:
            self._source.report(place, "een voetnoot bestaat uit één alinea.")

    def _read_inline(self, token: Token) -> tuple[SourceInline | BlockSpan, ...]:
        offsets = BlockOffsets(self._source, token.content, self._line(token))
        return InlineReader(self._source, offsets, self._ids).read(token.children or [])

    def _line(self, token: Token) -> int:
        return (token.map or [0])[0] + self._first_line

    def _place(self, token: Token) -> Place:
        return self._source.line_place(self._line(token) + 1)


def _strip_caption(inlines: SourceInlines) -> SourceInlines:
    first = inlines[0]
    if not isinstance(first, Words):
        return inlines
    rest = first.text.removeprefix(CAPTION)
    kept = rest.lstrip()
    start = first.place.start + len(CAPTION) + len(rest) - len(kept)
    place = Place(start, first.place.end, first.place.line)
    return (Words(place, kept, first.bold, first.italic), *inlines[1:])
