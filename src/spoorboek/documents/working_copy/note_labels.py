"""The footnotes of a letter that came back: which is which, and the name of each in the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spoorboek.documents.working_copy.base import BaseLetter
from spoorboek.documents.working_copy.findings import WordLetter
from spoorboek.documents.working_copy.pieces import (
    HeadingPart,
    ListPart,
    ParagraphPart,
    Part,
    Prose,
    TablePart,
    join_text,
    walk_prose,
)
from spoorboek.documents.working_copy.source_writing import SourceWriter


def mend_notes(word: WordLetter, base: BaseLetter, body: Sequence[Part], notes: dict[str, Prose]) -> None:
    """Put back what was sent where LibreOffice 7 gave a footnote after a comment the text of an earlier one.

    Parameters: ``word``; ``base``; ``body``, the parts with their references; ``notes``, which is mended.
    """
    keys = [piece.note for prose in walk_prose(body) for piece in prose if piece.note]
    labels = base.list_references()
    if not word.program.startswith("LibreOffice") or len(keys) != len(labels):
        return
    texts = [join_text(notes.get(key, ())) for key in keys]
    for place, (key, label) in enumerate(zip(keys, labels, strict=True)):
        same = [other for other in range(place) if texts[other] == texts[place]]
        if any(labels[other] != label for other in same):
            notes[key] = base.notes[label]


def label_notes(
    base: BaseLetter, writer: SourceWriter, body: Sequence[Part], notes: Mapping[str, Prose]
) -> dict[str, str]:
    """Return the label of each note that the text refers to: its old one where it can be found.

    Parameters: ``base``; ``writer``; ``body``, the parts with their references; ``notes`` by reference.
    """
    pieces = (piece for prose in walk_prose(body) for piece in prose)
    referred = list(dict.fromkeys(piece.note for piece in pieces if piece.note and notes.get(piece.note)))
    old = {unit.written: unit.label for unit in base.units if unit.label}
    labels: dict[str, str] = {}
    for key in referred:
        for written, label in old.items():
            if writer.write_note(label, notes[key]) == written:
                labels[key] = label
    left = [label for label in old.values() if label not in labels.values()]
    number = 0
    for key in referred:
        if key in labels:
            continue
        if left:
            labels[key] = left.pop(0)
            continue
        number += 1
        while f"noot{number}" in old.values():
            number += 1
        labels[key] = f"noot{number}"
    return labels


def relabel(part: Part, labels: Mapping[str, str]) -> Part:
    """Return a part that refers to notes by their labels. Parameters: ``part``; ``labels``."""

    def rename(prose: Prose) -> Prose:
        named = (replace(piece, note=labels.get(piece.note, "")) if piece.note else piece for piece in prose)
        return tuple(piece for piece in named if piece.text or piece.note)

    if isinstance(part, HeadingPart):
        return HeadingPart(part.level, rename(part.prose))
    if isinstance(part, ParagraphPart):
        return ParagraphPart(rename(part.prose))
    if isinstance(part, ListPart):
        return ListPart(
            tuple(tuple(relabel(child, labels) for child in item) for item in part.items), part.is_numbered
        )
    if isinstance(part, TablePart):
        rows = tuple(tuple(rename(cell) for cell in row) for row in part.rows)
        return TablePart(rename(part.caption), rows)
    return part
