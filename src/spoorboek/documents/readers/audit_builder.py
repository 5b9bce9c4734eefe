"""Building the text of a letter block by block, so that every position is right by construction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spoorboek.documents.errors import ReaderError
from spoorboek.documents.readers.audit_blocks import AuditTable, AuditText, BlockKind, Cell, Repair, TextBlock
from spoorboek.documents.readers.audit_repairs import repair_words

LARGEST_TEXT = 1_000_000
"""Code points in one letter; an annual report of 300 pages has about 700,000."""
MOST_BLOCKS = 15_000
MOST_NUMERALS = 10_000
LONGEST_WORD = 3_000
_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_NUMERAL = re.compile(r"\d+")
_BETWEEN_CELLS = " | "


def check_numerals(text: str) -> None:
    """Raise ReaderError when a text holds more numerals than a letter can."""
    if len(_NUMERAL.findall(text)) > MOST_NUMERALS:
        raise ReaderError(f"Dit bestand heeft te veel getallen (ten hoogste {MOST_NUMERALS}).")


@dataclass(slots=True)
class TextBuilder:
    """Collects blocks in reading order; ``page`` is where the next block stands."""

    page: int = 1
    _parts: list[str] = field(default_factory=list)
    _at: int = 0
    _blocks: list[TextBlock] = field(default_factory=list)
    _repairs: list[Repair] = field(default_factory=list)
    _pages: list[int] = field(default_factory=lambda: [0])

    def reach_page(self, page: int) -> None:
        """Let what follows stand on ``page``; pages only count on, those in between are empty."""
        while self.page < page:
            self._pages.append(self._at)
            self.page += 1

    def add(
        self,
        kind: BlockKind,
        words: str,
        level: int = 0,
        repairs: Sequence[Repair] = (),
        turns: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Add a block of text; nothing is added for words that are only white space.

        Parameters: ``kind``; ``words``; ``level``, that of a heading or list; ``repairs`` that were made
        in these words already, with positions in them; ``turns``, where in the words another page begins,
        with its number. Raises ReaderError when the letter gets too long.
        """
        if not words.strip():
            return
        page = self.page
        start = self._write(words, repairs)
        for position, following in turns:
            while self.page < following:
                self._pages.append(start + max(0, position))
                self.page += 1
        self._close(TextBlock(kind, start, self._at, page, level))

    def add_table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table; rows without any text are left out. Raises ReaderError when it gets too long."""
        kept = [row for row in rows if any(cell.strip() for cell in row)]
        if not kept and not any(cell.strip() for cell in header):
            return
        start = self._at
        head = self._write_row(header) if any(cell.strip() for cell in header) else ()
        body = []
        for row in kept:
            if self._at > start:
                self._append("\n")
            body.append(self._write_row(row))
        table = AuditTable(head, tuple(body))
        self._close(TextBlock(BlockKind.TABLE, start, self._at, self.page, table=table))

    def finish(self) -> AuditText:
        """Return the letter. Raises ReaderError when it holds more numerals than a letter can."""
        text = "".join(self._parts).rstrip("\n")
        check_numerals(text)
        if _ENDLESS.search(text):
            raise ReaderError(
                f"In dit bestand staat een woord van meer dan {LONGEST_WORD} tekens; dat is geen brief."
            )
        return AuditText(text, tuple(self._pages), tuple(self._blocks), tuple(self._repairs))

    def _write_row(self, row: Sequence[str]) -> tuple[Cell, ...]:
        cells = []
        for place, words in enumerate(row):
            if place:
                self._append(_BETWEEN_CELLS)
            start = self._write(" ".join(words.split()), ())
            cells.append(Cell(self._parts[-1], start, self._at))
        return tuple(cells)

    def _write(self, words: str, repairs: Sequence[Repair]) -> int:
        start = self._at
        mended, found = repair_words(words, repairs)
        self._append(mended)
        self._repairs += [Repair(start + r.start, start + r.end, r.read, r.repaired) for r in found]
        return start

    def _append(self, words: str) -> None:
        self._parts.append(words)
        self._at += len(words)
        if self._at > LARGEST_TEXT:
            raise ReaderError(f"Dit bestand heeft te veel tekst (ten hoogste {LARGEST_TEXT} tekens).")

    def _close(self, block: TextBlock) -> None:
        self._blocks.append(block)
        if len(self._blocks) > MOST_BLOCKS:
            raise ReaderError(f"Dit bestand heeft te veel onderdelen (ten hoogste {MOST_BLOCKS}).")
        self._append("\n\n")
