"""What stands in the prose of a letter: words, links, notes and the spans that tie them to figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from spoorboek.documents.source.place import Place
from spoorboek.figures.period import Period


@dataclass(frozen=True, slots=True)
class FigureReference:
    """A figure as a letter names it; what is left out comes from the letter's own period and area."""

    code: str
    period: Period | None = None
    area: str | None = None

    def key(self, period: Period, area: str) -> str:
        """Return the full key ``code@period@area``, with the letter's period and area where none is given."""
        return f"{self.code}@{self.period or period}@{self.area or area}"


class NumberStyle(Enum):
    """How the system writes a number that it fills in."""

    DIGITS = "digits"
    WORDS = "words"


class Strength(Enum):
    """How much the words of a claim say (method: words decide what must be shown)."""

    PLAIN = "plain"
    FIRM = "firm"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text. A line end in the source is one space here."""

    place: Place
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead elsewhere."""

    place: Place
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A reference to a footnote, by its label in the source."""

    place: Place
    label: str


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number that is a figure. ``place`` holds the number, ``whole`` the span with its braces."""

    place: Place
    whole: Place
    text: str
    reference: FigureReference
    style: NumberStyle = NumberStyle.DIGITS
    decimals: int | None = None

    @property
    def is_filled_by_system(self) -> bool:
        """Tell whether the author left the number to the system with a question mark."""
        return self.text == "?"


@dataclass(frozen=True, slots=True)
class FixedSpan:
    """A number that is no figure, with the reason."""

    place: Place
    whole: Place
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimDetails:
    """What a claim says of itself; which of these it may give depends on its kind."""

    figure: FigureReference | None = None
    since: FigureReference | None = None
    """The figure of key ``from``: what is compared with."""
    until: FigureReference | None = None
    """The figure of key ``to``: what is compared."""
    strength: Strength = Strength.PLAIN
    hedged: bool = False
    promise: str = ""
    parts: tuple[FigureReference, ...] = ()
    total: FigureReference | None = None
    carried_in: FigureReference | None = None
    opened: FigureReference | None = None
    closed: FigureReference | None = None
    carried_out: FigureReference | None = None
    reference: FigureReference | None = None
    term: str = ""
    margin: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimSpan:
    """Words that say something about figures. ``claim_id`` is c1, c2, ... in the order of the letter."""

    place: Place
    whole: Place
    claim: str
    claim_id: str
    words: str
    details: ClaimDetails
    inlines: tuple[SourceInline, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseSpan:
    """Words that report back on a promise of the plan; ``unreported`` says why nothing is reported."""

    place: Place
    whole: Place
    code: str
    unreported: str = ""
    inlines: tuple[SourceInline, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentSpan:
    """Words that report back on a commitment to the council."""

    place: Place
    whole: Place
    code: str
    unreported: str = ""
    inlines: tuple[SourceInline, ...] = ()


@dataclass(frozen=True, slots=True)
class TableBlockSpan:
    """A table that the system makes: the code of its specification, and its periods."""

    place: Place
    whole: Place
    code: str
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class ChartBlockSpan:
    """A chart that the system draws."""

    place: Place
    whole: Place
    code: str
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class PromisesBlockSpan:
    """The table of what was promised and what has come of it; ``selection`` is a theme or a plan."""

    place: Place
    whole: Place
    selection: str
    period: Period | None = None


SourceInline = (
    Words | Link | NoteReference | NumberSpan | FixedSpan | ClaimSpan | PromiseSpan | CommitmentSpan
)
SourceInlines = tuple[SourceInline, ...]
BlockSpan = TableBlockSpan | ChartBlockSpan | PromisesBlockSpan
Span = NumberSpan | FixedSpan | ClaimSpan | PromiseSpan | CommitmentSpan | BlockSpan


@dataclass(frozen=True, slots=True)
class UntiedNumber:
    """A number in prose that is no figure and not marked as fixed."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class RawSpan:
    """A span as it stands in the text, before its keys are understood."""

    place: Place
    whole: Place
    attributes: dict[str, str]
    key_places: dict[str, Place] = field(default_factory=dict)
