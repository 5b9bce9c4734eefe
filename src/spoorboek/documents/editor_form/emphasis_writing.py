"""Bold and italic words, written so that their marks open and close where they should.

CommonMark lets a mark open or close depending on the characters on both sides. Where these stand in the way,
the character outside the mark is written as an entity: that reads as the same character and counts as
punctuation, beside which a mark always works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from spoorboek.documents.editor_form.escaping import encode, escape_words, is_mark_sign, is_word_sign


@dataclass(frozen=True, slots=True)
class StyledText:
    """Words with one style."""

    text: str
    bold: bool = False
    italic: bool = False


def write_styled(texts: Sequence[StyledText]) -> str:
    """Return the source of words that follow each other.

    Parameters: ``texts``, in order, each on one line. Returns CommonMark; spaces at the edge of a mark lose
    that mark, which nobody can see. Errors: none.
    """
    if not any(one.bold or one.italic for one in texts):
        return escape_words("".join(one.text for one in texts))
    return _join(_list_strokes(texts))


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A mark that opens or closes, or the source of one character."""

    text: str
    sign: str = ""
    opens: bool = False


def _list_strokes(texts: Sequence[StyledText]) -> list[_Stroke]:
    cells = [(sign, one.bold, one.italic) for one in texts for sign in one.text]
    cells = list(_trim(cells, 1))
    strokes: list[_Stroke] = []
    for bold, group in groupby(cells, key=lambda cell: cell[1]):
        inner: list[_Stroke] = []
        for italic, run in groupby(_trim(list(group), 2), key=lambda cell: cell[2]):
            words = [_Stroke(escape_words(sign), sign) for sign, _, _ in run]
            inner += [_Stroke("_", opens=True), *words, _Stroke("_")] if italic else words
        strokes += [_Stroke("**", opens=True), *inner, _Stroke("**")] if bold else inner
    return strokes


_Cell = tuple[str, bool, bool]


def _trim(cells: Iterable[_Cell], place: int) -> Iterator[_Cell]:
    """Take the style at ``place`` from spaces at the edges of each stretch that has it."""
    for styled, group in groupby(cells, key=lambda cell: cell[place]):
        run = list(group)
        if not styled:
            yield from run
            continue
        inside = [index for index, cell in enumerate(run) if not cell[0].isspace()]
        first, last = (inside[0], inside[-1]) if inside else (len(run), -1)
        for index, cell in enumerate(run):
            yield cell if first <= index <= last else _without(cell, place)


def _without(cell: _Cell, place: int) -> _Cell:
    sign, bold, italic = cell
    # A space that is not bold any more would cut the italic words around it in two.
    return (sign, False, False) if place == 1 else (sign, bold, italic and place != 2)


def _join(strokes: Sequence[_Stroke]) -> str:
    out = [stroke.text for stroke in strokes]
    # Italic first: what it turns into an entity is punctuation to the bold mark around it.
    for place, stroke in sorted(enumerate(strokes), key=lambda pair: (pair[1].text == "**", pair[0])):
        if stroke.sign:
            continue
        outside, inside = (place - 1, place + 1) if stroke.opens else (place + 1, place - 1)
        if not 0 <= outside < len(strokes) or not is_word_sign(strokes[outside].sign):
            continue
        if stroke.text == "_" or is_mark_sign(out[inside][0 if stroke.opens else -1]):
            out[outside] = encode(strokes[outside].sign)
    return "".join(out)
