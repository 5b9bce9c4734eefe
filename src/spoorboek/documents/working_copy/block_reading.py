"""The paragraphs and tables of Word, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element  # nosec B405

from spoorboek.documents.working_copy.package import MC, W
from spoorboek.documents.working_copy.pieces import Held, Piece, Prose, join_text, tidy
from spoorboek.documents.working_copy.run_reading import PartOfFile, RunReader
from spoorboek.documents.working_copy.style_book import ListPlace

_WRAPPERS = frozenset({f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}sdtContent"})
_DEEPEST_TABLE = 5
_WIDEST_SPAN = 60


@dataclass(frozen=True, slots=True)
class FlowParagraph:
    """One paragraph: what it is by its style, and its words. ``block`` holds it as a whole."""

    prose: Prose
    block: Held | None = None
    heading: int = 0
    is_title: bool = False
    is_caption: bool = False
    place: ListPlace | None = None


@dataclass(frozen=True, slots=True)
class FlowTable:
    """One table, row by row."""

    rows: tuple[tuple[Prose, ...], ...]
    block: Held | None = None


class FlowReader:
    """Reads paragraphs and tables into ``flow``."""

    def __init__(self, part: PartOfFile) -> None:
        """Keep what is known of the file."""
        self._styles, self._marks, self._changes = part.styles, part.marks, part.changes
        self._runs = RunReader(part, box=self._keep_box)
        self._carried: list[Piece] = []
        self._boxes: list[Element] = []
        self._depth = 0
        self.flow: list[FlowParagraph | FlowTable] = []

    def read(self, container: Element) -> None:
        """Read what stands in a body, cell, note or text box."""
        for child in container:
            tag = child.tag
            if tag == f"{W}p":
                self._read_paragraph(child)
            elif tag == f"{W}tbl":
                self._read_table(child)
            elif tag == f"{W}sdt":
                self._read_control(child)
            elif tag in _WRAPPERS:
                self.read(child)
            elif tag == f"{MC}AlternateContent" and len(child):
                self.read(child[0])
            elif tag == f"{W}altChunk":
                self._marks.findings.left_out["ingevoegd document"] += 1
            else:
                self._marks.see(child)

    def _read_control(self, control: Element) -> None:
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        if control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") is not None:
            gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
                self._marks.findings.left_out["inhoudsopgave"] += 1
                return
        is_ours = self._marks.open_control(control)
        self.read(content)
        if is_ours:
            self._marks.controls.pop()

    def _read_paragraph(self, paragraph: Element) -> None:
        block = self._marks.block
        self._runs.blocks = set()
        pieces = [*self._carried, *self._runs.read(paragraph)]
        self._carried = []
        seen = next((one for one in self._runs.blocks if isinstance(one, Held)), None)
        properties = paragraph.find(f"{W}pPr")
        self._note_properties(properties)
        if self._is_joined_to_next(properties):
            self._carried = pieces
        else:
            self._add(pieces, properties, block or seen or self._marks.block)
        for box in self._boxes[:]:
            self._boxes.remove(box)
            self.read(box)

    def _add(self, pieces: list[Piece], properties: Element | None, block: Held | None) -> None:
        style = properties.find(f"{W}pStyle") if properties is not None else None
        code = style.get(f"{W}val", "") if style is not None else ""
        if self._styles.is_contents(code) and block is None:
            self._marks.findings.left_out["regel van een inhoudsopgave"] += 1
            return
        prose = tidy(pieces)
        for piece in pieces:
            for held in piece.held:
                specials = self._marks.findings.specials
                if held.name == "title" or (held.name[:1] == "f" and held.name[1:].isdecimal()):
                    specials[held.name] = specials.get(held.name, "") + piece.text
        self.flow.append(
            FlowParagraph(
                prose=prose,
                block=block,
                heading=self._styles.find_heading(code, properties),
                is_title=self._styles.is_title(code),
                is_caption=self._styles.is_caption(code),
                place=self._styles.find_list(code, properties),
            )
        )

    def _note_properties(self, properties: Element | None) -> None:
        if properties is None:
            return
        changes = [one for one in properties.iter() if one.tag in (f"{W}pPrChange", f"{W}rPrChange")]
        if changes:
            self._marks.findings.left_out["bijgehouden wijziging van opmaak"] += len(changes)

    def _is_joined_to_next(self, properties: Element | None) -> bool:
        """A paragraph mark that was deleted, or inserted and not taken, ends no paragraph."""
        look = properties.find(f"{W}rPr") if properties is not None else None
        if look is None:
            return False
        for tag, is_going in (("del", True), ("moveFrom", True), ("ins", False), ("moveTo", False)):
            change = look.find(f"{W}{tag}")
            if change is not None:
                return self._changes.takes(change) == is_going
        return False

    def _keep_box(self, box: Element) -> None:
        self._boxes.append(box)

    def _read_table(self, table: Element) -> None:
        block = self._marks.block
        self._depth += 1
        rows = tuple(row for element in _find(table, "tr") if (row := self._read_row(element)))
        self._depth -= 1
        if not rows:
            return
        if max(len(row) for row in rows) < 2 and block is None:
            # A table of one column is layout: its words are ordinary text.
            self.flow += [FlowParagraph(cell) for row in rows for cell in row if cell]
            return
        self.flow.append(FlowTable(rows, block or self._marks.block))

    def _read_row(self, row: Element) -> tuple[Prose, ...]:
        properties = row.find(f"{W}trPr")
        for tag in ("ins", "del"):
            change = properties.find(f"{W}{tag}") if properties is not None else None
            if change is not None and (tag == "ins") != self._changes.takes(change):
                return ()
        cells: list[Prose] = []
        for cell in _find(row, "tc"):
            span, is_again = _spans_of(cell)
            if (span > 1 or is_again) and self._marks.block is None:
                self._marks.findings.left_out["samengevoegde cel (de woorden staan in de eerste)"] += 1
            cells += [self._read_cell(cell) if not is_again else (), *((),) * (span - 1)]
        return tuple(cells)

    def _read_cell(self, cell: Element) -> Prose:
        outer, self.flow = self.flow, []
        if self._depth <= _DEEPEST_TABLE:
            self.read(cell)
        inside, self.flow = self.flow, outer
        pieces: list[Piece] = []
        for part in inside:
            if isinstance(part, FlowTable):
                self._marks.findings.left_out["tabel in een tabel (de woorden staan in de cel)"] += 1
                proses = [cell for row in part.rows for cell in row if cell]
            else:
                proses = [part.prose]
            for prose in proses:
                pieces += [Piece(" "), *prose] if pieces else prose
        return tidy(pieces)


def list_lines(part: FlowParagraph | FlowTable) -> list[str]:
    """Return the words of a paragraph, or of a table row by row, cells apart. Parameters: ``part``."""
    if isinstance(part, FlowTable):
        return [" | ".join(join_text(cell) for cell in row) for row in part.rows]
    text = join_text(part.prose)
    return [text] if text else []


def _find(parent: Element, tag: str) -> list[Element]:
    """Return rows or cells, also those inside controls."""
    found: list[Element] = []
    for child in parent:
        if child.tag == f"{W}{tag}":
            found.append(child)
        elif child.tag == f"{W}sdt" and (content := child.find(f"{W}sdtContent")) is not None:
            found += _find(content, tag)
        elif child.tag in _WRAPPERS:
            found += _find(child, tag)
    return found


def _spans_of(cell: Element) -> tuple[int, bool]:
    """Return how many columns a cell takes, and whether it goes on from the row above."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return 1, False
    span, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
    wide = span.get(f"{W}val", "1") if span is not None else "1"
    is_again = merge is not None and merge.get(f"{W}val", "continue") == "continue"
    return min(int(wide), _WIDEST_SPAN) if wide.isdecimal() and int(wide) else 1, is_again
