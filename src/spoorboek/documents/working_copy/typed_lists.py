"""Lists that somebody made with the keyboard: a sign or a number before each line, without a list of Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spoorboek.documents.working_copy.block_reading import FlowParagraph, FlowTable
from spoorboek.documents.working_copy.pieces import Prose, join_text
from spoorboek.documents.working_copy.style_book import ListPlace

_SIGN = re.compile(r"([·•▪■◦‣●○*\uf0b7\uf0a7\uf0d8\uf0fc]|[-–—o](?=[ \u00a0]))[ \u00a0]*(?=\S)")
"""What stands before a line: signs of fonts for symbols too, and an "o" or a dash with a space after it."""
_NUMBER = re.compile(r"(\d{1,2}|[a-z])[.)][ \u00a0]+(?=\S)")
_FIRST = ("1", "a")

Flow = Sequence[FlowParagraph | FlowTable]


def find_typed_lists(flow: Flow) -> list[FlowParagraph | FlowTable]:
    """Return ``flow`` with typed lists as lists: without the sign or number, each with its place.

    Parameters: ``flow``, what stands in a file. Another sign after a first is one level deeper. Numbers are a
    list when there are two or more that count on from the first; one "o" or dash alone is a line of text.
    """
    found = list(flow)
    for start, end in _list_runs(flow):
        lines = [part for part in flow[start:end] if isinstance(part, FlowParagraph)]
        if marks := _read_marks([join_text(line.prose) for line in lines]):
            found[start:end] = [
                replace(line, prose=_cut(line.prose, length), place=place)
                for line, (length, place) in zip(lines, marks, strict=True)
            ]
    return found


def _list_runs(flow: Flow) -> Iterator[tuple[int, int]]:
    """Yield begin and end of neighbouring lines that all begin with a sign, or all with a number."""
    start, kind = 0, 0
    for position, part in enumerate([*flow, FlowTable(())]):
        here = _kind_of(part)
        if here != kind:
            if kind:
                yield start, position
            start, kind = position, here


def _kind_of(part: FlowParagraph | FlowTable) -> int:
    if not isinstance(part, FlowParagraph) or part.block or part.heading or part.is_title or part.is_caption:
        return 0
    # A tie that holds the sign would lose what it holds.
    if part.place is not None or not part.prose or part.prose[0].held:
        return 0
    text = join_text(part.prose)
    return 1 if _SIGN.match(text) else 2 if _NUMBER.match(text) else 0


def _read_marks(texts: Sequence[str]) -> list[tuple[int, ListPlace]]:
    """Return how long the mark of each line is and where the line stands, or nothing when it is no list."""
    signs = [match for text in texts if (match := _SIGN.match(text))]
    if signs:
        if len(texts) == 1 and signs[0][1] in "o-–—*":
            return []
        levels = _find_levels([match[1] for match in signs])
        places = [ListPlace(level, False, "") for level in levels]
        return list(zip((match.end() for match in signs), places, strict=True))
    numbers = [match for text in texts if (match := _NUMBER.match(text))]
    if len(numbers) < 2 or not _counts_on([match[1] for match in numbers]):
        return []
    return [(match.end(), ListPlace(0, True, "")) for match in numbers]


def _find_levels(signs: Sequence[str]) -> list[int]:
    known: list[str] = []
    levels = []
    for sign in signs:
        if sign in known:
            del known[known.index(sign) + 1 :]
        else:
            known.append(sign)
        levels.append(len(known) - 1)
    return levels


def _counts_on(numbers: Sequence[str]) -> bool:
    first = numbers[0]
    if first not in _FIRST:
        return False
    if first.isdecimal():
        return list(numbers) == [str(number) for number in range(1, len(numbers) + 1)]
    return list(numbers) == [chr(ord("a") + step) for step in range(len(numbers))]


def _cut(prose: Prose, length: int) -> Prose:
    """Return ``prose`` without its first letters."""
    kept = []
    for piece in prose:
        text = piece.text[length:]
        length = max(0, length - len(piece.text))
        if text or piece.note:
            kept.append(replace(piece, text=text))
    return tuple(kept)
