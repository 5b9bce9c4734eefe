"""The words of a letter run by run, as its manifest keeps them, and how two texts are compared."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spoorboek.documents.inline_filling import fix_numbers
from spoorboek.documents.model import (
    ClaimRun,
    Document,
    FigureRun,
    FixedRun,
    FootnoteRun,
    Inlines,
    LinkRun,
    PromiseRun,
    TextRun,
)
from spoorboek.documents.writers.reading_order import PartKind, PrintedPart, list_printed_parts
from spoorboek.documents.writers.wording import make_printable, write_note_mark

_REASONS = {
    PartKind.WORDS: "formele tekst",
    PartKind.MARKER: "lijstnummer",
    PartKind.PICTURE: "opschrift in een grafiek",
}
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})

Part = dict[str, Any]


def record_parts(document: Document) -> list[Part]:
    """Return what ``document`` prints, part by part and run by run, in reading order.

    A part has a ``kind`` (words, marker, picture), ``runs`` and, for cells, the ``head`` of its table. A
    run has its ``text`` and says what it is: ``figure`` (key), ``fixed`` (reason), ``note``, ``href``,
    ``claims`` (ids), ``promises`` (codes), and ``unreported`` (the reason) when the words tell that on a
    promise nothing is reported.
    """
    return [_record_part(part) for part in list_printed_parts(document)]


def _record_part(part: PrintedPart) -> Part:
    inlines = part.inlines or fix_numbers(part.text, _REASONS[part.kind])
    record: Part = {"kind": part.kind.value, "runs": list(_record_runs(inlines, (), ()))}
    if part.head:
        record["head"] = part.head
    return record


def _record_runs(inlines: Inlines, claims: tuple[str, ...], promises: tuple[str, ...]) -> Iterator[Part]:
    for inline in inlines:
        if isinstance(inline, ClaimRun):
            yield from _record_runs(inline.inlines, (*claims, inline.claim_id), promises)
            continue
        if isinstance(inline, PromiseRun):
            why = {"unreported": inline.unreported} if inline.unreported else {}
            yield from (
                inside | why for inside in _record_runs(inline.inlines, claims, (*promises, inline.code))
            )
            continue
        run: Part = {"text": _text_of(inline)}
        if isinstance(inline, FigureRun):
            run["figure"] = inline.key
        elif isinstance(inline, FixedRun):
            run["fixed"] = inline.reason
        elif isinstance(inline, FootnoteRun):
            run["note"] = inline.number
        elif isinstance(inline, LinkRun):
            run["href"] = inline.href
        run |= {name: list(ids) for name, ids in (("claims", claims), ("promises", promises)) if ids}
        yield run


def _text_of(inline: TextRun | LinkRun | FigureRun | FixedRun | FootnoteRun) -> str:
    return write_note_mark(inline.number) if isinstance(inline, FootnoteRun) else make_printable(inline.text)


def list_claim_words(document: Document) -> dict[str, str]:
    """Return the words of each claim as they are printed, numbers filled in, by the id of the claim."""
    return join_claim_words(record_parts(document))


def join_claim_words(parts: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the same from the parts of a manifest."""
    said: dict[str, str] = {}
    for part in parts:
        for run in part["runs"]:
            for name in run.get("claims", ()):
                said[name] = said.get(name, "") + run["text"]
    return said


def part_text(part: Mapping[str, Any]) -> str:
    """Return the text of one part."""
    return "".join(run["text"] for run in part["runs"])


def text_sha256(parts: Sequence[Mapping[str, Any]]) -> str:
    """Return the fingerprint of the words of a letter: its parts, joined by line ends."""
    return hashlib.sha256("\n".join(part_text(part) for part in parts).encode()).hexdigest()


def compact(text: str) -> str:
    """Return ``text`` without white space and with each letter in one form.

    That is how page text and manifest are compared: line ends and columns do not matter, every
    other character does.
    """
    return "".join(unicodedata.normalize("NFC", text).translate(_LIGATURES).split())
