"""From lines to blocks: paragraphs, headings, lists, tables and footnotes of a text without layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spoorboek.documents.readers.audit_blocks import BlockKind, Repair
from spoorboek.documents.readers.audit_builder import TextBuilder
from spoorboek.documents.readers.audit_rows import find_table

# A scanner reads a bullet as e, «, ¢ or o; no Dutch line begins with such a letter by itself.
_BULLET = re.compile(r"^\s*(?:[-*+•·▪‣◦●○■–—«¢°§]|[eo](?=\s+\S)|[0-9]{1,2}[.)]|[a-z]\))\s+(?=\S)")
_MARKED_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_FOOTNOTE = re.compile(r"^(?:\[\^?[0-9]{1,3}\]:?|[0-9]{1,2}|[¹²³⁴⁵⁶⁷⁸⁹])\s+(?=[A-Za-zÀ-ÿ])")
_ENDS_SENTENCE = re.compile(r"[.!?:;…]['\"’”)\]]*$")
_HYPHEN = re.compile(r"[A-Za-zÀ-ÿ][-\u00ad]$")
_LONGEST_HEADING = 90
# Words after which a hyphen at the end of a line stays: "drugs- en wapenhandel".
_JOINING = re.compile(r"^(?:en|of|dan wel|tot|als)\b")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text. ``is_heading`` when its letters say so; None when nothing is known of them."""

    words: str
    is_heading: bool | None = None
    level: int = 0


def add_lines(builder: TextBuilder, lines: Sequence[Line]) -> None:
    """Add the lines of one page to a letter as blocks.

    Parameters: ``builder``; ``lines`` in reading order, empty ones between paragraphs. Errors: ReaderError
    when the letter gets too long.
    """
    at = 0
    while at < len(lines):
        if not lines[at].words.strip():
            at += 1
            continue
        table = find_table([line.words for line in lines[at:]])
        if table is not None:
            builder.add_table(table.header, table.rows)
            at += table.lines_count
            continue
        end = _find_end(lines, at)
        _add_block(builder, lines[at:end], end >= len(lines) or not lines[end].words.strip())
        at = end


def _find_end(lines: Sequence[Line], start: int) -> int:
    """Return where the block that begins at ``start`` ends."""
    if _is_heading_by_itself(lines, start):
        return start + 1
    in_footnote = bool(_FOOTNOTE.match(lines[start].words)) and not _BULLET.match(lines[start].words)
    end = start + 1
    while end < len(lines) and lines[end].words.strip():
        words = lines[end].words
        if _BULLET.match(words) or _is_heading_by_itself(lines, end) or lines[end].words.lstrip()[:1] == "|":
            break
        if in_footnote and _FOOTNOTE.match(words):
            break
        if find_table([line.words for line in lines[end : end + 3]]) is not None:
            break
        end += 1
    return end


def _is_heading_by_itself(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.is_heading is not None:
        return line.is_heading
    if _MARKED_HEADING.match(line.words):
        return True
    words = line.words.strip()
    alone = (at == 0 or not lines[at - 1].words.strip()) and (
        at + 1 >= len(lines) or not lines[at + 1].words.strip()
    )
    return alone and _looks_like_heading(words)


def _looks_like_heading(words: str) -> bool:
    if len(words) > _LONGEST_HEADING or _BULLET.match(words) or not words[:1].isalnum():
        return False
    if words.endswith("?"):
        return True
    return not _ENDS_SENTENCE.search(words) and words[:1].isupper() and not words.endswith(",")


def _add_block(builder: TextBuilder, lines: Sequence[Line], is_closed: bool) -> None:
    first = lines[0]
    marked = _MARKED_HEADING.match(first.words)
    words, repairs = join_lines(line.words for line in lines)
    if marked and len(lines) == 1:
        builder.add(BlockKind.HEADING, marked[2], level=len(marked[1]))
    elif first.is_heading or (len(lines) == 1 and is_closed and _is_heading_by_itself(lines, 0)):
        builder.add(BlockKind.HEADING, words, level=first.level or 1, repairs=repairs)
    elif bullet := _BULLET.match(words):
        taken = bullet.end()
        moved = [Repair(r.start - taken, r.end - taken, r.read, r.repaired) for r in repairs]
        builder.add(BlockKind.LIST_ITEM, words[taken:], level=1, repairs=moved)
    elif _FOOTNOTE.match(words) and len(words) < 400:
        builder.add(BlockKind.FOOTNOTE, words, repairs=repairs)
    else:
        builder.add(BlockKind.PARAGRAPH, words, repairs=repairs)


def join_lines(lines: Iterable[str]) -> tuple[str, tuple[Repair, ...]]:
    """Join lines into one, words that were broken at the end of a line included.

    Returns the words and the repairs, with positions in those words. Errors: none.

    >>> join_lines(["Het aantal meldin-", "gen daalde in Zuid-", "Holland."])[0]
    'Het aantal meldingen daalde in Zuid-Holland.'
    """
    joined = ""
    repairs: list[Repair] = []
    for line in lines:
        words = " ".join(line.split())
        if not words:
            continue
        if not joined:
            joined = words
        elif _HYPHEN.search(joined) and not _JOINING.match(words) and words[0].isalnum():
            if words[0].islower():
                start = len(re.split(r"\s", joined)[-1])
                start = len(joined) - start
                head = joined[start:]
                joined = joined[:-1] + words
                end = start + len(head) - 1 + len(words.split()[0])
                read = f"{head}\n{words.split()[0]}"
                repairs.append(Repair(start, end, read, joined[start:end]))
            else:
                joined += words
        else:
            joined += f" {words}"
    return joined, tuple(repairs)
