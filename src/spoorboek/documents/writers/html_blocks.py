"""Blocks of a letter as HTML: headings in order, tables with scopes, charts with their numbers."""

from __future__ import annotations

from html import escape

from spoorboek.documents.charts.picture import clean_svg
from spoorboek.documents.model import Block, ChartBlock, Heading, ListBlock, Paragraph, TableBlock
from spoorboek.documents.writers.html_inlines import InlineWriter, words
from spoorboek.documents.writers.wording import find_number_columns, holds_text, make_printable

DATA_TABLE_LABEL = "Bekijk de cijfers als tabel"


class BlockWriter:
    """Writes blocks; numbers the sections for their anchors."""

    def __init__(self, inlines: InlineWriter, title_level: int) -> None:
        """Keep the writer of runs and the level of the title."""
        self._inlines = inlines
        self._title_level = title_level
        self._sections = 0

    def write(self, block: Block) -> str:
        """Return a block as HTML."""
        match block:
            case Heading():
                return self.write_heading(block.level, self._inlines.write(block.inlines))
            case Paragraph():
                return f"<p>{self._inlines.write(block.inlines)}</p>"
            case ListBlock():
                return self._write_list(block)
            case TableBlock():
                return self._write_table(block)
            case ChartBlock():
                return self._write_chart(block)

    def write_heading(self, level: int, inner: str) -> str:
        """Return a heading with an anchor; ``inner`` is HTML."""
        self._sections += 1
        tag = f"h{min(level + self._title_level, 6)}"
        return f'<{tag} id="deel-{self._sections}">{inner}</{tag}>'

    def _write_list(self, block: ListBlock) -> str:
        items = "\n".join(f"<li>{self._write_item(item)}</li>" for item in block.items)
        if block.start is None:
            return f"<ul>\n{items}\n</ul>"
        start = "" if block.start == 1 else f' start="{block.start}"'
        return f"<ol{start}>\n{items}\n</ol>"

    def _write_item(self, item: tuple[Block, ...]) -> str:
        """Return one item; an item of one paragraph needs no ``p``."""
        if len(item) == 1 and isinstance(item[0], Paragraph):
            return self._inlines.write(item[0].inlines)
        return "\n".join(map(self.write, item))

    def _write_table(self, table: TableBlock) -> str:
        numeric = find_number_columns(table)
        css_class = ' class="table--text"' if holds_text(table) else ""
        classes = [' class="number"' if is_number else "" for is_number in numeric]
        header = "".join(
            f'<th scope="col"{css}>{self._inlines.write(cell)}</th>'
            for css, cell in zip(classes, table.header, strict=True)
        )
        rows = "\n".join(
            f'<tr><th scope="row">{self._inlines.write(row[0])}</th>'
            + "".join(
                f"<td{css}>{self._inlines.write(cell)}</td>"
                for css, cell in zip(classes[1:], row[1:], strict=True)
            )
            + "</tr>"
            for row in table.rows
        )
        return (
            f'<div class="letter__table" role="group" aria-label="{words(table.caption)}" tabindex="0">\n'
            f"<table{css_class}>\n<caption>{words(table.caption)}</caption>\n<thead>\n<tr>{header}</tr>\n</thead>\n"
            f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>{_write_note(table.note)}"
        )

    def _write_chart(self, chart: ChartBlock) -> str:
        alt = escape(make_printable(chart.alt))
        picture = clean_svg(chart.svg).replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
        return (
            f'<figure class="letter__chart">\n<figcaption>{words(chart.title)}</figcaption>\n'
            f"{picture}{_write_note(chart.note)}\n"
            f"<details>\n<summary>{DATA_TABLE_LABEL}</summary>\n{self._write_table(chart.table)}\n</details>\n"
            "</figure>"
        )


def _write_note(note: str) -> str:
    return f'\n<p class="letter__note">{words(note)}</p>' if note else ""
