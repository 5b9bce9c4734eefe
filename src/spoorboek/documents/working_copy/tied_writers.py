"""The writers of a letter in Word, putting each tie in a control of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from docx.oxml.ns import qn

from spoorboek.documents.model import (
    Block,
    ChartBlock,
    ClaimRun,
    FigureRun,
    FixedRun,
    HeaderField,
    Inline,
    Inlines,
    PromiseRun,
    TableBlock,
)
from spoorboek.documents.working_copy.controls import ControlMaker, make_note_reference
from spoorboek.documents.working_copy.envelope import TITLE
from spoorboek.documents.working_copy.remarks import RemarkWriter
from spoorboek.documents.working_copy.ties import Tie
from spoorboek.documents.writers.docx_blocks import BlockWriter
from spoorboek.documents.writers.docx_inlines import InlineWriter
from spoorboek.documents.writers.docx_styles import StyleBook
from spoorboek.documents.writers.wording import NoteMarks


class TiedInlineWriter(InlineWriter):
    """Writes runs with their ties; notes become footnotes of Word."""

    def __init__(
        self, book: StyleBook, marks: NoteMarks, ties: Mapping[int, Tie], remarks: RemarkWriter
    ) -> None:
        """Keep the ties by where they begin in the source."""
        super().__init__(book, marks)
        self._ties, self._remarks = ties, remarks
        self._aside: Any = None
        self.maker = ControlMaker()
        self.referred: list[tuple[int, Any]] = []
        """Number and run of each reference to a note, in their order."""
        self.field_codes: dict[str, str] = {}

    def find_tie(self, inline: Inline | Block) -> Tie | None:
        """Return the tie that made a run or block, if one did."""
        if not isinstance(inline, FigureRun | FixedRun | ClaimRun | PromiseRun | TableBlock | ChartBlock):
            return None
        return self._ties.get(inline.origin) if inline.origin is not None else None

    def write(self, paragraph: Any, inlines: Inlines) -> None:
        """Add the runs to the paragraph."""
        for inline in inlines:
            before = len(paragraph._p)
            super().write(paragraph, (inline,))
            tie = self.find_tie(inline)
            if tie is not None and len(paragraph._p) > before:
                self.maker.wrap(paragraph._p, before, tie.name, tie.label)
                # Word has no comments in footnotes: there they stand at the reference in the text.
                at = self._aside
                first, last = (paragraph._p[before], paragraph._p[-1]) if at is None else (at, at)
                self._remarks.judge(tie.name, first, last)

    def write_title(self, paragraph: Any, title: str) -> None:
        """Add the title of the letter."""
        before = len(paragraph._p)
        super().write_title(paragraph, title)
        self.maker.wrap(paragraph._p, before, TITLE, "Titel")

    def write_field(self, paragraph: Any, field: HeaderField) -> None:
        """Add the content of a formal field."""
        before = len(paragraph._p)
        super().write_field(paragraph, field)
        if field.code and len(paragraph._p) > before:
            name = f"f{len(self.field_codes) + 1}"
            self.field_codes[name] = field.code
            self.maker.wrap(paragraph._p, before, name, field.label)

    def write_note_mark(self, paragraph: Any, number: int) -> None:
        """Add a reference to a footnote; each reference gets a footnote of its own."""
        run = make_note_reference(len(self.referred) + 1)
        self.referred.append((number, run))
        paragraph._p.append(run)

    def write_aside(self, paragraph: Any, inlines: Inlines, reference: Any) -> list[Any]:
        """Return what stands in a footnote; verdicts on it are said at its reference in the text."""
        self._aside = reference
        before = len(paragraph._p)
        self.write(paragraph, inlines)
        self._aside = None
        added = list(paragraph._p)[before:]
        for element in added:
            paragraph._p.remove(element)
        return added


class TiedBlockWriter(BlockWriter):
    """Writes blocks; what the system makes stands in a control that is locked."""

    def __init__(self, word: Any, book: StyleBook, inlines: TiedInlineWriter) -> None:
        """Keep the document, its styles and the writer of runs."""
        super().__init__(word, book, inlines)
        self._body, self._tied = word.element.body, inlines

    def write(self, block: Block, depth: int = 0) -> None:
        """Add a block; ``depth`` is the number of lists around it."""
        tie = self._tied.find_tie(block)
        if tie is None:
            super().write(block, depth)
            return
        with self.hold(tie.name, tie.label, is_locked=True):
            super().write(block, depth)

    @contextmanager
    def hold(self, name: str, label: str, *, is_locked: bool = False) -> Iterator[None]:
        """Put what is written meanwhile into one control."""
        before = len(self._body)
        yield
        end = next((one for one in self._body if one.tag == qn("w:sectPr")), None)
        last = len(self._body) if end is None else list(self._body).index(end)
        first = before if end is None else before - 1
        if elements := list(self._body)[first:last]:
            self._tied.maker.wrap_blocks(elements, name, label, is_locked=is_locked)
