"""The spans of a letter with the names under which they travel through Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.spans import (
    ChartBlockSpan,
    ClaimSpan,
    CommitmentSpan,
    FixedSpan,
    NumberSpan,
    PromisesBlockSpan,
    PromiseSpan,
    Span,
    TableBlockSpan,
)

_LINE_IN_SPAN = re.compile(r"[ \t]*\n[ \t]*")
_LONGEST_LABEL = 60


class TieKind(Enum):
    """What a span ties its words to."""

    FIGURE = "figure"
    FIXED = "fixed"
    CLAIM = "claim"
    PROMISE = "promise"
    COMMITMENT = "commitment"
    TABLE = "table"
    CHART = "chart"
    PROMISES = "promises"


TIE_WORDS = {
    TieKind.FIGURE: "cijfer",
    TieKind.FIXED: "vast getal",
    TieKind.CLAIM: "bewering",
    TieKind.PROMISE: "belofte",
    TieKind.COMMITMENT: "toezegging",
    TieKind.TABLE: "tabel",
    TieKind.CHART: "grafiek",
    TieKind.PROMISES: "beloftenlijst",
}
BLOCK_KINDS = frozenset({TieKind.TABLE, TieKind.CHART, TieKind.PROMISES})
NUMBER_KINDS = frozenset({TieKind.FIGURE, TieKind.FIXED})


@dataclass(frozen=True, slots=True)
class Tie:
    """One span. ``name`` is s1, s2, ... in the order of the letter, b3 for a block.

    ``start`` is where it begins in the source; ``attributes`` are as the author wrote them, with braces;
    ``words`` is what stands between the brackets. ``depth`` counts the spans around it.
    """

    name: str
    kind: TieKind
    start: int
    attributes: str
    words: str
    depth: int
    subject: str

    @property
    def label(self) -> str:
        """Return what Word shows above the control."""
        return f"{TIE_WORDS[self.kind].capitalize()}: {self.subject}"[:_LONGEST_LABEL]


def list_ties(letter: LetterSource) -> tuple[Tie, ...]:
    """Return every span of a letter.

    Parameters: ``letter``. Returns the ties in the order of the letter, outer ones before inner ones.
    """
    return tuple(_list_ties(letter))


def name_ties(letter: LetterSource) -> Mapping[str, Tie]:
    """Return the same by their names. Parameters: ``letter``."""
    return {tie.name: tie for tie in _list_ties(letter)}


def _list_ties(letter: LetterSource) -> Iterator[Tie]:
    around: list[int] = []
    for number, (_, span) in enumerate(letter.spans(), start=1):
        start, end = span.whole.start, span.whole.end
        around = [each for each in around if each > start]
        attributes = letter.text[span.place.end + 1 : end]
        yield Tie(
            name=f"{'b' if _find_kind(span) in BLOCK_KINDS else 's'}{number}",
            kind=_find_kind(span),
            start=start,
            attributes=_LINE_IN_SPAN.sub(" ", attributes),
            words=" ".join(span.place.cut(letter.text).split()),
            depth=len(around),
            subject=_find_subject(span),
        )
        around.append(end)


def _find_kind(span: Span) -> TieKind:
    return next(kind for types, kind in _KINDS if isinstance(span, types))


_KINDS: tuple[tuple[type, TieKind], ...] = (
    (NumberSpan, TieKind.FIGURE),
    (FixedSpan, TieKind.FIXED),
    (ClaimSpan, TieKind.CLAIM),
    (PromiseSpan, TieKind.PROMISE),
    (CommitmentSpan, TieKind.COMMITMENT),
    (TableBlockSpan, TieKind.TABLE),
    (ChartBlockSpan, TieKind.CHART),
    (PromisesBlockSpan, TieKind.PROMISES),
)


def _find_subject(span: Span) -> str:
    if isinstance(span, NumberSpan):
        period = f" {span.reference.period}" if span.reference.period else ""
        return f"{span.reference.code}{period}"
    if isinstance(span, FixedSpan):
        return span.reason
    if isinstance(span, ClaimSpan):
        about = span.details.figure or span.details.until or span.details.since
        return f"{span.claim} {about.code}" if about else span.claim
    return span.selection if isinstance(span, PromisesBlockSpan) else span.code
