"""Whether a letter survives the editor: the check that stands before opening one in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spoorboek.documents.editor_form.reading import EditorLetter, read_editor_letter
from spoorboek.documents.editor_form.writing import write_source
from spoorboek.documents.errors import LetterSourceError
from spoorboek.documents.source.blocks import SourceBlock, SourceList, SourceTable
from spoorboek.documents.source.letter import LetterSource, parse_letter
from spoorboek.documents.source.spans import (
    BlockSpan,
    ClaimSpan,
    CommitmentSpan,
    FixedSpan,
    Link,
    NoteReference,
    NumberSpan,
    PromiseSpan,
    SourceInlines,
)


def survives(letter: LetterSource) -> bool:
    """Tell whether a letter written anew from the editor's document says all that it said.

    Parameters: ``letter``, a source that was read. Returns False for a letter that is better changed as text.
    Errors: none.
    """
    opened = read_editor_letter(letter)
    try:
        again = parse_letter(write_source(opened.document))
        kept = parse_letter(write_source(opened.document, EditorLetter({}, "", opened.known)))
    except LetterSourceError:
        return False
    said = describe_letter(letter)
    return describe_letter(again) == said == describe_letter(kept)


def describe_letter(letter: LetterSource) -> list[Any]:
    """Return everything that a letter says, without its places.

    Parameters: ``letter``. Returns lists and texts that are equal for two sources that say the same: words,
    spans with all their keys, lists, tables, notes. Bold and italic are left out, as spaces may lose them,
    and so are items of a list that say nothing.
    Errors: none.
    """
    front = letter.front_matter
    said: list[Any] = [[str(getattr(front, name)) for name in front.__slots__ if name != "places"]]
    for section in letter.sections:
        if section.heading:
            said.append([section.heading.level, _describe(section.heading.inlines)])
        said += [found for block in section.blocks if (found := _describe_block(block))]
    return said + [[note.label, _describe(note.inlines)] for note in letter.notes]


def _describe_block(block: SourceBlock) -> list[Any]:
    if isinstance(block, BlockSpan):
        named = [str(getattr(block, name)) for name in block.__slots__ if name not in ("place", "whole")]
        return [type(block).__name__, *named]
    if isinstance(block, SourceList):
        items = [[said for one in item if (said := _describe_block(one))] for item in block.items]
        return [block.numbered, full] if (full := [item for item in items if item]) else []
    if isinstance(block, SourceTable):
        rows = (block.header, *block.rows)
        return [_describe(block.caption), [[_describe(cell) for cell in row] for row in rows]]
    return ["paragraph", _describe(block.inlines)]


def _describe(inlines: SourceInlines) -> list[Any]:
    said: list[Any] = []
    for one in _flatten(inlines):
        if said and isinstance(one, str) and isinstance(said[-1], str):
            said[-1] += one
        elif isinstance(one, tuple) and said and isinstance(said[-1], tuple) and said[-1][1] == one[1]:
            # Two links to one address that touch are one link.
            said[-1] = (said[-1][0] + one[0], one[1])
        elif one:
            said.append(one)
    if said and isinstance(said[0], str):
        said[0] = said[0].lstrip()
    if said and isinstance(said[-1], str):
        said[-1] = said[-1].rstrip()
    return [one for one in said if one]


def _flatten(inlines: SourceInlines) -> Iterator[Any]:
    for one in inlines:
        if isinstance(one, ClaimSpan):
            yield [one.claim, str(one.details), _describe(one.inlines)]
        elif isinstance(one, PromiseSpan | CommitmentSpan):
            yield [type(one).__name__, one.code, one.unreported, _describe(one.inlines)]
        elif isinstance(one, NumberSpan):
            yield [one.text, str(one.reference), one.style.value, one.decimals]
        elif isinstance(one, FixedSpan):
            yield [" ".join(one.text.split()), one.reason]
        elif isinstance(one, Link):
            yield (one.text, one.href)
        elif isinstance(one, NoteReference):
            yield [one.label]
        else:
            yield one.text.replace("\t", " ")
