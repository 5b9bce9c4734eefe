"""Words inside a paragraph in Word: figures by style, references that link both ways."""

from __future__ import annotations

from typing import Any

from spoorboek.documents.model import (
    ClaimRun,
    FigureRun,
    FixedRun,
    FootnoteRun,
    HeaderField,
    Inlines,
    LinkRun,
    PromiseRun,
    TextRun,
)
from spoorboek.documents.writers import docx_styles as house
from spoorboek.documents.writers.docx_styles import StyleBook
from spoorboek.documents.writers.docx_xml import (
    add_inside_link,
    add_outside_link,
    end_bookmark,
    start_bookmark,
)
from spoorboek.documents.writers.wording import NoteMarks, find_safe_address, make_printable, write_note_mark


class InlineWriter:
    """Writes runs into paragraphs; remembers which references it has bookmarked."""

    def __init__(self, book: StyleBook, marks: NoteMarks) -> None:
        """Keep the styles, and which sources the text refers to."""
        self._book = book
        self._marks = marks
        self._bookmarks = 0

    def write(self, paragraph: Any, inlines: Inlines) -> None:
        """Add the runs to the paragraph."""
        for inline in inlines:
            match inline:
                case TextRun():
                    run = paragraph.add_run(make_printable(inline.text))
                    run.bold, run.italic = inline.bold or None, inline.italic or None
                case LinkRun():
                    self._write_link(paragraph, inline)
                case FigureRun():
                    self._book.add_run(paragraph, make_printable(inline.text), house.FIGURE)
                case FixedRun():
                    self._book.add_run(paragraph, make_printable(inline.text), house.FIXED)
                case ClaimRun() | PromiseRun():
                    self.write(paragraph, inline.inlines)
                case FootnoteRun():
                    self.write_note_mark(paragraph, inline.number)

    def write_title(self, paragraph: Any, title: str) -> None:
        """Add the title of the letter."""
        paragraph.add_run(title)

    def write_field(self, paragraph: Any, field: HeaderField) -> None:
        """Add the content of a formal field."""
        self.write(paragraph, field.inlines)

    def write_source_number(self, paragraph: Any, number: int) -> None:
        """Add the number of a source, which leads back to the first reference in the text."""
        self._begin(paragraph, f"bron_{number}")
        mark = write_note_mark(number)
        if number in self._marks.referred:
            run = self._book.add_run(paragraph, mark, house.LINK)
            add_inside_link(paragraph, run, f"verwijzing_{number}")
        else:
            paragraph.add_run(mark)
        end_bookmark(paragraph, self._bookmarks)

    def _write_link(self, paragraph: Any, link: LinkRun) -> None:
        address, text = find_safe_address(link.href), make_printable(link.text)
        if address is None:
            paragraph.add_run(text)
        else:
            add_outside_link(paragraph, self._book.add_run(paragraph, text, house.LINK), address)

    def write_note_mark(self, paragraph: Any, number: int) -> None:
        """Add a reference to a source."""
        first = self._marks.is_first(number)
        if first:
            self._begin(paragraph, f"verwijzing_{number}")
        run = self._book.add_run(paragraph, write_note_mark(number), house.NOTE_MARK)
        add_inside_link(paragraph, run, f"bron_{number}")
        if first:
            end_bookmark(paragraph, self._bookmarks)

    def _begin(self, paragraph: Any, name: str) -> None:
        self._bookmarks += 1
        start_bookmark(paragraph, self._bookmarks, name)
