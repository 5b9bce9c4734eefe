"""The words of one paragraph of Word, with their ties, looks, notes and tracked changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # nosec B405

from spoorboek.documents.working_copy.findings import Findings
from spoorboek.documents.working_copy.marks import OpenMarks
from spoorboek.documents.working_copy.package import MC, M, R, Relation, W
from spoorboek.documents.working_copy.pieces import Piece
from spoorboek.documents.working_copy.style_book import StyleMeanings, is_on
from spoorboek.documents.working_copy.tracking import TrackedChanges
from spoorboek.documents.writers.wording import make_printable

_COMING = frozenset({f"{W}ins", f"{W}moveTo"})
_GOING = frozenset({f"{W}del", f"{W}moveFrom"})
_WRAPPERS = frozenset(
    {f"{W}smartTag", f"{W}customXml", f"{W}dir", f"{W}bdo", f"{W}fldSimple", f"{W}sdtContent"}
)
_MARKS = frozenset(
    f"{W}{tag}" for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
)
_PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_SYMBOL_BULLETS = frozenset({0xA7, 0xA8, 0xB7, 0xD8, 0xFC})
"""The places in Symbol and Wingdings of the signs that Word puts before the lines of a list."""
_BLANKS = frozenset({f"{W}tab", f"{W}cr", f"{W}ptab"})
_UNKNOWN_LOOKS = {
    "u": "onderstreping",
    "strike": "doorhaling",
    "highlight": "markeerstift",
    "vertAlign": "hoger of lager gezette tekst",
}


@dataclass(frozen=True, slots=True)
class PartOfFile:
    """What is known of the part of a file that is read; ``changes`` tells which tracked changes are taken."""

    styles: StyleMeanings
    marks: OpenMarks
    relations: Mapping[str, Relation]
    changes: TrackedChanges


class RunReader:
    """Reads the inside of paragraphs. ``box`` is called with each text box, to be read as paragraphs."""

    def __init__(self, part: PartOfFile, *, box: Callable[[Element], None]) -> None:
        """Keep what is known of the file."""
        self._styles, self._marks, self._relations = part.styles, part.marks, part.relations
        self._changes, self._box = part.changes, box
        self._pieces: list[Piece] = []
        self._href = ""
        self.blocks: set[object] = set()

    @property
    def _findings(self) -> Findings:
        return self._marks.findings

    def read(self, paragraph: Element) -> list[Piece]:
        """Return the pieces of one paragraph."""
        self._pieces = []
        self._walk(paragraph)
        return self._pieces

    def _walk(self, parent: Element) -> None:
        for child in parent:
            self._read(child)

    def _read(self, child: Element) -> None:
        tag = child.tag
        if tag == f"{W}r":
            self._read_run(child)
        elif tag in _MARKS:
            self._marks.see(child)
        elif tag in _COMING or tag in _GOING:
            self._read_change(child)
        elif tag == f"{W}hyperlink":
            self._read_link(child)
        elif tag == f"{W}sdt":
            self._read_control(child)
        elif tag in _WRAPPERS:
            self._walk(child)
        elif tag == f"{MC}AlternateContent":
            self._walk(_choose(child))
        elif tag in (f"{M}oMath", f"{M}oMathPara"):
            self._findings.left_out["formule (de tekens staan in de tekst)"] += 1
            self._add("".join(one.text or "" for one in child.iter(f"{M}t")), None)

    def _read_change(self, change: Element) -> None:
        if (change.tag in _COMING) == self._changes.takes(change):
            self._walk(change)

    def _read_link(self, link: Element) -> None:
        relation = self._relations.get(link.get(f"{R}id", ""))
        before, self._href = self._href, relation.target if relation and relation.is_outside else ""
        self._walk(link)
        self._href = before

    def _read_control(self, control: Element) -> None:
        content, properties = control.find(f"{W}sdtContent"), control.find(f"{W}sdtPr")
        if content is None or (properties is not None and properties.find(f"{W}showingPlcHdr") is not None):
            return
        is_ours = self._marks.open_control(control)
        self._walk(content)
        if is_ours:
            self._marks.controls.pop()

    def _read_run(self, run: Element) -> None:
        look = run.find(f"{W}rPr")
        hidden = look.find(f"{W}vanish") if look is not None else None
        if hidden is not None and is_on(hidden):
            self._findings.left_out["verborgen tekst"] += 1
            return
        if look is not None and self._marks.block is None and run.find(f"{W}t") is not None:
            self._note_looks(look)
        for child in run:
            self._read_inside(child, look)

    def _note_looks(self, look: Element) -> None:
        for tag, name in _UNKNOWN_LOOKS.items():
            found = look.find(f"{W}{tag}")
            if found is not None and is_on(found) and not self._href:
                self._findings.left_out[f"opmaak: {name}"] += 1

    def _read_inside(self, child: Element, look: Element | None) -> None:
        tag = child.tag
        if tag in (f"{W}t", f"{W}delText"):
            self._add(child.text or "", look)
        elif tag in _BLANKS or (tag == f"{W}br" and child.get(f"{W}type", "textWrapping") == "textWrapping"):
            self._add(" ", look)
        elif tag == f"{W}noBreakHyphen":
            self._add("\u2011", look)
        elif tag == f"{W}sym":
            self._add_symbol(child, look)
        elif tag == f"{W}fldChar":
            self._marks.see_field(child)
        elif tag == f"{W}instrText":
            self._marks.add_code(child.text or "")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "e" if tag.endswith("endnoteReference") else "f"
            self._pieces.append(Piece(held=self._marks.held, note=f"{kind}{child.get(f'{W}id', '')}"))
        elif tag in _PICTURES:
            self._read_picture(child)
        elif tag == f"{MC}AlternateContent":
            for inside in _choose(child):
                self._read_inside(inside, look)

    def _add(self, text: str, look: Element | None) -> None:
        text = make_printable(text)
        if not text or self._marks.is_silent:
            return
        self._marks.quote(text)
        is_bold, is_italic = self._styles.get_look(look, "b"), self._styles.get_look(look, "i")
        href = self._href or self._marks.href
        if self._marks.block is not None:
            self.blocks.add(self._marks.block)
        self._pieces.append(Piece(text, is_bold, is_italic, href, self._marks.held))

    def _add_symbol(self, symbol: Element, look: Element | None) -> None:
        code = symbol.get(f"{W}char", "")
        try:
            number = int(code, 16)
        except ValueError:
            return
        if number & 0xFF in _SYMBOL_BULLETS and 0xF000 <= number <= 0xF8FF:
            self._add("•", look)
        elif 0xE000 <= number <= 0xF8FF:
            self._findings.left_out["teken uit een symbolenlettertype"] += 1
        else:
            self._add(chr(number), look)

    def _read_picture(self, picture: Element) -> None:
        if self._marks.block is not None:
            self.blocks.add(self._marks.block)
            return
        boxes = list(picture.iter(f"{W}txbxContent"))
        if not boxes:
            self._findings.left_out["plaatje of object"] += 1
        for box in boxes:
            self._findings.left_out["tekstvak (de woorden staan nu in de tekst)"] += 1
            self._box(box)


def _choose(alternatives: Element) -> Element:
    """Return one of the ways in which the same content stands in the file."""
    choice = alternatives.find(f"{MC}Choice")
    fallback = alternatives.find(f"{MC}Fallback")
    found = choice if choice is not None else fallback
    return found if found is not None else alternatives
