"""From an offset in the content of a block back to the text of the letter."""

from __future__ import annotations

from bisect import bisect_right

from spoorboek.documents.source.place import Place, SourceText


class BlockOffsets:
    """Knows where each line of a block's content stands in the text.

    ``content`` is what the Markdown reader made of the lines from ``first_line`` (from 0): every line
    without its indent and markers. ``column`` is where searching the first line begins.
    """

    def __init__(self, source: SourceText, content: str, first_line: int, column: int = 0) -> None:
        self._source = source
        self._starts: list[int] = []
        self._bases: list[int] = []
        at = 0
        for index, line in enumerate(content.split("\n")):
            self._starts.append(at)
            self._bases.append(self._base(line, first_line + index, column if index == 0 else 0))
            at += len(line) + 1
        self.end_column = self._bases[0] - source.line_starts[first_line] + len(content.split("\n")[0])

    def _base(self, line: str, number: int, column: int) -> int:
        whole = self._source.lines[number]
        bare = line.strip()
        if column:
            found = whole.find(bare, column)
        else:
            tail = len(whole.rstrip()) - len(bare)
            found = tail if tail >= 0 and whole.startswith(bare, tail) else whole.find(bare)
        leading = len(line) - len(line.lstrip())
        return self._source.line_starts[number] + max(found, 0) - leading

    def offset(self, position: int) -> int:
        """Return the offset in the text of the letter for an offset in the content."""
        index = bisect_right(self._starts, position) - 1
        return self._bases[index] + position - self._starts[index]

    def place(self, start: int, end: int) -> Place:
        """Return the place in the text for two offsets in the content."""
        return self._source.place(self.offset(start), self.offset(end))
