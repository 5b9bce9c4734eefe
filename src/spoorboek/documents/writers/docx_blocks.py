"""Blocks of a letter in Word."""

from __future__ import annotations

import io
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from spoorboek.documents.charts.picture import draw_png
from spoorboek.documents.model import Block, ChartBlock, Heading, Inlines, ListBlock, Paragraph, TableBlock
from spoorboek.documents.writers import docx_styles as house
from spoorboek.documents.writers.docx_inlines import InlineWriter
from spoorboek.documents.writers.docx_styles import StyleBook
from spoorboek.documents.writers.docx_xml import mark_row, mark_table, set_numbering, start_numbering
from spoorboek.documents.writers.table_columns import share_columns
from spoorboek.documents.writers.wording import find_number_columns, holds_text, join_words, make_printable

_LEVELS = ("", " 2", " 3")
"""Word has three built-in levels of lists; what lies deeper stays on the third."""
_LETTER = int(Cm(0.19))
"""Room for one letter in a cell."""
_LONGEST_LINE = 26


class BlockWriter:
    """Writes blocks at the end of a Word document."""

    def __init__(self, word: Any, book: StyleBook, inlines: InlineWriter) -> None:
        """Keep the document, its styles and the writer of runs."""
        self._book = book
        self._word = word
        self._inlines = inlines

    def write(self, block: Block, depth: int = 0) -> None:
        """Add a block; ``depth`` is the number of lists around it."""
        match block:
            case Heading():
                self._add_paragraph(f"Heading {block.level}", block.inlines)
            case Paragraph():
                style = f"List Continue{_LEVELS[min(depth, 3) - 1]}" if depth else "Normal"
                self._add_paragraph(style, block.inlines)
            case ListBlock():
                self._write_list(block, depth)
            case TableBlock():
                self.write_table(block)
            case ChartBlock():
                self.write_chart(block)

    def _add_paragraph(self, style: str, inlines: Inlines) -> Any:
        paragraph = self._book.add_paragraph(style)
        self._inlines.write(paragraph, inlines)
        return paragraph

    def _write_list(self, block: ListBlock, depth: int) -> None:
        level = _LEVELS[min(depth, 2)]
        style = f"List Bullet{level}" if block.start is None else f"List Number{level}"
        number = None
        if block.start is not None:
            number = start_numbering(self._word, self._word.styles[style], block.start)
        for item in block.items:
            opening, rest = _split_item(item)
            paragraph = self._add_paragraph(style, opening)
            if number is not None:
                set_numbering(paragraph, number)
            for child in rest:
                self.write(child, depth + 1)

    def write_table(self, table: TableBlock) -> None:
        """Add a table with its caption and note."""
        self._book.add_paragraph("Caption", make_printable(table.caption))
        numeric = find_number_columns(table)
        rows = (table.header, *table.rows)
        grid = self._word.add_table(len(rows), len(table.header))
        grid.style = self._word.styles[house.TABLE]
        grid.autofit = False
        mark_table(grid, make_printable(table.caption), make_printable(table.note))
        widths = _measure_columns(table, numeric)
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
        cells = iter(grid._cells)
        for position, (row, printed) in enumerate(zip(grid.rows, rows, strict=True)):
            mark_row(row, is_header=position == 0)
            for words, is_number, width in zip(printed, numeric, widths, strict=True):
                cell = next(cells)
                cell.width = width
                self._fill_cell(cell.paragraphs[0], words, is_number, is_header=position == 0)
        self._book.add_paragraph(house.NOTE, make_printable(table.note))

    def _fill_cell(self, paragraph: Any, words: Inlines, is_number: bool, *, is_header: bool) -> None:
        self._book.set_style(paragraph, house.HEAD_CELL if is_header else house.CELL)
        if is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._inlines.write(paragraph, words)

    def write_chart(self, chart: ChartBlock) -> None:
        """Add a picture with its title, note and table."""
        self._book.add_paragraph(house.CHART_TITLE, make_printable(chart.title))
        paragraph = self._book.add_paragraph(house.PICTURE)
        picture = paragraph.add_run().add_picture(io.BytesIO(draw_png(chart.svg)), width=house.TEXT_WIDTH)
        properties = picture._inline.docPr
        properties.set("descr", make_printable(chart.alt))
        properties.set("name", make_printable(chart.title))
        if chart.note:
            self._book.add_paragraph(house.NOTE, make_printable(chart.note))
        self.write_table(chart.table)


def _split_item(item: tuple[Block, ...]) -> tuple[Inlines, tuple[Block, ...]]:
    """Return the words beside the bullet, and the blocks under them."""
    if item and isinstance(item[0], Paragraph):
        return item[0].inlines, item[1:]
    return (), item


def _measure_columns(table: TableBlock, numeric: tuple[bool, ...]) -> list[int]:
    """Return the width of each column: first what each longest word needs, then room for whole lines."""
    columns = [[join_words(row[i]) for row in (table.header, *table.rows)] for i in range(len(numeric))]
    shares = share_columns(table)
    least = [max(len(word) for cell in column for word in [*cell.split(), ""]) + 2 for column in columns]
    longest = [max(map(len, column)) + 2 for column in columns]
    roomy = [
        max(few, min(many, _LONGEST_LINE)) if share == 0 or not holds_text(table) else few
        for few, many, share in zip(least, longest, shares, strict=True)
    ]
    wanted = roomy if sum(roomy) * _LETTER <= house.TEXT_WIDTH else least
    letter = min(_LETTER, int(house.TEXT_WIDTH / sum(wanted)))
    spare = int(house.TEXT_WIDTH) - letter * sum(wanted)
    return [
        width * letter + spare * share // max(1, sum(shares))
        for width, share in zip(wanted, shares, strict=True)
    ]
