"""From a letter source and its figures to the document that every writer gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spoorboek.documents.errors import FillError
from spoorboek.documents.inline_filling import InlineFiller, fix_numbers, print_figure
from spoorboek.documents.letter_type import LetterType
from spoorboek.documents.model import (
    Block,
    ChartBlock,
    Document,
    FigureRun,
    Footnote,
    HeaderField,
    Heading,
    Inlines,
    LetterHead,
    ListBlock,
    Paragraph,
    PromiseRun,
    Signatory,
    Signature,
    TableBlock,
    TextRun,
)
from spoorboek.documents.source.blocks import SourceBlock, SourceList, SourceParagraph, SourceTable
from spoorboek.documents.source.front_matter import FrontMatter
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.span_building import plain_text
from spoorboek.documents.source.spans import (
    ChartBlockSpan,
    ClaimSpan,
    FigureReference,
    NumberSpan,
    PromisesBlockSpan,
    TableBlockSpan,
)
from spoorboek.documents.tables import PromiseRow, TableSpecification, table_period
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.figure import Figure

PROMISES_CAPTION = "Beloofd - verantwoord"
_PROMISES_HEADER = ("Belofte", "Doel", "Gedaan", "Stand")


@dataclass(frozen=True, slots=True)
class Supplies:
    """What a letter needs besides its own text.

    ``figures`` by key (``code@period@area``); ``tables`` by code. ``list_promises`` gives the rows of
    a promises block; ``draw_chart`` the chart of a chart block.
    """

    figures: Mapping[str, Figure]
    letter_head: LetterHead
    tables: Mapping[str, TableSpecification] = field(default_factory=dict)
    list_promises: Callable[[PromisesBlockSpan], Sequence[PromiseRow]] | None = None
    draw_chart: Callable[[ChartBlockSpan], ChartBlock] | None = None
    invented: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)


def list_figure_keys(letter: LetterSource, tables: Mapping[str, TableSpecification]) -> tuple[str, ...]:
    """Return the key of every figure that the numbers, claims and tables of ``letter`` name, sorted.

    A claim's figure without a period names its comparators only; those of a promises block and of
    charts come from whoever supplies them.
    """
    front = letter.front_matter
    keys = {
        reference.key(front.period, front.area)
        for _, span in letter.spans()
        if isinstance(span, (NumberSpan, ClaimSpan))
        for reference in _references(span)
    }
    for _, span in letter.spans():
        if isinstance(span, TableBlockSpan) and span.code in tables:
            keys |= {key for row in _table_keys(tables[span.code], span, front) for key in row}
    return tuple(sorted(keys))


def _references(span: NumberSpan | ClaimSpan) -> Iterator[FigureReference]:
    if isinstance(span, NumberSpan):
        yield span.reference
        return
    details = span.details
    own = None if details.since or details.until else details.figure
    single = (own, details.since, details.until, details.total, details.carried_in, details.opened)
    for reference in (*single, details.closed, details.carried_out, details.reference, *details.parts):
        if reference is not None:
            yield reference


def _table_keys(
    table: TableSpecification, span: TableBlockSpan, front: FrontMatter
) -> tuple[tuple[str, ...], ...]:
    columns = table.columns(table_period(span, front.period))
    return tuple(
        tuple(FigureReference(row.figure, p).key(p, front.area) for p in columns) for row in table.rows
    )


def fill_letter(letter: LetterSource, letter_type: LetterType, supplies: Supplies) -> Document:
    """Return the document of ``letter`` with every figure filled in.

    ``?`` becomes the figure; a number that the author printed is kept as it is. Dates and years
    become fixed runs. Raises FillError with every figure, table or chart that is not there.
    """
    front = letter.front_matter
    numbers = {note.label: position for position, note in enumerate(letter.notes, start=1)}
    filler = InlineFiller(supplies.figures, front, numbers)
    blocks = _Blocks(filler, front, supplies)
    filled = tuple(blocks.fill_sections(letter))
    notes = tuple(Footnote(numbers[note.label], filler.fill(note.inlines)) for note in letter.notes)
    if filler.problems:
        raise FillError(tuple(sorted(set(filler.problems))))
    signature = letter_type.signature
    return Document(
        title=front.title,
        kind=letter_type.kind,
        dated_on=front.dated_on,
        letter_head=supplies.letter_head,
        addressee=letter_type.addressee,
        fields=_header_fields(front, letter_type),
        blocks=filled,
        signature=Signature(signature.on_behalf_of, tuple(Signatory(role) for role in signature.roles)),
        annexes=front.annexes or letter_type.annexes,
        footnotes=notes,
        invented=supplies.invented,
        marks={"case_number": front.case_number, "plan": front.plan, "slug": front.slug, **supplies.marks},
    )


def _header_fields(front: FrontMatter, letter_type: LetterType) -> tuple[HeaderField, ...]:
    own = {"title": front.title, "case_number": front.case_number}
    found: list[HeaderField] = []
    for rule in letter_type.fields:
        text = own.get(rule.code) or front.fields.get(rule.code, "")
        if text:
            found.append(HeaderField(rule.label, fix_numbers(text, rule.label.lower()), rule.code))
    return tuple(found)


class _Blocks:
    def __init__(self, filler: InlineFiller, front: FrontMatter, supplies: Supplies) -> None:
        self._filler, self._front, self._supplies = filler, front, supplies

    def fill_sections(self, letter: LetterSource) -> Iterator[Block]:
        for section in letter.sections:
            if section.heading:
                yield Heading(section.heading.level, self._filler.fill(section.heading.inlines))
            for block in section.blocks:
                yield from self._fill(block)

    def _fill(self, block: SourceBlock) -> Iterator[Block]:
        if isinstance(block, SourceParagraph):
            yield Paragraph(self._filler.fill(block.inlines))
        elif isinstance(block, SourceList):
            items = tuple(tuple(b for child in item for b in self._fill(child)) for item in block.items)
            yield ListBlock(items, 1 if block.numbered else None)
        elif isinstance(block, SourceTable):
            header = tuple(self._filler.fill(cell) for cell in block.header)
            rows = tuple(tuple(self._filler.fill(cell) for cell in row) for row in block.rows)
            yield TableBlock(plain_text(block.caption).strip(), header, rows)
        elif isinstance(block, TableBlockSpan):
            yield from self._fill_table(block)
        elif isinstance(block, ChartBlockSpan):
            yield from self._fill_chart(block)
        else:
            yield from self._fill_promises(block)

    def _fill_table(self, span: TableBlockSpan) -> Iterator[Block]:
        table = self._supplies.tables.get(span.code)
        if table is None:
            self._filler.report(span.whole, f"de tabel '{span.code}' bestaat niet.")
            return
        periods = table.columns(table_period(span, self._front.period))
        names = (fix_numbers(format_period(period), "periode") for period in periods)
        rows = [
            (fix_numbers(row.title, "naam"), *(self._cell(key, span) for key in keys))
            for row, keys in zip(table.rows, _table_keys(table, span, self._front), strict=True)
        ]
        header: tuple[Inlines, ...] = ((TextRun(table.corner),), *names)
        yield TableBlock(table.caption, header, tuple(rows), table.note, span.whole.start)

    def _cell(self, key: str, span: TableBlockSpan | PromisesBlockSpan) -> Inlines:
        figure = self._filler.find_figure(key, span.whole)
        return (FigureRun(print_figure(figure) if figure else "?", key),)

    def _fill_chart(self, span: ChartBlockSpan) -> Iterator[Block]:
        if self._supplies.draw_chart is None:
            self._filler.report(span.whole, f"de grafiek '{span.code}' bestaat niet.")
            return
        try:
            yield replace(self._supplies.draw_chart(span), origin=span.whole.start)
        except KeyError:
            self._filler.report(span.whole, f"de grafiek '{span.code}' bestaat niet.")

    def _fill_promises(self, span: PromisesBlockSpan) -> Iterator[Block]:
        rows = self._supplies.list_promises(span) if self._supplies.list_promises else ()
        if not rows:
            self._filler.report(span.whole, f"voor '{span.selection}' zijn er geen beloften.")
            return
        filled = tuple(self._promise_cells(row, span) for row in rows)
        period = format_period(span.period or self._front.period)
        header: tuple[Inlines, ...] = tuple((TextRun(title),) for title in _PROMISES_HEADER)
        yield TableBlock(f"{PROMISES_CAPTION}, {period}", header, filled, origin=span.whole.start)

    def _promise_cells(self, row: PromiseRow, span: PromisesBlockSpan) -> tuple[Inlines, ...]:
        done = self._cell(row.figure_key, span) if row.figure_key else fix_numbers(row.result, "toelichting")
        title = fix_numbers(row.title, "belofte")
        return (
            title if row.is_silent else (PromiseRun(title, row.code),),
            fix_numbers(row.target, "doel"),
            done,
            (TextRun(row.state),),
        )
