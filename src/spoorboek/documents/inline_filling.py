"""From the prose of a letter source to the runs of a document, with its numbers filled in."""

from __future__ import annotations

from collections.abc import Mapping

from spoorboek.documents.errors import Problem
from spoorboek.documents.model import (
    ClaimRun,
    FigureRun,
    FixedRun,
    FootnoteRun,
    Inline,
    Inlines,
    LinkRun,
    PromiseRun,
    TextRun,
)
from spoorboek.documents.source.front_matter import FrontMatter
from spoorboek.documents.source.number_scanning import NumberMatch, scan_numbers
from spoorboek.documents.source.numbers import split_numbers
from spoorboek.documents.source.place import Place
from spoorboek.documents.source.spans import (
    ClaimSpan,
    CommitmentSpan,
    FixedSpan,
    Link,
    NoteReference,
    NumberSpan,
    NumberStyle,
    PromiseSpan,
    SourceInline,
    SourceInlines,
    Words,
)
from spoorboek.figures.definition import Kind
from spoorboek.figures.dutch_numbers import format_share, format_value
from spoorboek.figures.errors import NumberError
from spoorboek.figures.figure import Figure
from spoorboek.figures.number_words import format_number_words
from spoorboek.figures.values import is_number

_SENTENCE_ENDS = (".", "!", "?")


def print_figure(figure: Figure, decimals: int | None = None) -> str:
    """Return a figure as a letter prints it; a share as a percentage.

    ``decimals``: digits after the comma; without it the definition decides.
    """
    wanted = figure.definition.decimals if decimals is None else decimals
    if not is_number(figure.value):
        return format_value(figure.value)
    if figure.definition.kind is Kind.SHARE:
        return format_share(figure.value, wanted)
    return format_value(figure.value, wanted)


def fix_numbers(text: str, reason: str) -> Inlines:
    """Return ``text`` in runs in which every number is fixed, for that reason unless it is a date or year."""
    return tuple(_cut(TextRun(text), scan_numbers(text), reason))


def _cut(run: TextRun, numbers: list[NumberMatch], reason: str = "") -> list[Inline]:
    """Return the run cut at its numbers; one without a reason of its own or given stays plain text."""
    found: list[Inline] = []
    at = 0
    for number in numbers:
        why = number.reason or reason
        if not why:
            continue
        if number.start > at:
            found.append(TextRun(run.text[at : number.start], run.bold, run.italic))
        found.append(FixedRun(run.text[number.start : number.end], why))
        at = number.end
    if at < len(run.text):
        found.append(TextRun(run.text[at:], run.bold, run.italic))
    return found


class InlineFiller:
    """Fills prose; what cannot be filled in is kept in ``problems`` and printed as a question mark."""

    def __init__(
        self, figures: Mapping[str, Figure], front_matter: FrontMatter, note_numbers: Mapping[str, int]
    ) -> None:
        """Keep the figures by key, the letter's own period and area, and the number of each note."""
        self._figures, self._front, self._notes = figures, front_matter, note_numbers
        self._tail = ""
        self.problems: list[Problem] = []

    def fill(self, inlines: SourceInlines) -> Inlines:
        """Return the runs of one stretch of prose."""
        self._tail = ""
        return self._fill(inlines, split_numbers(inlines))

    def report(self, place: Place, sentence: str) -> None:
        """Note what cannot be filled in."""
        self.problems.append(Problem(place.line, place.start, place.end, sentence))

    def find_figure(self, key: str, place: Place) -> Figure | None:
        """Return the figure of ``key``; that it is not there is reported at ``place``."""
        figure = self._figures.get(key)
        if figure is None:
            self.report(place, f"het cijfer {key} bestaat niet.")
        return figure

    def _fill(self, inlines: SourceInlines, numbers: Mapping[Place, list[NumberMatch]]) -> Inlines:
        runs: list[Inline] = []
        for node in inlines:
            for run in self._runs(node, numbers):
                last = runs[-1] if runs else None
                if isinstance(run, TextRun) and isinstance(last, TextRun) and _same_style(run, last):
                    runs[-1] = TextRun(last.text + run.text, run.bold, run.italic)
                else:
                    runs.append(run)
        return tuple(runs)

    def _runs(self, node: SourceInline, numbers: Mapping[Place, list[NumberMatch]]) -> list[Inline]:
        if isinstance(node, Words):
            self._tail = (self._tail + node.text)[-3:]
            return _cut(TextRun(node.text, node.bold, node.italic), numbers.get(node.place, []))
        if isinstance(node, ClaimSpan):
            return [ClaimRun(self._fill(node.inlines, numbers), node.claim_id, node.whole.start)]
        if isinstance(node, (PromiseSpan, CommitmentSpan)):
            inside = self._fill(node.inlines, numbers)
            return [PromiseRun(inside, node.code, node.unreported, node.whole.start)]
        run = self._leaf(node)
        self._tail = "x" if not isinstance(run, FootnoteRun) else self._tail
        return [run]

    def _leaf(self, node: Link | NoteReference | NumberSpan | FixedSpan) -> Inline:
        if isinstance(node, Link):
            return LinkRun(node.text, node.href)
        if isinstance(node, NoteReference):
            return FootnoteRun(self._notes[node.label])
        if isinstance(node, FixedSpan):
            return FixedRun(node.text, node.reason, node.whole.start)
        return self._number(node)

    def _number(self, node: NumberSpan) -> FigureRun:
        key = node.reference.key(self._front.period, self._front.area)
        figure = self.find_figure(key, node.place)
        return FigureRun(self._print(node, figure), key, node.whole.start)

    def _print(self, node: NumberSpan, figure: Figure | None) -> str:
        if figure is None or not node.is_filled_by_system:
            return node.text
        if node.style is NumberStyle.WORDS and is_number(figure.value):
            return self._in_words(figure, node)
        return print_figure(figure, node.decimals)

    def _in_words(self, figure: Figure, node: NumberSpan) -> str:
        value = figure.value
        try:
            if not isinstance(value, int):
                raise NumberError(f"a number in words must be whole, got {value}")
            words = format_number_words(value)
        except NumberError:
            self.report(node.place, f'{print_figure(figure)} kan niet in woorden; laat as="words" weg.')
            return print_figure(figure)
        starts_sentence = not self._tail.strip() or self._tail.rstrip().endswith(_SENTENCE_ENDS)
        return _begin_sentence(words) if starts_sentence else words


def _begin_sentence(words: str) -> str:
    """A capital takes no accent in Dutch: één becomes Eén."""
    return ("E" if words[0] == "é" else words[0].upper()) + words[1:]


def _same_style(one: TextRun, other: TextRun) -> bool:
    return (one.bold, one.italic) == (other.bold, other.italic)
