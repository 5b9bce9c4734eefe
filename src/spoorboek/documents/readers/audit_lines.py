"""From lines to blocks: paragraphs, headings, lists, tables and footnotes of a text without layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spoorboek.documents.readers.audit_blocks import BlockKind, Repair
from spoorboek.documents.readers.audit_builder import TextBuilder
from spoorboek.documents.readers.audit_flow import BULLET, FOOTNOTE, Line
from spoorboek.documents.readers.audit_rows import find_table

_MARKED_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ENDS_SENTENCE = re.compile(r"[.!?:;…]['\"’”)\]]*$")
_HYPHEN = re.compile(r"[A-Za-zÀ-ÿ][-\u00ad]$")
_LONGEST_HEADING = 90
_LONGEST_TABLE = 400
_LONGEST_BLOCK = 20_000
"""Code points: a paragraph that runs on longer is a list of lines, and is cut."""
_MAY_BEGIN_TABLE = re.compile(r"[|\t]|\s{2,}\S|(?:19|20)\d\d.*(?:19|20)\d\d")
# Words after which a hyphen at the end of a line stays: "drugs- en wapenhandel".
_JOINING = re.compile(r"^(?:en|of|dan wel|tot|als)\b")
# Parts before which a hyphen stays as well: "anti-overheid", "niet-westers", "Noord-Holland".
_KEEPS_HYPHEN = re.compile(
    r"(?:^|[\s(])(?:[Aa]nti|[Nn]iet|[Ee]x|[Oo]ud|[Nn]on|[Mm]ede|[A-Z]{2,}|[A-Za-z]|[Ee]xpertise|[Ii]nformatie|[Vv]ice)-$"
)


@dataclass(slots=True)
class JoinedLines:
    """Lines made into one: their words, what was mended, and where each line begins."""

    words: str = ""
    repairs: list[Repair] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Add a line; a word that was broken at its end is made whole."""
        words = " ".join(line.split())
        self.starts.append(len(self.words))
        if not words:
            return
        if not self.words:
            self.words = words
        elif _HYPHEN.search(self.words[-2:]) and not _JOINING.match(words) and words[0].isalnum():
            self._join_word(words)
        else:
            self.words += f" {words}"

    def _join_word(self, words: str) -> None:
        tail = self.words[-40:].split()[-1]
        if not words[0].islower() or _KEEPS_HYPHEN.search(self.words[-40:]):
            self.words += words
            return
        start = len(self.words) - len(tail)
        first = words.split()[0]
        self.words = self.words[:-1] + words
        whole = tail[:-1] + first
        self.repairs.append(Repair(start, start + len(whole), f"{tail}\n{first}", whole))


def join_lines(lines: Sequence[str]) -> JoinedLines:
    """Join lines into one, words that were broken at the end of a line included.

    Parameters: ``lines``. Errors: none.

    >>> join_lines(["Het aantal meldin-", "gen daalde in Zuid-", "Holland."]).words
    'Het aantal meldingen daalde in Zuid-Holland.'
    """
    joined = JoinedLines()
    for line in lines:
        joined.add(line)
    return joined


def add_lines(builder: TextBuilder, lines: Sequence[Line]) -> None:
    """Add the lines of a letter as blocks.

    Parameters: ``builder``; ``lines`` in reading order, blank ones between paragraphs. Errors: ReaderError
    when the letter gets too long.
    """
    at = 0
    held: list[Line] = []
    while at < len(lines):
        line = lines[at]
        if line.is_blank:
            at += 1
            continue
        builder.reach_page(line.page)
        if line.is_footnote:
            held.append(line)
            at += 1
        elif line.table:
            builder.add_table(line.table[0], line.table[1:])
            at += 1
        elif table := find_table(_window(lines, at)):
            builder.add_table(table.header, table.rows)
            at += table.lines_count
        else:
            at = _add_words(builder, lines, at, held)
        if held and not (at < len(lines) and lines[at].is_footnote):
            _add_notes(builder, held)
            held = []
    _add_notes(builder, held)


def _window(lines: Sequence[Line], at: int, most: int = _LONGEST_TABLE) -> list[str]:
    """Return the lines from ``at`` that could be a table; none when the first cannot begin one."""
    words: list[str] = []
    if not _MAY_BEGIN_TABLE.search(lines[at].words[:2_000]):
        return words
    for line in lines[at : at + most]:
        if line.table or line.is_blank or line.is_footnote:
            break
        words.append(line.words)
    return words


def _add_words(builder: TextBuilder, lines: Sequence[Line], at: int, held: list[Line]) -> int:
    """Add the block that begins at ``at`` and return where it ends; footnotes inside it are held back."""
    own = [lines[at]]
    end, length = at + 1, len(lines[at].words)
    while end < len(lines) and length < _LONGEST_BLOCK and not _begins_block(lines, end, own):
        if lines[end].is_footnote:
            held.append(lines[end])
        else:
            own.append(lines[end])
        length += len(lines[end].words)
        end += 1
    is_closed = end >= len(lines) or lines[end].is_blank
    _add_block(builder, own, is_closed and (at == 0 or lines[at - 1].is_blank or lines[at - 1].is_footnote))
    return end


def _begins_block(lines: Sequence[Line], at: int, own: Sequence[Line]) -> bool:
    line = lines[at]
    if line.is_footnote:
        return False
    if line.is_blank or line.table or own[0].is_heading or _MARKED_HEADING.match(own[0].words):
        return True
    if BULLET.match(line.words) or line.is_heading or _MARKED_HEADING.match(line.words):
        return True
    return line.words.lstrip()[:1] == "|" or find_table(_window(lines, at, 3)) is not None


def _looks_like_heading(words: str) -> bool:
    if len(words) > _LONGEST_HEADING or BULLET.match(words) or not words[:1].isalnum():
        return False
    if words.endswith("?"):
        return True
    return not _ENDS_SENTENCE.search(words) and words[:1].isupper() and not words.endswith(",")


def _add_block(builder: TextBuilder, lines: Sequence[Line], stands_alone: bool) -> None:
    first = lines[0]
    joined = join_lines([line.words for line in lines])
    words = joined.words
    marked = _MARKED_HEADING.match(words)
    kind, level, taken = BlockKind.PARAGRAPH, 0, 0
    if marked and len(lines) == 1:
        kind, level, taken = BlockKind.HEADING, len(marked[1]), marked.start(2)
        words = words[: marked.end(2)]
    elif first.is_heading or (
        first.is_heading is None and len(lines) == 1 and stands_alone and _looks_like_heading(words)
    ):
        kind, level = BlockKind.HEADING, first.level or 1
    elif bullet := BULLET.match(words):
        kind, level, taken = BlockKind.LIST_ITEM, 1, bullet.end()
    elif re.match(r"\[\^?[0-9]{1,3}\]:", words):
        kind = BlockKind.FOOTNOTE
    repairs = [Repair(r.start - taken, r.end - taken, r.read, r.repaired) for r in joined.repairs]
    turns = [
        (start - taken, line.page)
        for before, line, start in zip(lines, lines[1:], joined.starts[1:], strict=False)
        if line.page != before.page
    ]
    builder.add(kind, words[taken:], level, repairs, turns)


def _add_notes(builder: TextBuilder, notes: Sequence[Line]) -> None:
    own: list[str] = []
    for note in notes:
        if FOOTNOTE.match(note.words) and own:
            builder.add(BlockKind.FOOTNOTE, join_lines(own).words)
            own = []
        own.append(note.words)
    if own:
        builder.add(BlockKind.FOOTNOTE, join_lines(own).words)
